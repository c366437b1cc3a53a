"""A table says that its total is not the sum of what is printed, exactly when readers would find another sum."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.tree.exhibits import TableNode
from builder.tree.prose import Paragraph, plain
from tests.resolve.make import amount, column, format_, publication, resolved, section, table
from tests.resolve.readback import built

FRENCH = "Les totaux peuvent ne pas correspondre à la somme des parties, en raison des arrondis."
ENGLISH = "Totals may not add up because of rounding."
LANGUAGES = ["fr", "fr-CA", "fr-CH", "en", "en-GB", "de-CH", "es", "it", "nl", "pt"]


def written(rows: list[tuple[Any, ...]], language: str = "fr", format: Any = None, **more: Any) -> TableNode:
    options = {name: more.pop(name) for name in ("total", "rounding") if name in more}
    block = table([column("A"), column("B", format=format)], rows, **{"total": True, **options})
    languages = more.pop("languages", (language,))
    (node,) = resolved(publication(section(block), languages=languages, **more), language).sections[0].blocks
    assert isinstance(node, TableNode)
    return node


def notes(node: TableNode) -> list[str]:
    return [plain(block.inlines) for block in node.note if isinstance(block, Paragraph)]


THIRDS = [("x", Decimal("1.4")), ("y", Decimal("1.4")), ("z", Decimal("1.4"))]


def test_parts_that_are_rounded_apart_from_their_total() -> None:
    node = written(THIRDS, format=format_(decimals=0))
    assert [plain(row[1].inlines) for row in node.rows] == ["1", "1", "1", "4"]
    assert notes(node) == [FRENCH]
    assert notes(written(THIRDS, "en", format=format_(decimals=0))) == [ENGLISH]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_note(language: str) -> None:
    (note,) = notes(written(THIRDS, language, format=format_(decimals=0)))
    assert note.endswith(".") and (language[:2] in ("fr", "en") or note not in (FRENCH, ENGLISH))


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (THIRDS, {}),
        (THIRDS, {"format": format_(decimals=1)}),
        (THIRDS, {"format": format_(decimals=0), "rounding": False}),
        (THIRDS, {"format": format_(decimals=0), "total": False}),
        (THIRDS, {"format": format_(percent=True, decimals=0)}),
        ([("x", 1), ("y", 2)], {"format": format_(decimals=0)}),
    ],
)
def test_tables_without_the_note(rows: list[tuple[Any, ...]], more: dict[str, Any]) -> None:
    assert notes(written(rows, **more)) == []


def test_the_note_may_be_asked_for() -> None:
    assert notes(written([("x", 1), ("Total", 2)], total=False, rounding=True)) == [FRENCH]


def test_figures_that_round_their_own() -> None:
    values = {"a": 1_254_000_000, "b": 1_254_000_000}
    figures = [amount(name, value) for name, value in values.items()]
    rows = [("x", "@a:compact"), ("y", "@b:compact")]
    block = [(label, cell) for label, cell in rows]
    node = written([(label, _styled(cell)) for label, cell in block], figures=figures)
    assert [plain(row[1].inlines) for row in node.rows][:2] == ["1,25\u00a0Md€", "1,25\u00a0Md€"]
    assert plain(node.rows[2][1].inlines).startswith("2\u202f508") and notes(node) == [FRENCH]


def _styled(cell: str) -> Any:
    from builder.content.model.exhibits import CellFigure
    from tests.resolve.make import AT

    name, _, style = cell.removeprefix("@").partition(":")
    return CellFigure(span=AT, key="", figure=name, style=style)


values = st.lists(st.decimals(-1000, 1000, places=3, allow_nan=False), min_size=1, max_size=6)


@given(values, st.integers(0, 3), st.sampled_from(LANGUAGES))
def test_the_note_is_there_exactly_if_the_printed_numbers_do_not_add_up(
    numbers: list[Decimal], decimals: int, language: str
) -> None:
    rows = [(f"r{index}", number) for index, number in enumerate(numbers)]
    node = written(rows, language, format=format_(decimals=decimals))
    step = Decimal(1).scaleb(-decimals)
    rounded = [number.quantize(step, "ROUND_HALF_UP") for number in numbers]
    off = sum(rounded, Decimal(0)) != sum(numbers, Decimal(0)).quantize(step, "ROUND_HALF_UP")
    assert len(notes(node)) == off


def test_both_media_and_both_languages_print_it_once(tmp_path: Path) -> None:
    body = """
sections:
  - title: T
    blocks:
      - table:
          caption: {fr: Budget, en: Budget}
          total: true
          columns: [P, {header: M, format: {currency: EUR, style: compact}}]
          rows: [[a, 1_252_000_000], [b, 1_252_000_000]]
"""
    for language, note in (("fr", FRENCH), ("en", ENGLISH)):
        brief, deck = built(tmp_path, body, language)
        assert brief.replace("~", " ").count(note) == 0  # 1,25 + 1,25 = 2,50
        more = body.replace("rows: [", "rows: [[c, 1_252_000_000], ")
        brief, deck = built(tmp_path, more, language)
        assert brief.replace("~", " ").count(note) == 1
        assert deck.replace("~", " ").count(note) >= 1
