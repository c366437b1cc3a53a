"""The deck-specific content of the main part: list of slides, sections, language (ECMA-376 part 1, 19.2.1.26)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml

from builder.office.xml import NAMESPACES, attribute, declare, qn
from builder.writers.powerpoint.anchors import guid

__all__ = ["FIRST_SLIDE_ID", "add_sections", "list_slides", "set_language"]

FIRST_SLIDE_ID = 256
"""The least id that a slide may have (ECMA-376 part 1, 19.7.13)."""
_SECTIONS_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


def list_slides(presentation: Any, rids: Sequence[str]) -> None:
    """Add the slides with these relationship ids to `p:presentation`, with ids from 256 on.

    python-pptx's `add_sldId` looks for the highest id at each call.
    """
    slides = presentation.get_or_add_sldIdLst()
    for slide_id, rid in enumerate(rids, FIRST_SLIDE_ID):
        entry = slides.makeelement(qn("p:sldId"), {"id": str(slide_id), qn("r:id"): rid})
        slides.append(entry)


def add_sections(presentation: Any, title: str, sections: Sequence[tuple[str, int]], slides: int) -> None:
    """Add PowerPoint's slide sections ([MS-PPTX] 2.3.1, `p14:sectionLst`): names and indices of their first slides.

    PowerPoint needs every slide to be in a section and names to be unique; slides before the first section go into one
    named `title`.
    """
    starts = [(name, start) for name, start in sections if start < slides]
    if not starts:
        return
    if starts[0][1] > 0:
        starts.insert(0, (title, 0))
    ends = [start for _, start in starts[1:]] + [slides]
    listed = "".join(
        _section(name, range(FIRST_SLIDE_ID + start, FIRST_SLIDE_ID + end))
        for name, (_, start), end in zip(_unique([name for name, _ in starts]), starts, ends, strict=True)
    )
    extension = parse_xml(
        f'<p:ext {declare("p", "p14")} uri="{_SECTIONS_URI}"><p14:sectionLst>{listed}</p14:sectionLst></p:ext>'
    )
    extensions = presentation.find(qn("p:extLst"))
    if extensions is None:
        extensions = presentation.makeelement(qn("p:extLst"))
        presentation.append(extensions)
    extensions.insert(0, extension)


def _unique(names: Sequence[str]) -> list[str]:
    """Return the names, each repeated one with its count: "Funding", "Funding (2)"."""
    counts: dict[str, int] = {}
    unique = []
    for name in names:
        count = counts[name] = counts.get(name, 0) + 1
        unique.append(name if count == 1 else f"{name} ({count})")
    return unique


def _section(name: str, slide_ids: range) -> str:
    members = "".join(f'<p14:sldId id="{slide_id}"/>' for slide_id in slide_ids)
    identity = guid(f"section {name}")
    return f'<p14:section name="{attribute(name)}" id="{identity}"><p14:sldIdLst>{members}</p14:sldIdLst></p14:section>'


def set_language(presentation: Any, language: str) -> None:
    """Set the language of the default text style's run properties, and of those levels that name another one."""
    style = presentation.find(qn("p:defaultTextStyle"))
    if style is None:
        return
    base = style.find(qn("a:defPPr"))
    if base is None:
        base = style.makeelement(qn("a:defPPr"), nsmap={"a": NAMESPACES["a"]})
        style.insert(0, base)
    default = base.find(qn("a:defRPr"))
    if default is None:
        default = base.makeelement(qn("a:defRPr"))
        base.append(default)
    default.set("lang", language)
    for properties in style.iter(qn("a:defRPr")):
        if properties.get("lang"):
            properties.set("lang", language)
