"""The list of units inside a Word table: a custom XML part with the key, the words and the state of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from msgspec import Struct

from builder.exchange.unit import State, Unit, limit_of, states_of
from builder.exchange.xml_output import write_document, write_element, write_line, write_text
from builder.writers.word.anchors import anchor_name

__all__ = ["ListedUnit", "UnitList", "is_unit_list", "listed", "read_unit_list", "write_entries", "write_unit_list"]

NAMESPACE = "urn:bilingual-builder:exchange:1"
_N = f"{{{NAMESPACE}}}"
_SOURCE, _TARGET = f"{_N}s", f"{_N}t"
_STATES: dict[str | None, State] = {state: state for state in get_args(State)}


class ListedUnit(Struct, frozen=True, gc=False):
    """A unit as it was sent out. `number` is what its row shows, `anchor` the bookmark in the cell of its target."""

    number: str
    anchor: str
    key: str
    source: str
    target: str | None
    state: State
    was: str
    literal: bool


class UnitList(Struct, frozen=True):
    """The units of a table, where they come from, and in which states they were sent out (all: ())."""

    publication: str
    source_language: str
    target_language: str
    units: tuple[ListedUnit, ...] = ()
    only: tuple[State, ...] = ()
    limits: dict[str, int] = {}
    """How many characters have room, by the keys of the units that have a limit."""


def listed(number: str, unit: Unit) -> ListedUnit:
    """Return a unit as the list has it."""
    return ListedUnit(
        number, anchor_name(unit.key), unit.key, unit.source, unit.target, unit.state, unit.was, unit.literal
    )


def write_entries(units: Iterable[ListedUnit]) -> str:
    """Return the entries of units."""
    return "".join(map(_entry, units))


def write_unit_list(units: UnitList, entries: str) -> bytes:
    """Return the part. `entries` are those of its units, which are written before their limits are known."""
    only = {"only": " ".join(units.only)} if units.only else {}
    attributes = {
        "xmlns": NAMESPACE, "publication": units.publication, "source": units.source_language,
        "target": units.target_language, **only,
    }  # fmt: skip
    limits = "".join(write_line("l", {"k": key, "n": str(limit)}) for key, limit in units.limits.items())
    return write_document(write_element("units", attributes, f"{entries}{limits}"))


def _entry(unit: ListedUnit) -> str:
    attributes = {"n": unit.number, "a": unit.anchor, "k": unit.key, "state": unit.state, "was": unit.was}
    if unit.literal:
        attributes["literal"] = "1"
    words = write_element("s", content=write_text(unit.source))
    if unit.target is not None:
        words += write_element("t", content=write_text(unit.target))
    return write_line("u", attributes, words)


def is_unit_list(root: Any) -> bool:
    """Return True for the root element of such a part."""
    return bool(root.tag == f"{_N}units")


def read_unit_list(root: Any) -> UnitList:
    """Return the list. What is wrong in it, since it comes from outside, is read as missing."""
    units = tuple(
        ListedUnit(
            number=element.get("n", ""),
            anchor=element.get("a", ""),
            key=element.get("k", ""),
            source=element.findtext(_SOURCE, ""),
            target=element.findtext(_TARGET),
            state=_STATES.get(element.get("state"), "translated"),
            was=element.get("was", ""),
            literal=element.get("literal") == "1",
        )
        for element in root.iterchildren(f"{_N}u")
        if element.get("k")
    )
    return UnitList(
        root.get("publication", ""),
        root.get("source", ""),
        root.get("target", ""),
        units,
        states_of(root.get("only", "").split()),
        {
            element.get("k", ""): limit
            for element in root.iterchildren(f"{_N}l")
            if (limit := limit_of(element.get("n", ""))) is not None
        },
    )
