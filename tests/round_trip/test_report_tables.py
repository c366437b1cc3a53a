"""Edits of a report's table and of big numbers: groups, units in headers, scaled numbers, notes and marks in cells."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

import builder
from builder.actions.pull import Pulled
from builder.office.xml import qn
from tests.round_trip.slide_edits import Slides
from tests.round_trip.word_edits import Brief
from tests.small import write_publication

TEXT = """\
languages: [fr, en]
title: {fr: Le rail, en: Rail}
date: 2025-02-14
sources: {law: {title: {fr: Loi sur le rail, en: Rail act}, publisher: {fr: Moniteur, en: Gazette}, date: 2024}}
figures:
  loan: {amount: 40_000_000, currency: CAD, bound: about}
  travellers:
    number: 12_400_000
    counted: {fr: {one: voyageur, other: voyageurs}, en: {one: traveller, other: travellers}}
    label: {fr: En un an, en: In a year}
  part: {amount: 30_000_000, currency: CAD}
  whole: {amount: 40_000_000, currency: CAD}
  share: {share: [part, whole], label: {fr: Part versée, en: Paid share}}
key_figures: [travellers]
sections:
  - id: money
    title: {fr: Le financement, en: Funding}
    message: {fr: Le programme est financé., en: The programme is funded.}
    blocks:
      - text: {fr: Le tableau suit., en: The table follows.}
      - table:
          id: tbl-lines
          caption: {fr: Budget par ligne, en: Budget by line}
          units: header
          columns:
            - {fr: Ligne, en: Line}
            - {header: {fr: Belgique, en: Belgium}, format: {currency: EUR}, scale: 1_000_000}
            - {fr: Remarque, en: Remark}
          rows:
            - group: {fr: Lignes existantes, en: Existing lines}
            - [Nord, 412, {fr: "Travaux de nuit^[De 22 h à 5 h.]", en: "Night works^[From 10 p.m. to 5 a.m.]"}]
            - [Sud, 118.5, {fr: "Voir la loi [@law]", en: "See the act [@law]"}]
          total: true
          note: {fr: "Montants courants^[Sans indexation.].", en: "Current amounts^[Without indexation.]."}
          source: law
      - highlights: [share, {figure: loan, label: {fr: prêtés par le Canada, en: lent by Canada}}]
      - text: {fr: "Un prêt de {loan} aide beaucoup.", en: "A loan of {loan} helps a lot."}
      - quote: {text: {fr: Une citation., en: A quotation.}, attribution: {fr: Une femme, en: A woman}}
"""
KEY = "sections.money.blocks.tbl-lines.table"
Kind = Literal["docx", "pptx"]


class Office:
    """A publication and its French files."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.publication = write_publication(folder / "rail", TEXT)
        publication = builder.load(self.publication)
        self._files = {"docx": folder / "built.docx", "pptx": folder / "built.pptx"}
        builder.write_brief(publication, "fr", self._files["docx"])
        builder.write_deck(publication, "fr", self._files["pptx"])

    def brief(self, author: str = "") -> Brief:
        return Brief(self._files["docx"], author)

    def slides(self) -> Slides:
        return Slides(self._files["pptx"])

    def pull(self, edited: Brief | Slides) -> Pulled:
        suffix = "docx" if isinstance(edited, Brief) else "pptx"
        return builder.pull(edited.save(self.folder / f"edited.{suffix}"), self.publication, apply=True)

    def retyped(self, kind: Kind, old: str, new: str, within: str = "") -> Pulled:
        """What a file means in which words of the paragraph that begins with `within` were typed over."""
        edited = self.brief() if kind == "docx" else self.slides()
        tag = qn("w:t") if kind == "docx" else qn("a:t")
        paragraphs = edited.paragraphs() if isinstance(edited, Brief) else (p for _, p in edited.paragraphs())
        for paragraph in paragraphs:
            nodes = list(paragraph.iter(tag))
            if "".join(node.text for node in nodes).startswith(within) and old in "".join(node.text for node in nodes):
                node = next(node for node in nodes if old in node.text)
                node.text = node.text.replace(old, new)
                return self.pull(edited)
        raise ValueError(f"not in the file: {old}")

    @property
    def source(self) -> str:
        return self.publication.read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


MEDIA = pytest.mark.parametrize("kind", ["docx", "pptx"])


def test_a_note_in_a_cell_is_edited(office: Office) -> None:
    brief = office.brief("Relectrice")
    brief.note("De 22", "De 23")
    result = office.pull(brief)
    assert office.source == TEXT.replace("De 22 h", "De 23 h") and not result.manual
    assert [edit.split(": ")[1] for edit in result.edits] == [f"{KEY}.rows.1.2"]


def test_a_source_in_the_note_of_a_cell_is_reported(office: Office) -> None:
    brief = office.brief()
    brief.note("Moniteur", "Journal officiel")
    (finding,) = office.pull(brief).manual
    assert (
        finding.key == f"{KEY}.rows.2.2" and "Journal officiel" in finding.message and "sources.law" in finding.message
    )
    assert office.source == TEXT


def test_a_word_made_bold_in_a_cell_is_marked(office: Office) -> None:
    brief = office.brief()
    brief.format("nuit", "w:b")
    result = office.pull(brief)
    assert office.source == TEXT.replace("Travaux de nuit^", "Travaux de **nuit**^") and not result.manual


@MEDIA
@pytest.mark.parametrize(("old", "new"), [("Lignes existantes", "Axes actuels"), ("Remarque", "Observation")])
def test_new_words_are_not_bold_because_their_row_is(office: Office, kind: Kind, old: str, new: str) -> None:
    result = office.retyped(kind, old, new)
    assert office.source == TEXT.replace(old, new) and not result.manual


@MEDIA
@pytest.mark.parametrize(("old", "new", "number"), [("412,0", "415,0", "415"), ("118,5", "119,5", "119.5")])
def test_a_number_that_a_column_scales_is_written(office: Office, kind: Kind, old: str, new: str, number: str) -> None:
    result = office.retyped(kind, old, new)
    before = old.replace(",0", "").replace(",", ".")
    assert office.source == TEXT.replace(f", {before},", f", {number},"), result.lines
    assert len(result.edits) == 1


@MEDIA
@pytest.mark.parametrize(
    ("old", "new", "figure"),
    [
        ("12,4", "12,5", "figures.travellers.number"),
        ("40", "41", "figures.loan.amount"),
        ("voyageurs", "passagers", "figures.travellers.number"),
        ("environ", "près de", "figures.loan.amount"),
    ],
)
def test_the_figure_of_a_big_number_is_named(office: Office, kind: Kind, old: str, new: str, figure: str) -> None:
    (finding,) = office.retyped(kind, old, new).manual
    assert f"change {figure}, " in finding.message and new in finding.message
    assert office.source == TEXT


@MEDIA
def test_a_computed_figure_is_reported_with_those_that_it_follows_from(office: Office, kind: Kind) -> None:
    (finding,) = office.retyped(kind, "75", "76").manual
    line = TEXT[: TEXT.index("share:")].count("\n") + 1
    assert (
        f"it is computed (share of part, whole), change figures.share, {office.publication}:{line}" in finding.message
    )


def test_a_source_line_above_big_numbers_is_no_value_of_theirs(office: Office) -> None:
    (finding,) = office.retyped("docx", "Moniteur", "Journal", within="Source\u00a0:").manual
    assert "change `sources.law.publisher`" in finding.message


@MEDIA
def test_the_note_of_a_table_that_has_a_footnote_is_edited(office: Office, kind: Kind) -> None:
    result = office.retyped(kind, "Montants courants", "Montants bruts", within="Note\u00a0: Montants")
    assert office.source == TEXT.replace("Montants courants", "Montants bruts") and not result.manual


# --- A source that has changed since the file was built ---

CHANGED = pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("{fr: Remarque,", "{fr: Observation,", id="header"),
        pytest.param("fr: Belgique", "fr: Royaume", id="header-with-unit"),
        pytest.param("fr: Lignes existantes", "fr: Axes actuels", id="group"),
        pytest.param("[Nord, 412,", "[Nord, 415,", id="number"),
        pytest.param("Voir la loi", "Selon la loi", id="cell"),
        pytest.param("De 22 h", "De 23 h", id="note"),
    ],
)


@MEDIA
@CHANGED
def test_what_only_the_source_has_changed_in_a_table_is_no_edit(office: Office, kind: Kind, old: str, new: str) -> None:
    office.publication.write_text(TEXT.replace(old, new), encoding="utf-8")
    before = office.source
    result = office.pull(office.brief() if kind == "docx" else office.slides())
    assert not result.edits and not result.manual, result.lines
    assert office.source == before != TEXT


@MEDIA
@CHANGED
def test_an_edit_of_another_cell_is_written(office: Office, kind: Kind, old: str, new: str) -> None:
    office.publication.write_text(TEXT.replace(old, new), encoding="utf-8")
    result = office.retyped(kind, "Travaux de", "Travail de")
    assert not result.manual, result.lines
    assert office.source == TEXT.replace(old, new).replace("Travaux de", "Travail de")


@MEDIA
@pytest.mark.parametrize(("old", "new"), [("Remarque", "Observation"), ("Voir la loi", "Selon la loi")])
def test_a_cell_that_source_and_file_have_changed_is_a_conflict(office: Office, kind: Kind, old: str, new: str) -> None:
    office.publication.write_text(TEXT.replace(old, new), encoding="utf-8")
    result = office.retyped(kind, old, f"{old} (suite)")
    assert [finding.kind for finding in result.manual] == ["conflict"] and not result.edits
    assert f"the file says “{old} (suite)”, the source “{new}”" in result.manual[0].message
    assert office.source == TEXT.replace(old, new)


@MEDIA
def test_a_header_is_pulled_twice(office: Office, kind: Kind) -> None:
    office.retyped(kind, "Remarque", "Observation")
    again = builder.pull(office.folder / f"edited.{kind}", office.publication, apply=True)
    assert not again.edits and not again.manual and office.source == TEXT.replace("Remarque", "Observation")


# --- What is said of an edit ---


def test_a_figure_that_was_typed_over_with_the_words_around_it_is_named(office: Office) -> None:
    brief = office.brief()
    nodes = list(brief.paragraph("Un prêt d").iter(qn("w:t")))
    nodes[0].text = "Tout est payé."
    for node in nodes[1:]:
        node.text = ""
    (finding,) = office.pull(brief).manual
    assert (
        "is “Tout est payé” in the file, and `{loan}` is one of these words: write them in the source"
        in finding.message
    )


@pytest.mark.parametrize(
    ("words", "tag", "shown"),
    [
        ("beaucoup", "w:b", "“beaucoup” → “**beaucoup**”"),
        ("aide beaucoup", "w:i", "“aide beaucoup” → “*aide beaucoup*”"),
    ],
)
def test_marks_are_shown_with_their_words(office: Office, words: str, tag: str, shown: str) -> None:
    brief = office.brief()
    brief.format(words, tag)
    (edit,) = office.pull(brief).edits
    assert edit.endswith(f": {shown}")


def test_a_paragraph_after_a_deleted_one_may_have_its_style(office: Office) -> None:
    """LibreOffice saves a paragraph with the style of the one before it that a tracked change deletes."""
    brief = office.brief("Relectrice")
    brief.delete("Un prêt d")
    style = brief.paragraph("Une citation").find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    style.set(qn("w:val"), "BodyText")
    (finding,) = office.pull(brief).manual
    assert "the file deletes this text (“Un prêt d" in finding.message
