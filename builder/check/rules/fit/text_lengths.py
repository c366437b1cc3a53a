"""Lengths that reveal a problem: points that are paragraphs, crowded charts, incomplete translations."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext, TextPair
from builder.check.rule import Finding, Rule
from builder.content.markup import Markup
from builder.language import base_language
from builder.source import Span
from builder.tree.blocks import PointNode, PointsNode
from builder.tree.exhibits import MOST_SLICES, ChartNode
from builder.tree.prose import plain
from builder.tree.walk import all_blocks

__all__ = ["RULES"]

_LONGEST_POINT = 280
"""Characters of a point: about three lines of a slide. Longer ones cannot be taken in at a glance."""
_MOST_SERIES = 6
"""The accents that a theme has: a seventh series repeats a colour."""
_MOST_MARKS = 40
"""The most columns or bars side by side whose labels do not overlap."""
_SHORTEST = 60
"""Characters below which the length of a translation is not significant."""
_LEAST_DOUBT, _SHORT_DOUBT = 1.35, 40.0
"""Allowed factor between the length of a translation and the usual one: 1.7 at 120 characters, 1.45 at 400. Observed in
correct translations: 1.6 at 70 characters, 1.4 at 100, 1.3 from 150 on.
"""
_USUAL = {
    "en": 1.0, "fr": 1.17, "de": 1.17, "es": 1.17, "it": 1.14, "pt": 1.13, "nl": 1.12, "lb": 1.15, "ca": 1.15,
    "ro": 1.12, "da": 1.04, "nb": 1.02, "nn": 1.02, "sv": 1.02, "pl": 1.1, "fi": 1.08,
}  # fmt: skip
"""Usual length of a text by language, in relation to English; other languages are not compared."""


def long_point(context: CheckContext) -> Iterator[Finding]:
    """Find points that are too long to be read on a slide."""
    for tag, document in context.documents.items():
        for block in all_blocks(document):
            if isinstance(block, PointsNode) and block.only != "brief":
                yield from _long_points(block.points, tag)


def _long_points(points: tuple[PointNode, ...], tag: str) -> Iterator[Finding]:
    for point in points:
        length = len(plain(point.term)) + len(plain(point.inlines))
        if length > _LONGEST_POINT:
            message = f"this point has {length} characters in `{tag}`; a slide shows at most {_LONGEST_POINT} well"
            yield Finding(message, _place(point), "shorten it, or move it to a `text` block")
        yield from _long_points(point.points, tag)


def _place(point: PointNode) -> Span:
    return next((inline.span for inline in (*point.term, *point.inlines) if inline.span.file), point.span)


def crowded_chart(context: CheckContext) -> Iterator[Finding]:
    """Find charts with more marks than readers can distinguish."""
    for block in context.blocks:
        if not isinstance(block, ChartNode):
            continue
        count, series = len(block.categories), len(block.series)
        marks = count * (1 if block.stacked else series)
        if block.slices:
            message = f"{count} slices are too many to compare; more than {MOST_SLICES} are drawn as bars"
            yield Finding(message, block.span, "group the small ones, or use `kind: bar`")
        elif block.kind in ("column", "bar") and marks > _MOST_MARKS:
            yield Finding(
                f"{marks} columns or bars are too many to read", block.span, "use `kind: line`, or fewer categories"
            )
        elif series > _MOST_SERIES:
            message = f"{series} series need more colours than the theme's {_MOST_SERIES}"
            yield Finding(message, block.span, "show the most important ones, or split the chart in two")


def length_ratio(context: CheckContext) -> Iterator[Finding]:
    """Find translations much shorter or longer than usual for their language."""
    for pair in (*context.pairs, *context.variants):
        if len(pair.source.source) >= _SHORTEST or len(pair.target.source) >= _SHORTEST:
            yield from _unlike(context, pair)


def _unlike(context: CheckContext, pair: TextPair) -> Iterator[Finding]:
    usual = [_USUAL.get(base_language(tag), 0.0) for tag in (pair.source_tag, pair.target_tag)]
    source, target = _length(context, pair.source), _length(context, pair.target)
    longest = max(source, target)
    if longest < _SHORTEST or not all(usual) or not source or not target:
        return
    ratio = target / usual[1] * usual[0] / source
    most = _LEAST_DOUBT + _SHORT_DOUBT / longest
    if not 1 / most <= ratio <= most:
        how = "shorter" if ratio < 1 else "longer"
        message = (
            f"the `{pair.target_tag}` text has {target} characters, the `{pair.source_tag}` text {source}: "
            f"much {how} than a usual translation"
        )
        yield Finding(message, pair.target.place(0), "check whether something is missing in one of them")


def _length(context: CheckContext, markup: Markup) -> int:
    return sum(len(piece.text) for piece in context.pieces(markup))


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIT010",
        name="crowded-chart",
        severity="info",
        summary="A chart has more slices, bars or series than readers can distinguish.",
        find=crowded_chart,
        bad="- chart: {kind: pie, categories: [twelve regions]}",
        good="- chart: {kind: bar, categories: [twelve regions]}",
    ),
    Rule(
        code="FIT011",
        name="long-point",
        severity="info",
        summary=f"A point has more than {_LONGEST_POINT} characters, which is too long for a slide.",
        find=long_point,
        bad="- points:\n    - {fr: Tout un paragraphe …, en: A whole paragraph …}",
        good="- points:\n    - {fr: Une idée., en: One idea.}",
    ),
    Rule(
        code="FIT012",
        name="length-ratio",
        severity="warning",
        summary="A translation is much shorter or longer than usual for its languages: something may be missing.",
        find=length_ratio,
        bad="fr: Le conseil a voté le budget. Il a aussi relevé le plafond de la dette.\nen: Council passed it.",
        good="fr: Le conseil a voté le budget. Il a aussi relevé le plafond de la dette.\n"
        "en: Council passed the budget. It also raised the debt ceiling.",
    ),
)
