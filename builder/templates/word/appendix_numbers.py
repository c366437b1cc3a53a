"""The list that numbers the headings of appendices: A, A.1, A.2, B.

It has the look of the template's numbered headings (indents, what follows the number, the full stop after it), level by
level; where the template numbers no headings, a letter and a full stop before the title. The elements of a level are in
the order of ECMA-376 part 1, 17.9.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from builder.templates.word.facts import HeadingNumbers
from builder.templates.word.style_sheet import Numbering, StyleSheet, W, number

__all__ = ["add_appendix_list"]

_NAME = "Appendices"
_KEPT = frozenset(f"{W}{tag}" for tag in ("suff", "lvlJc", "pPr", "rPr"))
"""What a level takes over from the template's."""
_SIDES = ("left", "start", "right", "end", "hanging", "firstLine")


def add_appendix_list(
    sheet: StyleSheet, numbering: Numbering, headings: Sequence[str]
) -> tuple[int, tuple[HeadingNumbers, ...]]:
    """Add the list to a numbering part. Return the id of its instance, and how it numbers each level.

    `headings` are the ids of the heading styles, outermost first; level n of the list is for the n-th.
    """
    root = numbering.root
    definition = root.makeelement(f"{W}abstractNum", {})
    definition.append(_element(root, "multiLevelType", val="multilevel"))
    definition.append(_element(root, "name", val=_NAME))
    patterns = []
    for ilvl, sid in enumerate(headings):
        pattern = ".".join(f"%{place}" for place in range(1, ilvl + 2))
        model = _numbered_level(sheet, numbering, sid)
        pattern += _ending(model) if model is not None else "."
        patterns.append(pattern)
        definition.append(_level(sheet, root, sid, ilvl, pattern, model))
    num = numbering.adopt(definition)
    abstract = numbering.abstract(num)
    assert abstract is not None
    forms = ("upperLetter", *("decimal" for _ in headings[1:]))
    numbers = tuple(
        HeadingNumbers(pattern, forms[: ilvl + 1], (1,) * (ilvl + 1), abstract=abstract)
        for ilvl, pattern in enumerate(patterns)
    )
    return num, numbers


def _numbered_level(sheet: StyleSheet, numbering: Numbering, sid: str) -> Any:
    """Return the level by which the template numbers a style, or None."""
    style = sheet.by_id[sid]
    num = sheet.twips(style, "pPr/numPr/numId", "val")
    abstract = numbering.abstract(num)
    if abstract is None:
        return None
    for level in numbering.abstracts[abstract].findall(f"{W}lvl"):
        bound = level.find(f"{W}pStyle")
        if bound is not None and bound.get(f"{W}val") == sid:
            return level
    level = numbering.instance_level(num, sheet.twips(style, "pPr/numPr/ilvl", "val"))
    form = level.find(f"{W}numFmt") if level is not None else None
    return None if form is None or form.get(f"{W}val") in ("none", "bullet") else level


def _ending(level: Any) -> str:
    """Return the full stop or bracket after the number of a level: "." for "%1.", "" for "%1" and "Chapter %1 –"."""
    text = level.find(f"{W}lvlText")
    after = str(text.get(f"{W}val", "")).rpartition("%")[2][1:] if text is not None else ""
    return after if after in (".", ")") else ""


def _level(sheet: StyleSheet, root: Any, sid: str, ilvl: int, pattern: str, model: Any) -> Any:
    """Return a level of the list. A list named in the paragraph prevails over the indents of its style (17.9.22), so
    that those of the style are repeated in the level.
    """
    level = _element(root, "lvl", ilvl=str(ilvl))
    level.append(_element(root, "start", val="1"))
    level.append(_element(root, "numFmt", val="upperLetter" if ilvl == 0 else "decimal"))
    kept = [deepcopy(child) for child in model if child.tag in _KEPT] if model is not None else []
    by_tag = {child.tag: child for child in kept}
    suffix = by_tag.get(f"{W}suff", _element(root, "suff", val="space") if model is None else None)
    if suffix is not None:
        level.append(suffix)
    level.append(_element(root, "lvlText", val=pattern))
    level.append(by_tag.get(f"{W}lvlJc", _element(root, "lvlJc", val="left")))
    properties = by_tag.get(f"{W}pPr")
    if properties is None:
        properties = _element(root, "pPr")
    level.append(properties)
    if f"{W}rPr" in by_tag:
        level.append(by_tag[f"{W}rPr"])
    indents = {side: sheet.value(sheet.by_id[sid], "pPr/ind", side) for side in _SIDES}
    given = {side: str(number(value)) for side, value in indents.items() if value is not None}
    if given:
        for old in properties.findall(f"{W}ind"):
            properties.remove(old)
        properties.append(_element(root, "ind", **given))
    return level


def _element(near: Any, tag: str, **attributes: str) -> Any:
    return near.makeelement(f"{W}{tag}", {f"{W}{name}": value for name, value in attributes.items()})
