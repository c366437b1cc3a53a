"""Files that come back damaged, or from a stranger: each fault reported at its line, every other unit read."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path

import pytest

import builder
from builder.exchange.collect import Outgoing, collect
from builder.exchange.formats import FORMATS, FormatName, read_file, write_units
from builder.exchange.unit import Returned, ReturnedFile
from tests.exchange.test_collect import write

TEXTS: list[FormatName] = ["po", "xliff", "xliff2"]
XML: list[FormatName] = ["xliff", "xliff2"]
KEY = "sections.money.message"


@cache
def sent() -> Outgoing:
    with tempfile.TemporaryDirectory() as place:
        return collect(write(Path(place)), "en")


def data(name: FormatName) -> str:
    return write_units(sent(), name).decode()


def read(content: str | bytes, name: FormatName, folder: Path) -> ReturnedFile:
    file = folder / f"x{FORMATS[name].suffix}"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(file)


def units(file: ReturnedFile) -> dict[str, Returned]:
    return {unit.key: unit for unit in file.units}


def reported(file: ReturnedFile) -> list[str]:
    return [str(problem).partition(f"x{Path(file.name).suffix}:")[2] for problem in file.problems]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("form", ["bom", "crlf", "cp1252", "utf-16"])
def test_encodings_and_line_ends_that_tools_write_are_read(name: FormatName, form: str, tmp_path: Path) -> None:
    text = data(name)
    if form == "bom":
        content = b"\xef\xbb\xbf" + text.encode()
    elif form == "crlf":
        content = text.replace("\n", "\r\n").encode()
    elif form == "utf-16":
        content = text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    else:
        text = text.replace("charset=UTF-8", "charset=WINDOWS-1252").replace("UTF-8", "windows-1252")
        content = text.encode("cp1252")
    file = read(content, name, tmp_path)
    assert file.problems == ()
    expected = read(data(name), name, tmp_path)
    assert [(unit.key, unit.source, unit.target) for unit in file.units] == [
        (unit.key, unit.source, unit.target) for unit in expected.units
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_another_encoding_than_the_file_says_is_reported_at_its_line(name: FormatName, tmp_path: Path) -> None:
    content = data(name).encode("cp1252")
    line = content[: re.search(rb"[\x80-\xff]", content).start()].count(b"\n") + 1  # type: ignore[union-attr]
    try:
        file = read(content, name, tmp_path)
    except builder.BuildError as error:
        assert [problem.span.line for problem in error.diagnostics] == [line]
    else:
        assert file.problems[0].span.line <= line


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_cut_in_half_loses_only_what_is_cut(name: FormatName, tmp_path: Path) -> None:
    text = data(name)
    whole = read(text, name, tmp_path)
    for share in (0.3, 0.5, 0.7, 0.95):
        cut = text[: int(len(text) * share)]
        file = read(cut, name, tmp_path)
        count = len(file.units)
        assert list(file.units) == list(whole.units[:count])
        ends = [match.end() for match in re.finditer(r"</trans-unit>|</unit>", cut)]
        marks = len(ends) if name != "po" else cut.count("\nmsgctxt ")
        assert count >= marks - 3  # notes are units of the file, too; the last one is cut
        assert len(file.problems) <= 2
        assert file.problems or count == marks


def test_one_broken_entry_of_a_po_file_costs_no_other(tmp_path: Path) -> None:
    text = data("po")
    broken = text.replace(f'msgctxt "{KEY}"\nmsgid "', f'msgctxt "{KEY}"\nmsgid ', 1)
    assert broken != text
    file = read(broken, "po", tmp_path)
    hint = " (every text is in quotes, on a line of its own, and `msgstr` comes last)"
    line = broken[: broken.index(f'msgctxt "{KEY}"')].count("\n") + 2
    assert reported(file) == [f"{line}:1: {KEY}: this entry cannot be read{hint}"]
    assert len(file.units) == len(sent().units) - 1


@pytest.mark.parametrize("name", XML)
def test_one_broken_unit_of_an_xliff_file_costs_no_other(name: FormatName, tmp_path: Path) -> None:
    text = data(name)
    at = text.index(f'"{KEY}"')
    broken = text[:at] + text[at:].replace("</target>", "</tagret>", 1)
    file = read(broken, name, tmp_path)
    assert KEY not in units(file)
    assert any(KEY in problem for problem in reported(file))
    lost = {unit.key for unit in sent().units} - set(units(file))
    assert lost == {KEY}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_twice_is_reported(name: FormatName, tmp_path: Path) -> None:
    text = data(name)
    if name == "po":
        entry = re.search(rf'(?:#[^\n]*\n)*msgctxt "{KEY}"\n(?:[^\n]+\n)+', text)
    else:
        entry = re.search(rf"<(trans-unit|unit) [^>]*\"{KEY}\".*?</\1>\n", text, re.DOTALL)
    assert entry is not None
    file = read(text[: entry.end()] + "\n" + text[entry.start() :], name, tmp_path)
    assert len(file.units) == len(sent().units)
    (problem,) = reported(file)
    assert f"{KEY}: this text is in the file twice, first at line" in problem


def changed(name: FormatName, old: str, new: str) -> str:
    """The file with another target of the message."""
    text = data(name)
    at = text.index(f'"{KEY}"')
    start = text.index('msgstr "' if name == "po" else "<target", at)
    end = text.index("\n", start)
    target = text[start:end]
    assert old in target, target
    return text[:start] + target.replace(old, new, 1) + text[end:]


@pytest.mark.parametrize(
    ("name", "old", "new", "target"),
    [
        ("po", "{fund}", "", "The fund holds  over **three years**."),
        ("xliff", r'<x id="1" ctype="x-bb-figure" equiv-text="{fund}"/>', "", "The fund holds over **three years**."),
        ("xliff", "over", "{{over}}", "The fund holds {fund} {{{{over}}}} **three years**."),
        ("xliff", "three", "3 * 4 [a] _b_", "The fund holds {fund} over **3 * 4 [a] \\_b\\_ years**."),
        ("xliff", "The fund", "- The fund", "\\- The fund holds {fund} over **three years**."),
        ("xliff", "The fund", "1. The fund", "1\\. The fund holds {fund} over **three years**."),
        ("xliff", "The fund", "The <mrk mtype='x'>fund</mrk>", "The fund holds {fund} over **three years**."),
        ("xliff", '<g id="2" ctype="bold">three years</g>', "three years", "The fund holds {fund} over three years."),
        ("xliff", "over ", "over <!-- no -->", "The fund holds {fund} over **three years**."),
        ("xliff2", "over", "@over", "The fund holds {fund} \\@over **three years**."),
        ("xliff2", "The", "<pc id='2' type='fmt' subType='xlf:b'>The</pc>",
         "**The** fund holds {fund} over **three years**."),
    ],
)  # fmt: skip
def test_what_a_translator_does_with_codes_and_signs(
    name: FormatName, old: str, new: str, target: str, tmp_path: Path
) -> None:
    file = read(changed(name, old, new), name, tmp_path)
    assert file.problems == ()
    assert units(file)[KEY].target == target


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("xliff", 'id="1" ctype="x-bb-figure"', 'id="9"', 'a code <x id="9"> that was not sent out'),
        ("xliff", "over", "<ph id='7'>x</ph>", 'a code <ph id="7"> that was not sent out'),
        ("xliff", "over", "<bpt id='7'>x</bpt>", 'a code <bpt id="7"> that was not sent out'),
        ("xliff2", 'subType="bb:figure"', 'subType="xx:y"', 'a code <ph id="1"> that was not sent out'),
        ("xliff2", "over", "<sc id='7'/>", 'a code <sc id="7"> that was not sent out'),
        ("xliff2", "over", "<cp hex='0000'/>", 'a code <cp id=""> that was not sent out'),
    ],
)
def test_a_code_from_elsewhere_holds_its_unit_back(
    name: FormatName, old: str, new: str, problem: str, tmp_path: Path
) -> None:
    file = read(changed(name, old, new), name, tmp_path)
    assert [line.partition(": ")[2] for line in reported(file)] == [f"{KEY}: {problem}"]
    assert len(file.units) == len(sent().units) - 1


@pytest.mark.parametrize("name", XML)
def test_a_text_is_translated_with_its_notes_or_not_at_all(name: FormatName, tmp_path: Path) -> None:
    text = data(name)
    key = "sections.money.blocks.0.text.1"
    at = text.index(f'"{key}.note.1"')
    start, end = text.index("<target", at), text.index("</target>", at)
    gone = text[:start] + text[end + len("</target>") :]
    (problem,) = reported(read(gone, name, tmp_path))
    assert problem.endswith(f"{key}: its note 1 is not translated, its words are")
    other = f"{text[:start]}<target>Another *note*.{text[end:]}"
    assert units(read(other, name, tmp_path))[key].target == "A second one^[Another \\*note\\*.], paid by {=ministry}."
    unit = text.rindex("<", 0, text.index(f'"{key}.note.1"'))
    after = text.index("</trans-unit>\n" if name == "xliff" else "</unit>\n", at)
    without = text[:unit] + text[after:].partition("\n")[2]
    (problem,) = reported(read(without, name, tmp_path))
    assert problem.endswith(f"{key}: the words of {{note 1}} are not in the file")


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE xliff [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE xliff SYSTEM "http://127.0.0.1:1/x.dtd">',
        '<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_no_document_type_is_read(name: FormatName, head: str, tmp_path: Path) -> None:
    text = data(name).replace("<xliff", f"{head}<xliff", 1)
    for content in (text.encode(), text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")):
        with pytest.raises(builder.BuildError, match="declares a document type"):
            read(content, name, tmp_path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.po"
    with file.open("wb") as stream:
        stream.truncate(64_000_001)
    with pytest.raises(builder.BuildError, match="large"):
        read_file(file)


@pytest.mark.parametrize("version", ["2.1", "2.2"])
def test_later_forms_of_xliff_2_are_read(version: str, tmp_path: Path) -> None:
    text = data("xliff2").replace('version="2.0"', f'version="{version}"')
    if version == "2.2":
        text = text.replace("xliff:document:2.0", "xliff:document:2.2")
    file = read(text, "xliff2", tmp_path)
    assert file.problems == ()
    assert len(file.units) == len(sent().units)


def test_segments_that_a_tool_divided_are_joined(tmp_path: Path) -> None:
    text = data("xliff2")
    at = text.index('"sections.money.blocks.0.text.0"')
    start, end = text.index("<segment", at), text.index("</segment>\n", at) + len("</segment>\n")
    divided = (
        '<segment state="final"><source>Un premier </source><target>A first </target></segment>\n'
        "<ignorable><source> </source></ignorable>\n"
        '<segment state="translated"><source>paragraphe.</source><target>paragraph.</target></segment>\n'
    )
    unit = units(read(text[:start] + divided + text[end:], "xliff2", tmp_path))["sections.money.blocks.0.text.0"]
    assert (unit.source, unit.target, unit.state) == ("Un premier paragraphe.", "A first paragraph.", "translated")


@pytest.mark.parametrize(
    ("name", "written", "state"),
    [
        ("xliff", 'state="needs-review-translation"', "draft"),
        ("xliff", 'state="x-reviewed"', "draft"),
        ("xliff", 'state="signed-off"', "final"),
        ("xliff", 'state="new"', "new"),
        ("xliff", "", "translated"),
        ("xliff2", 'state="reviewed"', "translated"),
        ("xliff2", 'state="final"', "final"),
        ("xliff2", 'state="translated" subState="bb:stale"', "draft"),
        ("xliff2", "", "new"),
    ],
)
def test_states_of_other_tools(name: FormatName, written: str, state: str, tmp_path: Path) -> None:
    text = data(name)
    at = text.index(f'"{KEY}"')
    changed = text[:at] + text[at:].replace('state="translated"', written, 1)
    assert units(read(changed, name, tmp_path))[KEY].state == state


def test_a_draft_of_a_po_file_is_reported_by_its_flag(tmp_path: Path) -> None:
    text = data("po").replace(f'msgctxt "{KEY}"', f'#, fuzzy\nmsgctxt "{KEY}"')
    assert units(read(text, "po", tmp_path))[KEY].state == "draft"
    empty = re.sub(rf'(msgctxt "{KEY}"\n(?:.*\n)*?)msgstr ".*"', r'\1msgstr ""', data("po"))
    assert units(read(empty, "po", tmp_path))[KEY].target is None
