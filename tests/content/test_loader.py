"""What a publication says comes out in the model's types, exactly, each thing at its place."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from builder.content.loader import load
from builder.content.markup import FigureRef
from builder.content.model.blocks import ChartBlock, HighlightsBlock, PointsBlock, TableBlock, TextBlock, TimelineBlock
from builder.content.model.exhibits import CellDate, CellEmpty, CellFigure, CellNumber, CellTerritory
from builder.content.model.figures import AmountFigure, DateFigure, NumberFigure, QuantityFigure
from builder.content.model.publication import Publication
from builder.content.model.values import PartialDate, Text
from builder.diagnostics import BuildError
from builder.source import Span
from tests.counting import calls

ROOT = Path(__file__).parents[2]
Read = Callable[..., Publication]


def words(text: Text | None, language: str = "fr") -> str:
    assert text is not None
    markup = text.markup(language)
    assert markup is not None
    return markup.source


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("content/*/publication.yaml")) + sorted(ROOT.glob("tests/publications/*/publication.yaml"))
)
def test_the_publications_of_the_repository_load(path: Path) -> None:
    assert load(path).sections


def test_numbers_keep_their_digits(read: Read) -> None:
    figures = read(
        "figures:\n"
        "  a: {amount: 100_000_000, currency: EUR, bound: more-than}\n"
        "  b: {number: 12.50}\n"
        "  c: {number: '7000000000.10'}\n"
        "  d: {quantity: [-0.3, 1], unit: celsius}\n"
    ).figures
    a, b, c, d = figures.values()
    assert isinstance(a, AmountFigure) and isinstance(b, NumberFigure)
    assert isinstance(c, NumberFigure) and isinstance(d, QuantityFigure)
    assert (a.amount, a.bound) == (Decimal(100_000_000), "more-than")
    assert str(b.number) == "12.50"
    assert str(c.number) == "7000000000.10"
    assert d.quantity == (Decimal("-0.3"), Decimal(1))


def test_dates_may_be_partial_and_quoted(read: Read) -> None:
    figures = read("figures:\n  a: {date: 2023}\n  b: {date: '2023-04'}\n  c: {date: [2023-04-01, 2024]}\n").figures
    dates = [figure.date for figure in figures.values() if isinstance(figure, DateFigure)]
    assert dates == [PartialDate(2023), PartialDate(2023, 4), (PartialDate(2023, 4, 1), PartialDate(2024))]


def test_yaml_1_2_scalars_are_text(read: Read) -> None:
    publication = read("languages: [no, en]\ntitle: {no: on, en: No}\nsubtitle: 12:30\nstatus: 2024-05-01\n")
    assert publication.languages == ("no", "en")
    assert [words(publication.title, "no"), words(publication.title, "en")] == ["on", "No"]
    assert words(publication.subtitle) == "12:30"
    assert words(publication.status) == "2024-05-01"


def test_a_region_falls_back_to_its_language_and_to_no_other(read: Read) -> None:
    publication = read(
        "languages: [fr-CA, en]\ntitle: {fr: Un, en: One}\nsubtitle: {fr-CA: Deux, fr: Trois, en: Two}\n"
    )
    assert words(publication.title, "fr-CA") == "Un"
    assert words(publication.subtitle, "fr-CA") == "Deux"
    assert words(publication.subtitle, "fr-BE") == "Trois"
    assert publication.title.markup("de") is None


def test_options_are_there_when_nothing_is_said_of_them(read: Read) -> None:
    publication = read("")
    assert publication.brief.toc and publication.deck.agenda is None
    assert publication.brief.span == Span("publication.yaml", 1, 1)
    assert not read("brief: {toc: false}\n").brief.toc


def test_points_nest_and_may_be_texts(read: Read) -> None:
    block = (
        read(
            "sections:\n"
            "  - title: Un\n"
            "    id: un\n"
            "    blocks:\n"
            "      - points:\n"
            "          - Mot\n"
            "          - {fr: Un, en: One}\n"
            "          - term: Terme\n"
            "            text: Texte\n"
            "            points: [Deux]\n"
        )
        .sections[0]
        .blocks[0]
    )
    assert isinstance(block, PointsBlock)
    first, second, third = block.points
    assert words(first.text) == "Mot"
    assert words(second.text, "en") == "One"
    assert (words(third.term), words(third.text), words(third.points[0].text)) == ("Terme", "Texte", "Deux")
    assert third.points[0].key == "sections.un.blocks.0.points.2.points.0"
    assert first.text is not None and first.text.key == "sections.un.blocks.0.points.0"


def test_keys_go_by_ids_where_there_are_ids(read: Read) -> None:
    section = read(
        "sections:\n"
        "  - title: Un\n"
        "    sections:\n"
        "      - title: Deux\n"
        "        id: deux\n"
        "        blocks:\n"
        "          - text: Un\n"
        "          - table: {id: tbl-un, columns: [a], rows: [[1]]}\n"
    ).sections[0]
    assert section.key == "sections.0"
    inner = section.sections[0]
    assert inner.title.key == "sections.0.sections.deux.title"
    table = inner.blocks[1]
    assert isinstance(table, TableBlock)
    assert table.key == "sections.0.sections.deux.blocks.tbl-un"
    assert table.table.rows[0][0].key == "sections.0.sections.deux.blocks.tbl-un.table.rows.0.0"


def test_cells_of_every_kind(read: Read) -> None:
    block = (
        read(
            "figures: {a: {number: 1}}\n"
            "sections:\n"
            "  - title: Un\n"
            "    blocks:\n"
            "      - table:\n"
            "          columns: [t, n, {header: {fr: u, en: v}}, f, g, p, e, {header: d, format: {date: true}}]\n"
            '          rows: [[mot, 1_000.50, {fr: oui, en: yes}, {figure: a, style: long}, "{a:compact}",'
            " {territory: FR}, null, 2023-04]]\n"
        )
        .sections[0]
        .blocks[0]
    )
    assert isinstance(block, TableBlock)
    text, number, local, figure, braces, place, empty, date = block.table.rows[0]
    assert isinstance(text, Text) and isinstance(local, Text) and words(local, "en") == "yes"
    assert isinstance(number, CellNumber) and str(number.value) == "1000.50"
    assert isinstance(figure, CellFigure) and (figure.figure, figure.style) == ("a", "long")
    assert isinstance(braces, CellFigure) and (braces.figure, braces.style) == ("a", "compact")
    assert isinstance(place, CellTerritory) and place.territory == "FR"
    assert isinstance(empty, CellEmpty)
    assert isinstance(date, CellDate) and date.value == PartialDate(2023, 4)


def test_a_quoted_number_in_a_row_is_a_text(read: Read) -> None:
    block = (
        read("sections:\n  - title: Un\n    blocks:\n      - table: {columns: [a, b], rows: [['2024', 007]]}\n")
        .sections[0]
        .blocks[0]
    )
    assert isinstance(block, TableBlock)
    assert [type(cell) for cell in block.table.rows[0]] == [Text, Text]


def test_charts_hold_numbers_figures_and_gaps(read: Read) -> None:
    block = (
        read(
            "figures: {a: {amount: 3, currency: EUR}}\n"
            "sections:\n"
            "  - title: Un\n"
            "    blocks:\n"
            "      - chart:\n"
            "          kind: column\n"
            "          categories: [2023, mot, '2024', {territory: FR}, {figure: a}]\n"
            "          series: [{name: S, values: [1.50, a, null, -2, 0]}]\n"
        )
        .sections[0]
        .blocks[0]
    )
    assert isinstance(block, ChartBlock)
    assert block.chart.series[0].values == (Decimal("1.50"), "a", None, Decimal(-2), Decimal(0))
    kinds = [type(category) for category in block.chart.categories]
    assert kinds == [PartialDate, Text, Text, CellTerritory, CellFigure]


def test_events_have_dates_figures_or_texts(read: Read) -> None:
    block = (
        read(
            "figures: {a: {date: 2023}}\n"
            "sections:\n"
            "  - title: Un\n"
            "    blocks:\n"
            "      - timeline:\n"
            "          - {date: '2023-04', title: Un}\n"
            '          - {date: "{a}", title: Deux}\n'
            "          - {date: {figure: a}, title: Trois}\n"
            "          - {date: {fr: hier, en: yesterday}, title: Quatre}\n"
        )
        .sections[0]
        .blocks[0]
    )
    assert isinstance(block, TimelineBlock)
    assert [type(event.date) for event in block.timeline] == [PartialDate, CellFigure, CellFigure, Text]


def test_highlights_are_ids_or_mappings(read: Read) -> None:
    block = (
        read(
            "figures: {a: {number: 1}}\n"
            "sections:\n  - title: Un\n    blocks:\n      - highlights: [a, {figure: a, label: Un, style: long}]\n"
        )
        .sections[0]
        .blocks[0]
    )
    assert isinstance(block, HighlightsBlock)
    assert [highlight.figure for highlight in block.highlights] == ["a", "a"]
    assert [highlight.style for highlight in block.highlights] == [None, "long"]


def test_terms_may_have_several_words(read: Read) -> None:
    term = read(
        "terms: [{fr: [modèle, gabarit], en: model, forbidden: {en: template}}]\n",
    ).terms[0]
    assert term.terms == {"fr": ("modèle", "gabarit"), "en": ("model",)}
    assert term.forbidden == {"en": ("template",)}


def test_references_may_come_before_what_they_name(read: Read) -> None:
    publication = read(
        "sections:\n"
        "  - title: Un\n"
        "    message: 'Voir @tbl-un, @sec-deux et {a} [@s]'\n"
        "  - title: Deux\n"
        "    id: deux\n"
        "    blocks: [{table: {id: un, columns: [a], rows: [[1]]}}]\n"
        "figures: {a: {number: 1, source: s}}\n"
        "sources: {s: {title: Un}}\n"
    )
    assert len(publication.sections) == 2


def test_a_folded_text_keeps_its_list_and_its_places(read: Read) -> None:
    block = (
        read(
            "figures: {a: {number: 1}}\n"
            "sections:\n"
            "  - title: Un\n"
            "    blocks:\n"
            "      - text: >\n"
            "          Une phrase\n"
            "          sur deux lignes.\n"
            "\n"
            "          - un point\n"
            "          - un autre {a}\n"
        )
        .sections[0]
        .blocks[0]
    )
    assert isinstance(block, TextBlock)
    paragraph, points = block.text.entries[""].blocks
    assert [type(element).__name__ for element in (paragraph, points)] == ["Para", "ListBlock"]
    figure = points.items[1][0].children[-1]  # type: ignore[union-attr]
    assert figure == FigureRef("a", "", Span("publication.yaml", 12, 22))


def test_the_path_is_shown_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "content" / "un"
    folder.mkdir(parents=True)
    (folder / "publication.yaml").write_text("languages: [fr]\n")
    (tmp_path / "elsewhere").mkdir()

    def shown(where: Path, path: Path) -> str:
        monkeypatch.chdir(where)
        with pytest.raises(BuildError) as caught:
            load(path)
        return caught.value.diagnostics[0].span.file

    path = folder / "publication.yaml"
    assert shown(tmp_path, path) == "content/un/publication.yaml"
    assert shown(tmp_path / "elsewhere", path) == path.as_posix()
    assert shown(tmp_path, Path("content/un/publication.yaml")) == "content/un/publication.yaml"
    assert shown(folder, Path("publication.yaml")) == "publication.yaml"


def test_loading_imports_no_office_library() -> None:
    code = (
        "import sys; from pathlib import Path; from builder.content.loader import load\n"
        f"load(Path({str(ROOT / 'content' / 'mistral-ai' / 'publication.yaml')!r}))\n"
        "print([m for m in ('docx', 'pptx', 'lxml', 'PIL', 'csv', 'difflib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.full
def test_reading_is_linear(read: Read) -> None:
    def body(sections: int) -> str:
        return "sections:\n" + "".join(
            f"  - title: {{fr: Titre {n}, en: Title {n}}}\n"
            f"    id: section-{n}\n"
            "    blocks:\n"
            "      - text:\n"
            "          fr: >\n"
            f"            Un **texte** assez long, numéro {n}.\n"
            "          en: A rather long text.\n"
            for n in range(sections)
        )

    def work(sections: int) -> int:
        text = body(sections)
        return calls(lambda: read(text))

    work(1)
    assert work(1600) < 9 * work(200)
