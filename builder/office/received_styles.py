"""The styles of a received Word document, as far as they say how words look."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from builder.office.received import ReceivedFile
from builder.office.xml import qn

__all__ = ["WordLook", "WordStyle", "WordStyles"]

_W = qn("w:p")[:-1]
_VALUE = f"{_W}val"
_DEEPEST = 20
"""Styles in a chain: a longer one is a circle."""
_OFF = ("0", "false", "off", "none")


class WordLook(Struct, frozen=True, gc=False):
    """Formatting of a run that an author's mark-up can express, and whether it is hidden."""

    strong: bool = False
    emphasis: bool = False
    strike: bool = False
    superscript: bool = False
    subscript: bool = False
    hidden: bool = False


class WordStyle(Struct, frozen=True):
    """A style: its name, which Word writes in English for built-in ones, and the formatting that it adds. Its id may be
    in any language: "Strong" is `lev` in a French file.
    """

    name: str
    based_on: str
    strong: bool | None = None
    emphasis: bool | None = None
    strike: bool | None = None
    raised: str = ""
    hidden: bool | None = None


_PLAIN = WordLook()


class WordStyles:
    """The styles by their ids."""

    def __init__(self, file: ReceivedFile):
        self._styles: dict[str, WordStyle] = {}
        for part in file.related(file.main, "styles"):
            for element in file.xml(part).findall(f"{_W}style"):
                self._styles[element.get(f"{_W}styleId", "")] = _style(element)
        self._looks: dict[tuple[Any, ...], WordLook] = {}

    def of(self, properties: Any, name: str) -> WordStyle | None:
        """Return the style that properties name in the element `name`."""
        named = properties.find(f"{_W}{name}") if properties is not None else None
        return self._styles.get(named.get(_VALUE, "")) if named is not None else None

    def look(self, properties: Any) -> WordLook:
        """Return the look of a run by its own properties and its character style, not by the paragraph's style."""
        if properties is None:
            return _PLAIN
        # Thousands of runs have the same few properties; looking each of them up takes longer than reading all.
        key = tuple([(child.tag, child.get(_VALUE)) for child in properties])
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._look(properties)
        return look

    def _look(self, properties: Any) -> WordLook:
        chain = self._chain(_value(properties, "rStyle"))
        strong, emphasis, strike, hidden = _toggles(properties)
        own = _value(properties, "vertAlign")
        raised = own or next((ancestor.raised for ancestor in chain if ancestor.raised), "")
        return WordLook(
            _first(strong, [ancestor.strong for ancestor in chain]),
            _first(emphasis, [ancestor.emphasis for ancestor in chain]),
            _first(strike, [ancestor.strike for ancestor in chain]),
            raised == "superscript",
            raised == "subscript",
            _first(hidden, [ancestor.hidden for ancestor in chain]),
        )

    def _chain(self, name: str) -> list[WordStyle]:
        """Return a character style and those that it is based on."""
        chain: list[WordStyle] = []
        while name in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[name])
            name = self._styles[name].based_on
        return chain


def _style(element: Any) -> WordStyle:
    properties = element.find(f"{_W}rPr")
    strong, emphasis, strike, hidden = _toggles(properties)
    return WordStyle(
        _value(element, "name"),
        _value(element, "basedOn"),
        strong,
        emphasis,
        strike,
        _value(properties, "vertAlign"),
        hidden,
    )


def _value(parent: Any, name: str) -> str:
    """Return the value of a child element, "" if there is no child or no parent."""
    child = parent.find(f"{_W}{name}") if parent is not None else None
    return "" if child is None else str(child.get(_VALUE, ""))


def _toggles(properties: Any) -> tuple[bool | None, bool | None, bool | None, bool | None]:
    """Return whether properties make words bold, italic, struck and hidden; None for what they do not say."""
    return (
        _toggle(properties, "b"),
        _toggle(properties, "i"),
        _either(_toggle(properties, "strike"), _toggle(properties, "dstrike")),
        _toggle(properties, "vanish"),
    )


def _toggle(properties: Any, name: str) -> bool | None:
    child = properties.find(f"{_W}{name}") if properties is not None else None
    return None if child is None else child.get(_VALUE, "true") not in _OFF


def _either(first: bool | None, second: bool | None) -> bool | None:
    return first if second is None else bool(first) or second


def _first(own: bool | None, inherited: list[bool | None]) -> bool:
    return bool(next((value for value in (own, *inherited) if value is not None), False))
