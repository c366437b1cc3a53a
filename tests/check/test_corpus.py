"""A corpus of publications with planted defects, as they come together in life: every rule runs over all of them, and
what is found is what is marked, at its line and column, and nothing else.
"""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pytest

from builder.check.registry import RULES
from tests.check.planted import assert_found

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.yaml"))
TEXTS = {one.stem: one.read_text("utf-8") for one in CORPUS}
CODES = [code for text in TEXTS.values() for code in re.findall(r"⟦([A-Z]{3}\d{3})", text)]
APART = {"ACC011"}
"""Rules about files that no text holds, planted elsewhere: a template (`test_access.py`)."""


def picture(width: int, height: int) -> bytes:
    """A grey PNG of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def pictures(text: str) -> dict[str, bytes]:
    """The pictures that a publication names, each of the size that its name says: `arch-1600x1200.png`."""
    named = re.findall(r"([a-z]+-(\d+)x(\d+))\.png", text)
    return {f"{stem}__png": picture(int(width), int(height)) for stem, width, height in named}


@pytest.mark.parametrize("name", TEXTS)
def test_every_planted_defect_is_found_and_nothing_else(name: str, tmp_path: Path) -> None:
    text = TEXTS[name]
    assert_found(tmp_path, text, **pictures(text))


def test_the_corpus_is_large_and_knows_every_rule() -> None:
    assert len(CODES) >= 80
    assert {one.code for one in RULES} - set(CODES) - APART == set()
