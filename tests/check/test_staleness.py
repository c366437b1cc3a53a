"""Translations that no longer follow their source are reported; insignificant changes are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.actions.accept import accept
from builder.check.reviewed import FILE_NAME, hashed
from builder.check.runner import check
from builder.diagnostics import BuildError, UsageError
from builder.source_edits.edits import apply_edits
from tests.check.planted import assert_found, plant

BEFORE = """\
languages: [fr, en]
title: {fr: Le budget, en: The budget}
sections:
  - id: money
    title: {fr: Les recettes, en: Revenue}
    message: {fr: Le budget baisse., en: The budget is falling.}
    blocks:
      - points:
          - {fr: Un premier point, en: A first point}
          - {fr: Un second point, en: A second point}
"""


def accepted(folder: Path, text: str = BEFORE) -> Path:
    plant(folder, text)
    accept(folder / "publication.yaml")
    return folder


def after(folder: Path, *changes: tuple[str, str]) -> None:
    """Make the changes, whose new texts hold markers, and expect exactly what they mark."""
    text = BEFORE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    assert_found(folder, text, select=["STL"])


def test_without_the_file_nothing_is_reported(tmp_path: Path) -> None:
    assert_found(tmp_path, BEFORE, select=["STL"])


def test_what_was_accepted_is_in_order(tmp_path: Path) -> None:
    after(accepted(tmp_path))


def test_a_changed_source_makes_its_translation_stale(tmp_path: Path) -> None:
    after(
        accepted(tmp_path),
        ("Le budget baisse., en: ", "Le budget baisse enfin., en: ⟦STL001:warning⟧"),
        ("Un second point, en: ", "Un dernier point, en: ⟦STL001:warning⟧"),
    )


def test_the_hint_names_the_text(tmp_path: Path) -> None:
    accepted(tmp_path)
    plant(tmp_path, BEFORE.replace("Le budget baisse", "Le budget monte"))
    (stale,) = check(tmp_path / "publication.yaml", ["STL"]).diagnostics
    assert stale.hint.endswith("run `builder accept sections.money.message --lang en`")


def test_an_edited_translation_is_in_order(tmp_path: Path) -> None:
    after(accepted(tmp_path), ("The budget is falling.", "The budget falls."))


def test_two_changed_texts_are_to_be_read_together(tmp_path: Path) -> None:
    after(
        accepted(tmp_path),
        ("Le budget baisse., en: The budget is falling.", "Le budget monte., en: ⟦STL002:info⟧The budget is rising."),
    )


def test_a_new_text_was_never_accepted(tmp_path: Path) -> None:
    after(
        accepted(tmp_path),
        ("          - {fr: Un second", "          - {fr: Neuf, en: ⟦STL003:info⟧New}\n          - {fr: Un second"),
    )


def test_moved_texts_stay_accepted(tmp_path: Path) -> None:
    after(
        accepted(tmp_path),
        ("id: money", "id: cash"),
        (
            "- {fr: Un premier point, en: A first point}\n          - {fr: Un second point, en: A second point}",
            "- {fr: Un second point, en: A second point}\n          - {fr: Un premier point, en: A first point}",
        ),
    )


def test_a_text_that_moved_and_changed_is_stale_there(tmp_path: Path) -> None:
    after(
        accepted(tmp_path),
        ("- {fr: Un premier", "- {fr: Neuf, en: ⟦STL003⟧New}\n          - {fr: Un premier"),
        ("Un second point, en: ", "Un dernier point, en: ⟦STL001⟧"),
    )


def test_of_two_texts_with_the_same_words_the_changed_one_is_stale(tmp_path: Path) -> None:
    twice = BEFORE.replace("Les recettes, en: Revenue", "Un second point, en: A second point")
    accepted(tmp_path, twice)
    changed = twice.replace("- {fr: Un second point, en: ", "- {fr: Un dernier point, en: ⟦STL001:warning⟧")
    assert_found(tmp_path, changed, select=["STL"])
    copied = twice.replace("title: {fr: Le budget, en: The budget}", "title: {fr: Un second point, en: A second point}")
    assert_found(tmp_path, copied, select=["STL"])


def test_texts_with_the_same_words_that_move_stay_accepted(tmp_path: Path) -> None:
    twice = BEFORE.replace("Les recettes, en: Revenue", "Un second point, en: A second point")
    accepted(tmp_path, twice)
    assert_found(tmp_path, twice.replace("id: money", "id: cash"), select=["STL"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Le budget baisse.", "Le  budget   baisse."),
        ("fr: Le budget baisse., en: ", "fr: Le\n      budget\n      baisse., en: "),
        ("Le budget baisse.", '"Le budget baisse."'),
        ("{fr: Les recettes, en: Revenue}", "\n      fr: |\n        Les\n        recettes\n      en: Revenue"),
    ],
)
def test_lines_and_spaces_say_nothing(tmp_path: Path, old: str, new: str) -> None:
    after(accepted(tmp_path), (old, new))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("l'eau", "l’eau"),
        ('"mot"', "«\u00a0mot\u00a0»"),
        ("Quoi ?", "Quoi\u202f?"),
        ("25 %", "25\u00a0%"),
        ("fin...", "fin…"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_what_the_typography_sets_says_nothing(text: str, other: str) -> None:
    assert hashed(text) == hashed(other)


@given(st.text(alphabet="aé '.\n-5", max_size=20), st.text(alphabet="aé '.\n-5", max_size=20))
def test_other_words_are_another_text(text: str, other: str) -> None:
    if text.split() != other.split() and "".join(text.split()) != "".join(other.split()):
        assert hashed(text) != hashed(other)


def test_entries_of_texts_that_are_gone_are_reported_and_mended(tmp_path: Path) -> None:
    accepted(tmp_path)
    text = BEFORE.replace("          - {fr: Un second point, en: A second point}\n", "")
    plant(tmp_path, text)
    report = check(tmp_path / "publication.yaml", ["STL"])
    (gone,) = report.diagnostics
    lines = (tmp_path / FILE_NAME).read_text().splitlines()
    assert (gone.code, gone.severity) == ("STL004", "info")
    assert lines[gone.span.line - 1].startswith("sections.money.blocks.0.points.1 en ")
    apply_edits(edit for fix in report.fixes for edit in fix)
    assert_found(tmp_path, text, select=["STL"])


def test_every_target_language_and_region_has_its_own_line(tmp_path: Path) -> None:
    text = """\
languages: [fr-CH, de-CH, en]
title: {fr: Le rapport, de: Der Bericht, en: The report, en-GB: The paper}
authors: [Anne Martin, {fr: Le service, de: Amt, en: Office}]
sections: [{title: Conclusion}]
"""
    accepted(tmp_path, text)
    lines = [line.split(" ")[:2] for line in (tmp_path / FILE_NAME).read_text().splitlines()[1:]]
    assert lines == [
        ["authors.1", "de"],
        ["authors.1", "en"],
        ["title", "de"],
        ["title", "en"],
        ["title", "en-GB"],
    ]
    changed = text.replace("Le rapport", "Ce rapport").replace("de: Der", "de: ⟦STL001⟧Der")
    # An English region follows the English text, which has not changed.
    assert_found(tmp_path, changed.replace("en: The report", "en: ⟦STL001⟧The report"), select=["STL"])


def test_merged_lines_of_both_sides_serve_both(tmp_path: Path) -> None:
    accepted(tmp_path)
    ours = (tmp_path / FILE_NAME).read_text()
    accepted(tmp_path, BEFORE.replace("baisse", "monte").replace("falling", "rising"))
    theirs = (tmp_path / FILE_NAME).read_text()
    (tmp_path / FILE_NAME).write_text(ours + theirs)
    after(tmp_path)
    after(tmp_path, ("baisse", "monte"), ("falling", "rising"))
    after(tmp_path, ("Le budget baisse., en: ", "Le budget monte., en: ⟦STL001⟧"))


def test_the_marks_of_a_merge_are_reported_and_stop_accept(tmp_path: Path) -> None:
    accepted(tmp_path)
    file = tmp_path / FILE_NAME
    before = file.read_text()
    file.write_text(before + "<<<<<<< HEAD\nsections.x.title en zzz\n=======\n>>>>>>> other\n")
    report = check(tmp_path / "publication.yaml", ["STL"])
    lines = before.count("\n")
    assert [(diagnostic.code, diagnostic.span.line) for diagnostic in report.diagnostics] == [
        ("STL005", lines + number) for number in (1, 2, 3, 4)
    ]
    assert report.failed
    with pytest.raises(BuildError) as refused:
        accept(tmp_path / "publication.yaml")
    assert "merge" in refused.value.diagnostics[0].message
    assert refused.value.diagnostics[0].span.line == lines + 1
    assert file.read_text().startswith(before + "<<<<<<<")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    accepted(tmp_path)
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x00")
    assert [diagnostic.code for diagnostic in check(tmp_path / "publication.yaml", ["STL"]).diagnostics] == ["STL005"]
    with pytest.raises(BuildError):
        accept(tmp_path / "publication.yaml")


def test_accept_takes_what_is_new_and_writes_the_same_bytes_again(tmp_path: Path) -> None:
    plant(tmp_path, BEFORE)
    first = accept(tmp_path / "publication.yaml")
    assert [entry.key for entry in first] == [
        "sections.money.blocks.0.points.0",
        "sections.money.blocks.0.points.1",
        "sections.money.message",
        "sections.money.title",
        "title",
    ]
    data = (tmp_path / FILE_NAME).read_bytes()
    assert accept(tmp_path / "publication.yaml") == ()
    assert (tmp_path / FILE_NAME).read_bytes() == data
    plant(tmp_path, BEFORE.replace("baisse", "monte"))
    assert [entry.key for entry in accept(tmp_path / "publication.yaml")] == ["sections.money.message"]


def test_accept_some_keys_and_leave_the_rest_as_it_was(tmp_path: Path) -> None:
    accepted(tmp_path)
    changed = BEFORE.replace("Le budget baisse., en: ", "Le budget monte., en: ⟦STL001⟧").replace(
        "Un second", "Un autre"
    )
    plant(tmp_path, changed)
    assert [entry.key for entry in accept(tmp_path / "publication.yaml", keys=["sections.money.blocks"])] == [
        "sections.money.blocks.0.points.1"
    ]
    assert_found(tmp_path, changed, select=["STL"])


def test_accept_one_language(tmp_path: Path) -> None:
    text = "languages: [fr, de-CH, en-GB]\ntitle: {fr: Un titre, de: Ein Titel, en: ⟦STL003⟧A title}\n"
    text += "sections: [{title: T}]\n"
    plant(tmp_path, text)
    assert [entry.tag for entry in accept(tmp_path / "publication.yaml", ["de"])] == ["de"]
    assert_found(tmp_path, text, select=["STL"])
    assert [entry.tag for entry in accept(tmp_path / "publication.yaml", ["en-gb"])] == ["en"]


@pytest.mark.parametrize(("languages", "keys"), [((), ["sections.monney.title"]), (["nl"], ()), ((), ["tit"])])
def test_what_is_not_there_cannot_be_accepted(tmp_path: Path, languages: list[str], keys: list[str]) -> None:
    plant(tmp_path, BEFORE)
    with pytest.raises(UsageError):
        accept(tmp_path / "publication.yaml", languages, keys)
    assert not (tmp_path / FILE_NAME).exists()
