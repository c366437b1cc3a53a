"""Small Word templates with structures that real ones have, and what a style finally says."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml

from builder.office.xml import declare
from builder.templates.open import open_template
from builder.templates.word.reader import BriefTemplate, read_brief_template
from tests.files.wordxml import W

__all__ = ["effective", "saved", "styles_of", "template_of", "with_properties", "xml"]


def xml(markup: str) -> Any:
    """The element of WordprocessingML that `markup` describes (without namespace declarations)."""
    name, _, rest = markup[1:].partition(" " if " " in markup.partition(">")[0] else ">")
    end = markup[1 + len(name)]
    if name.endswith("/"):
        return parse_xml(f"<{name[:-1]} {declare('w', 'r')}/>")
    return parse_xml(f"<{name} {declare('w', 'r')}{end}{rest}")


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def template_of(document: Any, folder: Path) -> BriefTemplate:
    """The template that this document makes."""
    path = folder / "theirs.docx"
    path.write_bytes(saved(document))
    return read_brief_template(open_template(path, "docx"))


def with_properties(document: Any, name: str, paragraph: str = "", run: str = "") -> Any:
    """The document, the style `name` having these properties (children of `w:pPr` and `w:rPr`) and no others."""
    style = document.styles[name].element
    for tag, content in (("pPr", paragraph), ("rPr", run)):
        for old in style.findall(f"{W}{tag}"):
            style.remove(old)
        if content:
            style.append(xml(f"<w:{tag}>{content}</w:{tag}>"))
    return document


def styles_of(blob: bytes) -> Any:
    """The root of a file's styles."""
    return docx.Document(io.BytesIO(blob)).styles.element


def effective(styles: Any, sid: str, path: str, *names: str) -> str | None:
    """The first of some attributes of a property (`pPr/ind`, `left`, `start`) that a style has, with what it inherits;
    "on" for a property without attribute, None if there is nothing.
    """
    steps = "/".join(f"{W}{step}" for step in path.split("/"))
    by_id = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    style = by_id[sid]
    while style is not None:
        element = style.find(steps)
        for name in names if element is not None else ():
            if (value := element.get(f"{W}{name}")) is not None:
                return str(value)
        if element is not None and not element.attrib:
            return "on"
        based = style.find(f"{W}basedOn")
        style = by_id.get(based.get(f"{W}val")) if based is not None else None
    element = styles.find(f"{W}docDefaults/{W}{path.split('/')[0]}Default/{steps}")
    return (
        next((element.get(f"{W}{name}") for name in names if element.get(f"{W}{name}")), None)
        if element is not None
        else None
    )
