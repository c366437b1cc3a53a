"""Files that come back damaged, in every format: what is wrong is reported at its line, the rest is taken."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from builder.actions.import_translations import ImportReport, import_translations
from builder.content.loader import load
from builder.diagnostics import BuildError
from builder.exchange.collect import collect
from builder.exchange.formats import FORMATS, FormatName, write_units
from builder.source_edits.passages import passages
from tests.exchange.clients import Client, Table, client

YAML = """\
languages: [fr, en]
title: {fr: Le titre, en: The title}
figures: {fund: {amount: 2500000, currency: EUR}, rate: {percent: 12.5}}
sources: {a: {title: Une source}}
sections:
  - id: money
    title: {fr: L'argent, en: Money}
    message: {fr: "Le fonds : {fund} [@a], été compris.", en: "The fund: {fund} [@a], summer included."}
    blocks:
      - points:
          - {fr: Un point, en: A point}
          - {fr: Un autre}
          - {fr: "Le taux : {rate}", en: "The rate: {rate}"}
"""
MESSAGE, POINTS = "sections.money.message", "sections.money.blocks.0.points."
RETURNED: list[FormatName] = [name for name in FORMATS if FORMATS[name].read]
formats = pytest.mark.parametrize("kind", RETURNED)


class Desk:
    """A publication, a file of it at the translator's, and the file that comes back."""

    def __init__(self, folder: Path, kind: FormatName):
        self.path = folder / "p" / "publication.yaml"
        self.path.parent.mkdir()
        self.path.write_text(YAML, encoding="utf-8")
        self.kind = kind
        self.file = folder / f"back{FORMATS[kind].suffix}"
        self.sent = write_units(collect(self.path, "en"), kind)

    def work(self) -> Client:
        return client(self.kind, self.sent)

    def bring(self, data: bytes) -> ImportReport:
        self.file.write_bytes(data)
        return import_translations([self.file], publication=self.path)

    @property
    def english(self) -> dict[str, str]:
        found = {passage.key: passage.written("en") for passage in passages(load(self.path, ()))}
        return {key: written.words for key, written in found.items() if written is not None}


@pytest.fixture
def desk(tmp_path: Path, kind: FormatName) -> Desk:
    return Desk(tmp_path, kind)


def reported(report: ImportReport) -> list[str]:
    """The problems without the name and the line of the file, which are there, and without numbers of rows."""
    texts = []
    for problem in report.problems:
        assert re.fullmatch(r".*back\.\w+:[1-9]\d*", str(problem.span)), problem
        texts.append(re.sub(r": No\. \d+[a-z]?: ", ": ", problem.message))
    return texts


@formats
def test_words_between_codes_are_taken(desk: Desk) -> None:
    work = desk.work()
    work.say(MESSAGE, "Summer included: {fund} {source a}." if desk.kind != "po" else "Summer included: {fund} [@a].")
    work.say(f"{POINTS}1", "Another one")
    report = desk.bring(work.save())
    assert reported(report) == []
    assert desk.english[MESSAGE] == "Summer included: {fund} [@a]."
    assert desk.english[f"{POINTS}1"] == "Another one"


@formats
def test_words_longer_than_their_place_are_taken_with_a_warning(desk: Desk) -> None:
    limit = next(unit.limit for unit in collect(desk.path, "en").units if unit.key == "title")
    assert limit is not None
    fits, too_long = "a" * limit, "b" * (limit + 1)
    work = desk.work()
    work.say("title", fits)
    work.say(f"{POINTS}1", too_long)  # a text that may be of any length
    assert reported(desk.bring(work.save())) == []
    desk.sent = write_units(collect(desk.path, "en"), desk.kind)
    work = desk.work()
    work.say("title", too_long)
    report = desk.bring(work.save())
    assert reported(report) == [f"title: {limit + 1} characters; there is room for {limit}"]
    assert not report.failed
    assert desk.english["title"] == too_long


@formats
def test_what_figures_print_counts_against_the_place(desk: Desk) -> None:
    unit = next(unit for unit in collect(desk.path, "en").units if unit.key == MESSAGE)
    assert unit.limit is not None
    printed = dict(unit.values)["{fund}"]
    codes = "{fund} [@a]" if desk.kind == "po" else "{fund} {source a}"
    letters = unit.limit - len(printed) - 2  # and two spaces
    work = desk.work()
    work.say(MESSAGE, f"{'a' * letters} {codes}")
    assert reported(desk.bring(work.save())) == []
    desk.sent = write_units(collect(desk.path, "en"), desk.kind)
    work = desk.work()
    work.say(MESSAGE, f"{'a' * (letters + 1)} {codes}")
    assert reported(desk.bring(work.save())) == [
        f"{MESSAGE}: {unit.limit + 1} characters; there is room for {unit.limit}"
    ]


DAMAGE: dict[str, tuple[Callable[[Client], None], list[str]]] = {
    "deleted": (lambda work: work.drop_code(MESSAGE, "{fund}"), [f"{MESSAGE}: {{fund}} is missing"]),
    "doubled": (
        lambda work: work.double_code(MESSAGE, "{fund}"),
        [f"{MESSAGE}: {{fund}} is here 2 times, once in the source"],
    ),
}


@formats
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_code_deleted_or_doubled_is_reported(desk: Desk, damage: str) -> None:
    work = desk.work()
    DAMAGE[damage][0](work)
    work.say("title", "A new title")
    report = desk.bring(work.save())
    assert reported(report) == DAMAGE[damage][1]
    assert desk.english[MESSAGE] == "The fund: {fund} [@a], summer included."
    assert desk.english["title"] == "A new title"


@pytest.mark.parametrize("kind", ["docx"])
def test_a_row_of_a_table_is_named_by_its_number(desk: Desk) -> None:
    work = desk.work()
    work.drop_code(MESSAGE, "{fund}")
    (problem,) = desk.bring(work.save()).problems
    assert isinstance(work, Table)
    row = next(work.cell(MESSAGE).iterancestors(qn("w:tr")))
    number = next(row.iter(qn("w:t"))).text
    assert number.isdecimal() and problem.message == f"{MESSAGE}: No. {number}: {{fund}} is missing"


@formats
def test_a_code_moved_into_another_unit_is_reported_for_both(desk: Desk) -> None:
    work = desk.work()
    work.move_code(MESSAGE, "{fund}", "title")
    work.say(f"{POINTS}1", "Another one")
    report = desk.bring(work.save())
    assert f"{MESSAGE}: {{fund}} is missing" in reported(report)
    assert any(message.startswith("title: ") for message in reported(report))
    assert desk.english["title"] == "The title"
    assert desk.english[f"{POINTS}1"] == "Another one"


@formats
def test_an_unknown_key_is_reported(desk: Desk) -> None:
    work = desk.work()
    work.say("title", "A new title")
    work.say(f"{POINTS}0", "One point")
    work.rename("title", "somewhere.else")
    report = desk.bring(work.save())
    assert desk.english[f"{POINTS}0"] == "One point"
    # The text is found by its source: nothing of the translator's is lost.
    assert (reported(report), desk.english["title"]) == ([], "A new title")


@formats
def test_the_source_edited_meanwhile_is_reported(desk: Desk) -> None:
    desk.path.write_text(YAML.replace("Le titre", "Un autre titre").replace("A point", "My point"), encoding="utf-8")
    work = desk.work()
    work.say("title", "A new title")
    work.say(f"{POINTS}0", "One point")
    work.say(f"{POINTS}1", "Another one")
    report = desk.bring(work.save())
    assert [message.partition(":")[0] for message in reported(report)] == ["title", f"{POINTS}0"]
    assert "“A new title”" not in reported(report)[0]
    assert "“Le titre” was sent out, now it is “Un autre titre”" in reported(report)[0]
    assert "the file has “One point”, the publication “My point”" in reported(report)[1]
    assert (desk.english["title"], desk.english[f"{POINTS}0"]) == ("The title", "My point")
    assert desk.english[f"{POINTS}1"] == "Another one"


@pytest.mark.parametrize("kind", ["po", "xliff", "xliff2"])
@pytest.mark.parametrize(("mark", "line_end"), [(b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n")])
def test_a_byte_order_mark_and_other_line_ends_are_read(desk: Desk, mark: bytes, line_end: bytes) -> None:
    work = desk.work()
    work.say("title", "A été title")
    report = desk.bring(mark + work.save().replace(b"\n", line_end))
    assert reported(report) == []
    assert desk.english["title"] == "A été title"
    assert sum(file.unchanged for file in report.files) == 4


@pytest.mark.parametrize("kind", ["po", "xliff", "xliff2"])
@pytest.mark.parametrize("declared", [False, True])
def test_another_encoding_is_read_if_it_is_declared_and_reported_if_not(desk: Desk, declared: bool) -> None:
    work = desk.work()
    work.say("title", "A été title")
    text = work.save().decode()
    if declared:
        text = re.sub(r"charset=UTF-8|encoding='UTF-8'", lambda match: match[0].replace("UTF-8", "windows-1252"), text)
    report = desk.bring(text.encode("cp1252"))
    if declared:
        assert reported(report) == []
        assert desk.english["title"] == "A été title"
    else:
        assert desk.path.read_text(encoding="utf-8") == YAML
        assert report.failed


@formats
@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_a_file_cut_off_is_reported_and_what_is_whole_is_taken(desk: Desk, share: float) -> None:
    work = desk.work()
    work.say("title", "A new title")
    data = work.save()
    report = desk.bring(data[: round(len(data) * share)])
    assert report.failed
    assert reported(report)
    english = desk.english
    assert english["title"] in ("The title", "A new title")
    assert all(words in YAML for key, words in english.items() if key != "title")
    if share == 0.9 and desk.kind != "docx":
        assert english["title"] == "A new title"


@formats
@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\x00" * 50, b"<html/>", b'<?xml version="1.0"?><!DOCTYPE a><a/>']
)
def test_a_file_of_nothing_is_reported(desk: Desk, data: bytes) -> None:
    report = desk.bring(data)
    assert report.failed
    assert reported(report)
    assert desk.path.read_text(encoding="utf-8") == YAML


# --- Units that are not in the file -----------------------------------------------------------------------------------


@formats
def test_a_unit_that_was_deleted_is_noticed(desk: Desk) -> None:
    work = desk.work()
    work.delete(MESSAGE)
    work.say("title", "A new title")
    report = desk.bring(work.save())
    assert (reported(report), report.failed) == ([], False)
    (notice,) = report.files[0].absent
    assert notice.message == f"{MESSAGE} is not in {report.files[0].name}"
    assert (notice.span.file, notice.span.line) == (str(desk.path), YAML[: YAML.index("Le fonds")].count("\n") + 1)
    assert notice.severity == "info"
    assert (desk.english["title"], desk.english[MESSAGE]) == ("A new title", "The fund: {fund} [@a], summer included.")


@formats
def test_a_file_with_some_of_the_texts_lacks_no_others(desk: Desk) -> None:
    """The file says which states were sent out; a text of these that was deleted is noticed."""
    sent = collect(desk.path, "en", only=["missing"])
    assert [unit.key for unit in sent.units] == [f"{POINTS}1"]
    data = write_units(sent, desk.kind)
    report = desk.bring(data)
    assert (reported(report), report.files[0].absent) == ([], ())
    desk.path.write_text(YAML.replace(", en: A point", ""), encoding="utf-8")
    report = desk.bring(data)
    assert [notice.message.partition(" ")[0] for notice in report.files[0].absent] == [f"{POINTS}0"]


@formats
def test_new_texts_are_not_in_an_older_file(desk: Desk) -> None:
    desk.path.write_text(f"{YAML}          - {{fr: Un dernier}}\n", encoding="utf-8")
    report = desk.bring(desk.sent)
    assert reported(report) == []
    assert [notice.message.partition(" ")[0] for notice in report.files[0].absent] == [f"{POINTS}3"]


@formats
def test_a_unit_that_cannot_be_read_is_reported_once(desk: Desk) -> None:
    work = desk.work()
    work.say(f"{POINTS}0", "" if desk.kind == "po" else "{nothing}")
    report = desk.bring(work.save().replace(b'msgid "Un point"', b"msgid Un point"))
    assert report.files[0].absent == ()


@pytest.mark.parametrize("kind", ["po"])
def test_a_po_file_that_was_cut_off_between_two_entries_is_reported(desk: Desk) -> None:
    entries = desk.sent.rstrip().split(b"\n\n")
    report = desk.bring(b"\n\n".join(entries[:-1]) + b"\n")
    assert reported(report) == ["the file has 5 of the 6 texts sent out: it was cut off, or the last were deleted"]
    assert len(report.files[0].absent) == 1


# --- The rows of the Word table ---------------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path: Path) -> tuple[Desk, Table]:
    desk = Desk(tmp_path, "docx")
    work = desk.work()
    assert isinstance(work, Table)
    work.say("title", "A new title")
    return desk, work


def test_rows_are_sorted(table: tuple[Desk, Table]) -> None:
    desk, work = table
    first, *rows = work.rows
    for row in sorted(rows, key=lambda row: "".join(row.itertext())[3:], reverse=True):
        first.getparent().append(row)
    report = desk.bring(work.save())
    assert (reported(report), desk.english["title"]) == ([], "A new title")


def test_a_row_is_added(table: tuple[Desk, Table]) -> None:
    desk, work = table
    row = copy.deepcopy(work.rows[2])
    for mark in list(row.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)
    work.rows[1].addnext(row)
    report = desk.bring(work.save())
    assert [message[:25] for message in reported(report)] == ["a row that was not sent o"]
    assert desk.english["title"] == "A new title"


# --- The source files -------------------------------------------------------------------------------------------------


def test_a_source_file_that_changes_during_the_import_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path, "po")
    work = desk.work()
    work.say("title", "A new title")
    from builder.actions import import_translations as module

    changes_of = module._changes

    def changed_meanwhile(taking: object) -> object:
        desk.path.write_text(YAML + "# saved by the author\n", encoding="utf-8")
        return changes_of(taking)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_changes", changed_meanwhile)
    with pytest.raises(BuildError, match="has changed while"):
        desk.bring(work.save())
    assert desk.path.read_text(encoding="utf-8") == YAML + "# saved by the author\n"
