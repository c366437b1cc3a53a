"""XLIFF 2: 2.0 is written (Poedit refuses 2.1), 2.0, 2.1 and 2.2 are read. Codes are protected elements with their
mark-up beside them, notes are units of their own, terms and limits have the elements of the standard's modules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.diagnostics import BuildError, Diagnostic
from builder.exchange.coded_xml import CLOSING, KINDS, OPENING, check_pairs, read_words, write_words
from builder.exchange.note_units import RawUnit, joined_notes
from builder.exchange.numbered_codes import ELLIPSIS, NumberedCode, code_of_template, numbered
from builder.exchange.segments import Segment, check_whole
from builder.exchange.unit import ReturnedFile, ReturnedState, TermFound, Unit, limit_of, states_of
from builder.exchange.unit_notes import layout_notes, word_notes
from builder.exchange.words import REQUIRED, InlineCode, Unwritable, Words, joined, words_of
from builder.exchange.xml_files import XmlFile, local_name, read_xml, text_of
from builder.exchange.xml_output import write_attributes, write_document, write_element, write_line, write_text
from builder.source import Span
from builder.writers.word.anchors import anchor_name

if TYPE_CHECKING:
    from builder.exchange.collect import Outgoing

__all__ = ["read_xliff20", "write_xliff20"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
OWN = "urn:bilingual-builder:exchange:1"
_GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_SIZE = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_X, _B, _G, _S = (f"{{{uri}}}" for uri in (NAMESPACE, OWN, _GLOSSARY, _SIZE))
_STATES = {"missing": "initial", "stale": "translated", "translated": "translated", "accepted": "final"}
_RETURNED: dict[str, ReturnedState] = {
    "": "new", "initial": "new", "translated": "translated", "reviewed": "translated", "final": "final",
}  # fmt: skip
_STALE = "bb:stale"
_NAMES = {name: kind for kind, name in KINDS.items()}


# --- Writing ---------------------------------------------------------------------------------------------------------


def write_xliff20(outgoing: Outgoing) -> bytes:
    """Return the units as an XLIFF 2.0 file."""
    spaces = {"xmlns": NAMESPACE, "xmlns:bb": OWN, "xmlns:gls": _GLOSSARY, "xmlns:slr": _SIZE}
    attributes = {"version": "2.0", "srcLang": outgoing.source, "trgLang": outgoing.target}
    only = {"bb:only": " ".join(outgoing.only)} if outgoing.only else {}
    profiles = write_line("slr:profiles", {"generalProfile": "xliff:codepoints"})
    units = "".join([_unit(unit, prepared) for unit, prepared in outgoing.written_parts(_prepared)])
    file = write_line("file", {"id": "f1", "original": outgoing.original, **only}, f"\n{profiles}{units}")
    return write_document(write_element("xliff", {**spaces, **attributes}, f"\n{file}"))


class _PreparedUnit(NamedTuple):
    """What an element has before the layout is done: its attributes, what comes before its notes, the last notes, and
    what comes after them, all as XML.
    """

    attributes: str
    terms: str
    notes: str
    words: str


def _prepared(unit: Unit) -> _PreparedUnit:
    """Return the words of a unit in both languages, after the mark-up of their codes, and what else is known of it."""
    attributes = {"id": anchor_name(unit.key), "name": unit.key, "type": f"bb:{unit.kind}", "bb:was": unit.was}
    if unit.literal:
        attributes["bb:literal"] = "yes"
    source = numbered(words_of(unit.source, unit.literal))
    target = numbered(words_of(unit.target, unit.literal), source) if unit.target is not None else source
    own = {code.number for code in source.codes if code.kind == "note"}
    data = _Data(own, unit.key)
    state = {"state": _STATES[unit.state], **({"subState": _STALE} if unit.state == "stale" else {})}
    sides = "".join(
        write_line(tag, {"xml:space": "preserve"}, write_words(words, data.element_of))
        for tag, words in (("source", source), ("target", target))
    )
    segment = write_line("segment", state, f"\n{sides}")
    notes = _notes((*word_notes(unit), ("source", f"{unit.file}:{unit.line}")))
    return _PreparedUnit(write_attributes(attributes), _terms(unit.terms), notes, f"{data.written()}{segment}")


def _unit(unit: Unit, prepared: _PreparedUnit) -> str:
    limit = f' slr:sizeRestriction="{unit.limit}"' if unit.limit is not None else ""
    notes = write_line("notes", content=f"\n{_notes(layout_notes(unit))}{prepared.notes}")
    return f"<unit{prepared.attributes}{limit}>\n{prepared.terms}{notes}{prepared.words}</unit>\n"


def _terms(terms: tuple[TermFound, ...]) -> str:
    entries = "".join(
        write_line(
            "gls:glossEntry",
            content=write_element("gls:term", content=write_text(term.source))
            + "".join(write_element("gls:translation", content=write_text(word)) for word in term.targets),
        )
        for term in terms
        if term.targets
    )
    return write_line("gls:glossary", content=entries) if entries else ""


def _notes(notes: Iterable[tuple[str, str]]) -> str:
    return "".join([write_line("note", {"category": category}, write_text(note)) for category, note in notes])


class _Data:
    """The mark-up of a unit's codes, each text once. `notes` are the numbers of notes that are units of their own."""

    def __init__(self, notes: set[str], key: str):
        self.entries: dict[str, str] = {}
        self._notes = notes
        self._key = key

    def written(self) -> str:
        """Return the mark-up as an element, "" if there is none. Ask after all codes have been written."""
        data = (write_element("data", {"id": number}, write_text(text)) for text, number in self.entries.items())
        return write_line("originalData", content="".join(data)) if self.entries else ""

    def element_of(self, code: NumberedCode) -> tuple[str, dict[str, str]]:
        """Return the element of a code."""
        name = KINDS[code.kind]
        attributes = {"id": code.number, "type": "fmt" if name.startswith("xlf:") else "other", "subType": name}
        needed = {"canDelete": "no", "canCopy": "no"} if code.kind in REQUIRED else {}
        if code.closing is not None:
            if code.kind == "link":
                attributes["type"] = "link"
            start, end = self._reference(code.code.markup), self._reference(code.closing.markup)
            return "pc", {**attributes, "dataRefStart": start, "dataRefEnd": end}
        attributes |= {"disp": code.code.shown, **needed}
        if code.number in self._notes:
            number = code.code.shown.strip("{}").rpartition(" ")[2]
            return "ph", {**attributes, "subFlows": anchor_name(f"{self._key}.note.{number}")}
        return "ph", {**attributes, "dataRef": self._reference(code.code.markup)}

    def _reference(self, text: str) -> str:
        return self.entries.setdefault(text, f"d{len(self.entries) + 1}")


# --- Reading ---------------------------------------------------------------------------------------------------------


def read_xliff20(data: bytes, name: str) -> ReturnedFile:
    """Return the units of an XLIFF 2 file. A unit that cannot be read is a problem; the others are read.

    Raises BuildError for a file that is no XLIFF 2.
    """
    return units_of_file(read_xml(data, name), name)


def units_of_file(xml: XmlFile, name: str) -> ReturnedFile:
    """Return the units of a document."""
    files = list(xml.root.iter("{*}file"))
    if local_name(xml.root) != "xliff" or not xml.root.get("version", "").startswith("2.") or not files:
        raise BuildError(Diagnostic("exchange", "this is not an XLIFF 2 file", Span(name)))
    raw: list[RawUnit] = []
    problems: list[Diagnostic] = []
    for element, sound in xml.sound([unit for file in files for unit in file.iter("{*}unit")]):
        key, line = element.get("name", ""), element.sourceline or 1
        try:
            if not sound:
                raise Unwritable("the file is damaged here")
            raw.append(_read_unit(element))
        except Unwritable as error:
            problems.append(Diagnostic("exchange", f"{key or 'a unit without `name`'}: {error}", Span(name, line, 1)))
    units, more = joined_notes(raw, name)
    return ReturnedFile(
        name=name,
        publication=files[0].get("original", "").partition("/")[0],
        source_language=xml.root.get("srcLang", ""),
        target_language=xml.root.get("trgLang", ""),
        units=tuple(units),
        problems=(*problems, *more),
        only=states_of(files[0].get(f"{_B}only", "").split()),
    )


def _read_unit(element: Any) -> RawUnit:
    """Return a unit. Tools may divide its one segment into several, with `ignorable` spaces between them, and order
    their translations otherwise.
    """
    key = element.get("name")
    parts = [part for part in element if local_name(part) in ("segment", "ignorable")]
    sources = [part.find("{*}source") for part in parts]
    if not key or not parts:
        raise Unwritable("it was not sent out")
    if not any(source is not None for source in sources):
        raise Unwritable("it has no source")
    codes = _Codes(element)
    words = [read_words(source, codes.code_of) if source is not None else () for source in sources]
    translations: list[tuple[int, Words]] = []
    segments: list[Segment] = []
    for number, (part, source) in enumerate(zip(parts, words, strict=True), 1):
        target = part.find("{*}target")
        translation = read_words(target, codes.code_of) if target is not None else None
        if local_name(part) == "segment":
            segments.append(Segment(source, translation, _state(part)))
        elif translation is None:
            translation = source
        order = target.get("order", "") if target is not None else ""
        translations.append((int(order) if order.isdecimal() else number, translation or ()))
    if not segments:
        raise Unwritable("it has no source")
    whole = any(segment.target is not None for segment in segments)
    if len(segments) > 1:
        whole = check_whole(segments) and whole
    ordered = sorted(translations, key=lambda pair: pair[0])
    translated = joined(piece for _, pieces in ordered for piece in pieces) if whole else ()
    check_pairs(translated)
    return RawUnit(
        key=key,
        source=joined(piece for pieces in words for piece in pieces),
        target=translated or None,
        state=min((segment.state for segment in segments), key=("draft", "new", "translated", "final").index),
        line=element.sourceline or 1,
        was=element.get(f"{_B}was", ""),
        literal=element.get(f"{_B}literal") == "yes",
        limit=limit_of(element.get(f"{_S}sizeRestriction", "")),
    )


class _Codes:
    """The codes of a unit by their ids. A tool that writes one anew may leave out how it is written, and name the code
    that it copied.
    """

    def __init__(self, unit: Any):
        self._texts = {data.get("id", ""): text_of(data) for data in unit.iterfind("{*}originalData/{*}data")}
        codes = [inner for part in unit for inner in part.iter(*(f"{{*}}{name}" for name in _CODES))]
        self._ends = {
            _begun_by(end): self._texts.get(end.get("dataRef", ""), "") for part in unit for end in part.iter("{*}ec")
        }
        self._known = {
            inner.get("id", ""): code
            for inner in reversed(codes)
            if (code := _code(inner, self._texts, self._ends)) is not None
        }

    def code_of(self, element: Any) -> NumberedCode:
        """Return the code of an element. Raises Unwritable for one that was not sent out."""
        name = local_name(element)
        code = self._known.get(_begun_by(element)) if name in CLOSING else _code(element, self._texts, self._ends)
        if code is None and name in _CODES and not element.get("subType"):
            code = self._known.get(element.get("copyOf") or element.get("id", ""))
        if code is None or (code.closing is None) != (name == "ph"):
            raise Unwritable(f'a code <{name} id="{element.get("id", "")}"> that was not sent out')
        return code


_CODES = ("ph", "pc", "sc")


def _begun_by(end: Any) -> str:
    """Return the id of the element that begins the pair that another ends; alone in its unit, it has that id itself."""
    return str(end.get("startRef") or end.get("id", ""))


def _state(segment: Any) -> ReturnedState:
    return "draft" if segment.get("subState") == _STALE else _RETURNED.get(segment.get("state", ""), "draft")


def _code(element: Any, texts: dict[str, str], ends: dict[str, str]) -> NumberedCode | None:
    """Return the code of an element, or None if it is unknown. `ends` are the texts of elements that end a pair."""
    kind, number = _NAMES.get(element.get("subType", ""), ""), element.get("id", "")
    shown = element.get("disp", "")
    if local_name(element) in ("pc", *OPENING):
        start = texts.get(element.get("dataRefStart") or element.get("dataRef", ""), "")
        end = texts.get(element.get("dataRefEnd", ""), "") or ends.get(number, "")
        code = code_of_template(number, kind, f"{start}{ELLIPSIS}{end}" if start and end else "")
        return code if code is not None and code.closing is not None else None
    if local_name(element) != "ph":
        return None
    template = texts.get(element.get("dataRef", ""), "")
    if kind == "note" and not template:
        return NumberedCode(number, InlineCode("note", "", "", shown))
    return code_of_template(number, kind, template or shown)
