"""Read how a style sets the entries of a table of contents: its indents and its tab stops."""

from __future__ import annotations

from typing import Any

from builder.templates.word.facts import ContentsStyle, TabStop
from builder.templates.word.style_sheet import StyleSheet, W, number

__all__ = ["contents_style"]


def contents_style(sheet: StyleSheet, sid: str) -> ContentsStyle:
    """Return the indents (twips) and the tab stops of a paragraph style, with what it inherits."""
    style = sheet.by_id[sid]
    return ContentsStyle(
        left=_indent(sheet, style, "left", "start"),
        hanging=_hanging(sheet, style),
        right=_indent(sheet, style, "right", "end"),
        stops=_stops(sheet, style),
    )


def _indent(sheet: StyleSheet, style: Any, *names: str) -> int:
    """Return an indent under either of its names (17.3.1.12)."""
    return next((value for name in names if (value := sheet.twips(style, "pPr/ind", name))), 0)


def _hanging(sheet: StyleSheet, style: Any) -> int:
    """Return the hanging indent; the first-line indent of a nearer style ends an inherited one."""
    for ancestor in sheet.chain(style):
        indent = ancestor.find(f"{W}pPr/{W}ind")
        if indent is not None and (hanging := indent.get(f"{W}hanging")) is not None:
            return number(hanging)
        if indent is not None and indent.get(f"{W}firstLine") is not None:
            return 0
    return 0


def _stops(sheet: StyleSheet, style: Any) -> tuple[TabStop, ...]:
    """Return the tab stops: those of all styles in the chain together; at one position the nearest style decides, and
    `clear` removes what it inherits (17.18.84).
    """
    stops: dict[int, TabStop] = {}
    for ancestor in reversed(sheet.chain(style)):
        for tab in ancestor.iterfind(f"{W}pPr/{W}tabs/{W}tab"):
            position, align = number(tab.get(f"{W}pos")), tab.get(f"{W}val", "left")
            stops.pop(position, None)
            if align not in ("clear", "bar"):
                stops[position] = TabStop(position, align, tab.get(f"{W}leader", ""))
    return tuple(stops[position] for position in sorted(stops))
