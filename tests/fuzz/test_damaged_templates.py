"""Damaged templates: a file is built, or one refusal says what is wrong with the template; never a Python error."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pptx
import pytest

import builder
from builder.content.model.publication import Publication
from builder.diagnostics import BuildError
from builder.templates.defaults import default_template
from tests.fuzz.mutating import damaged
from tests.marking import sampled
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


@pytest.mark.parametrize("batch", sampled(list(range(20)), 0))
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


@pytest.mark.parametrize("batch", sampled(list(range(8))))
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


def check_refusal(refusal: BuildError, path: Path) -> None:
    """Check that a refusal has one problem, in the template."""
    (problem,) = refusal.diagnostics
    assert problem.span.file == str(path)
    assert problem.code.startswith("template-")
    assert problem.message.startswith("the template ")
