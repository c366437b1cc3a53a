"""States of translations, as each format shows them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import polib
import pytest
from lxml import etree

from builder.actions.accept import accept
from builder.exchange.collect import Outgoing, collect
from builder.exchange.formats import write_units
from tests.exchange.test_collect import YAML, write
from tests.exchange.test_word_table import Table, words
from tests.exchange.validation import validate
from tests.files.tools import program

MISSING, STALE = "sections.money.title", "sections.money.message"
ACCEPTED, CHANGED = "sections.money.notes.0", "texts.ministry"


@pytest.fixture
def sent(tmp_path: Path) -> Outgoing:
    """A budget whose title is missing, whose message is stale, whose ministry has another translation since."""
    file = write(tmp_path)
    git = [program("git"), "-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    accept(file)
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "accepted"]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    text = YAML.replace(", en: Money", "").replace("Le fonds est doté", "Ce fonds est doté")
    file.write_text(text.replace("en: the ministry", "en: the department"), encoding="utf-8")
    return collect(file, "en")


def test_po(sent: Outgoing, tmp_path: Path) -> None:
    data = write_units(sent, "po")
    validate(data, "po", tmp_path)
    entries = {entry.msgctxt: entry for entry in polib.pofile(data.decode())}
    assert entries[MISSING].msgstr == ""
    stale = entries[STALE]
    assert stale.fuzzy
    assert stale.previous_msgid == "Le fonds est doté de {fund} sur **trois ans**."
    assert stale.previous_msgctxt == STALE
    assert stale.msgid == "Ce fonds est doté de {fund} sur **trois ans**."
    assert stale.msgstr == "The fund holds {fund} over **three years**."
    assert stale.flags[0] == "fuzzy"
    assert stale.flags[1].startswith("max-length:")
    assert stale.flags[2] == 'placeholders:"{fund}"'
    assert "Translated from: Le fonds est doté de {fund} sur trois ans." in stale.comment
    assert not any(entries[key].fuzzy for key in (MISSING, ACCEPTED, CHANGED))


def test_xliff(sent: Outgoing, tmp_path: Path) -> None:
    data = write_units(sent, "xliff")
    validate(data, "xliff", tmp_path)
    units = {unit.get("resname"): unit for unit in etree.fromstring(data).iter("{*}trans-unit")}
    states = {key: units[key].find("{*}target").get("state") for key in (MISSING, STALE, ACCEPTED, CHANGED)}
    assert list(states.values()) == ["new", "needs-review-translation", "final", "translated"]
    assert units[ACCEPTED].get("approved") == "yes"
    assert [units[key].get("approved") for key in (MISSING, STALE, CHANGED)] == [None] * 3
    missing = units[MISSING]
    assert missing.findtext("{*}target") == missing.findtext("{*}source") == "L'argent"
    assert missing.get("extradata") == "-"
    assert (units[STALE].get("maxwidth") or "").isdigit()


def test_xliff_2(sent: Outgoing, tmp_path: Path) -> None:
    data = write_units(sent, "xliff2")
    validate(data, "xliff2", tmp_path)
    units = {unit.get("name"): unit for unit in etree.fromstring(data).iter("{*}unit")}
    segments = [units[key].find("{*}segment") for key in (MISSING, STALE, ACCEPTED, CHANGED)]
    assert [segment.get("state") for segment in segments] == ["initial", "translated", "final", "translated"]
    assert [segment.get("subState") for segment in segments] == [None, "bb:stale", None, None]
    glossary = units[STALE].find("{*}glossary/{*}glossEntry")
    assert [word.text for word in glossary] == ["fonds", "fund", "pool"]
    assert [note.get("category") for note in units[STALE].iter("{*}note")] == [
        "place", "limit", "values", "terms", "former", "source",
    ]  # fmt: skip


def test_the_word_table(sent: Outgoing, tmp_path: Path) -> None:
    table = Table(write_units(sent, "docx"))
    notes = {key: words(table.row(key).tc_lst[3]) for key in (MISSING, STALE, ACCEPTED, CHANGED)}
    assert notes[MISSING].startswith("To translate.")
    assert notes[STALE].startswith("To revise: the source has changed.")
    assert notes[ACCEPTED].startswith("Accepted.")
    assert notes[CHANGED].startswith("Slide")
    assert words(table.cell(MISSING)) == ""
    states = {unit.key: unit.state for unit in table.read(tmp_path).units}
    assert [states[key] for key in (MISSING, STALE, ACCEPTED, CHANGED)] == ["new", "draft", "translated", "translated"]


def test_a_memory_holds_what_was_accepted(sent: Outgoing, tmp_path: Path) -> None:
    root = etree.fromstring(write_units(sent, "tmx"))
    keys = {pair.get("tuid") for pair in root.iter("tu")}
    assert ACCEPTED in keys
    assert not keys & {MISSING, STALE, CHANGED}
    first = next(pair for pair in root.iter("tu") if pair.get("tuid") == "sections.money.blocks.0.text.1")
    assert ["".join(side.itertext()) for side in first] == [
        "Un second^[Une note.], payé par {=ministry}.",
        "A second one^[A note.], paid by {=ministry}.",
    ]
    assert next(iter(first.iter("seg"))).getchildren() == []


def test_terms_say_which_word_is_preferred_and_which_is_not(sent: Outgoing) -> None:
    entry = next(etree.fromstring(write_units(sent, "tbx")).iter("termEntry"))
    assert [(term.findtext("term"), term.findtext("termNote")) for term in entry.iter("tig")] == [
        ("fonds", "preferredTerm-admn-sts"),
        ("fund", "preferredTerm-admn-sts"),
        ("pool", "admittedTerm-admn-sts"),
        ("kitty", "deprecatedTerm-admn-sts"),
    ]
