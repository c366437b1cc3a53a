from __future__ import annotations

import datetime
from typing import Any

import pytest

from builder.content.model.blocks import (
    Block,
    Callout,
    CalloutBlock,
    Event,
    ImageBlock,
    Point,
    PointsBlock,
    TimelineBlock,
)
from builder.content.model.exhibits import CellFigure, Image, ImageFile
from builder.content.model.figures import DateFigure
from builder.content.model.values import PartialDate
from builder.diagnostics import BuildError
from builder.tree.blocks import CalloutNode, PointsNode, TimelineNode
from builder.tree.document import BlockLike
from builder.tree.exhibits import ImageNode
from builder.tree.prose import plain
from tests.resolve.make import AT, amount, count, figure, publication, resolved, section, text


def only_block(block: Block, language: str = "fr", **more: Any) -> BlockLike:
    (node,) = resolved(publication(section(block), **more), language).sections[0].blocks
    return node


def point(words: Any = None, *, term: str | None = None, points: tuple[Point, ...] = ()) -> Point:
    return Point(
        span=AT, key="p", text=text(words) if words else None, term=text(term) if term else None, points=points
    )


SEED = [amount("seed", 100_000_000, bound="more-than")]


def test_points_keep_terms_and_nesting() -> None:
    block = PointsBlock(span=AT, key="b", points=(point("l'un", term="Terme", points=(point("l'autre"),)),))
    node = only_block(block)
    assert isinstance(node, PointsNode)
    (first,) = node.points
    assert (plain(first.term), plain(first.inlines), plain(first.points[0].inlines)) == ("Terme", "l’un", "l’autre")


def test_a_figure_after_a_term_is_inside_the_sentence() -> None:
    words = (figure("seed"), " levés")
    block = PointsBlock(span=AT, key="b", points=(point(words, term="Amorçage"), point(words)))
    node = only_block(block, figures=SEED)
    assert isinstance(node, PointsNode)
    assert [plain(point.inlines).split()[0] for point in node.points] == ["plus", "Plus"]


def test_figures_are_short_on_slides_alone() -> None:
    both, deck = (
        only_block(PointsBlock(span=AT, key="b", only=only, points=(point((figure("seed"),)),)), figures=SEED)
        for only in (None, "deck")
    )
    assert isinstance(both, PointsNode) and isinstance(deck, PointsNode)
    assert plain(both.points[0].inlines) == "Plus de 100\u00a0millions d’euros"
    assert plain(deck.points[0].inlines) == "Plus de 100\u00a0M€"


@pytest.mark.parametrize(
    ("kind", "french", "english"),
    [("note", "À noter", "Note"), ("warning", "Attention", "Warning"), ("key", "À retenir", "Key point")],
)
def test_a_callout_is_titled_by_its_kind(kind: Any, french: str, english: str) -> None:
    block = CalloutBlock(span=AT, key="b", callout=Callout(span=AT, key="c", kind=kind, text=text("x")))
    for language, expected in (("fr", french), ("en", english)):
        node = only_block(block, language)
        assert isinstance(node, CalloutNode)
        assert (node.kind, plain(node.title)) == (kind, expected)


@pytest.mark.parametrize(
    ("language", "kind", "title", "printed"),
    [
        ("fr", "warning", "La ligne 3", "Attention~– La ligne~3"),
        ("fr-CA", "note", "Le dépôt", "À noter~– Le dépôt"),
        ("fr-CH", "key", "L'essentiel", "À retenir~– L’essentiel"),
        ("en", "warning", "Line 3", "Warning: Line~3"),
        ("en-CA", "note", "The depot", "Note: The depot"),
        ("en-GB", "key", "The budget", "Key point: The budget"),
        ("de-CH", "warning", "Linie 3", "Achtung: Linie~3"),
        ("es", "warning", "La línea 3", "Atención~– La línea~3"),
        ("it", "key", "Il bilancio", "Punto chiave~– Il bilancio"),
        ("nl", "note", "De remise", "Opmerking: De remise"),
        ("pt-BR", "warning", "A linha 3", "Atenção~– A linha~3"),
        ("sv", "warning", "Linje 3", "Warning: Linje 3"),
        # An author's title that begins with the words of the kind does not repeat them.
        ("fr", "key", "À retenir", "À retenir"),
        ("fr", "warning", "attention aux travaux", "attention aux travaux"),
        ("en", "note", "Note on method", "Note on method"),
        ("en", "note", "Notebooks", "Note: Notebooks"),
        ("en", "warning", "Line 3: warning", "Warning: Line~3: warning"),
    ],
)
def test_a_title_of_a_callout_follows_the_words_of_its_kind(language: str, kind: Any, title: str, printed: str) -> None:
    callout = Callout(span=AT, key="c", kind=kind, text=text("x"), title=text(title))
    node = only_block(CalloutBlock(span=AT, key="b", callout=callout), language, languages=(language,))
    assert isinstance(node, CalloutNode)
    assert plain(node.title).replace("\u00a0", "~") == printed


def event(date: Any, **more: Any) -> Event:
    return Event(span=AT, key="e", date=date, title=text("Titre"), **more)


def test_events_have_words_and_a_place_in_time() -> None:
    founded = DateFigure(span=AT, key="f", id="founded", date=PartialDate(2023))
    block = TimelineBlock(
        span=AT,
        key="b",
        timeline=(
            event(CellFigure(span=AT, key="d", figure="founded")),
            event(PartialDate(2023, 4, 1)),
            event(PartialDate(2024, 5)),
            event(text("plus tard")),
        ),
    )
    node = only_block(block, figures=[founded])
    assert isinstance(node, TimelineNode)
    assert [event.date for event in node.events] == ["2023", "1er\u00a0avril 2023", "Mai 2024", "Plus tard"]
    assert [event.position for event in node.events] == [
        datetime.date(2023, 1, 1),
        datetime.date(2023, 4, 1),
        datetime.date(2024, 5, 1),
        None,
    ]


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        ((PartialDate(2023), PartialDate(2024, 5)), ""),
        ((PartialDate(2024, 5), PartialDate(2023)), ""),
        ((PartialDate(2023), text("plus tard")), "expected a date, found “Plus tard”: the timeline has `scale: time`"),
        ((PartialDate(2023), CellFigure(span=AT, key="d", figure="count")), "expected a date, found “3”"),
        ((PartialDate(2023), PartialDate(2025), PartialDate(2024)), "must rise or fall, none twice"),
        ((PartialDate(2023), PartialDate(2023, 1)), "must rise or fall, none twice"),
    ],
)
def test_a_timeline_true_to_time_needs_dates_in_order(dates: tuple[Any, ...], message: str) -> None:
    block = TimelineBlock(span=AT, key="b", timeline=tuple(map(event, dates)), scale="time")
    three = count("count", 3)
    if not message:
        node = only_block(block, figures=[three])
        assert isinstance(node, TimelineNode) and node.to_scale
        return
    with pytest.raises(BuildError) as caught:
        only_block(block, figures=[three])
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "no-place-in-time" and message in diagnostic.message and "scale" in diagnostic.hint


def picture(**more: Any) -> ImageBlock:
    def file(name: str) -> ImageFile:
        return ImageFile(span=AT, name=name, blob=b"x", media_type="image/png", width=2, height=1)

    fields: dict[str, Any] = {"file": text("a.png"), "files": {"": file("a.png")}} | more
    if "names" in fields:
        names = fields.pop("names")
        fields |= {"file": text(**names), "files": {tag: file(name) for tag, name in names.items()}}
    return ImageBlock(span=AT, key="b", image=Image(span=AT, key="i", **fields))


def test_each_language_shows_its_own_picture() -> None:
    block = picture(names={"fr": "fr.png", "en": "en.png"})
    shown = [only_block(block, tag) for tag in ("fr", "fr-CA", "en")]
    assert [node.name for node in shown if isinstance(node, ImageNode)] == ["fr.png", "fr.png", "en.png"]
    with pytest.raises(BuildError, match="no picture"):
        only_block(picture(names={"fr": "fr.png"}), "en")


@pytest.mark.parametrize(
    ("fields", "alt"),
    [
        ({"alt": text("L'écran"), "caption": text("Titre")}, "L’écran"),
        ({"caption": text("Titre")}, "Titre"),
        ({"alt": text(""), "caption": text("Titre")}, ""),
        ({}, ""),
    ],
)
def test_a_picture_is_described_by_its_author_or_its_caption(fields: dict[str, Any], alt: str) -> None:
    node = only_block(picture(**fields))
    assert isinstance(node, ImageNode)
    assert node.alt == alt
    assert (node.width, node.height, node.media_type, node.blob) == (2, 1, "image/png", b"x")
