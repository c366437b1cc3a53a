"""XLIFF as translation tools write it: texts divided into segments, codes copied and divided, states left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from builder.actions.import_translations import ImportReport, import_translations
from builder.content.loader import load
from builder.exchange.collect import collect
from builder.exchange.formats import FormatName, write_units
from builder.source_edits.passages import passages

YAML = """\
languages: [fr, de]
title: {fr: Le budget}
figures: {fund: {amount: 2_500_000, currency: EUR}, n: {number: 3}}
sections:
  - title: {fr: Argent}
    blocks:
      - text: {fr: "Le fonds {fund} dure **trois ans**. Une autre phrase, [ici](https://exemple.org), avec {n}."}
"""
KEY = "sections.0.blocks.0.text.0"
XLIFF2, XLIFF12 = "urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:1.2"

FUND = '<ph id="1" type="other" subType="bb:figure" disp="{fund}" canDelete="no" canCopy="no" dataRef="d1"/>'
N = '<ph id="4" type="other" subType="bb:figure" disp="{n}" canDelete="no" canCopy="no" dataRef="d5"/>'
BOLD = '<pc id="2" type="fmt" subType="xlf:b" dataRefStart="d2" dataRefEnd="d2">{}</pc>'
LINK = '<pc id="3" type="link" subType="bb:link" dataRefStart="d3" dataRefEnd="d4">{}</pc>'
FIRST = f"Le fonds {FUND} dure {BOLD.format('trois ans')}."
SECOND = f"Une autre phrase, {LINK.format('ici')}, avec {N}."
ERSTER = f"Der Fonds {FUND} dauert {BOLD.format('drei Jahre')}."
ZWEITER = f"Ein anderer Satz, {LINK.format('hier')}, mit {N}."
GERMAN = "Der Fonds {fund} dauert **drei Jahre**. Ein anderer Satz, [hier](https://exemple.org), mit {n}."
SPACE = "<ignorable><source> </source></ignorable>"


class Desk:
    """A publication, and a file of it in which one unit is written anew."""

    def __init__(self, folder: Path):
        self.path = folder / "budget" / "publication.yaml"
        self.path.parent.mkdir()
        self.path.write_text(YAML, encoding="utf-8")
        self.file = folder / "back.xlf"

    def bring(self, kind: FormatName, edit: Callable[[Any], None]) -> ImportReport:
        root = etree.fromstring(write_units(collect(self.path, "de"), kind))
        name = "resname" if kind == "xliff" else "name"
        edit(next(unit for unit in root.iter("{*}trans-unit", "{*}unit") if unit.get(name) == KEY))
        return self.bring_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))

    def bring_bytes(self, data: bytes) -> ImportReport:
        self.file.write_bytes(data)
        return import_translations([self.file], publication=self.path)

    @property
    def german(self) -> str | None:
        (passage,) = (own for own in passages(load(self.path, ()), ("fr", "de")) if own.key == KEY)
        written = passage.written("de")
        return written.words if written is not None else None


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def messages(report: ImportReport) -> list[str]:
    return [problem.message for problem in report.problems]


def segment(source: str, target: str | None, state: str = "translated", order: str = "") -> str:
    place = f' order="{order}"' if order else ""
    words = f"<target{place}>{target}</target>" if target is not None else ""
    return f'<segment state="{state}"><source>{source}</source>{words}</segment>'


def divided(*parts: str) -> Callable[[Any], None]:
    """XLIFF 2 with other segments."""

    def edit(unit: Any) -> None:
        for old in unit.findall("{*}segment"):
            unit.remove(old)
        unit.extend(etree.fromstring(f'<unit xmlns="{XLIFF2}">{"".join(parts)}</unit>'))

    return edit


WHOLE = f"{FIRST} {SECOND}"
START, END = '<sc id="2" type="fmt" subType="xlf:b" dataRef="d2"/>', '<ec startRef="2" type="fmt" dataRef="d2"/>'
LINK_START = '<sc id="3" type="link" subType="bb:link" dataRef="d3" isolated="yes"/>'
LINK_END = '<ec id="3" isolated="yes" dataRef="d4"/>'


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([segment(FIRST, ERSTER), SPACE, segment(SECOND, ZWEITER)], GERMAN),
        ([segment(FIRST, ZWEITER, order="3"), SPACE, segment(SECOND, ERSTER, order="1")], GERMAN),
        ([segment(FIRST, f"{ERSTER} {ZWEITER}"), SPACE, segment(SECOND, "")], GERMAN),
        ([segment(WHOLE, f"Der Fonds {FUND} dauert {START}drei Jahre{END}. {ZWEITER}")], GERMAN),
        ([segment(WHOLE, f'Der Fonds <ph id="1"/> dauert <pc id="2">drei Jahre</pc>. {ZWEITER}')], GERMAN),
        ([segment(FIRST, f"{ERSTER} Ein anderer Satz, {LINK_START}hi"), segment(SECOND, f"er{LINK_END}, mit {N}.")],
         GERMAN),
        ([segment(WHOLE, f'<pc id="9" copyOf="2">Der</pc> Fonds {FUND}. {ZWEITER}')],
         "**Der** Fonds {fund}. Ein anderer Satz, [hier](https://exemple.org), mit {n}."),
    ],
    ids=["segments", "order", "joined", "ends", "ids alone", "ends in two segments", "copy of a code"],
)  # fmt: skip
def test_segments_and_codes_of_xliff_2(desk: Desk, parts: list[str], expected: str) -> None:
    assert not desk.bring("xliff2", divided(*parts)).failed
    assert desk.german == expected


@pytest.mark.parametrize("second", [None, SECOND, ""])
def test_a_text_with_a_segment_that_is_not_translated_is_reported(desk: Desk, second: str | None) -> None:
    report = desk.bring("xliff2", divided(segment(FIRST, ERSTER), SPACE, segment(SECOND, second, "initial")))
    assert messages(report) == [f"{KEY}: its sentence 2 of 2 is not translated, others are"]
    assert desk.german is None


def test_segments_of_which_none_is_translated_are_no_translation(desk: Desk) -> None:
    report = desk.bring("xliff2", divided(segment(FIRST, FIRST, "initial"), segment(SECOND, None, "initial")))
    assert (messages(report), desk.german) == ([], None)


@pytest.mark.parametrize(
    "words", [f"{END}drei{START}", f"{START}drei", f"{START}drei {LINK_START}Jahre{END}{LINK_END}"]
)
def test_ends_that_do_not_pair_are_reported(desk: Desk, words: str) -> None:
    report = desk.bring("xliff2", divided(segment(WHOLE, f"Der Fonds {FUND} {words} {N}")))
    (message,) = messages(report)
    assert message.startswith(f"{KEY}: {{")
    assert "in these words" in message
    assert desk.german is None


# --- XLIFF 1.2 -------------------------------------------------------------------------------------------------------

FUND12, N12 = '<x id="1" ctype="x-bb-figure" equiv-text="{fund}"/>', '<x id="4" ctype="x-bb-figure" equiv-text="{n}"/>'
ERSTER12 = f'Der Fonds {FUND12} dauert <g id="2" ctype="bold">drei Jahre</g>.'
ZWEITER12 = f'Ein anderer Satz, <g id="3" ctype="link">hier</g>, mit {N12}.'
FIRST12 = f'Le fonds {FUND12} dure <g id="2" ctype="bold">trois ans</g>.'
SECOND12 = f'Une autre phrase, <g id="3" ctype="link">ici</g>, avec {N12}.'


def mark(number: int, words: str) -> str:
    return f'<mrk mtype="seg" mid="{number}">{words}</mrk>'


def rewritten(target: str, state: str = "translated", source: str = "", more: str = "") -> Callable[[Any], None]:
    """XLIFF 1.2 with another target, a source divided into segments, and more elements."""

    def edit(unit: Any) -> None:
        old = unit.find("{*}target")
        attribute = f' state="{state}"' if state else ""
        divided = f"<seg-source>{source}</seg-source>" if source else ""
        new = etree.fromstring(f'<u xmlns="{XLIFF12}">{divided}<target{attribute}>{target}</target>{more}</u>')
        for element in new:
            old.addprevious(element)
        unit.remove(old)

    return edit


SOURCES = f"{mark(0, FIRST12)} {mark(1, SECOND12)}"
BEGIN, FINISH = '<bx id="2" ctype="bold"/>', '<ex id="2"/>'


@pytest.mark.parametrize(
    "edit",
    [
        rewritten(f"{mark(0, ERSTER12)} {mark(1, ZWEITER12)}", source=SOURCES),
        rewritten(f"Der Fonds {FUND12} dauert {BEGIN}drei Jahre{FINISH}. {ZWEITER12}"),
        rewritten(f'Der Fonds {FUND12} dauert <bx id="2" rid="7"/>drei Jahre<ex id="5" rid="7"/>. {ZWEITER12}'),
        rewritten(f"{ERSTER12} {ZWEITER12}", state=""),
        rewritten(f"{ERSTER12} {ZWEITER12}", more="<alt-trans><source>x</source><target>y</target></alt-trans>"),
    ],
    ids=["segments", "ends", "ends with rid", "no state", "alternatives"],
)
def test_segments_and_codes_of_xliff_12(desk: Desk, edit: Callable[[Any], None]) -> None:
    report = desk.bring("xliff", edit)
    assert (messages(report), desk.german) == ([], GERMAN)


@pytest.mark.parametrize("second", ["", mark(1, ""), mark(1, SECOND12)])
@pytest.mark.parametrize("state", ["", "new"])
def test_a_marked_segment_that_is_not_translated_is_reported(desk: Desk, second: str, state: str) -> None:
    report = desk.bring("xliff", rewritten(f"{mark(0, ERSTER12)} {second}", state, SOURCES))
    assert messages(report) == [f"{KEY}: its sentence 2 of 2 is not translated, others are"]


def test_a_copy_of_the_source_without_a_state_is_no_translation(desk: Desk) -> None:
    report = desk.bring("xliff", rewritten(f"{FIRST12} {SECOND12}", state=""))
    assert (messages(report), desk.german) == ([], None)
    report = desk.bring("xliff", rewritten(f"{FIRST12} {SECOND12}"))
    assert desk.german is not None  # the translator says so


@pytest.mark.parametrize("kind", ["xliff", "xliff2"])
def test_prefixes_and_long_comments_are_read(desk: Desk, kind: FormatName) -> None:
    root = etree.fromstring(write_units(collect(desk.path, "de"), kind))
    target = next(root.iter("{*}target"))
    target.text = "Der Haushalt"
    text = etree.tostring(root, encoding="unicode")
    uri = XLIFF12 if kind == "xliff" else XLIFF2
    for name in {etree.QName(element).localname for element in root.iter(f"{{{uri}}}*")}:
        for before, after in ((f"<{name} ", f"<x:{name} "), (f"<{name}>", f"<x:{name}>"), (f"<{name}/", f"<x:{name}/"),
                              (f"</{name}>", f"</x:{name}>")):  # fmt: skip
            text = text.replace(before, after)
    text = f"<!-- {'x' * 5000} -->\n{text.replace('xmlns=', 'xmlns:x=', 1)}"
    report = desk.bring_bytes(text.encode())
    assert messages(report) == []
    assert [file.written for file in report.files] == [1]


@pytest.mark.parametrize("kind", ["xliff", "xliff2", "po"])
@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252"])
def test_a_file_in_utf_8_is_read_as_such_whatever_it_declares(desk: Desk, kind: FormatName, declared: str) -> None:
    """Tools copy the head of another file: the words came in as “drÃ«i”."""
    text = write_units(collect(desk.path, "de"), kind).decode()
    text = text.replace('msgid "Le budget"\nmsgstr ""', 'msgid "Le budget"\nmsgstr "Übersicht"', 1)
    at = text.find("<target")
    text = text[:at] + text[at:].replace("Le budget", "Übersicht", 1) if kind != "po" else text
    report = desk.bring_bytes(text.replace("UTF-8", declared, 1).encode())
    assert messages(report) == []
    assert "de: Übersicht" in desk.path.read_text(encoding="utf-8")


def test_an_encoding_of_central_europe_is_read(desk: Desk) -> None:
    text = write_units(collect(desk.path, "de"), "po").decode().replace("é", "e")
    text = text.replace('msgid "Le budget"\nmsgstr ""', 'msgid "Le budget"\nmsgstr "Übersicht für Łódź"')
    report = desk.bring_bytes(text.replace("UTF-8", "ISO-8859-2", 1).encode("iso-8859-2"))
    assert messages(report) == []
    assert "de: Übersicht für Łódź" in desk.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["xliff", "xliff2"])
def test_a_code_typed_as_plain_text_is_reported_with_what_to_do(desk: Desk, kind: FormatName) -> None:
    words = ERSTER12 if kind == "xliff" else ERSTER
    typed = words.replace(FUND12, "{fund}").replace(FUND, "{fund}")
    rest = ZWEITER12 if kind == "xliff" else ZWEITER
    edit = rewritten(f"{typed} {rest}") if kind == "xliff" else divided(segment(WHOLE, f"{typed} {rest}"))
    (problem,) = desk.bring(kind, edit).problems
    assert problem.message == f"{KEY}: {{fund}} is missing"
    assert problem.hint == "insert the code: typed in braces, it is plain text here"
