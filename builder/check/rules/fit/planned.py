"""Text that the deck planner shrank, continued or cut, from the one plan that these rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.typeset.plan import TablePart

__all__ = ["RULES"]

_READABLE = 12.0
"""Points from which a table is readable from the back of a room; below, the planner has no room left."""


def _reported(*codes: str, hint: str = "") -> Callable[[CheckContext], Iterable[Finding]]:
    """Return a rule function: it yields the planner's problems under these codes, with their own hint or
    this one.
    """

    def find(context: CheckContext) -> Iterator[Finding]:
        for problem in context.planning:
            if problem.code in codes:
                yield Finding(problem.message, problem.span, problem.hint or hint)

    return find


def small_table(context: CheckContext) -> Iterator[Finding]:
    """Find tables that fit a slide only in very small type."""
    places = {block.key: block.span for block in context.blocks}
    too_wide = {problem.span for problem in context.planning if problem.code == "table-too-wide"}
    reported = {key for key, span in places.items() if span in too_wide}
    for deck in context.decks.values():
        for slide in deck.slides:
            for part in slide.parts:
                if isinstance(part, TablePart) and part.size < _READABLE and part.key not in reported:
                    reported.add(part.key)
                    message = f"this table fits its slide only at {part.size:g} points"
                    hint = "use fewer rows or columns, shorter cells, or `only: brief`"
                    yield Finding(message, places[part.key], hint)


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIT001",
        name="slide-continued",
        severity="info",
        summary="Text is too long for one slide and is continued on the next, in every language.",
        find=_reported("slide-continued", hint="shorten it, or split the section in two"),
        bad="- points: [forty points …]",
        good="- points: [six points]",
    ),
    Rule(
        code="FIT002",
        name="slide-shrunk",
        severity="info",
        summary="Text is set smaller to fit its slide, because it is too long in the languages named.",
        find=_reported("slide-shrunk", hint="shorten it by that many lines"),
        bad="- points: [eleven points …]",
        good="- points: [eight points]",
    ),
    Rule(
        code="FIT003",
        name="title-too-long",
        severity="warning",
        summary="A message takes more than two lines as a slide's title.",
        find=_reported("title-too-long"),
        bad="message: {fr: Trois phrases mises bout à bout …, en: Three sentences run together …}",
        good="message: {fr: Une phrase courte., en: One short sentence.}",
    ),
    Rule(
        code="FIT004",
        name="title-shrunk",
        severity="info",
        summary="A title is set smaller, in every language, to stay on two lines.",
        find=_reported("title-shrunk"),
        bad="message: {fr: Une phrase un peu trop longue …, en: A sentence a little too long …}",
        good="message: {fr: Une phrase courte., en: One short sentence.}",
    ),
    Rule(
        code="FIT005",
        name="table-continued",
        severity="info",
        summary="The rows of a table are continued on the next slide.",
        find=_reported("table-continued", hint="use fewer rows, or `only: brief`"),
        bad="- table: {columns: …, rows: [sixty rows]}",
        good="- only: brief\n  table: {columns: …, rows: [sixty rows]}",
    ),
    Rule(
        code="FIT006",
        name="table-too-wide",
        severity="warning",
        summary="A table is too wide for a slide: its columns are continued on the next slide.",
        find=_reported("table-too-wide"),
        bad="- table: {columns: [eighteen headers]}",
        good="- table: {columns: [seven headers]}",
    ),
    Rule(
        code="FIT007",
        name="small-table",
        severity="info",
        summary="A table fits its slide only at less than 12 points.",
        find=small_table,
        bad="- table: {columns: …, rows: [sixteen rows of long cells]}",
        good="- only: brief\n  table: {columns: …, rows: [sixteen rows of long cells]}",
    ),
    Rule(
        code="FIT008",
        name="timeline-continued",
        severity="info",
        summary="A timeline has too many events for one slide.",
        find=_reported("timeline-continued", hint="use fewer events, or two timelines"),
        bad="- timeline: [twelve events]",
        good="- timeline: [six events]",
    ),
    Rule(
        code="FIT009",
        name="words-cut",
        severity="info",
        summary="A caption, a subtitle or a source line is cut on its slide; the speaker notes have all of it.",
        find=_reported(
            "caption-shortened", "line-shortened", "source-line-shortened", hint="cite fewer sources per slide"
        ),
        bad="caption: {fr: Une légende de cinq lignes …, en: A caption of five lines …}",
        good="caption: {fr: Dépenses par mission, en: Spending by mission}",
    ),
    Rule(
        code="FIT013",
        name="timeline-not-to-scale",
        severity="warning",
        summary="A timeline with `scale: time` has events too many, long or close: they are placed at equal distances.",
        find=_reported("timeline-not-to-scale", hint="use fewer or shorter events, or delete `scale`"),
        bad="- timeline: [{date: 1990, …}, {date: 2024-01-05, …}, {date: 2024-01-06, …}]\n  scale: time",
        good="- timeline: [{date: 1990, …}, {date: 2010, …}, {date: 2024, …}]\n  scale: time",
    ),
)
