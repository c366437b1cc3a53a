"""Two languages give trees of one shape, whatever the content: the property that makes twins of their files."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from builder.content import markup as m
from builder.content.model.blocks import (
    Block,
    Callout,
    CalloutBlock,
    Event,
    Highlight,
    HighlightsBlock,
    Point,
    PointsBlock,
    Quote,
    QuoteBlock,
    TextBlock,
    TimelineBlock,
)
from builder.content.model.publication import Publication
from builder.content.model.values import PartialDate, Text
from builder.tree.exhibits import CellNode
from builder.tree.prose import Run
from builder.tree.walk import visit
from tests.marking import examples
from tests.resolve.make import (
    AT,
    amount,
    chart,
    cite,
    column,
    count,
    figure,
    note,
    percent,
    publication,
    resolved,
    section,
    source,
    table,
    text,
)

FIGURES = [
    amount("seed", 100_000_000, bound="more-than", label=text(fr="levés", en="raised"), source="s"),
    amount("range", (2_000_000, 3_000_000)),
    count("heads", 12),
    percent("share", "12.5"),
]
WORDS = st.text(alphabet="abcéà .,:;!?'\"«»()%0123456789", max_size=30)


@st.composite
def inlines(draw: st.DrawFn) -> dict[str, tuple[Any, ...]]:
    """One paragraph in two languages: other words, the same marks."""
    marks = draw(
        st.lists(
            st.sampled_from(
                [
                    figure("seed"),
                    figure("range"),
                    figure("share"),
                    cite("s"),
                    cite("s", locator="p. 2"),
                    note("n"),
                    m.HardBreak(AT),
                ]
            ),
            max_size=4,
        )
    )
    return {tag: (*(part for mark in marks for part in (draw(WORDS), mark)), draw(WORDS)) for tag in ("fr", "en")}


@st.composite
def rich(draw: st.DrawFn) -> dict[str, list[Any]]:
    paragraphs = draw(st.lists(inlines(), min_size=1, max_size=3))
    blocks: dict[str, list[Any]] = {}
    for tag in ("fr", "en"):
        elements = [
            m.Para(tuple(m.Str(word, AT) if isinstance(word, str) else word for word in p[tag]), AT) for p in paragraphs
        ]
        blocks[tag] = [elements[0], *(m.ListBlock(False, ((item,),), AT) for item in elements[1:])]
    return blocks


def words(draw: st.DrawFn) -> Text:
    return text(fr=draw(WORDS) + "x", en=draw(WORDS) + "x")


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    only = draw(st.sampled_from([None, None, "brief", "deck"]))
    kind = draw(st.sampled_from(["text", "points", "table", "chart", "highlights", "quote", "callout", "timeline"]))
    caption = words(draw) if draw(st.booleans()) else None
    key = f"k{draw(st.integers(0, 10**9))}"
    if kind == "text":
        return TextBlock(span=AT, key=key, only=only, text=text(**draw(rich())))
    if kind == "points":
        points = tuple(Point(span=AT, key=key, text=text(**draw(inlines())), term=caption) for _ in range(2))
        return PointsBlock(span=AT, key=key, only=only, points=points)
    if kind == "table":
        cell = st.sampled_from([None, 1, 250_000, "@seed", "@heads", "@share"])
        rows = draw(st.lists(st.tuples(st.just("x"), cell, cell), max_size=4))
        columns = [column("A"), column("B"), column("C")]
        return table(columns, rows, caption=caption, total=draw(st.booleans()), source="s", only=only, key=key)
    if kind == "chart":
        values = draw(st.lists(st.sampled_from([None, "seed", 5, 400_000_000]), min_size=1, max_size=4))
        return chart(values, [f"c{n}" for n in range(len(values))], caption=caption, key=key, format=None)
    if kind == "highlights":
        items = tuple(Highlight(span=AT, key=key, figure=text) for text in ("seed", "heads"))
        return HighlightsBlock(span=AT, key=key, only=only, highlights=items)
    if kind == "quote":
        quote = Quote(span=AT, key=key, text=text(**draw(rich())), source="s")
        return QuoteBlock(span=AT, key=key, only=only, quote=quote)
    if kind == "callout":
        return CalloutBlock(span=AT, key=key, only=only, callout=Callout(span=AT, key=key, text=text(**draw(rich()))))
    event = Event(span=AT, key=key, date=PartialDate(2024, 5), title=words(draw), text=text(**draw(rich())))
    return TimelineBlock(span=AT, key=key, only=only, timeline=(event,))


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    inner = section(*draw(st.lists(blocks(), max_size=2)), title=words(draw), key="inner")
    numbers = [
        section(
            *draw(st.lists(blocks(), max_size=4)),
            title=words(draw),
            key=f"s{n}",
            message=text(**draw(inlines())),
            sections=(inner,),
        )
        for n in range(draw(st.integers(1, 2)))
    ]
    work = source("s", title="T", author="A", date=PartialDate(2024), language="fr")
    return publication(*numbers, figures=FIGURES, sources=[work], abstract=text(**draw(rich())))


PARTS = (
    "abstract", "key_figures", "sections", "sources", "blocks", "items", "points", "columns", "rows", "series",
    "events", "notes", "note",
)  # fmt: skip
SAME = (
    "key", "id", "number", "only", "kind", "source_id", "numeric", "total", "position", "values", "ordered", "start",
    "url", "alt_generated", "row_header", "stacked",
)  # fmt: skip


def shape(value: object) -> object:
    """What must be the same in every language: nodes, keys, ids, numbers, values; not words."""
    if isinstance(value, CellNode):
        return value.value
    if isinstance(value, tuple):
        return tuple(shape(part) for part in value)
    if not isinstance(value, Struct):
        return value
    names = value.__struct_fields__
    same = tuple(getattr(value, name) for name in SAME if name in names)
    return (type(value).__name__, same, tuple(shape(getattr(value, name)) for name in PARTS if name in names))


@settings(max_examples=examples(60), deadline=None)
@given(publications())
def test_two_languages_have_one_shape(publication: Publication) -> None:
    assert shape(resolved(publication, "fr")) == shape(resolved(publication, "en"))


@settings(max_examples=examples(60), deadline=None)
@given(publications())
def test_no_run_is_empty_and_no_line_breaks_hide_in_words(publication: Publication) -> None:
    for node in visit(resolved(publication, "fr")):
        if isinstance(node, Run):
            assert "\n" not in node.text


@settings(max_examples=examples(60), deadline=None)
@given(publications())
def test_every_figure_is_protected_and_written_in_the_documents_language(publication: Publication) -> None:
    english = [node.text for node in visit(resolved(publication, "en")) if isinstance(node, Run) and node.protected]
    assert not any("euros" in words or "M€" in words for words in english)
