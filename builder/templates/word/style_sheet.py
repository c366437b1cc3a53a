"""The styles and the lists of a Word file, as they are found: by id, by name, with all that they inherit.

Lengths are twips. ECMA-376 part 1, 17.7 (styles) and 17.9 (numbering).
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from builder.office.xml import qn

__all__ = ["Numbering", "StyleSheet", "W", "is_on", "number"]

W = qn("w:")
_DEEPEST = 12
"""Styles build on one another at most this deep; beyond is a mistake or a circle."""


class StyleSheet:
    """A styles part: its elements by name and by id, and the properties of a style with all that it inherits."""

    def __init__(self, root: Any):
        self.root = root
        self.by_id: dict[str, Any] = {}
        self.by_name: dict[tuple[str, str], Any] = {}
        for style in root.iter(f"{W}style"):
            self.know(style)

    def know(self, style: Any) -> None:
        """Index a style. The first of two of one name or id counts, as in Word."""
        kind, name = style.get(f"{W}type", "paragraph"), style.find(f"{W}name")
        self.by_id.setdefault(style.get(f"{W}styleId", ""), style)
        if name is not None:
            self.by_name.setdefault((kind, name.get(f"{W}val", "").casefold()), style)

    def find(self, kind: str, name: str) -> Any:
        """Return the style of this kind and name, or None."""
        return self.by_name.get((kind, name.casefold()))

    def default(self, kind: str) -> Any:
        """Return the default style of a kind, or None."""
        return next((s for s in self.by_id.values() if s.get(f"{W}type") == kind and _on(s.get(f"{W}default"))), None)

    def chain(self, style: Any) -> list[Any]:
        """Return the style and those it is based on, nearest first."""
        chain: list[Any] = []
        while style is not None and style not in chain and len(chain) < _DEEPEST:
            chain.append(style)
            based = style.find(f"{W}basedOn")
            style = self.by_id.get(based.get(f"{W}val", "")) if based is not None else None
        return chain

    def value(self, style: Any, path: str, attribute: str) -> str | None:
        """Return an attribute of a property (`pPr/ind`, `left`) from the style, those it is based on, or the
        defaults.
        """
        steps = "/".join(f"{W}{step}" for step in path.split("/"))
        for ancestor in self.chain(style):
            element = ancestor.find(steps)
            if element is not None and (value := element.get(f"{W}{attribute}")) is not None:
                return str(value)
        part = path.split("/")[0]
        element = self.root.find(f"{W}docDefaults/{W}{part}Default/{steps}")
        return element.get(f"{W}{attribute}") if element is not None else None

    def twips(self, style: Any, path: str, attribute: str) -> int:
        """Return the same as a number; 0 if it is absent or not a number."""
        return number(self.value(style, path, attribute))


class Numbering:
    """A numbering part: its instances and definitions by id."""

    def __init__(self, root: Any):
        self.root = root
        self.nums = {number(num.get(f"{W}numId")): num for num in root.findall(f"{W}num")}
        self.abstracts = {
            number(abstract.get(f"{W}abstractNumId")): abstract for abstract in root.findall(f"{W}abstractNum")
        }

    def abstract(self, num: int) -> int | None:
        """Return the definition of an instance, or None. A definition that only refers to a list style counts
        as none.
        """
        if num not in self.nums:
            return None
        target = self.nums[num].find(f"{W}abstractNumId")
        identifier = number(target.get(f"{W}val")) if target is not None else -1
        return (
            identifier
            if identifier in self.abstracts and self.abstracts[identifier].find(f"{W}lvl") is not None
            else None
        )

    def named(self, name: str) -> int:
        """Return the first instance of the definition that has this name (`w:name`), or 0."""
        for num in self.nums:
            abstract = self.abstract(num)
            label = self.abstracts[abstract].find(f"{W}name") if abstract is not None else None
            if label is not None and label.get(f"{W}val") == name:
                return num
        return 0

    def level(self, abstract: int, ilvl: int) -> Any:
        """Return a level of a definition, or None."""
        levels = self.abstracts[abstract].findall(f"{W}lvl")
        return next((level for level in levels if number(level.get(f"{W}ilvl")) == ilvl), None)

    def list_style(self, num: int) -> str:
        """Return the id of the list style that the definition of an instance refers to (17.9.21), or ""."""
        target = self.nums[num].find(f"{W}abstractNumId")
        abstract = self.abstracts.get(number(target.get(f"{W}val"))) if target is not None else None
        link = abstract.find(f"{W}numStyleLink") if abstract is not None else None
        return str(link.get(f"{W}val", "")) if link is not None else ""

    def _override(self, num: int, ilvl: int) -> Any:
        """Return what an instance says of a level by itself (17.9.8), or None."""
        overrides = self.nums[num].findall(f"{W}lvlOverride")
        return next((override for override in overrides if number(override.get(f"{W}ilvl")) == ilvl), None)

    def instance_level(self, num: int, ilvl: int) -> Any:
        """Return a level of an instance: its own, or its definition's; None if there is none."""
        override = self._override(num, ilvl)
        own = override.find(f"{W}lvl") if override is not None else None
        abstract = self.abstract(num)
        return own if own is not None or abstract is None else self.level(abstract, ilvl)

    def start(self, num: int, ilvl: int) -> int:
        """Return the first number of a level of an instance (17.9.25, 17.9.26); 0 without a `w:start`."""
        override = self._override(num, ilvl)
        level = self.instance_level(num, ilvl)
        places = (
            override.find(f"{W}startOverride") if override is not None else None,
            level.find(f"{W}start") if level is not None else None,
        )
        start = next((place for place in places if place is not None), None)
        return number(start.get(f"{W}val")) if start is not None else 0

    def adopt(self, abstract: Any) -> int:
        """Take in a copy of another file's definition; returns the id of a new instance of it."""
        from lxml import etree

        aid, num = max(self.abstracts, default=-1) + 1, max(self.nums, default=0) + 1
        copy = deepcopy(abstract)
        copy.set(f"{W}abstractNumId", str(aid))
        place = max((self.root.index(abstract) for abstract in self.abstracts.values()), default=-1)
        self.root.insert(place + 1, copy)
        instance = etree.Element(f"{W}num", {f"{W}numId": str(num)})
        etree.SubElement(instance, f"{W}abstractNumId", {f"{W}val": str(aid)})
        last = max((self.root.index(num) for num in self.nums.values()), default=self.root.index(copy))
        self.root.insert(last + 1, instance)
        self.abstracts[aid], self.nums[num] = copy, instance
        return num


def number(text: str | None) -> int:
    """Return a whole number as Office writes it; 0 for anything else."""
    try:
        return int(float(text)) if text else 0
    except ValueError:
        return 0


def is_on(toggle: Any | None) -> bool:
    """Return True if an on/off element is there and not switched off: `w:val` 0, false or off (17.17.4)."""
    return toggle is not None and toggle.get(f"{W}val") not in ("0", "false", "off")


def _on(value: str | None) -> bool:
    return value in ("1", "true", "on")
