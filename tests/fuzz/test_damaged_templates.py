"""Damaged templates: a file is built, or one refusal says what is wrong with the template; never a Python error."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pptx
import pytest

import builder
from builder.content.model.publication import Publication
from builder.diagnostics import BuildError
from builder.templates.defaults import default_template
from tests.files.validator import schema_errors
from tests.fuzz.mutating import damaged
from tests.marking import examples, sampled
from tests.templates import foreign_briefs
from tests.templates.foreign import MAKERS

SOURCE = """\
languages: [fr, en]
title: {fr: Titre, en: Title}
status: {fr: Projet, en: Draft}
date: 2025-01-15
sections:
  - title: {fr: Un, en: One}
    message: {fr: Un message., en: A message.}
    blocks:
      - points: [{fr: un, en: one}]
      - callout: {kind: note, text: {fr: Un texte., en: A text.}}
      - table: {caption: {fr: Lignes, en: Lines}, columns: [A, B], rows: [[{fr: x, en: x}, 1]]}
    sections:
      - title: {fr: Deux, en: Two}
        blocks: [{text: {fr: Un texte., en: A text.}}]
"""
BATCH = 50
"""Damaged files of one test."""
DECKS, BRIEFS = examples(12), examples(5)
"""Tests of decks and of briefs, each file of which is a whole build; the profile `long` has ten times as many."""
FIRST_SEED, STRIDE, VALIDATED = 100_000, 31, 10
"""The seeds of the files that the validator reads: few, because it takes a second for each."""
_WRITTEN = re.compile(
    r"/ppt/(slides|notesSlides|charts)/|/word/(document|footnotes|charts/chart\d+)\.xml|/docProps/"
).match
"""Parts that builds write themselves."""


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "publication.yaml").write_text(SOURCE)
    return builder.load(folder)


@pytest.fixture(scope="module")
def decks() -> list[bytes]:
    return [*(make() for make in MAKERS.values()), default_template("pptx").read_bytes()]


@pytest.fixture(scope="module")
def briefs() -> list[bytes]:
    makers = (
        foreign_briefs.plain, foreign_briefs.french, foreign_briefs.german, foreign_briefs.dotx_with_content,
        foreign_briefs.letter_in_two_columns, foreign_briefs.without_styles,
    )  # fmt: skip
    return [*(make() for make in makers), default_template("docx").read_bytes()]


@pytest.mark.full
@pytest.mark.parametrize("batch", sampled(range(DECKS), 0))
def test_a_damaged_deck_template_builds_or_is_refused(
    batch: int, publication: Publication, decks: list[bytes], tmp_path: Path
) -> None:
    path = tmp_path / "t.pptx"
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        blob, faults = damaged(decks[seed % len(decks)], seed)
        path.write_bytes(blob)
        stream = io.BytesIO()
        try:
            builder.write_deck(publication, "en", stream, template=path)
        except BuildError as refusal:
            check_refusal(refusal, path)
        except Exception as error:
            pytest.fail(f"seed {seed} ({faults}): {error!r}")
        else:
            assert len(pptx.Presentation(stream).slides) > 2, (seed, faults)


@pytest.mark.parametrize("batch", sampled(range(BRIEFS)))
def test_a_damaged_brief_template_builds_or_is_refused(
    batch: int, publication: Publication, briefs: list[bytes], tmp_path: Path
) -> None:
    path = tmp_path / "t.docx"
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        blob, faults = damaged(briefs[seed % len(briefs)], seed)
        path.write_bytes(blob)
        stream = io.BytesIO()
        try:
            builder.write_brief(publication, "en", stream, template=path)
        except BuildError as refusal:
            check_refusal(refusal, path)
        except Exception as error:
            pytest.fail(f"seed {seed} ({faults}): {error!r}")
        else:
            assert docx.Document(stream).paragraphs, (seed, faults)


@pytest.mark.validator
@pytest.mark.full
@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_what_is_built_from_a_damaged_template_has_no_fault_but_the_template_s(
    kind: str, publication: Publication, decks: list[bytes], briefs: list[bytes], tmp_path: Path
) -> None:
    blobs, write = (decks, builder.write_deck) if kind == "pptx" else (briefs, builder.write_brief)
    template, output = tmp_path / f"t.{kind}", tmp_path / f"x.{kind}"
    for seed in range(FIRST_SEED, FIRST_SEED + STRIDE * VALIDATED, STRIDE):
        blob, faults = damaged(blobs[seed % len(blobs)], seed)
        template.write_bytes(blob)
        try:
            write(publication, "fr", output, template=template)
        except BuildError as refusal:
            check_refusal(refusal, template)
        else:
            assert not own_faults(output, template), (seed, faults)


def own_faults(output: Path, template: Path) -> list[str]:
    """Return what the validator finds in a file that is not of its template: the same in the same kind of part, or
    anything in a part that builds copy if the validator cannot open the template at all.
    """
    errors = schema_errors(output)
    inherited = schema_errors(template) if errors else []
    copied = any(fault.startswith("None ") for fault in inherited)
    known = set(map(_kind, inherited))
    return [fault for fault in errors if _kind(fault) not in known and not (copied and not _WRITTEN(fault))]


def _kind(fault: str) -> tuple[str, str]:
    """Return the folder and name of the part of a fault without numbers, and what is wrong with it."""
    part, _, rest = fault.partition(" ")
    return re.sub(r"\d+", "", part), rest.partition(": ")[2]


def check_refusal(refusal: BuildError, path: Path) -> None:
    """Check that a refusal has one problem, in the template."""
    (problem,) = refusal.diagnostics
    assert problem.span.file == str(path)
    assert problem.code.startswith("template-")
    assert problem.message.startswith("the template ")
