"""The units of a publication: keys, words, states, and what helps a translator."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import builder
from builder import pipeline
from builder.actions.accept import accept
from builder.actions.import_translations import import_translations
from builder.exchange.collect import Outgoing, collect
from builder.exchange.formats import write_units
from builder.exchange.unit import TermFound, Unit
from builder.tree.blocks import TextNode
from builder.tree.prose import Paragraph, plain
from tests.files.tools import program

YAML = """\
languages: [fr, en]
title: {fr: Le budget, en: The budget}
date: 2024-09-15
keywords:
  - {fr: budget, en: budget}
  - Rivemont
terms:
  - {fr: fonds, en: [fund, pool], forbidden: {en: kitty}}
texts:
  ministry: {fr: le ministère, en: the ministry}
figures:
  fund: {amount: 2_500_000, currency: EUR, bound: more-than, label: {fr: Le fonds, en: The fund}}
  posts: {number: 3, counted: {fr: {one: poste, other: postes}, en: {one: post, other: posts}}}
sources:
  a: {title: Rapport annuel, publisher: {fr: Cour des comptes, en: Court of Audit}, url: 'https://a.fr'}
sections:
  - id: money
    title: {fr: L'argent, en: Money}
    message: {fr: 'Le fonds est doté de {fund} sur **trois ans**.', en: 'The fund holds {fund} over **three years**.'}
    notes: {fr: À dire, en: To say}
    blocks:
      - text:
          fr: |
            Un premier
            paragraphe [@a].

            Un second^[Une note.], payé par {=ministry}.
          en: |
            A first paragraph [@a].

            A second one^[A note.], paid by {=ministry}.
      - points:
          - {fr: Un, en: One}
          - term: {fr: Terme, en: Term}
            text: {fr: Texte, en: Text}
      - table:
          id: spending
          caption: {fr: Dépenses, en: Spending}
          columns: [{fr: Poste, en: Item}, {fr: 'Montant', en: Amount}]
          rows:
            - [{fr: Voirie, en: Roads}, 12]
            - [{fr: Écoles, en: Schools}, 30]
      - highlights: [fund, posts]
      - chart:
          id: growth
          kind: column
          caption: {fr: Croissance, en: Growth}
          categories: [{fr: Nord, en: North}, {fr: Sud, en: South}]
          series: [{name: {fr: Taux, en: Rate}, values: [1, 2]}]
          format: {percent: true}
  - title: {fr: Suite, en: Next}
    only: brief
    blocks:
      - text: {fr: Fin., en: End.}
"""


SPENDING = "sections.money.blocks.spending.table"


def write(folder: Path, text: str = YAML) -> Path:
    file = folder / "budget" / "publication.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def units(outgoing: Outgoing) -> dict[str, Unit]:
    return {unit.key: unit for unit in outgoing.units}


@pytest.fixture
def budget(tmp_path: Path) -> dict[str, Unit]:
    return units(collect(write(tmp_path), "en"))


def test_the_command_lays_out_beside_and_writes_what_one_process_writes(tmp_path: Path) -> None:
    file = write(tmp_path)
    words = [sys.executable, "-m", "builder", "export", str(file), "--to", "en", "-o", "-"]
    done = subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, timeout=60)
    assert done.stdout == write_units(collect(file, "en"), "po")
    assert b"Slide" in done.stdout


def test_a_unit_is_one_paragraph_with_its_mark_up_on_one_line(budget: dict[str, Unit]) -> None:
    first, second = (budget[f"sections.money.blocks.0.text.{n}"] for n in (0, 1))
    assert (first.source, first.target) == ("Un premier paragraphe [@a].", "A first paragraph [@a].")
    assert second.source == "Un second^[Une note.], payé par {=ministry}."
    assert (first.file, first.line, second.line) == ("budget/publication.yaml", 24, 27)


def test_every_localised_text_is_a_unit_and_nothing_else(budget: dict[str, Unit]) -> None:
    assert {
        "title", "keywords.0", "texts.ministry", "figures.fund.label", "sources.a.publisher",
        "figures.posts.counted.one", "figures.posts.counted.other", "sections.money.title", "sections.money.message",
        "sections.money.notes.0", "sections.money.blocks.1.points.0", "sections.money.blocks.1.points.1.term",
        "sections.money.blocks.1.points.1.text", "sections.money.blocks.spending.table.caption",
        "sections.money.blocks.spending.table.columns.0.header", "sections.money.blocks.spending.table.rows.0.0",
        "sections.money.blocks.growth.chart.series.0.name", "sections.money.blocks.growth.chart.categories.1",
    } <= set(budget)  # fmt: skip
    words = {unit.source for unit in budget.values()}
    assert not words & {"Rivemont", "Rapport annuel", "https://a.fr", "spending", "fonds", "12"}


@pytest.fixture(scope="module")
def slides(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The words of each slide of the French deck, then those of its speaker notes in brackets."""
    deck = builder.deck(builder.load(write(tmp_path_factory.mktemp("deck"))), "fr")
    found = []
    for slide in deck.slides:
        texts = [element.text or "" for element in slide.element.iter("{*}t")]
        charts = [element.text or "" for shape in slide.shapes if shape.has_chart for element in values(shape.chart)]
        found.append(" ".join((*texts, *charts)) + f" [{slide.notes_slide.notes_text_frame.text}]")
    return found


def values(chart: Any) -> Iterator[Any]:
    yield from chart._chartSpace.iter("{*}v")


@pytest.mark.parametrize(
    ("key", "words", "shown_as", "place"),
    [
        ("title", "Le budget", "headline", "brief, title of the publication"),
        ("sections.money.message", "Le fonds est doté", "headline", "brief, first sentence of section 1"),
        ("sections.money.blocks.1.points.1.term", "Terme", "points", "brief, section 1, term 1"),
        (f"{SPENDING}.columns.1.header", "Montant", "table", "brief, header of column 2 of table 1"),
        (f"{SPENDING}.rows.1.0", "Écoles", "table", "brief, row 2, column 1 of table 1"),
        ("sections.money.blocks.growth.chart.categories.1", "Sud", "chart", "brief, category 2 of figure 1"),
        ("figures.fund.label", "Le fonds ", "big numbers", "brief, section 1, label of a big number"),
        ("sources.a.publisher", "Cour des comptes", "", "brief, source a, publisher"),
    ],
)
def test_the_slides_of_a_text_are_those_that_show_it(
    budget: dict[str, Unit], slides: list[str], key: str, words: str, shown_as: str, place: str
) -> None:
    reported, _, rest = budget[key].place.partition("; ")
    numbers = {int(number) for number in re.findall(r"\d+", reported)}
    showing = {number for number, text in enumerate(slides, 1) if words in text.partition(" [")[0]}
    assert numbers
    assert numbers <= showing, (budget[key].place, slides)
    assert reported.endswith(shown_as)
    assert rest == place


@pytest.mark.parametrize(
    ("key", "words", "place"),
    [
        ("sections.money.notes.0", "À dire", ""),
        ("sections.money.blocks.0.text.1", "Un second", "brief, section 1, paragraph 2"),
        ("texts.ministry", "le ministère", "words that other texts take in as {=ministry}"),
    ],
)
def test_speaker_notes_are_reported_apart(
    budget: dict[str, Unit], slides: list[str], key: str, words: str, place: str
) -> None:
    reported, _, rest = budget[key].place.partition("; ")
    number = int(re.findall(r"\d+", reported)[0])
    assert reported == f"Slide {number}, speaker notes"
    assert words in slides[number - 1].partition(" [")[2]
    assert rest == place


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("sections.money.title", "Brief, title of section 1"),
        ("figures.posts.counted.one", "Noun that {posts} counts, form “one” (1)"),
        ("keywords.0", "Keyword in the properties of the files"),
        ("sections.1.blocks.0.text.0", "Brief, section 2, paragraph 1"),
    ],
)
def test_a_text_that_no_slide_shows(budget: dict[str, Unit], key: str, place: str) -> None:
    assert budget[key].place == place


def test_the_forms_of_a_noun_come_in_one_order_with_the_numbers_that_take_them(tmp_path: Path) -> None:
    """“few” and “many” are terms of CLDR: a translator sees which numbers are meant, 1.5 where no whole number is."""
    file = tmp_path / "p" / "publication.yaml"
    file.parent.mkdir()
    file.write_text(
        "languages: [fr, pl]\ntitle: {fr: Un}\nfigures:\n  p: {number: 3, counted: {fr: {one: pont, other: ponts}}}\n",
        encoding="utf-8",
    )
    places = [unit.place for unit in collect(file, "pl").units if unit.kind == "counted"]
    assert places == [
        "Noun that {p} counts, form “one” (1)",
        "Noun that {p} counts, form “few” (2, 3, 4, 22)",
        "Noun that {p} counts, form “many” (0, 5, 6, 7)",
        "Noun that {p} counts, form “other” (0.5)",
    ]


def test_translators_see_what_figures_print_and_which_terms_are_agreed(budget: dict[str, Unit]) -> None:
    message = budget["sections.money.message"]
    assert message.values == (("{fund}", "more than €2.5\u00a0million"),)
    assert message.terms == (TermFound("fonds", ("fund", "pool"), ("kitty",)),)
    assert ("{=ministry}", "the ministry") in budget["sections.money.blocks.0.text.1"].values


def test_limits_are_where_space_is_fixed_and_follow_the_template(budget: dict[str, Unit], tmp_path: Path) -> None:
    limited = {key for key, unit in budget.items() if unit.limit is not None and not key.endswith(".caption")}
    assert limited == {
        "title", "sections.money.message", "figures.fund.label",
        *(f"sections.money.blocks.spending.table.columns.{n}.header" for n in (0, 1)),
        "sections.money.blocks.growth.chart.series.0.name",
        *(f"sections.money.blocks.growth.chart.categories.{n}" for n in (0, 1)),
    }  # fmt: skip
    for key in limited:
        limit = budget[key].limit
        assert limit is not None
        assert limit % 5 == 0
    message = budget["sections.money.message"].limit or 0
    assert 60 <= message <= 160


def test_a_headline_of_the_limit_fits_and_a_much_longer_one_is_cut(tmp_path: Path) -> None:
    limit = units(collect(write(tmp_path), "en"))["sections.money.message"].limit
    assert limit is not None
    words = (
        "The fund that the town set up for its schools and its roads goes on for years and helps all who live in it "
    )
    for length, fits in ((limit, True), (round(limit * 1.35), False)):
        headline = (words * 4)[:length].rsplit(" ", 1)[0]
        file = write(tmp_path, YAML.replace("The fund holds {fund} over **three years**.", headline))
        report = builder_findings(file)
        assert ("FIT003" not in report) == fits, (length, report)


def builder_findings(file: Path) -> set[str]:
    from builder.check.runner import check

    return {finding.code for finding in check(file).diagnostics}


def test_another_language_is_translated_from(tmp_path: Path) -> None:
    outgoing = collect(write(tmp_path), "fr", source="en")
    assert units(outgoing)["sections.money.title"].source == "Money"
    assert outgoing.source == "en"


@pytest.mark.parametrize(
    ("to", "source", "reported"),
    [
        ("de", None, "--to: budget has no language 'de'; it has fr, en (add it to `languages`)"),
        ("fr", None, "'fr' is the language to translate from (choose another with --from; languages: en)"),
        ("en", "de", "--from: budget has no language 'de'; it has fr, en (add it to `languages`)"),
        ("en", "en", "'en' is the language to translate from (choose another with --from; languages: fr)"),
        ("fr-CA", None, "--to: budget has no language 'fr-CA'; it has fr, en (add it to `languages`)"),
    ],
)
def test_a_language_that_is_not_declared_is_refused_with_the_fix(
    tmp_path: Path, to: str, source: str | None, reported: str
) -> None:
    with pytest.raises(builder.UsageError) as caught:
        collect(write(tmp_path), to, source)
    assert str(caught.value) == reported


def test_a_region_beside_its_language_misses_nothing_that_can_be_found(tmp_path: Path) -> None:
    yaml = YAML.replace("[fr, en]", "[fr, fr-CA, en]").replace("fr: L'argent", "fr: L'argent, fr-CA: Les sous")
    found = units(collect(write(tmp_path, yaml), "fr-CA", "en"))
    assert {unit.state for unit in found.values()} == {"translated"}
    assert found["sections.money.title"].target == "Les sous"
    assert found["title"].target == "Le budget"


def test_a_text_that_is_divided_otherwise_is_one_unit(tmp_path: Path) -> None:
    yaml = YAML.replace(
        "            A first paragraph [@a].\n\n            A second", "            A first paragraph [@a]. A second"
    )
    assert yaml != YAML
    found = units(collect(write(tmp_path, yaml), "en"))
    unit = found["sections.money.blocks.0.text"]
    assert unit.source == "Un premier paragraphe [@a].\n\nUn second^[Une note.], payé par {=ministry}."
    assert unit.target == "A first paragraph [@a]. A second one^[A note.], paid by {=ministry}."


def test_states_follow_what_was_accepted(tmp_path: Path) -> None:
    file = write(tmp_path, YAML.replace(", en: Roads", ""))
    assert {unit.state for unit in collect(file, "en").units} == {"missing", "translated"}
    accept(file)
    file.write_text(
        file.read_text(encoding="utf-8")
        .replace("fr: 'Le fonds est", "fr: 'Ce fonds est")
        .replace("en: Growth", "en: Increase"),
        encoding="utf-8",
    )
    found = units(collect(file, "en"))
    assert found["sections.money.message"].state == "stale"
    assert found["sections.money.title"].state == "accepted"
    assert found["sections.money.blocks.growth.chart.caption"].state == "translated"
    assert found["sections.money.blocks.spending.table.rows.0.0"].state == "missing"
    stale = collect(file, "en", only=["stale"])
    assert [unit.key for unit in stale.units] == ["sections.money.message"]
    assert [unit.former for unit in stale.units] == [None]


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    subprocess.run([program("git"), *identity, *words], cwd=folder, check=True, capture_output=True, timeout=60)


def test_the_former_source_is_found_in_the_history(tmp_path: Path) -> None:
    file = write(tmp_path)
    git(tmp_path, "init", "-q")
    accept(file)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "accepted")
    for words in ("Un premier pas", "Un tout premier pas"):
        text = YAML.replace("Un premier\n", f"{words}\n").replace("Le fonds est doté", f"{words} : le fonds est doté")
        file.write_text(text, encoding="utf-8")
        git(tmp_path, "commit", "-qam", words)
    found = units(collect(file, "en"))
    message = found["sections.money.message"]
    assert (message.state, message.former) == ("stale", "Le fonds est doté de {fund} sur **trois ans**.")
    first, second = (found[f"sections.money.blocks.0.text.{n}"] for n in (0, 1))
    assert (first.state, first.former) == ("stale", "Un premier paragraphe [@a].")
    assert (second.state, second.former) == ("accepted", None)


def test_the_history_of_a_hostile_repository_runs_nothing(tmp_path: Path) -> None:
    file = write(tmp_path)
    git(tmp_path, "init", "-q")
    accept(file)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "accepted")
    file.write_text(YAML.replace("Le fonds est", "Ce fonds est"), encoding="utf-8")
    proof = tmp_path / "proof"
    script = tmp_path / "run.sh"
    script.write_text(f"#!/bin/sh\ntouch {proof}\ncat\n")
    script.chmod(0o755)
    (tmp_path / ".gitattributes").write_text("* filter=x diff=x\n")
    names = "core.fsmonitor core.pager filter.x.smudge filter.x.clean diff.x.textconv diff.external core.sshCommand"
    for name in (*names.split(), "gpg.program"):
        git(tmp_path, "config", name, str(script))
    git(tmp_path, "config", "log.showSignature", "true")
    proof.unlink(missing_ok=True)
    assert units(collect(file, "en"))["sections.money.message"].former is not None
    assert not proof.exists()


def test_without_git_the_former_source_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path)
    accept(file)
    file.write_text(YAML.replace("Le fonds est", "Ce fonds est"), encoding="utf-8")
    monkeypatch.setenv("PATH", os.devnull)
    assert units(collect(file, "en"))["sections.money.message"].former is None


def test_a_template_that_cannot_be_used_costs_the_slides_only(tmp_path: Path) -> None:
    found = units(collect(write(tmp_path, f"deck: {{template: none.pptx}}\n{YAML}"), "en"))
    message = found["sections.money.message"]
    assert (message.place, message.limit) == ("Brief, first sentence of section 1", None)


POLISH = """\
languages: [fr, pl]
title: {fr: Essai, pl: Próba}
figures:
  posts: {number: 3, counted: {fr: {one: poste, other: postes}}}
sections:
  - title: {fr: Un, pl: Jeden}
    blocks:
      - text: {fr: "{posts} ici.", pl: "{posts} tutaj."}
"""


def test_a_counted_noun_has_the_forms_of_the_target_language(tmp_path: Path) -> None:
    file = write(tmp_path, POLISH)
    nouns = {key.rpartition(".")[2]: unit for key, unit in units(collect(file, "pl")).items() if unit.kind == "counted"}
    assert {form: unit.source for form, unit in nouns.items()} == {
        "one": "poste", "few": "postes", "many": "postes", "other": "postes",
    }  # fmt: skip
    back = tmp_path / "back.po"
    text = write_units(collect(file, "pl"), "po").decode()
    for form, noun in {"one": "etat", "few": "etaty", "many": "etatów", "other": "etatu"}.items():
        entry = f'msgctxt "figures.posts.counted.{form}"\nmsgid "{nouns[form].source}"\nmsgstr "'
        assert entry in text
        text = text.replace(entry, entry + noun)
    back.write_text(text, encoding="utf-8")
    assert not import_translations([back], publication=file).failed
    document = pipeline.document(builder.load(file), "pl")
    (block,) = document.sections[0].blocks
    assert isinstance(block, TextNode)
    (paragraph,) = block.blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.inlines).replace("\u00a0", " ") == "3 etaty tutaj."
