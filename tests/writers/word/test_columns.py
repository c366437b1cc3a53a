from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from builder.typeset.fonts import Fonts
from builder.writers.word.columns import Need, column_needs, lay_out, measured_rows, spread
from tests.documents import cells, table

_ems = st.floats(0.2, 60.0)
_needs = st.lists(
    st.builds(
        lambda word, more, share: Need(word, word + more, share, word + more),
        _ems,
        _ems,
        st.none() | st.floats(0.1, 20.0),
    ),
    min_size=1,
    max_size=14,
)


@given(_needs, st.integers(3000, 14000), st.floats(7.5, 11.0))
def test_widths_fill_the_table_exactly(needs: list[Need], available: int, size: float) -> None:
    widths = spread(needs, available, size, 170)
    assert sum(widths) == available
    assert all(width > 0 for width in widths)


@given(_needs, st.floats(8.0, 11.0))
def test_no_word_breaks_where_all_have_room(needs: list[Need], size: float) -> None:
    layout = lay_out(needs, 9070, 13492, 2268, size, 170)
    used = layout.size or size
    available = 13492 if layout.landscape else 9070
    if sum(need.word * used * 20 * 1.04 + 170 for need in needs) <= available - len(needs):
        for need, width in zip(needs, layout.widths, strict=True):
            assert width + 1 >= need.word * used * 20 + 170


@given(_needs)
def test_type_is_never_too_small(needs: list[Need]) -> None:
    assert lay_out(needs, 9070, 13492, 2268, 9.5, 170).size in (0.0, 9.0, 8.5, 8.0, 7.5)


def test_a_column_asks_for_its_longest_word_and_text() -> None:
    node = table(rows=(cells("un pont", "1", "2"), cells("un viaduc interminable", "3", "4")))
    needs = column_needs(node, Fonts(), "Calibri")
    face = Fonts().face("Calibri", bold=True)
    assert abs(needs[0].word - face.width("interminable")) < 0.01
    assert abs(needs[0].line - face.width("un viaduc interminable")) < 0.01
    assert needs[1].line < needs[0].line


_words = st.sampled_from(["pont", "viaduc", "de", "remplacement", "la", "rénovation"])
_sentences = st.lists(_words, min_size=1, max_size=9).map(" ".join)


def _lines(texts: Sequence[Sequence[str]], room: int, *, known: bool) -> int:
    """Return the lines of a table of these texts in a room of twips, laid out with its rows `known` or not."""
    node = table(rows=tuple(cells(*row) for row in texts))
    fonts = Fonts()
    rows = measured_rows(node, fonts, "Calibri")
    widths = spread(column_needs(node, fonts, "Calibri"), room, 10, 142, rows if known else ())
    assert sum(widths) == room
    em = 10 * 20 * 1.04
    # Widths are whole twips: a text that just fits still does with one more.
    return sum(max(cell.lines((width - 141) / em) for cell, width in zip(row, widths, strict=True)) for row in rows)


@given(st.lists(st.lists(_sentences, min_size=3, max_size=3), min_size=1, max_size=5), st.integers(4000, 9000))
def test_knowing_the_rows_never_makes_more_lines(texts: list[list[str]], room: int) -> None:
    assert _lines(texts, room, known=True) <= _lines(texts, room, known=False)


def test_columns_are_as_wide_as_spares_the_most_lines() -> None:
    long = "Un texte bien plus long que les autres, qui se poursuit sur plusieurs lignes de sa colonne. " * 2
    texts = [(f"Ligne {n}", "Une cellule de vingt mots", "Encore une autre cellule") for n in range(6)]
    texts.append(("Fin", "x", long))
    assert _lines(texts, 6000, known=True) < _lines(texts, 6000, known=False)


def test_widths_of_large_tables_are_not_tried() -> None:
    assert measured_rows(table(200), Fonts(), "Calibri") == ()
