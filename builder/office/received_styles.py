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
        style, raised = properties.find(f"{_W}rStyle"), properties.find(f"{_W}vertAlign")
        key = (
            *_toggles(properties),
            raised.get(_VALUE, "") if raised is not None else "",
            style.get(_VALUE, "") if style is not None else "",
        )
        if key not in self._looks:
            self._looks[key] = self._look(*key)
        return self._looks[key]

    def _look(
        self,
        strong: bool | None,
        emphasis: bool | None,
        strike: bool | None,
        hidden: bool | None,
        raised: str,
        style: str,
    ) -> WordLook:
        chain = self._chain(style)
        raised = raised or next((ancestor.raised for ancestor in chain if ancestor.raised), "")
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
    name, based_on = element.find(f"{_W}name"), element.find(f"{_W}basedOn")
    properties = element.find(f"{_W}rPr")
    raised = properties.find(f"{_W}vertAlign") if properties is not None else None
    strong, emphasis, strike, hidden = _toggles(properties)
    return WordStyle(
        name.get(_VALUE, "") if name is not None else "",
        based_on.get(_VALUE, "") if based_on is not None else "",
        strong,
        emphasis,
        strike,
        raised.get(_VALUE, "") if raised is not None else "",
        hidden,
    )


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
