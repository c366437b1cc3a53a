"""A date in the words of one language, in a text that every language shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.fix_loop import fix
from builder.check.runner import check
from tests.check.planted import assert_found

RULE = ["FIG021"]


def publication(block: str, languages: str = "fr, en") -> str:
    return f"languages: [{languages}]\ntitle: T\nsections:\n  - title: A\n    blocks:\n      - {block}\n"


def event(date: str) -> str:
    return f"timeline: [{{date: {date}, title: A}}]"


@pytest.mark.parametrize(
    ("languages", "date", "iso"),
    [
        ("fr, en", "mai 2023", "2023-05"),
        ("fr, en", "May 2023", "2023-05"),
        ("fr, en", "juil. 2023", "2023-07"),
        ("fr, en", "1er mai 2023", "2023-05-01"),
        ("en, fr", "'May 1st, 2023'", "2023-05-01"),
        ("en, fr", '"12 juin 2023"', "2023-06-12"),
        ("de, en", "3. März 2023", "2023-03-03"),
        ("es, en", "3 de mayo de 2023", "2023-05-03"),
        ("fr, en", "25/05/2023", "2023-05-25"),
        ("fr, en", "5.5.2023", "2023-05-05"),
    ],
)
def test_the_date_of_an_event_is_fixed(tmp_path: Path, languages: str, date: str, iso: str) -> None:
    path = tmp_path / "publication.yaml"
    text = publication(event(date), languages)
    path.write_text(text, encoding="utf-8")
    (finding,) = check(path, RULE).diagnostics
    assert (finding.span.line, finding.hint) == (6, f"write {iso}")
    assert finding.severity == "warning"
    fix(path, RULE)
    quote = date[0] if date[0] in "'\"" else ""
    assert path.read_text("utf-8") == text.replace(date, f"{quote}{iso}{quote}")
    assert check(path, RULE).diagnostics == ()


@pytest.mark.parametrize(
    ("date", "hint"),
    [
        ("été 2023", "write {fr: …, en: …}"),
        ("printemps", "write {fr: …, en: …}"),
        ("depuis mai 2023", "write {fr: …, en: …}"),
        ("T2 2023", "write {fr: …, en: …}"),
        ("Q2 2023", "write {fr: …, en: …}"),
        ("31 février 2023", "write {fr: …, en: …}"),
        ("mai-juin 2023", "write {fr: …, en: …}"),
        ("04/05/2023", "write 2023-05-04 or 2023-04-05"),
    ],
)
def test_other_words_of_a_date_are_reported(tmp_path: Path, date: str, hint: str) -> None:
    path = tmp_path / "publication.yaml"
    path.write_text(publication(event(date)), encoding="utf-8")
    (finding,) = check(path, RULE).diagnostics
    assert (finding.hint, date in finding.message) == (hint, True)


@pytest.mark.parametrize(
    "date",
    ["2023", "2023-05", "2023-05-12", "'{opened}'", "2023–2024", "Phase 1", "J+30", "{fr: mai 2023, en: May 2023}",
     "{fr: été 2023, en: summer 2023}"],
)  # fmt: skip
def test_what_is_the_same_in_every_language_is_right(tmp_path: Path, date: str) -> None:
    figures = "figures: {opened: {date: 2023-05}}\n"
    assert_found(tmp_path, publication(event(date)) + figures, select=RULE)


@pytest.mark.parametrize("languages", ["fr", "fr, fr-CA"])
def test_one_language_has_its_own_words(tmp_path: Path, languages: str) -> None:
    assert_found(tmp_path, publication(event("mai 2023"), languages), select=RULE)


@pytest.mark.parametrize(
    "block",
    [
        "chart: {kind: column, categories: [⟦FIG021⟧mai 2023, 2023-06], series: [{name: N, values: [1, 2]}]}",
        "chart: {kind: column, categories: [⟦FIG021⟧T1 2023, A], series: [{name: N, values: [1, 2]}]}",
        "chart: {kind: column, categories: [T1, T2], series: [{name: N, values: [1, 2]}]}",
        "table: {columns: [A, N], rows: [[⟦FIG021⟧12 juin 2023, 2], [Mars, 3], [May, 4]]}",
        "table: {columns: [⟦FIG021⟧juin 2023, N], rows: [[A, 2]]}",
    ],
)
def test_categories_and_cells(tmp_path: Path, block: str) -> None:
    assert_found(tmp_path, publication(block), select=RULE)


def test_a_source_keeps_the_words_of_its_work(tmp_path: Path) -> None:
    assert_found(tmp_path, publication("text: A") + "sources: {s: {title: mai 2023}}\n", select=RULE)


def test_the_hint_has_the_date_in_each_language(tmp_path: Path) -> None:
    path = tmp_path / "publication.yaml"
    path.write_text(publication("table: {columns: [A, N], rows: [[12 juin 2023, 2]]}"), encoding="utf-8")
    (finding,) = check(path, RULE).diagnostics
    assert finding.hint == 'write {fr: 12 juin 2023, en: "June 12, 2023"}'
