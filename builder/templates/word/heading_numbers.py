"""Numbers of headings: how a template numbers each level, and the levels that continue its list.

A template that numbers its first three levels in one list numbers the fourth and fifth too: all levels of a brief are
numbered alike. Elements are put in the order of ECMA-376 part 1, 17.3.1.26 (`w:pPr`) and 17.9.6 (`w:lvl`).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from builder.office.xml import qn
from builder.templates.word.facts import HeadingNumbers
from builder.templates.word.number_words import WORD_FORMATS
from builder.templates.word.roles import ROLES
from builder.templates.word.style_properties import paragraph_properties, property_element, put_first
from builder.templates.word.style_sheet import Numbering, StyleSheet, W, is_on, number

__all__ = ["continue_numbers", "heading_numbers", "leave_unnumbered", "prepare_numbers"]

_DEEPEST = 8
"""Last level of a list in Word (17.9.6)."""
_OWN_LEVELS = 3
"""Levels of headings that are numbered as the template says; deeper ones follow these."""
_NUMBERED = ("heading_", "list_", "bibliography")
"""Roles, by their beginning, whose paragraphs may be numbered."""
_PRINTABLE = frozenset(
    (
        "decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "none", "bullet",
        *WORD_FORMATS,
    )
)  # fmt: skip
_ALTERNATIVE = qn("mc:AlternateContent")
_BEFORE_STYLE = frozenset(f"{W}{tag}" for tag in ("start", "numFmt", "lvlRestart"))


def heading_numbers(sheet: StyleSheet, numbering: Numbering, sid: str) -> HeadingNumbers | None:
    """Return how the template numbers the headings of a style, or None."""
    num = _num(sheet, sid)
    abstract = numbering.abstract(num)
    if abstract is None:
        return None
    ilvl = _level_of(sheet, numbering, sid)
    level = numbering.instance_level(num, ilvl)
    pattern = _value(level, "lvlText")
    levels = [numbering.instance_level(num, above) for above in range(ilvl + 1)]
    forms = [_value(above, "numFmt") or "decimal" for above in levels]
    if not pattern or forms[-1] in ("none", "bullet"):
        return None
    if is_on(level.find(f"{W}isLgl")):
        # Word leaves 01 as it is: "Article I" goes with "Section 1.01" in its own gallery.
        forms = [form if form == "decimalZero" else "decimal" for form in forms]
    restart = _value(level, "lvlRestart")
    return HeadingNumbers(
        pattern=pattern,
        forms=tuple(forms),
        starts=tuple(numbering.start(num, above) for above in range(ilvl + 1)),
        restart=number(restart) if restart else None,
        abstract=abstract,
    )


def prepare_numbers(sheet: StyleSheet, numbering: Numbering, headings: Sequence[str]) -> None:
    """Make the lists of headings say plainly what Word does with them, so that every program counts alike.

    A definition that refers to a list style (17.9.21) gives way to that of the style, and a number format that builds
    cannot print becomes digits. `headings` are the ids of the styles.
    """
    _follow_list_styles(sheet, numbering)
    for sid in headings:
        abstract = numbering.abstract(_num(sheet, sid))
        for level in numbering.abstracts[abstract].findall(f"{W}lvl") if abstract is not None else ():
            _print_plainly(level)


def _follow_list_styles(sheet: StyleSheet, numbering: Numbering) -> None:
    for num, instance in numbering.nums.items():
        seen = {num}
        while (name := numbering.list_style(num)) and name in sheet.by_id:
            num = number(sheet.value(sheet.by_id[name], "pPr/numPr/numId", "val"))
            if num in seen or num not in numbering.nums:
                break
            seen.add(num)
        target = numbering.abstract(num)
        if len(seen) > 1 and target is not None:
            instance.find(f"{W}abstractNumId").set(f"{W}val", str(target))


def _print_plainly(level: Any) -> None:
    """Write a number format that builds cannot print as digits, one in another schema's element likewise (MCE), and the
    first number where the level leaves it to the standard (17.9.25).
    """
    if level.find(f"{W}start") is None:
        level.insert(0, _element(level, "start", val="0"))
    form = level.find(f"{W}numFmt")
    if form is None:
        for alternative in level.findall(_ALTERNATIVE):
            if next(alternative.iter(f"{W}numFmt"), None) is not None:
                level.replace(alternative, _element(level, "numFmt", val="decimal"))
    elif form.get(f"{W}val") not in _PRINTABLE:
        form.attrib.clear()
        form.set(f"{W}val", "decimal")


def leave_unnumbered(sheet: StyleSheet, styles: dict[str, str]) -> None:
    """Take the styles of other roles off the lists of headings, which a style based on a heading inherits: the heading
    of the contents above all. `styles` maps each role to a style id.
    """
    for role, sid in styles.items():
        if ROLES[role][0] != "paragraph" or role.startswith(_NUMBERED):
            continue
        style = sheet.by_id[sid]
        if _num(sheet, sid):
            properties = paragraph_properties(style)
            for old in properties.findall(f"{W}numPr"):
                properties.remove(old)
            numbers = _element(style, "numPr")
            numbers.append(_element(style, "numId", val="0"))
            put_first(properties, numbers)
        if sheet.value(style, "pPr/outlineLvl", "val") not in (None, "9"):
            # In the outline it would be listed in the contents, even as their own heading.
            property_element(paragraph_properties(style), "outlineLvl").set(f"{W}val", "9")


def _level_of(sheet: StyleSheet, numbering: Numbering, sid: str) -> int:
    """Return the level of a style in its list: that which names the style (17.9.23), else that of its `w:ilvl`."""
    abstract = numbering.abstract(_num(sheet, sid))
    for level in numbering.abstracts[abstract].findall(f"{W}lvl") if abstract is not None else ():
        if _value(level, "pStyle") == sid:
            return number(level.get(f"{W}ilvl"))
    return sheet.twips(sheet.by_id[sid], "pPr/numPr/ilvl", "val")


def continue_numbers(sheet: StyleSheet, numbering: Numbering, headings: Sequence[str]) -> None:
    """Number the styles of the deeper headings in the list of those above, unless the template numbers them itself.

    `headings` are the ids of the styles, outermost first. Nothing is changed if one of the first three is not numbered,
    or is in another list.
    """
    lists = {numbering.abstract(_num(sheet, sid)) for sid in headings[:_OWN_LEVELS]}
    if len(lists) != 1 or any(heading_numbers(sheet, numbering, sid) is None for sid in headings[:_OWN_LEVELS]):
        return
    for above, own in zip(headings[_OWN_LEVELS - 1 :], headings[_OWN_LEVELS:], strict=False):
        ilvl = _level_of(sheet, numbering, above) + 1
        if ilvl > _DEEPEST:
            return
        if heading_numbers(sheet, numbering, own) is None:
            _number(sheet, numbering, above, own, ilvl)


def _set_value(level: Any, name: str, value: str) -> None:
    """Set the value of a child of a level, if it has that child."""
    child = level.find(f"{W}{name}")
    if child is not None:
        child.set(f"{W}val", value)


def _number(sheet: StyleSheet, numbering: Numbering, above: str, own: str, ilvl: int) -> None:
    """Bind a style to the level `ilvl` of the list of the style above it, with the indents of that."""
    num = _num(sheet, above)
    abstract = numbering.abstract(num)
    assert abstract is not None
    upper = numbering.level(abstract, ilvl - 1)
    level = numbering.level(abstract, ilvl)
    if level is None:
        level = deepcopy(upper)
        level.set(f"{W}ilvl", str(ilvl))
        level.attrib.pop(f"{W}tplc", None)
        upper.addnext(level)
    pattern = _value(upper, "lvlText").replace(f"%{ilvl}", f"%{ilvl}.%{ilvl + 1}")
    if pattern.count("%") > _value(level, "lvlText").count("%"):
        _set_value(level, "lvlText", pattern)
    if _value(level, "numFmt") in ("none", "bullet") or pattern == _value(level, "lvlText"):
        _set_value(level, "numFmt", "decimal")
    for bound in level.findall(f"{W}pStyle"):
        level.remove(bound)
    level.insert(_place(level, _BEFORE_STYLE), _element(level, "pStyle", val=own))
    style = sheet.by_id[own]
    properties = paragraph_properties(style)
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    numbers = _element(style, "numPr")
    numbers.append(_element(style, "ilvl", val=str(ilvl)))
    numbers.append(_element(style, "numId", val=str(num)))
    put_first(properties, numbers)
    if properties.find(f"{W}ind") is None:
        left, hanging = (_indent(sheet, above, upper, side) for side in ("left", "hanging"))
        put_first(properties, _element(style, "ind", left=left, hanging=hanging))


def _num(sheet: StyleSheet, sid: str) -> int:
    return sheet.twips(sheet.by_id[sid], "pPr/numPr/numId", "val")


def _value(element: Any, tag: str) -> str:
    child = element.find(f"{W}{tag}") if element is not None else None
    return str(child.get(f"{W}val", "")) if child is not None else ""


def _indent(sheet: StyleSheet, sid: str, level: Any, side: str) -> str:
    """Return an indent of a numbered heading in twips: the style's, else its list's."""
    own = sheet.value(sheet.by_id[sid], "pPr/ind", side)
    inner = level.find(f"{W}pPr/{W}ind")
    of_list = inner.get(f"{W}{side}") if inner is not None else None
    return str(number(own if own is not None else of_list))


def _place(parent: Any, before: frozenset[str]) -> int:
    """Return the index after the last of the children that precede an element in the schema's order."""
    places = [index for index, child in enumerate(parent) if child.tag in before]
    return places[-1] + 1 if places else 0


def _element(near: Any, tag: str, **attributes: str) -> Any:
    return near.makeelement(f"{W}{tag}", {f"{W}{name}": value for name, value in attributes.items()})
