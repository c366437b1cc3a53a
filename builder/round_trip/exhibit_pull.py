"""What the alternative texts and the charts of a received file mean for the source.

Words of the author's (an alternative text, the name of a category, a series or an axis) are edits of their passages. A
number is protected: the line of its figure, or of its data, is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from builder.content.model.blocks import ChartBlock
from builder.content.model.exhibits import Chart
from builder.content.model.publication import Publication
from builder.round_trip.edited_brief import EditedParagraph
from builder.round_trip.exhibits import Exhibit
from builder.round_trip.file_properties import APPLICATION
from builder.round_trip.findings import FindingKind, PullFinding
from builder.round_trip.group_pull import GroupPull, quoted
from builder.round_trip.places import PassagePlaces
from builder.round_trip.plain_words import plain_paragraph, plain_passage
from builder.round_trip.protected import figure_message
from builder.round_trip.tokens import neutral, tokens_of
from builder.source import Span
from builder.source_edits.passages import Passage
from builder.tree.document import Document
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.tree.passage_words import words_check
from builder.tree.walk import visit
from builder.writers.charts.words import ChartWords, chart_checks

__all__ = ["BuiltExhibit", "ExhibitPull"]

_MOST_VALUES = 6
"""Numbers of one chart that are named one by one."""


class BuiltExhibit(Struct, frozen=True, gc=False):
    """What a list of anchors says of an exhibit: its key, and the checks of its alternative text and of what a chart
    shows, "" if the file was built without.
    """

    key: str
    alt: str = ""
    data: str = ""


class ExhibitPull:
    """Compares exhibits of one file with those as printed."""

    def __init__(
        self,
        group: GroupPull,
        publication: Publication,
        document: Document,
        places: PassagePlaces,
        properties: Mapping[str, str],
    ):
        self._from_office = properties.get(APPLICATION, "").startswith("Microsoft")
        """True if the file was saved by Office: LibreOffice drops alternative texts of tables and charts."""
        self._group, self._publication, self._places = group, publication, places
        self._mark = document.decimal_mark
        self._spans = {
            node.key: node.span for node in visit(document) if isinstance(node, ChartNode | ImageNode | TableNode)
        }
        self._charts = {block.key: block.chart for block in publication.all_blocks if isinstance(block, ChartBlock)}

    def compare(self, built: BuiltExhibit, printed: Exhibit, found: Exhibit) -> None:
        """Enter what differs between an exhibit as printed and that of a file."""
        self._compare_alt(built, printed, found)
        if printed.chart is not None and found.chart is not None and printed.chart != found.chart:
            self._compare_chart(built, printed.chart, found.chart)

    def deleted(self, built: BuiltExhibit, printed: Exhibit) -> None:
        """Report an exhibit that the file has no more."""
        message = f"the file deletes this {printed.kind}: delete it in the source?"
        self._report(built.key, message)

    def new(self, near: str, found: Exhibit) -> None:
        """Report an exhibit that the source does not have; `near` is the passage before it."""
        words = found.alt or (", ".join(found.chart.names) if found.chart is not None else "")
        described = f" ({quoted(words)})" if words else ""
        message = f"the file has a new {found.kind} after this{described}: add it to the source?"
        self._group.report("manual", near, message)

    # --- Alternative texts -------------------------------------------------------------------------------------------

    def _compare_alt(self, built: BuiltExhibit, printed: Exhibit, found: Exhibit) -> None:
        if _neutral(found.alt) == _neutral(printed.alt) or words_check(found.alt) == built.alt:
            return
        if not built.alt and printed.kind == "table":
            return  # built by a version that did not list alternative texts, which programs may have changed
        if not found.alt and not self._from_office:
            self._report(built.key, "the alternative text is not in the file: programs drop it", "detail")
            return
        passage = next((passage for passage in self._own(built.key) if passage.key == passage.text.key
                        and passage.kind == "alt"), None)  # fmt: skip
        if words_check(printed.alt) != built.alt:
            self._conflict(built.key, passage, "the alternative text", found.alt, printed.alt)
        elif passage is not None:
            self._enter(passage, printed.alt, found.alt)
        else:
            change = f"{quoted(printed.alt)} is {quoted(found.alt)} in the file"
            if printed.kind == "table":
                hint = "change its caption or its headers"
            else:
                hint = f"give this {printed.kind} an `alt`"
            self._report(built.key, f"the builder composes this alternative text: {change}: {hint}")

    # --- Charts ------------------------------------------------------------------------------------------------------

    def _compare_chart(self, built: BuiltExhibit, printed: ChartWords, found: ChartWords) -> None:
        was = tuple(built.data.split())
        names, written = chart_checks(found)
        if not was or (was[0] == names and (was[-1] == written or not (found.written and found.points))):
            return  # as built; or built by a version that did not list what charts show
        if chart_checks(printed) != was:
            message = "file and source have changed what this chart shows: make the change in the source"
            self._report(built.key, message, "conflict")
            return
        for title in found.titles:
            if title not in printed.titles and len(found.titles) > len(printed.titles):
                message = f"the chart has a new title in the file, {quoted(title)}: the builder prints its `caption`"
                self._report(built.key, message)
        if len(found.titles) == len(printed.titles):
            self._compare_names(built.key, "title of an axis", printed.titles, found.titles)
        self._compare_names(built.key, "category", printed.categories, found.categories)
        self._compare_names(built.key, "series", printed.names, found.names)
        if len(printed.categories) == len(found.categories) and len(printed.names) == len(found.names):
            self._compare_values(built.key, printed, found)
        if len(printed.points) == len(found.points):
            self._compare_names(built.key, "name of a point", printed.points, found.points)
        if len(printed.written) == len(found.written):
            self._compare_names(built.key, "label", printed.written, found.written)
        else:
            for words in dict.fromkeys(found.written):
                if words not in printed.written and found.written != printed.written:
                    self._report(
                        built.key, f"the chart has new words in the file: {quoted(words)}: add them to a text?"
                    )

    def _compare_names(self, key: str, kind: str, printed: Sequence[str], found: Sequence[str]) -> None:
        if len(printed) != len(found):
            plural = "series" if kind == "series" else "categories" if kind == "category" else f"{kind}s"
            message = (
                f"the chart has {len(found)} {plural} in the file, {len(printed)} in the source: change them there"
            )
            self._report(key, message)
            return
        for before, after in zip(printed, found, strict=True):
            if _neutral(before) != _neutral(after):
                passage, _ = plain_passage(before, self._own(key), self._places)
                if passage is not None:
                    self._enter(passage, before, after)
                else:
                    change = f"{quoted(before)} is {quoted(after)} in the file"
                    self._report(key, f"the builder composes this {kind} of the chart: {change}: change its data")

    def _compare_values(self, key: str, printed: ChartWords, found: ChartWords) -> None:
        changes: list[tuple[str, int, str, str]] = []
        for axis, before, after in (("", printed.values, found.values), ("x", printed.across, found.across)):
            for number, (own, other) in enumerate(zip(before, after, strict=False)):
                name = printed.names[number] if number < len(printed.names) else ""
                if axis and number and own == before[0]:
                    continue  # the horizontal axis is the same for all series
                changes += [
                    (name, point, was, now)
                    for point, (was, now) in enumerate(zip(own, other, strict=False))
                    if was != now
                ]
                if len(own) != len(other):
                    self._report(key, f"the series {quoted(name)} has {len(other)} values in the file, not {len(own)}")
        for name, point, was, now in changes[:_MOST_VALUES]:
            self._value(key, printed, name, point, was, now)
        if (left := len(changes) - _MOST_VALUES) > 0:
            self._report(key, f"{left} more numbers of this chart differ in the file: change its data")

    def _value(self, key: str, printed: ChartWords, name: str, point: int, was: str, now: str) -> None:
        names = printed.categories or printed.points
        category = names[point] if point < len(names) else str(point + 1)
        shown, new = (self._number(text) or "nothing" for text in (was, now))
        chart = self._charts.get(key)
        series, _ = plain_passage(name, self._own(key), self._places)
        row, _ = plain_passage(category, self._own(key), self._places)
        index = _index(series, ".series.")
        at = _index(row, ".categories.")
        at = at if at is not None else point
        values = chart.series[index].values if chart is not None and index is not None else ()
        value = values[at] if at < len(values) else None
        if isinstance(value, str):
            message = figure_message(self._publication, value, shown, new)
            self._report(key, f"{quoted(name)}, {quoted(category)}: {message}")
            return
        place = self._place(key, chart, index, row)
        message = f"{quoted(name)}, {quoted(category)} is {shown}, the file says {new}: change the number, {place}?"
        self._report(key, message)

    def _place(self, key: str, chart: Chart | None, series: int | None, row: Passage | None) -> str:
        """Return where a number is: a line of the data file, the values of a series, or the chart."""
        if chart is not None and chart.data is not None:
            span = row.span if row is not None else self._span(key)
            file = chart.data.file or ""
            if row is not None and file and span.file.endswith(file):
                return f"{span.file}:{span.line}"
            return f"in {file}" if file else f"in the data of {span.file}:{span.line}"
        span = chart.series[series].span if chart is not None and series is not None else self._span(key)
        return f"{span.file}:{span.line}"

    def _number(self, text: str) -> str:
        return text.replace(".", self._mark)

    # --- What is entered ---------------------------------------------------------------------------------------------

    def _own(self, key: str) -> Iterator[Passage]:
        return (passage for passage in self._places.all() if passage.key.startswith(f"{key}."))

    def _enter(self, passage: Passage, before: str, after: str) -> None:
        tokens = tuple(tokens_of(after))
        edited = EditedParagraph(tokens, after, (), (), "", ())
        self._group.compare([plain_paragraph(before, passage.key, self._places)], [edited], [passage.key])

    def _conflict(self, key: str, passage: Passage | None, what: str, found: str, now: str) -> None:
        message = f"{what} is {quoted(found)} in the file, {quoted(now)} in the source, which has changed since"
        self._report(passage.key if passage is not None else key, message, "conflict")

    def _span(self, key: str) -> Span:
        return self._spans.get(key, self._publication.span)

    def _report(self, key: str, message: str, kind: FindingKind = "manual") -> None:
        try:
            span = self._places.written(key).start
        except KeyError:
            span = self._span(key)
        self._group.out.findings.append(PullFinding(kind, span, key, message))


def _index(passage: Passage | None, step: str) -> int | None:
    """Return the number after a step of a passage's key."""
    if passage is None or step not in passage.key:
        return None
    number = passage.key.partition(step)[2].partition(".")[0]
    return int(number) if number.isdecimal() else None


def _neutral(text: str) -> str:
    return "".join(neutral(text).split())
