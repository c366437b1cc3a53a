"""Marks of paragraphs: Word gives the last line at least the height of the mark, LibreOffice does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.oxml.ns import qn

from tests.files.opc import Opc
from tests.files.samples import LANGUAGES, Sample
from tests.files.wordxml import paragraphs


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_mark_of_a_paragraph_of_small_words_is_as_small(built: Callable[[str], Sample], name: str) -> None:
    sample = built(name)
    count = 0
    for language in LANGUAGES[name]:
        for paragraph in paragraphs(Opc(sample.file(language, "docx"))):
            runs = [run for run in paragraph.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
            sizes = [size(run.find(qn("w:rPr"))) for run in runs]
            properties = paragraph.find(qn("w:pPr"))
            mark = size(properties.find(qn("w:rPr"))) if properties is not None else 0
            if sizes and all(sizes):
                count += 1
                assert mark == max(sizes), "".join(run.findtext(qn("w:t")) or "" for run in runs)
            elif sizes:
                assert mark == 0
    assert count or name in ("budget", "survey", "starter")


def size(properties: object) -> int:
    """The direct size of a run or mark in half points, 0 for that of its style."""
    own = properties.find(qn("w:sz")) if properties is not None else None  # type: ignore[attr-defined]
    return int(own.get(qn("w:val"))) if own is not None else 0
