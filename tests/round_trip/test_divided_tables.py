"""Edits of a table that a brief has in parts, with its headers, its note and its source under each of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

import builder
from builder.actions.pull import Pulled
from tests.round_trip.office import resaved
from tests.round_trip.word_edits import Brief, text_of, words
from tests.small import write_publication

ROWS = 90
NOTE = "Les montants sont hors taxes."
TEXT = "\n".join(
    [
        "languages: [fr, en]",
        "title: {fr: Le réseau, en: The network}",
        "date: 2025-02-14",
        "sections:",
        "  - id: lines",
        "    title: {fr: Les lignes, en: The lines}",
        "    blocks:",
        "      - text: {fr: Chaque ligne a ses comptes., en: Each line has its accounts.}",
        "      - table:",
        "          id: tbl-lines",
        "          caption: {fr: Coût par ligne, en: Cost by line}",
        "          columns: [{fr: Ligne, en: Line}, {fr: Quartier, en: District}, {fr: Voyages, en: Trips}]",
        f"          note: {{fr: {NOTE}, en: Amounts are before tax.}}",
        "          rows:",
        *(
            f"            - [Ligne {row}, {{fr: Nord {row}, en: North {row}}}, {10_000 + 37 * row}]"
            for row in range(1, ROWS + 1)
        ),
        "      - text: {fr: La suite vient après., en: The rest comes after.}",
        "",
    ]
)


class Office:
    """A publication, its French brief, and what an edited copy of that means."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.publication = write_publication(folder / "network", TEXT)
        self.file = folder / "brief.docx"
        builder.write_brief(builder.load(self.publication), "fr", self.file)

    def brief(self, author: str = "") -> Brief:
        """The brief, to be edited."""
        return Brief(self.file, author)

    def pull(self, brief: Brief, *, apply: bool = True) -> Pulled:
        """What an edited brief means."""
        return builder.pull(brief.save(self.folder / "edited.fr.docx"), self.publication, apply=apply)

    @property
    def source(self) -> str:
        """The publication's YAML."""
        return self.publication.read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    assert len(tables(office.brief())) == 3
    return office


def tables(brief: Brief) -> list[Any]:
    return [table for table in brief.document.tables if text_of(table.cell(0, 0)._element) == "Ligne"]


def header(brief: Brief, part: int) -> Any:
    """The node with the word "Quartier" in a part's header."""
    return tables(brief)[part].cell(0, 1).paragraphs[0].runs[0]


def notes(brief: Brief) -> list[Any]:
    """The runs of the note, under each part."""
    return [run for p in brief.document.paragraphs for run in p.runs if run.text == NOTE]


def test_a_file_that_nobody_edited_changes_nothing(office: Office) -> None:
    before = office.source
    result = office.pull(office.brief())
    assert not result.edits and not result.lines and office.source == before


@pytest.mark.parametrize("author", ["", "Relectrice"])
def test_cells_of_every_part_are_edited(office: Office, author: str) -> None:
    before = office.source
    brief = office.brief(author)
    brief.replace("Nord 4", "Sud 4", cell=True)
    brief.replace("Nord 50", "Sud 50", cell=True)
    assert "Sud 50" in text_of(tables(brief)[1]._element)
    brief.replace("13\u202f330", "13\u202f331")
    result = office.pull(brief)
    changed = before.replace("fr: Nord 4,", "fr: Sud 4,").replace("fr: Nord 50,", "fr: Sud 50,")
    assert office.source == changed.replace("13330]", "13331]") and len(result.edits) == 3
    assert all(author in edit for edit in result.edits)
    again = office.folder / "again.docx"
    builder.write_brief(builder.load(office.publication), "fr", again)
    assert words(again) == words(office.folder / "edited.fr.docx")


def test_rows_that_come_and_go_are_reported_where_they_are(office: Office) -> None:
    before = office.source
    brief = office.brief()
    rows = tables(brief)[1]._element.findall(qn("w:tr"))
    removed = text_of(rows[5].findall(qn("w:tc"))[1])
    rows[5].getparent().remove(rows[5])
    third = tables(brief)[2]._element.findall(qn("w:tr"))
    third[2].addnext(docx.oxml.parse_xml(_renamed(third[2])))  # type: ignore[no-untyped-call]
    result = office.pull(brief)
    assert office.source == before and not result.edits
    messages = [finding.message for finding in result.manual]
    assert len(messages) == 2
    gone, new = messages
    assert gone.startswith("the file deletes a row") and removed in gone
    assert new.startswith("the file has a new row after this") and "Ligne neuve" in new


def _renamed(row: Any) -> bytes:
    from lxml import etree

    copy = etree.fromstring(etree.tostring(row))
    nodes = list(copy.iter(qn("w:t")))
    for node, word in zip(nodes, ("Ligne neuve", "Est", "77"), strict=True):
        node.text = word
    return etree.tostring(copy)


REPEATED = [
    (lambda brief: notes(brief), "Les prix sont hors taxes."),
    (lambda brief: [header(brief, n) for n in range(3)], "Secteur"),
]


@pytest.mark.parametrize(("places", "new"), REPEATED, ids=["note", "header"])
def test_what_is_repeated_is_one_text(office: Office, places: Callable[[Brief], list[Any]], new: str) -> None:
    before = office.source
    brief = office.brief()
    runs = places(brief)
    old = runs[0].text
    assert len(runs) == 3
    runs[1].text = new
    result = office.pull(brief)
    assert office.source == before.replace(f"fr: {old},", f"fr: {new},") != before
    assert len(result.edits) == 1 and not result.lines


@pytest.mark.parametrize(("places", "new"), REPEATED, ids=["note", "header"])
def test_what_is_repeated_and_edited_in_two_ways_is_a_conflict(
    office: Office, places: Callable[[Brief], list[Any]], new: str
) -> None:
    before = office.source
    brief = office.brief()
    runs = places(brief)
    runs[0].text, runs[2].text = new, new.replace("e", "é")
    result = office.pull(brief)
    assert office.source == before and not result.edits
    assert [finding.kind for finding in result.manual] == ["conflict"]


@pytest.mark.parametrize("part", [0, 1, 2])
def test_one_of_the_repeated_headers_is_pulled_twice(office: Office, part: int) -> None:
    brief = office.brief()
    header(brief, part).text = "Zone"
    office.pull(brief)
    after = office.source
    assert after == TEXT.replace("{fr: Quartier,", "{fr: Zone,")
    again = office.pull(brief)
    assert not again.edits and not again.manual and office.source == after


def test_a_source_with_other_parts_than_the_file_takes_its_edits(office: Office) -> None:
    brief = office.brief()
    brief.replace("Nord 4", "Sud 4", cell=True)
    brief.replace("Nord 85", "Sud 85", cell=True)
    lines = [f"      - text: {{fr: Une ligne {n}., en: A line {n}.}}\n" for n in range(25)]
    changed = office.source.replace("      - table:\n", "".join(lines) + "      - table:\n")
    write_publication(office.publication.parent, changed)
    result = office.pull(brief)
    assert office.source == changed.replace("fr: Nord 4,", "fr: Sud 4,").replace("fr: Nord 85,", "fr: Sud 85,")
    assert len(result.edits) == 2 and not result.lines


def test_a_source_without_the_note_has_one_table_for_the_parts(office: Office) -> None:
    brief = office.brief()
    brief.replace("Nord 85", "Sud 85", cell=True)
    changed = "".join(line for line in office.source.splitlines(keepends=True) if "note:" not in line)
    write_publication(office.publication.parent, changed)
    result = office.pull(brief)
    assert office.source == changed.replace("fr: Nord 85,", "fr: Sud 85,")
    assert len(result.edits) == 1 and not result.lines


def test_sources_of_parts_that_the_table_has_no_more_are_no_conflict(office: Office) -> None:
    sources = "sources:\n  accounts: {title: {fr: Comptes, en: Accounts}, publisher: Network, date: 2024}\nsections:\n"
    cited = office.source.replace("sections:\n", sources).replace(
        "          id: tbl-lines\n", "          id: tbl-lines\n          source: accounts\n"
    )
    write_publication(office.publication.parent, cited)
    builder.write_brief(builder.load(office.publication), "fr", office.file)
    assert sum("Source" in p.text for p in office.brief().document.paragraphs) > 2
    changed = "".join(line for line in cited.splitlines(keepends=True) if "note:" not in line)
    write_publication(office.publication.parent, changed)
    result = office.pull(office.brief())
    assert not result.lines and not result.edits
    assert office.source == changed


@pytest.mark.full
@pytest.mark.clients
@pytest.mark.render
def test_a_file_that_libreoffice_has_saved_has_the_same_edits(office: Office) -> None:
    before = office.source
    brief = office.brief()
    brief.replace("Nord 50", "Sud 50", cell=True)
    notes(brief)[1].text = "Les prix sont hors taxes."
    header(brief, 2).text = "Secteur"
    saved = resaved(brief.save(office.folder / "edited.docx"), office.folder / "resaved")
    result = builder.pull(saved, office.publication, apply=True)
    changed = before.replace("fr: Nord 50,", "fr: Sud 50,").replace(f"fr: {NOTE},", "fr: Les prix sont hors taxes.,")
    assert office.source == changed.replace("fr: Quartier,", "fr: Secteur,")
    assert len(result.edits) == 3 and not result.lines


def test_a_part_that_was_deleted_is_reported_by_its_rows(office: Office) -> None:
    before = office.source
    brief = office.brief()
    part = tables(brief)[1]
    count = len(part.rows) - 1
    part._element.getparent().remove(part._element)
    result = office.pull(brief)
    assert office.source == before and not result.edits
    assert len(result.manual) == count
    assert all(finding.message.startswith("the file deletes a row") for finding in result.manual)
