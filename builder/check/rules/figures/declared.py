"""Declared figures: each is used, is declared once, and has a source if most have one."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.content.markup import FigureRef, Markup
from builder.content.model.blocks import Highlight
from builder.content.model.exhibits import CellFigure, ChartValues
from builder.content.model.figures import (
    AmountFigure,
    DateFigure,
    Derivation,
    Figure,
    FigureNumberBase,
    NumberFigure,
    PercentFigure,
    PointsFigure,
    QuantityFigure,
    TerritoryFigure,
)
from builder.content.model.values import Text
from builder.content.text import inlines_of
from builder.source import Span

__all__ = ["RULES"]

_LEAST_SOURCED = 3


def unused(context: CheckContext) -> Iterator[Finding]:
    """Find figures that no text, table, chart, timeline, highlight or derived figure uses."""
    used = context.once(_used)
    for name, figure in context.publication.figures.items():
        if name not in used:
            yield Finding(f"the figure `{name}` is not used", figure.span, "use it, or delete it")


def _used(context: CheckContext) -> set[str]:
    used: set[str] = set()
    _gather(context.publication, used)
    return used


def _gather(node: object, used: set[str]) -> None:
    if isinstance(node, Markup):
        if "{" in node.source:
            used.update(inline.figure for inline in inlines_of(node.blocks) if isinstance(inline, FigureRef))
    elif isinstance(node, Text):
        _gather(tuple(node.entries.values()), used)
    elif isinstance(node, tuple):
        for child in node:
            _gather(child, used)
    elif isinstance(node, dict):
        for child in node.values():
            _gather(child, used)
    elif isinstance(node, Struct) and not isinstance(node, Span):
        if isinstance(node, CellFigure | Highlight):
            used.add(node.figure)
        elif isinstance(node, Derivation):
            used.update(node.operands)
        elif isinstance(node, ChartValues):
            used.update(value for value in node.values if isinstance(value, str))
        for name in node.__struct_fields__:
            if name not in ("values", "computed_from"):
                _gather(getattr(node, name), used)


def doubled(context: CheckContext) -> Iterator[Finding]:
    """Find two figures with the same label, kind and value."""
    seen: dict[object, Figure] = {}
    tag = context.source_tag
    for figure in context.publication.figures.values():
        label = figure.label.markup(tag) if figure.label else None
        if label is None:
            continue
        meaning = (type(figure), _value(figure), figure.bound, " ".join(label.source.lower().split()))
        first = seen.setdefault(meaning, figure)
        if first is not figure:
            message = f"the figures `{first.id}` and `{figure.id}` are the same"
            yield Finding(message, figure.span, f"keep one; `{first.id}` is on line {first.span.line}")


def _value(figure: Figure) -> object:
    if isinstance(figure, AmountFigure):
        return figure.amount, figure.currency
    if isinstance(figure, NumberFigure):
        return figure.number, repr(figure.counted.forms) if figure.counted else ""
    if isinstance(figure, PercentFigure):
        return figure.percent
    if isinstance(figure, PointsFigure):
        return figure.points
    if isinstance(figure, DateFigure):
        return figure.date
    if isinstance(figure, QuantityFigure):
        return figure.quantity, figure.unit
    return figure.territory if isinstance(figure, TerritoryFigure) else figure.symbol


def unsourced(context: CheckContext) -> Iterator[Finding]:
    """Find typed figures that are measured and have no source, if at least two in three have one."""
    figures = context.publication.figures.values()
    measured = [figure for figure in figures if isinstance(figure, FigureNumberBase) and figure.derived is None]
    sourced = sum(1 for figure in measured if figure.source)
    if not context.publication.sources or sourced < _LEAST_SOURCED or 3 * sourced < 2 * len(measured):
        return
    for figure in measured:
        if not figure.source:
            message = f"the figure `{figure.id}` has no source; {sourced} others have one"
            yield Finding(message, figure.span, "add `source`")


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG004",
        name="unused-figure",
        severity="warning",
        summary="A figure is declared but not used.",
        find=unused,
        bad="figures:\n  growth: {percent: 12.5}\nsections: []",
        good='figures:\n  growth: {percent: 12.5}\nsections:\n  - title: "{growth}"',
    ),
    Rule(
        code="FIG005",
        name="doubled-figure",
        severity="warning",
        summary="Two figures have the same kind, value, bound and label.",
        find=doubled,
        bad="staff: {number: 120, label: {fr: Agents, en: Staff}}\nteam: {number: 120, label: {fr: Agents, en: Staff}}",
        good="staff: {number: 120, label: {fr: Agents, en: Staff}}",
    ),
    Rule(
        code="FIG006",
        name="unsourced-figure",
        severity="info",
        summary="A figure has no source, although most measured figures have one.",
        find=unsourced,
        bad="growth: {percent: 12.5}",
        good="growth: {percent: 12.5, source: report}",
    ),
)
