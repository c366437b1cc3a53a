"""Every word that the author wrote reaches the brief and the deck, and no mark-up or machine's word comes with it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.files.authored import letters, words_for
from tests.files.opc import Opc, open_opc
from tests.files.samples import FILES, Samples, folder_of
from tests.files.slidexml import slides
from tests.files.wordxml import stories

pytestmark = pytest.mark.parametrize(("name", "language", "kind"), FILES)

LEFTOVERS = re.compile(r"\{[a-z]|\[@|\*\*|\]\(|\^\[|\bNone\b|\bnan\b|&(?:amp|lt|gt|quot);|\ufffd|Ã©|@(?:tbl|fig|sec)-")
LITERAL = ("{ return", "{accolades}", "{littérales}", "{braces}", "{literal}")
"""What the stress publication means to print as it stands."""


@pytest.fixture
def opc(built: Samples, name: str, language: str, kind: str) -> Opc:
    return open_opc(built(name).file(language, kind))


def _texts(opc: Opc, kind: str) -> list[str]:
    """The text of every paragraph of a file, of its charts too."""
    parts = stories(opc) if kind == "docx" else [*slides(opc), *opc.names("ppt/notesSlides")]
    charts = [n for n in opc.xml_parts() if re.search(r"/charts/chart[^/]*\.xml$", n)]
    lines = [_line(paragraph, "w:t") for part in parts for paragraph in opc.find(part, "//w:p[not(.//w:p)]")]
    lines += [_line(paragraph, "a:t") for part in (*parts, *charts) for paragraph in opc.find(part, "//a:p")]
    return lines + [text for chart in charts for text in opc.strings(chart, "//c:strCache//c:v/text()")]


def _line(paragraph: object, tag: str) -> str:
    from tests.files.opc import NS

    texts = paragraph.xpath(f".//{tag} | .//w:br | .//a:br | .//w:tab", namespaces=NS)  # type: ignore[attr-defined]
    return "".join(text.text or " " for text in texts)


def test_every_authored_word_is_there(opc: Opc, name: str, language: str, kind: str, tmp_path: Path) -> None:
    wanted = words_for(folder_of(name, tmp_path), language, "brief" if kind == "docx" else "deck")
    printed: Counter[str] = Counter()
    for line in _texts(opc, kind):
        printed += letters(line)
    if kind == "pptx":  # the texts of terms get a capital there
        wanted, printed = _uncased(wanted), _uncased(printed)
    assert wanted - printed == Counter()


def _uncased(words: Counter[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, count in words.items():
        counts[word.casefold()] += count
    return counts


def test_no_markup_and_no_machine_word_is_left(opc: Opc, kind: str) -> None:
    for line in _texts(opc, kind):
        for literal in LITERAL:
            line = line.replace(literal, "")
        assert not LEFTOVERS.search(line), line


def test_texts_are_composed_and_hold_no_control_character(opc: Opc, kind: str) -> None:
    import unicodedata

    for line in _texts(opc, kind):
        assert unicodedata.is_normalized("NFC", line), line
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", line), repr(line)


def test_every_language_has_its_own_typography(opc: Opc, language: str, kind: str, name: str) -> None:
    """Straight quotation marks and apostrophes are gone, and French marks never stand after a breaking space."""
    for line in _texts(opc, kind):
        if name == "stress":
            continue
        assert not re.search(r"[^\W\d_]'[^\W\d_]", line), line
        assert '"' not in line, line
        if language.startswith("fr"):
            assert not re.search(r"\w [;!?»:]|\d %", line), line
