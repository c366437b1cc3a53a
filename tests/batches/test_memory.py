"""What a process remembers from row to row changes no byte: each set is that of a process that has seen no other."""

from __future__ import annotations

import random
import resource
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import builder
from builder import pipeline
from builder.batches.maker import SetMaker
from builder.content.model.figures import DateFigure, DerivedFigureBase, TerritoryFigure
from builder.content.model.values import PartialDate
from builder.content.variants import VALUE_KEYS, Values, Variants, read_variants
from builder.diagnostics import BuildError
from builder.source import Span
from tests.batches.conftest import rows
from tests.files.validator import schema_errors

ROOT = Path(__file__).parents[2]
EXHAUSTIVE = (
    "tests/publications/stress",
    "tests/publications/survey",
    "tests/publications/budget",
    "docs/examples/every-key",
)
PUBLICATIONS = ("content/mistral-ai", *(pytest.param(name, marks=pytest.mark.full) for name in EXHAUSTIVE))


def maker(variants: Variants) -> SetMaker:
    publication = variants.publication
    templates = {kind: pipeline.template_path(publication, kind, None) for kind in ("docx", "pptx")}
    return SetMaker(variants, publication.languages, publication.languages, templates, None)  # type: ignore[arg-type]


def other_value(figure: Any, chances: random.Random) -> Any:
    """A value near that of a figure: the same one, or one that is written longer or shorter."""
    value = getattr(figure, VALUE_KEYS[type(figure)])
    if isinstance(value, Decimal):
        return value * chances.choice((1, 1, 2, Decimal("1.5"), 1000))
    if isinstance(figure, DateFigure) and isinstance(value, PartialDate):
        return PartialDate(value.year + chances.randrange(3), value.month, value.day and min(value.day, 28))
    return value


def row(variants: Variants, number: int, chances: random.Random) -> Values:
    """A row that changes some figures and some texts, others not."""
    figures: dict[str, Any] = {}
    for name, figure in variants.written_figures.items():
        fixed = isinstance(figure, DerivedFigureBase | TerritoryFigure)
        if not fixed and not isinstance(getattr(figure, VALUE_KEYS[type(figure)]), tuple) and chances.random() < 0.5:
            missing = figure.missing is not None and chances.random() < 0.2
            figures[name] = None if missing else other_value(figure, chances)
    choosing = {"code", "zone"}
    names = [name for name in variants.publication.texts if name not in choosing and chances.random() < 0.5]
    texts = {name: {"": chances.choice(("Ici", "Là-bas", "un lieu dont le nom est fort long"))} for name in names}
    title = (
        {"": chances.choice(("Un titre", "Un autre titre, plus long que le premier"))} if chances.random() < 0.5 else {}
    )
    places = {(name, ""): Span("rows.csv", 1, at) for at, name in enumerate((*texts, "title"), 1)}
    return Values(figures=figures, texts=texts, title=title, places=places, span=Span("rows.csv", number))


def set_or_errors(set_maker: SetMaker, values: Values) -> object:
    try:
        return set_maker.make(values)
    except BuildError as error:
        return tuple(map(str, error.diagnostics))


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_a_set_does_not_depend_on_the_rows_before_it(name: str) -> None:
    chances = random.Random(name)
    variants = read_variants(ROOT / name / "publication.yaml")
    experienced = maker(variants)
    count = 5 if name == "content/mistral-ai" else 12
    sets = 0
    for number in range(count):
        values = row(variants, number, chances)
        expected = set_or_errors(maker(variants), values)
        assert set_or_errors(experienced, values) == expected, values
        sets += isinstance(expected, tuple) and isinstance(expected[0], list)
    assert sets > count / 2


@pytest.mark.full
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow_with_the_number_of_rows(place: Path) -> None:
    """Once what is remembered is full, more rows leave a process as large as it is."""
    variants = read_variants(place / "content/communes/publication.yaml")
    set_maker = maker(variants)

    def resident(first: int, last: int) -> float:
        for number in range(first, last):
            words = {"code": {"": f"{number % 39 + 1:03}"}, "commune": {"": f"Commune {number}"}}
            figures: dict[str, Any] = {"before": Decimal(number + 1), "people": Decimal(2 * number + 1)}
            set_maker.make(Values(figures=figures, texts=words, span=Span("rows.csv", number + 2)))
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20

    few = resident(0, 600)
    assert resident(600, 1_000) < few + 3.2, "more than 8 KB for each row"


@pytest.mark.full
@pytest.mark.validator
def test_some_files_of_each_format_and_language_are_valid(place: Path) -> None:
    Path("rows.csv").write_text(rows(39), "utf-8")
    paths = [path for outcome in builder.batch("communes", "rows.csv", "out/{code}") for path in outcome.files]
    assert len(paths) == 4 * 39
    some = paths[::19]  # of rows far apart, and in turn each of the four files of a row
    assert {Path(path).suffixes[0] + Path(path).suffix for path in some} == {
        f".{language}.{kind}" for language in ("fr", "en") for kind in ("docx", "pptx")
    }
    assert {path: errors for path in some if (errors := schema_errors(Path(path)))} == {}
