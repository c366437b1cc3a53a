"""Small publications built, edited and pulled: what each kind of text becomes in the source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import builder
from builder.actions.pull import Pulled
from builder.office.xml import qn
from tests.round_trip.part_edits import rewritten
from tests.round_trip.word_edits import Brief
from tests.small import write_publication


def edited(folder: Path, source: str, language: str, *edits: Callable[[Brief], object]) -> tuple[Pulled, str]:
    """What edits of the brief of a publication mean, and the publication after them."""
    path = write_publication(folder / "small", source)
    built = folder / f"small.{language}.docx"
    builder.write_brief(builder.load(path, [language]), language, built)
    brief = Brief(built)
    for edit in edits:
        edit(brief)
    return builder.pull(brief.save(folder / f"edited.{language}.docx"), path, apply=True), path.read_text("utf-8")


HEAD = "languages: [fr, en]\ntitle: {fr: Un, en: One}\ndate: 2024-03-01\n"
LINE = "La dépense augmente de cinq pour cent en un an, portée par les salaires et par les achats de fournitures."
LISTED = f"""\
sections:
  - title: {{fr: A, en: A}}
    blocks:
      - text:
          fr: |
            {LINE}

            - Les salaires
            - Les achats

            Une phrase
            de deux lignes.
          en: |
            Spending rises.

            - Wages
            - Purchases

            A sentence
            of two lines.
"""


@pytest.mark.parametrize("old", ["dépense", "salaires et", "achats", "phrase", "Spending", "Wages", "lines"])
def test_an_edit_beside_a_list_changes_these_words_only(tmp_path: Path, old: str) -> None:
    language = "en" if old in ("Spending", "Wages", "lines") else "fr"
    source = HEAD + LISTED
    new = old.upper()
    result, after = edited(tmp_path, source, language, lambda brief: brief.replace(old, new))
    assert len(result.edits) == 1 and not result.manual
    assert after == source.replace(old, new, 1)


def test_a_paragraph_that_is_divided_leaves_the_lines_of_the_others(tmp_path: Path) -> None:
    source = HEAD + LISTED
    result, after = edited(tmp_path, source, "fr", lambda brief: brief.split("en un an,"))
    assert len(result.edits) == 1 and not result.manual
    assert after == source.replace("en un an, portée", "en un an,\n\n            portée")


COMPOSED = (
    HEAD
    + """\
abstract: {fr: "Un résumé.", en: "An abstract."}
brief:
  imprint:
    cite: {fr: "Service des publications, note.", en: "Publications unit, note."}
    contact: {fr: "Écrire au service.", en: "Write to the unit."}
    disclaimer: {fr: "Sans garantie.", en: "No warranty."}
sections:
  - title: {fr: A, en: A}
    blocks:
      - text: {fr: "Une phrase.", en: "A sentence."}
      - callout: {text: {fr: "Un encadré.", en: "A box."}}
"""
)


@pytest.mark.parametrize(
    ("language", "words", "key"),
    [
        ("fr", "Résumé", "abstract.0"),
        ("en", "Summary", "abstract.0"),
        ("fr", "À noter", "sections.0.blocks.1.callout.text.0"),
        ("fr", "Comment citer", "brief.imprint.cite"),
        ("en", "How to cite", "brief.imprint.cite"),
        ("fr", "Contact", "brief.imprint.contact"),
        ("en", "Disclaimer", "brief.imprint.disclaimer"),
    ],
)
def test_words_above_a_text_are_reported_at_this_text(tmp_path: Path, language: str, words: str, key: str) -> None:
    """An edit of them, and a comment on them."""
    result, after = edited(
        tmp_path,
        COMPOSED,
        language,
        lambda brief: brief.comment(words, "Vraiment ?"),
        lambda brief: brief.replace(words.split()[0], "Autrement"),
    )
    name = key.removesuffix(".0").removesuffix(".text").rpartition(".")[2]
    line = next(n for n, text in enumerate(COMPOSED.splitlines(), 1) if f"{name}: {{" in text)
    assert [(finding.key, finding.span.line) for finding in (*result.manual, *result.comments)] == [(key, line)] * 2
    assert after == COMPOSED


CITED = """\
languages: [fr, en]
title: {fr: Un, en: One}
date: 2024-03-01
sources:
  accounts: {title: {fr: Les comptes, en: The accounts}, publisher: {fr: Ville, en: Town}, date: 2024}
  roll: {title: {fr: Le rôle, en: The roll}, publisher: {fr: Ville, en: Town}, date: 2024}
figures: {opened: {date: 2023-05}}
sections:
  - title: {fr: A, en: A}
    blocks:
      - timeline:
          - {date: 2021-09, title: {fr: Fondation, en: Foundation}}
          - {date: "{opened}", title: {fr: Ouverture, en: Opening}}
      - table:
          id: tbl-a
          caption: {fr: Un tableau, en: A table}
          source: roll
          columns: [{fr: Source, en: Source}, "2024", {fr: Note, en: Note}]
          rows: [[{fr: Eau, en: Water}, 3, {fr: bas, en: low}]]
          note: {fr: Une remarque., en: A remark.}
  - title: {fr: B, en: B}
    blocks:
      - chart:
          id: fig-b
          kind: column
          caption: {fr: Un graphique, en: A chart}
          source: accounts
          categories: [2024, 2025]
          series: [{name: {fr: Dépenses, en: Spending}, values: [1, 2]}]
          note: {fr: Un avis., en: An advice.}
"""


def retyped(built: Path, target: Path, near: str, old: str, new: str) -> Path:
    """The file with other words in the first paragraph of its text or its slides with the words `near`."""
    main, tag = (r"word/document\.xml$", "w") if built.suffix == ".docx" else (r"ppt/slides/slide\d+\.xml$", "a")
    done: list[bool] = []

    def change(root: Any) -> None:
        for paragraph in root.iter(qn(f"{tag}:p")):
            nodes = list(paragraph.iter(qn(f"{tag}:t")))
            if not done and near in "".join(node.text or "" for node in nodes).replace("\u00a0", " "):
                node = next(node for node in nodes if old in (node.text or ""))
                node.text = node.text.replace(old, new, 1)
                done.append(True)

    assert rewritten(built, target, main, change)
    assert done
    return target


@pytest.mark.parametrize("medium", ["docx", "pptx"])
@pytest.mark.parametrize(
    ("language", "near", "old", "new", "hint"),
    [
        ("fr", "Les comptes", "2024", "2025", "change `sources.accounts`, small/publication.yaml:5"),
        ("en", "The accounts", "2024", "2025", "change `sources.accounts`, small/publication.yaml:5"),
        ("fr", "Le rôle", "Ville", "Mairie", "change `sources.roll.publisher`, small/publication.yaml:6"),
        ("fr", "Les comptes", "Source", "Origine", "no text of the source has them"),
        ("en", "An advice", "Note", "Remark", "no text of the source has them"),
        ("fr", "eptembre", "eptembre", "eptièmbre", "change the date of this event, small/publication.yaml:12"),
        ("en", "May", "May", "June", "change figures.opened.date, small/publication.yaml:7?"),
    ],
)
def test_composed_words_lead_to_what_they_follow_from(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    medium: str,
    language: str,
    near: str,
    old: str,
    new: str,
    hint: str,
) -> None:
    """A number or a single word may be in a table too: such a text is no origin of words elsewhere."""
    monkeypatch.chdir(tmp_path)
    path = write_publication(Path("small"), CITED)
    publication = builder.load(path, [language])
    built = Path(f"small.{language}.{medium}")
    (builder.write_brief if medium == "docx" else builder.write_deck)(publication, language, built)
    file = retyped(built, Path(f"edited.{language}.{medium}"), near, old, new)
    result = builder.pull(file, path, apply=True)
    assert not result.edits
    assert [hint in finding.message for finding in result.manual] == [True], result.lines
