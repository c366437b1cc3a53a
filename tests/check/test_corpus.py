"""A corpus of publications with planted defects, as they come together in life: every rule runs over all of them, and
what is found is what is marked, at its line and column, and nothing else.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.check.registry import RULES
from tests.check.planted import assert_found
from tests.documents import png

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.yaml"))
TEXTS = {path.stem: path.read_text("utf-8") for path in CORPUS}
CODES = [code for text in TEXTS.values() for code in re.findall(r"⟦([A-Z]{3}\d{3})", text)]
APART = {"ACC011", "ACC020", "ACC021", "FIG014"}
"""Rules about files that no text holds, planted elsewhere: a template, a moving picture, a huge one, a workbook."""


def pictures(text: str) -> dict[str, bytes]:
    """The pictures that a publication names, each of the size that its name says: `arch-1600x1200.png`."""
    named = re.findall(r"([a-z]+-(\d+)x(\d+))\.png", text)
    return {f"{stem}__png": png(int(width), int(height)) for stem, width, height in named}


@pytest.mark.parametrize("name", TEXTS)
def test_every_planted_defect_is_found_and_nothing_else(name: str, tmp_path: Path) -> None:
    text = TEXTS[name]
    assert_found(tmp_path, text, **pictures(text))


def test_the_corpus_is_large_and_knows_every_rule() -> None:
    assert len(CODES) >= 80
    assert {rule.code for rule in RULES} - set(CODES) - APART == set()
