"""Any publication builds to sound files that say all its words, or is refused with a place."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from builder import pipeline
from builder.content.loader import load
from builder.diagnostics import BuildError
from builder.templates.defaults import default_template
from builder.tree.document import Document
from builder.tree.prose import Code, Run
from builder.tree.walk import keep_medium, visit
from tests.files.validator import schema_errors
from tests.marking import examples
from tests.property.publications import Draft, drafts

_WORD = re.compile(r"[^\W_]+")
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def _documents(draft: Draft, folder: Path) -> list[Document] | None:
    """The publication in each language, or None when it is refused, each time with a place."""
    (folder / "publication.yaml").write_text(draft.yaml, "utf-8")
    (folder / "d.csv").write_text(draft.csv, "utf-8")
    try:
        publication = load(folder / "publication.yaml")
        return [pipeline.document(publication, language) for language in publication.languages]
    except BuildError as error:
        assert error.diagnostics
        for diagnostic in error.diagnostics:
            assert (
                diagnostic.span.file
                and diagnostic.span.line >= 1
                and diagnostic.span.column >= 1
                and diagnostic.message
            ), diagnostic
        return None


def _files(documents: list[Document]) -> Iterator[tuple[Document, str, bytes]]:
    briefs = pipeline.briefs(documents, default_template("docx"))
    decks, _ = pipeline.decks(documents, [own.language for own in documents], default_template("pptx"))
    for document, brief, deck in zip(documents, briefs, decks, strict=True):
        yield document, "docx", brief
        yield document, "pptx", deck


def _said(blob: bytes) -> str:
    """The letters and digits of all texts of a file, part by part."""
    words = []
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".xml") and name.startswith(("word/", "ppt/")):
                root = etree.fromstring(archive.read(name))
                words += ["".join(_WORD.findall(_text(element))) for element in root.iter(f"{_W}p", f"{_A}p")]
    return " ".join(words)


def _text(paragraph: etree._Element) -> str:
    return "".join(element.text or "" for element in paragraph.iter(f"{_W}t", f"{_A}t"))


def _wanted(document: Document, kind: str) -> set[str]:
    """The words of the resolved document that a file of this kind must say."""
    shown = keep_medium(document, "brief" if kind == "docx" else "deck")
    texts = [node.text for section in shown.sections for node in visit(section) if isinstance(node, Run | Code)]
    texts += [inline.text for part in (shown.title, shown.subtitle) for inline in part if isinstance(inline, Run)]
    return {word for text in texts for word in _WORD.findall(text)}


@given(drafts())
@settings(max_examples=examples(40), deadline=None, suppress_health_check=_SLOW)
def test_a_publication_builds_to_files_that_say_its_words_or_is_refused_with_a_place(draft: Draft) -> None:
    with tempfile.TemporaryDirectory() as folder:
        documents = _documents(draft, Path(folder))
        for document, kind, blob in _files(documents) if documents else ():
            said = _said(blob)
            missing = {word for word in _wanted(document, kind) if word not in said}
            assert not missing, (document.language, kind, missing)


@pytest.mark.full
@pytest.mark.validator
@given(drafts())
@settings(max_examples=examples(10), deadline=None, suppress_health_check=_SLOW)
def test_what_is_built_is_valid(draft: Draft) -> None:
    """Few, because the validator takes longer for each file than its build."""
    with tempfile.TemporaryDirectory() as folder:
        documents = _documents(draft, Path(folder))
        for document, kind, blob in list(_files(documents))[:2] if documents else ():
            file = Path(folder) / f"{document.language}.{kind}"
            file.write_bytes(blob)
            assert schema_errors(file) == [], kind
