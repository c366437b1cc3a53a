"""What the notes of a unit say: where readers see it, in words, and what its figures print."""

from __future__ import annotations

import io

import docx
import pytest

from builder.exchange.collect import Outgoing, collect
from builder.exchange.formats import write_units
from builder.exchange.unit import Unit
from tests.small import write_publication

TEXT = """\
languages: [fr-BE, en-GB, nl-BE]
title: {fr: Le rail, en: Rail}
date: 2025-02-14
figures:
  stations: {number: 14, counted: {fr: {one: gare, other: gares}, en: {one: station, other: stations}}}
  travellers: {number: 12_400_000, label: {fr: En un an, en: In a year}}
  delay: {quantity: 4.5, unit: minute, label: {fr: Retard, en: Delay}}
  loan: {amount: 40_000_000, currency: CAD, label: {fr: Prêt, en: Loan}}
key_figures: [travellers]
sections:
  - id: money
    title: {fr: Le financement, en: Funding}
    message: {fr: "Le programme ouvre {stations} en {delay}.", en: "The programme opens {stations} in {delay}."}
    blocks:
      - table:
          id: tbl-lines
          columns:
            - {fr: Ligne, en: Line}
            - header: {fr: Crédits, en: Funds}
              columns: [{header: {fr: Belgique, en: Belgium}}, {header: {fr: Suisse, en: Switzerland}}]
            - {fr: Remarque, en: Remark}
          rows:
            - group: {fr: Lignes existantes, en: Existing lines}
            - [Nord, 412, 1, {fr: Travaux de nuit, en: Night works}]
            - {subtotal: {fr: Existantes, en: Existing}, cells: [412, 1, null]}
          caption: {fr: Budget par ligne, en: Budget by line}
      - timeline:
          - {date: 2025-04, title: {fr: Vote, en: Vote}, text: {fr: La Chambre vote., en: The Chamber votes.}}
          - {date: {fr: Au printemps, en: In spring}, title: Berne, text: {fr: Les offres., en: Bids.}}
      - points:
          - {text: {fr: où change le courant, en: where the current changes}, term: {fr: Gare, en: Station}}
      - text: {fr: La suite., en: The rest.}
      - highlights: [delay, {figure: loan, label: {fr: prêtés, en: lent}}]
"""
MONEY = "sections.money.blocks"
TABLE = f"{MONEY}.tbl-lines.table"


@pytest.fixture(scope="module")
def outgoing(tmp_path_factory: pytest.TempPathFactory) -> Outgoing:
    return collect(write_publication(tmp_path_factory.mktemp("notes") / "rail", TEXT), "nl")


@pytest.fixture(scope="module")
def units(outgoing: Outgoing) -> dict[str, Unit]:
    return {unit.key: unit for unit in outgoing.units}


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (f"{TABLE}.columns.0.header", "header of column 1 of table 1"),
        (f"{TABLE}.columns.1.header", "header over columns 2 to 3 of table 1"),
        (f"{TABLE}.columns.1.columns.0.header", "header of column 2 of table 1"),
        (f"{TABLE}.columns.1.columns.1.header", "header of column 3 of table 1"),
        (f"{TABLE}.columns.2.header", "header of column 4 of table 1"),
        (f"{TABLE}.rows.0.group", "row 1 (name of a group) of table 1"),
        (f"{TABLE}.rows.1.3", "row 2, column 4 of table 1"),
        (f"{TABLE}.rows.2.subtotal", "row 3 (name of a subtotal) of table 1"),
        (f"{MONEY}.1.timeline.0.title", "section 1, event 1"),
        (f"{MONEY}.1.timeline.0.text.0", "section 1, text of event 1"),
        (f"{MONEY}.1.timeline.1.date", "section 1, date of event 2"),
        (f"{MONEY}.1.timeline.1.text.0", "section 1, text of event 2"),
        (f"{MONEY}.3.text.0", "section 1, paragraph 1"),
        ("figures.travellers.label", "label of a key figure on the first page"),
        ("figures.delay.label", "section 1, label of a big number"),
        (f"{MONEY}.4.highlights.1.label", "section 1, label of a big number"),
    ],
)
def test_the_place_of_a_text_in_the_brief(units: dict[str, Unit], key: str, place: str) -> None:
    assert units[key].place.casefold().endswith(f"brief, {place.casefold()}")


def test_a_label_that_nothing_shows_is_told_apart(units: dict[str, Unit]) -> None:
    assert units["figures.loan.label"].place == "What {loan} is"


def test_units_come_in_the_order_of_reading(outgoing: Outgoing) -> None:
    keys = [unit.key for unit in outgoing.units]
    for earlier, later in (
        (f"{TABLE}.caption", f"{TABLE}.columns.0.header"),
        (f"{TABLE}.columns.1.header", f"{TABLE}.columns.1.columns.0.header"),
        (f"{MONEY}.2.points.0.term", f"{MONEY}.2.points.0.text"),
    ):
        assert keys.index(earlier) < keys.index(later)


def test_a_figure_whose_noun_is_not_translated_prints_as_in_the_source(units: dict[str, Unit]) -> None:
    values = dict(units["sections.money.message"].values)
    assert values["{stations}"] == "14\u00a0gares (French (Belgium): its noun is still to be translated)"
    assert values["{delay}"] == "4,5\u00a0minuten"


def test_the_word_table_names_languages_with_their_regions(outgoing: Outgoing) -> None:
    document = docx.Document(io.BytesIO(write_units(outgoing, "docx")))
    heads = [cell.text for cell in document.tables[0].rows[0].cells]
    assert heads == ["No.", "Source: French (Belgium)", "Translation: Dutch (Belgium)", "Notes"]
    assert document.paragraphs[0].text == "rail: French (Belgium) to Dutch (Belgium)"
