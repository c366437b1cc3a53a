"""What becomes of each unit of a returned file: the table of outcomes, conflicts, codes, checks, records."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check import reviewed
from builder.check.context import CheckContext
from builder.check.reviewed import hashed
from builder.check.runner import check
from builder.content.loader import load
from builder.diagnostics import BuildError
from builder.exchange.taking import FileReport, Taking
from builder.exchange.unit import Returned, ReturnedFile, ReturnedState
from tests.small import write_publication

YAML = """\
languages: [fr, en]
title: {fr: Le titre, en: The title}
subtitle: {fr: Le sous-titre}
abstract:
  fr: |
    Le premier paragraphe.

    Le second paragraphe.
figures:
  fund: {amount: 2500000, currency: EUR}
  rate: {percent: 12.5}
sources: {a: {title: Une source}}
sections:
  - id: money
    title: {fr: L'argent, en: Money}
    message: {fr: "Le fonds est doté de {fund} sur deux ans [@a].", en: "The fund holds {fund} over two years [@a]."}
    blocks:
      - points:
          - {fr: Un point, en: A point}
          - {fr: Le taux est de 12 %}
"""


class Desk:
    """A publication on disk, and files that come back for it."""

    def __init__(self, folder: Path, text: str = YAML):
        self.path = folder / "publication.yaml"
        self.path.write_text(text, encoding="utf-8")

    def take(self, *units: Returned, accept: bool = False, source: str = "fr", target: str = "en") -> FileReport:
        file = ReturnedFile(name="f.po", source_language=source, target_language=target, units=units)
        taking = Taking(self.path)
        report = taking.take(file, accept)
        for path, data in taking.unsaved.items():
            path.write_bytes(data)
        return report

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def reviewed(self) -> dict[str, tuple[str, str]]:
        recorded = reviewed.read(CheckContext(self.path, load(self.path, ())))
        return {entry.key: (entry.source, entry.translation) for entry, _ in recorded.entries}

    def change(self, old: str, new: str) -> None:
        assert old in self.text
        self.path.write_text(self.text.replace(old, new), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def unit(
    key: str, source: str, target: str | None, was: str = "-", state: ReturnedState = "translated", line: int = 7
) -> Returned:
    return Returned(key=key, source=source, target=target, state=state, line=line, was=was)


def title(target: str | None, was: str = "The title", state: ReturnedState = "translated") -> Returned:
    return unit("title", "Le titre", target, hashed(was), state)


def subtitle(target: str | None, state: ReturnedState = "translated", source: str = "Le sous-titre") -> Returned:
    return unit("subtitle", source, target, "-", state)


def messages(report: FileReport) -> list[str]:
    return [str(problem) for problem in report.problems]


# --- The table of outcomes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "returned",
    [
        subtitle(None, "new"),
        subtitle("", "translated"),
        subtitle("Le sous-titre", "new"),
        subtitle("Le sous-titre", "draft"),
        title(None, state="draft"),
    ],
)
def test_units_without_words_or_with_the_source_copied_are_not_translated(desk: Desk, returned: Returned) -> None:
    report = desk.take(returned)
    assert (report.untranslated, report.written, report.refused) == (1, 0, 0)
    assert desk.text == YAML


def test_words_equal_to_the_source_count_if_the_translator_says_so(desk: Desk) -> None:
    assert desk.take(subtitle("Le sous-titre", "final")).written == 1
    assert "subtitle: {fr: Le sous-titre, en: Le sous-titre}" in desk.text


@pytest.mark.parametrize("target", ["The title", "The  title", "The title\u00a0"])
def test_words_that_are_there_already_change_nothing(desk: Desk, target: str) -> None:
    assert desk.take(title(target)).unchanged == 1
    assert desk.text == YAML


@pytest.mark.parametrize("state", ["new", "draft", "translated", "final"])
def test_new_words_are_written_whatever_the_state(desk: Desk, state: ReturnedState) -> None:
    report = desk.take(title("A title", state=state), subtitle("The subtitle", state))
    assert report.written == 2
    assert desk.text == YAML.replace("en: The title", "en: A title").replace(
        "Le sous-titre}", "Le sous-titre, en: The subtitle}"
    )
    again = desk.take(title("A title", state=state), subtitle("The subtitle", state))
    assert (again.written, again.unchanged) == (0, 2)


def test_a_conflict_shows_both_and_writes_nothing(desk: Desk) -> None:
    desk.change("The title", "My title")
    before = desk.text
    report = desk.take(title("A title"))
    assert messages(report) == [
        "f.po:7: title: the translation has changed since: the file has “A title”, the publication “My title” "
        f"({desk.path}:2:27) (choose one, and write it in the publication)"
    ]
    assert desk.text == before
    assert desk.take(title("My title")).unchanged == 1


def test_a_file_that_does_not_say_what_it_changes_changes_no_translation(desk: Desk) -> None:
    report = desk.take(unit("title", "Le titre", "A title", was=""), unit("subtitle", "Le sous-titre", "Sub", was=""))
    assert report.written == 1
    assert "the file does not say which translation it changes" in messages(report)[0]


def test_a_new_translation_of_a_changed_source_is_written_and_stale(desk: Desk) -> None:
    desk.take(title("The title", state="final"), accept=True)
    desk.change("Le sous-titre", "Le nouveau sous-titre")
    report = desk.take(subtitle("The subtitle"))
    assert (report.written, report.refused) == (1, 0)
    assert "now it is “Le nouveau sous-titre”" in messages(report)[0]
    assert messages(report)[0].endswith("; written all the same, as stale")
    assert desk.reviewed["subtitle"] == (hashed("Le sous-titre"), hashed("The subtitle"))
    assert [problem.code for problem in check(desk.path, ["STL001"], languages=()).diagnostics] == ["STL001"]


def test_a_translation_of_a_changed_source_does_not_replace_another(desk: Desk) -> None:
    desk.change("Le titre", "Un autre titre")
    before = desk.text
    report = desk.take(title("A title"))
    assert messages(report) == [
        "f.po:7: title: its source has changed since: “Le titre” was sent out, now it is “Un autre titre” "
        f"({desk.path}:2:13) (export it again)"
    ]
    assert desk.text == before


def test_a_text_that_was_moved_is_found_by_its_source(desk: Desk) -> None:
    desk.change("          - {fr: Un point", "          - {fr: Zéro, en: Zero}\n          - {fr: Un point")
    key = "sections.money.blocks.0.points.0"
    assert desk.take(unit(key, "Un point", "One point", hashed("A point"))).written == 1
    assert "{fr: Un point, en: One point}" in desk.text


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("sections.gone.title", "the publication has no such text any more"),
        ("abstract", "its text is divided into other paragraphs now"),
    ],
)
def test_an_unknown_unit_is_reported(desk: Desk, key: str, reason: str) -> None:
    report = desk.take(unit(key, "Nulle part", "Nowhere"), title("A title"))
    assert messages(report) == [f"f.po:7: {key}: {reason} (export it again)"]
    assert report.written == 1
    assert desk.take(unit(key, "Nulle part", None)).untranslated == 1


# --- Paragraphs of one text -------------------------------------------------------------------------------------------

FIRST, SECOND = "Le premier paragraphe.", "Le second paragraphe."


def test_a_missing_text_is_written_whole(desk: Desk) -> None:
    report = desk.take(unit("abstract.0", FIRST, "The first."), unit("abstract.1", SECOND, "The second."))
    assert report.written == 2
    assert "  en: |\n    The first.\n\n    The second.\nfigures" in desk.text


def test_a_text_that_is_translated_in_part_is_reported(desk: Desk) -> None:
    report = desk.take(unit("abstract.0", FIRST, "The first."), unit("abstract.1", SECOND, None), title("A title"))
    assert (report.written, report.untranslated, report.refused) == (1, 1, 1)
    assert messages(report) == [
        "f.po:7: abstract.0: 1 of 2 paragraphs of `abstract` are not translated, the first is `abstract.1` "
        "(translate them too: a text is written whole)"
    ]


def test_a_paragraph_that_is_refused_leaves_the_others(desk: Desk) -> None:
    desk.take(unit("abstract.0", FIRST, "The first."), unit("abstract.1", SECOND, "The second."))
    report = desk.take(
        unit("abstract.0", FIRST, "- A list.", hashed("The first."), line=4),
        unit("abstract.1", SECOND, "The next one.", hashed("The second.")),
    )
    assert report.written == 1
    assert "would begin a list" in messages(report)[0]
    assert "    The first.\n\n    The next one.\n" in desk.text


# --- Codes and checks -------------------------------------------------------------------------------------------------

MESSAGE = "Le fonds est doté de {fund} sur deux ans [@a]."


def message(target: str) -> Returned:
    return unit("sections.money.message", MESSAGE, target, hashed("The fund holds {fund} over two years [@a]."))


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("It holds money [@a].", "{fund} is missing"),
        ("It holds {fund}, {fund} [@a].", "{fund} is here 2 times, once in the source"),
        ("It holds {rate} [@a].", "{fund} is missing; {rate} is not in the source"),
        ("It holds {fund}.", "{source a} is missing"),
        ("It holds {fund} [@a].^[A note.]", "{note 1} is not in the source"),
        ("It holds {fund} [@a] @sec-money.", "{sec-money} is not in the source"),
    ],
)
def test_codes_are_counted(desk: Desk, target: str, reason: str) -> None:
    report = desk.take(message(target), title("A title"))
    assert messages(report) == [f"f.po:7: sections.money.message: {reason}"]
    assert report.written == 1
    assert "The fund holds" in desk.text


def test_a_style_of_a_figure_and_a_locator_are_the_translators(desk: Desk) -> None:
    report = desk.take(message("It holds {fund:compact} [@a, p. 3]."))
    assert (report.written, messages(report)) == (1, [])


def test_marks_that_differ_are_a_warning(desk: Desk) -> None:
    report = desk.take(message("It **holds** {fund} [@a]."))
    assert report.written == 1
    assert [(problem.severity, problem.message) for problem in report.problems] == [
        ("warning", "sections.money.message: bold passages: 1 here, none in the source")
    ]


@pytest.mark.parametrize(
    ("returned", "reason"),
    [
        (subtitle("The {{sub}"), "is not a figure"),
        (subtitle("The <b>sub</b>"), "raw HTML"),
        (subtitle("The [link](javascript:x)"), "a link leads to"),
        (unit("sections.money.blocks.0.points.1", "Le taux est de 12 %", "The rate is 13%"), "FIG002"),
    ],
)
def test_what_the_checks_find_holds_back_that_unit_alone(desk: Desk, returned: Returned, reason: str) -> None:
    report = desk.take(returned, title("A title"))
    assert (report.written, report.refused) == (1, 1)
    assert messages(report)[0].startswith(f"f.po:7: {returned.key}: ")
    assert reason in messages(report)[0]
    assert desk.text == YAML.replace("The title", "A title")


def test_the_line_of_the_source_text_is_told_with_its_file(desk: Desk) -> None:
    """The line of the returned file is named before it: another number alone would be taken for one of that file."""
    line = YAML[: YAML.index("12 %")].count("\n") + 1
    (message,) = messages(desk.take(unit("sections.money.blocks.0.points.1", "Le taux est de 12 %", "The rate is 13%")))
    assert f"publication.yaml:{line})" in message and "(line " not in message


def test_an_error_elsewhere_is_traced_to_its_unit(tmp_path: Path) -> None:
    """A named text with a note is an error where the text is used: in a place of words only."""
    desk = Desk(
        tmp_path,
        "languages: [fr, en]\ntitle: {fr: Un, en: One}\ntexts: {name: {fr: Nom, en: Name}}\n"
        "keywords: ['{=name}']\nsubtitle: {fr: Deux, en: Two}\nstatus: {fr: Trois, en: Three}\n",
    )
    report = desk.take(
        unit("title", "Un", "First", hashed("One")),
        unit("texts.name", "Nom", "**Name**", hashed("Name")),
        unit("subtitle", "Deux", "Second", hashed("Two")),
        unit("status", "Trois", "Third", hashed("Three")),
    )
    assert report.written == 3
    assert [problem.message for problem in report.problems if problem.severity == "error"] == [
        "texts.name: `{=name}`: strong emphasis is not allowed here"
    ]


def test_errors_that_were_there_before_hold_nothing_back(desk: Desk) -> None:
    desk.change("A point", "A point of 13%")
    desk.change("Un point", "Un point de 12 %")
    assert check(desk.path, ["FIG002"], languages=()).failed
    assert desk.take(title("A title")).written == 1


def test_errors_that_name_a_line_hold_nothing_back_when_lines_are_added_above(tmp_path: Path) -> None:
    """“3 here, 4 in the `fr` text (line 9)” of another language was taken for an error of the new words."""
    path = write_publication(
        tmp_path / "p",
        "languages: [fr, en, de]\ntitle: {fr: Un, en: One}\nsections:\n  - title:\n      fr: Argent\n"
        "      en: Money\n    blocks:\n      - text: {fr: Il y a 3 ponts., en: There are 4 bridges.}\n",
    )
    units = (
        unit("sections.0.title", "Argent", "Geld"),
        unit("sections.0.blocks.0.text.0", "Il y a 3 ponts.", "Es gibt 3 Brücken."),
    )
    file = ReturnedFile(name="f.po", source_language="fr", target_language="de", units=units)
    report = Taking(path).take(file)
    assert (report.problems, report.written) == ((), 2)


def test_the_same_error_in_another_text_does_not_excuse_new_words(tmp_path: Path) -> None:
    """Two texts of one line: the error of the first, in English, was there before; that of the second is new."""
    path = write_publication(
        tmp_path / "p",
        "languages: [fr, en, de]\ntitle: {fr: Un, en: One}\nsections:\n  - title: {fr: A, en: B}\n    blocks:\n"
        "      - points: [{fr: Il y a 3 ponts., en: Now 4 bridges.}, {fr: On a 3 lacs., en: It has 3 lakes.}]\n",
    )
    units = (unit("sections.0.blocks.0.points.1", "On a 3 lacs.", "Es gibt 4 Seen."),)
    file = ReturnedFile(name="f.po", source_language="fr", target_language="de", units=units)
    report = Taking(path).take(file)
    assert [problem.message.partition(" here")[0] for problem in report.problems] == [
        "sections.0.blocks.0.points.1: FIG002 `4`"
    ]
    assert report.written == 0


# --- Records ----------------------------------------------------------------------------------------------------------


def test_accept_records_what_is_no_draft(desk: Desk) -> None:
    desk.take(
        title("The title", state="final"),
        subtitle("The subtitle", "draft"),
        unit("abstract.0", FIRST, "The first.", state="final"),
        unit("abstract.1", SECOND, "The second.", state="draft"),
        message("It holds {fund} [@a]."),
        accept=True,
    )
    assert set(desk.reviewed) == {"title", "sections.money.message"}
    before = desk.path.with_name("reviewed.txt").read_bytes()
    desk.take(title("The title", state="final"), accept=True)
    assert desk.path.with_name("reviewed.txt").read_bytes() == before


def test_accept_records_a_text_once_all_its_paragraphs_are_back(desk: Desk) -> None:
    units = [unit("abstract.0", FIRST, "The first."), unit("abstract.1", SECOND, "The second.")]
    desk.take(*units)
    desk.take(units[0], accept=True)
    assert not desk.path.with_name("reviewed.txt").exists()
    desk.take(*units, accept=True)
    assert set(desk.reviewed) == {"abstract"}


def test_nothing_is_recorded_without_accept(desk: Desk) -> None:
    desk.take(title("A title", state="final"))
    assert not desk.path.with_name("reviewed.txt").exists()


def test_a_damaged_record_is_reported_and_left(desk: Desk) -> None:
    desk.path.with_name("reviewed.txt").write_text("<<<<<<< HEAD\n")
    report = desk.take(title("A title", state="final"), accept=True)
    assert report.written == 1
    assert "conflict marker" in messages(report)[0]
    assert desk.path.with_name("reviewed.txt").read_text() == "<<<<<<< HEAD\n"


# --- Languages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("fr", "de", "`de` is no language of the publication; it has fr, en (add it to `languages`)"),
        ("", "en", "the file does not name its source language (export it again)"),
        ("fr", "fr", "the file is translated from `fr` into the same language"),
    ],
)
def test_a_file_in_other_languages_is_refused_whole(desk: Desk, source: str, target: str, reason: str) -> None:
    report = desk.take(title("A title"), source=source, target=target)
    assert messages(report) == [f"f.po:1: {reason}"]
    assert desk.text == YAML


def test_the_source_language_can_be_translated_into(desk: Desk) -> None:
    report = desk.take(unit("title", "The title", "Titre", hashed("Le titre")), source="en", target="fr", accept=True)
    assert report.written == 1
    assert "title: {fr: Titre, en: The title}" in desk.text
    assert not desk.path.with_name("reviewed.txt").exists()


def test_a_language_is_found_by_its_region(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "languages: [fr-CA, en-CA]\ntitle: {fr: Un, en: One}\nsubtitle: {fr: Deux}\n")
    report = desk.take(
        unit("title", "Un", "First", hashed("One")), unit("subtitle", "Deux", "Second"), source="fr", target="en"
    )
    assert report.written == 2
    assert desk.text.endswith("title: {fr: Un, en: First}\nsubtitle: {fr: Deux, en: Second}\n")


def test_a_publication_that_does_not_load_takes_nothing(desk: Desk) -> None:
    desk.change("languages: [fr, en]", "languages: [fr, en]\nnonsense: 1")
    with pytest.raises(BuildError, match="unknown key"):
        desk.take(title("A title"))


def test_a_noun_gets_the_forms_of_another_language(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        "languages: [fr, pl]\ntitle: {fr: Un, pl: Raz}\nfigures:\n  p:\n    number: 3\n    counted:\n"
        "      fr: {one: pont, other: ponts}\n",
    )
    forms = {"one": "most", "few": "mosty", "many": "mostów", "other": "mostu"}
    units = [
        unit(f"figures.p.counted.{form}", "pont" if form == "one" else "ponts", word) for form, word in forms.items()
    ]
    report = desk.take(*units, target="pl")
    assert (report.written, messages(report)) == (4, [])
    assert desk.text.endswith("      pl: {one: most, few: mosty, many: mostów, other: mostu}\n")
    assert desk.take(*units, target="pl").unchanged == 4


def test_a_text_that_is_divided_otherwise_comes_back_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "languages: [fr, en]\ntitle: Un\nabstract:\n  fr: |\n    Un.\n\n    Deux.\n  en: One. Two.\n")
    report = desk.take(unit("abstract", "Un.\n\nDeux.", "One.\n\nTwo.", hashed("One. Two.")))
    assert (report.written, messages(report)) == (1, [])
    assert desk.text.endswith("  en: >\n    One.\n\n    Two.\n")
    assert desk.take(unit("abstract.0", "Un.", "One.", hashed("One."))).unchanged == 1


def test_an_error_of_a_paragraph_is_told_for_it_and_the_others_wait(desk: Desk) -> None:
    desk.change("Le second paragraphe.", "Le taux est de {rate}.")
    report = desk.take(
        unit("abstract.0", FIRST, "The first.", line=3),
        unit("abstract.1", "Le taux est de {rate}.", "The rate is {rate:iso}.", line=4),
    )
    assert report.written == 0
    waiting, refused = messages(report)
    assert waiting == "f.po:3: abstract.0: held back with `abstract.1`, a part of the same text"
    assert refused.startswith("f.po:4: abstract.1: figure `rate`: a number has no style `iso`")
