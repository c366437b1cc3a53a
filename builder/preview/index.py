"""Where the texts and figures of a publication are in its files, and which passage a place belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct

from builder.content.markup import FigureRef
from builder.content.model.blocks import Highlight
from builder.content.model.exhibits import CellFigure, Chart
from builder.content.model.figures import Figure
from builder.content.model.publication import Publication
from builder.content.model.values import Node, Text
from builder.content.text import inlines_of
from builder.source import NOWHERE, Span
from builder.tree.exhibits import ChartNode

__all__ = ["Located", "SourceIndex"]

_SKIPPED = frozenset(("span", "computed_from", "files", "folder"))
_Position = tuple[int, int]


class Located(Struct, frozen=True):
    """The passage that a place belongs to ("" for none), and the language of the text there ("" for any)."""

    key: str = ""
    language: str = ""


class SourceIndex:
    """The figures that texts, cells and highlights print, and the places of texts and of everything else."""

    def __init__(self, publication: Publication) -> None:
        self._figures = publication.figures
        self._printed: dict[Span, str] = {}
        self._charted: dict[str, list[tuple[object, ...]]] = {}
        self._texts: dict[str, Text] = {}
        self._nodes: list[tuple[Span, str, str]] = []
        self._places: dict[str, Span] | None = None
        for node in _nodes(publication):
            if isinstance(node, Text):
                self._add_text(node)
                continue
            self._nodes.append((node.span, node.key, ""))
            if isinstance(node, CellFigure | Highlight):
                self._printed[node.span] = node.figure
            elif isinstance(node, Chart):
                horizontal = [node.x.values] if node.x is not None else []
                self._charted[node.key] = [*horizontal, *(series.values for series in node.series)]
        self._missing = {
            (self._texts[text.key].span, text.tag): text.key
            for text in publication.untranslated
            if text.key in self._texts
        }

    def _add_text(self, text: Text) -> None:
        self._texts[text.key] = text
        self._nodes.append((text.span, text.key, ""))
        for tag, markup in text.entries.items():
            self._nodes.append((markup.span, text.key, tag))
            for inline in inlines_of(markup.blocks):
                if isinstance(inline, FigureRef):
                    self._printed[inline.span] = inline.figure

    @property
    def ledger(self) -> tuple[object, object]:
        """What rows show besides their own nodes, to be compared: the figures with their places, the missing texts."""
        return self._figures, self._missing

    def figure_at(self, span: Span) -> Figure | None:
        """Return the figure of the ledger that is printed for a place in a text, a cell or a highlight."""
        return self._figures.get(self._printed.get(span, ""))

    def figure_in_chart(self, block: str, series: int, number: int) -> Figure | None:
        """Return the figure that is a value of a chart; `block` is the key of its block, the first series is the
        horizontal axis if the chart has one.
        """
        columns = self._charted.get(f"{block}.chart", [])
        values = columns[series] if series < len(columns) else ()
        name = values[number] if number < len(values) else None
        return self._figures.get(name) if isinstance(name, str) else None

    def figure(self, name: str) -> Figure | None:
        """Return a figure of the ledger."""
        return self._figures.get(name)

    def figures_in(self, nodes: Iterable[Struct]) -> tuple[str, ...]:
        """Return the names of the figures that nodes of a document print, each once, in order."""
        names: dict[str, None] = {}
        for node in nodes:
            if isinstance(node, ChartNode):
                values = (value for column in self._charted.get(f"{node.key}.chart", []) for value in column)
                names.update(dict.fromkeys(value for value in values if isinstance(value, str)))
            span = getattr(node, "span", None)
            if isinstance(span, Span) and span in self._printed:
                names[self._printed[span]] = None
        return tuple(name for name in names if name in self._figures)

    def missing_at(self, span: Span, language: str) -> str:
        """Return the key of the text at a place that is missing in a language, or ""."""
        return self._missing.get((span, language), "")

    def is_missing(self, key: str, language: str) -> bool:
        """Return True if a text is missing in a language."""
        text = self._texts.get(key)
        return text is not None and self.missing_at(text.span, language) == key

    def text_place(self, key: str, language: str) -> Span | None:
        """Return the place of a text in a language."""
        text = self._texts.get(key)
        markup = text.markup(language) if text is not None else None
        return markup.place(0) if markup is not None and markup.source else None

    def place_of(self, key: str, language: str) -> Span:
        """Return the place of what has a key in a language: of its text, else of its node, else of what it is in."""
        if self._places is None:
            self._places = {key: span for span, key, tag in reversed(self._nodes) if not tag}
        while key:
            for name in (key, f"{key}.title", f"{key}.text"):
                place = self.text_place(name, language)
                if place is not None:
                    return place
            if key in self._places:
                return self._places[key]
            key = key.rpartition(".")[0]
        return NOWHERE

    def locate(self, spans: Iterable[Span], passages: dict[str, tuple[Span, ...]]) -> dict[Span, Located]:
        """Return for each place its passage: the one with the last beginning of a text or a node before it.

        `passages` are the keys of all passages in order, with the places of their parts.
        """
        keys = _Keys(passages)
        known: dict[tuple[str, str], dict[_Position, Located]] = {}

        def add(span: Span, located: Located) -> None:
            known.setdefault((span.file, span.sheet), {})[span.line, span.column] = located

        for span, key, tag in self._nodes:
            add(span, Located(keys.nearest(key), tag))
        for key, parts in passages.items():
            for span in parts:
                before = known.get((span.file, span.sheet), {}).get((span.line, span.column))
                add(span, Located(key, before.language if before else ""))
        ordered = {file: sorted(positions) for file, positions in known.items()}
        passages_at = {}
        for span in spans:
            file = (span.file, span.sheet)
            at = bisect_right(ordered.get(file, []), (span.line, span.column))
            passages_at[span] = known[file][ordered[file][at - 1]] if at else Located()
        return passages_at


class _Keys:
    """The keys of passages: finds the passage that shows what has a key."""

    def __init__(self, passages: Iterable[str]) -> None:
        self._exact = set(passages)
        self._first: dict[str, str] = {}
        for passage in passages:
            parts = passage.split(".")
            for count in range(1, len(parts)):
                self._first.setdefault(".".join(parts[:count]), passage)

    def nearest(self, key: str) -> str:
        """Return the passage with a key, the first one inside it, or the one that it is inside; "" if there is none."""
        if key not in self._exact and key in self._first and "." in key:
            return self._first[key]
        while key and key not in self._exact:
            key = key.rpartition(".")[0]
        return key


def _nodes(value: object) -> Iterator[Node | Text]:
    """Yield each node and text of a publication, each before its parts."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text):
            yield node
        elif isinstance(node, tuple | list):
            waiting.extend(node)
        elif isinstance(node, dict):
            waiting.extend(node.values())
        elif isinstance(node, Struct) and not isinstance(node, Span):
            if isinstance(node, Node):
                yield node
            waiting.extend(getattr(node, name) for name in node.__struct_fields__ if name not in _SKIPPED)
