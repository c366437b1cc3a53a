"""PO files read without polib are read as polib reads them."""

from __future__ import annotations

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.exchange.formats import write_units
from builder.exchange.po import read_po
from builder.exchange.usual_po import UsualEntry, usual_entries
from tests.exchange.test_formats import PUBLICATIONS, outgoing

WORDS = st.text(alphabet=list("ab é\\\"\n\t#,.'«"), max_size=100)
ENTRIES = st.lists(
    st.builds(
        polib.POEntry,
        msgctxt=WORDS.filter(bool) | st.none(),
        msgid=WORDS.filter(bool),
        msgstr=WORDS,
        comment=st.sampled_from(["", "Slide 7.\nref 1f3a9c0b2d4e", "a  b", "fuzzy"]),
        tcomment=st.sampled_from(["", "a note\n, fuzzy"]),
        flags=st.sampled_from([[], ["fuzzy"], ["max-length:5", "fuzzy"], ['placeholders:"{a}"'], ["no-fuzzy"]]),
        occurrences=st.sampled_from([[], [("a b.yaml", "12")]]),
        previous_msgid=st.none() | WORDS.filter(bool),
    ),
    min_size=1,
    max_size=4,
)


Said = tuple[str, str, str, list[str], bool, str]


def as_polib_reads(text: str) -> list[Said]:
    return [
        (
            entry.msgctxt or "",
            entry.msgid,
            entry.msgstr,
            (entry.comment or "").split("\n"),
            entry.fuzzy,
            next((flag.removeprefix("max-length:") for flag in entry.flags if flag.startswith("max-length:")), ""),
        )
        for entry in polib.pofile(text)
    ]


def said(entry: UsualEntry) -> Said:
    return entry.context, entry.source, entry.target, list(entry.comments) or [""], entry.fuzzy, entry.limit


@given(ENTRIES)
def test_entries_are_read_as_polib_reads_them(entries: list[polib.POEntry]) -> None:
    file = polib.POFile(wrapwidth=30)
    file.metadata = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8"}
    file.extend(entries)
    text = f"{file}\n"
    found = usual_entries(text)
    assert found is not None
    header, *others = found
    assert (header.context, header.source) == ("", "")
    assert list(map(said, others)) == as_polib_reads(text)
    lines = text.split("\n")
    assert all(lines[entry.line - 1].startswith("msgstr") for entry in found)


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_exports_need_no_polib(name: str) -> None:
    text = write_units(outgoing(name), "po").decode()
    found = usual_entries(text)
    assert found is not None
    assert list(map(said, found[1:])) == as_polib_reads(text)


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
        '#~ msgctxt "k"\n#~ msgid "a"\n#~ msgstr "b"\n',
        'msgctxt "k"\nmsgstr "b"\nmsgid "a"\n',
        'msgctxt "k"\nmsgid "a "b"\nmsgstr "c"\n',
        'msgctxt "k"\nmsgid "a"\n',
        'msgctxt "k" msgid "a"\nmsgstr "c"\n',
    ],
)
def test_what_is_unusual_is_left_to_polib_and_the_others_are_read(entry: str) -> None:
    text = f'msgid ""\nmsgstr "Language: en\\n"\n\n{entry}\nmsgctxt "title"\nmsgid "Le titre"\nmsgstr "The title"\n'
    assert usual_entries(text) is None
    (unit,) = [unit for unit in read_po(text.encode(), "f.po").units if unit.key == "title"]
    assert (unit.source, unit.target, unit.line) == (
        "Le titre",
        "The title",
        text[: text.index('msgstr "The')].count("\n") + 1,
    )
