"""XLIFF 1.2, strict: codes are protected elements, notes are units of their own.

A missing translation is a copy of the source: OmegaT translates no unit whose target is absent or empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.diagnostics import BuildError, Diagnostic
from builder.exchange.coded_xml import CLOSING, OPENING, check_pairs, read_words, write_words
from builder.exchange.note_units import RawUnit, joined_notes
from builder.exchange.numbered_codes import (
    NumberedCode,
    NumberedWords,
    code_of_template,
    is_usual,
    numbered,
    template_of,
)
from builder.exchange.segments import Segment, check_whole
from builder.exchange.unit import ReturnedFile, ReturnedState, Unit, limit_of, states_of
from builder.exchange.unit_notes import layout_notes, word_notes
from builder.exchange.words import CodeKind, InlineCode, Unwritable, words_of
from builder.exchange.xml_files import XmlFile, local_name, read_xml, text_of
from builder.exchange.xml_output import write_attributes, write_document, write_element, write_line, write_text
from builder.source import Span
from builder.writers.word.anchors import anchor_name

if TYPE_CHECKING:
    from builder.exchange.collect import Outgoing

__all__ = ["NAMESPACE", "read_xliff12", "write_xliff12"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {
    "missing": "new", "stale": "needs-review-translation", "translated": "translated", "accepted": "final",
}  # fmt: skip
_RETURNED: dict[str, ReturnedState] = {
    "": "translated", "new": "new", "needs-translation": "new", "translated": "translated", "final": "final",
    "signed-off": "final",
}  # fmt: skip
"""States of a returned target; every other one (`needs-…`, `x-…`) is a draft."""
_CTYPES: dict[CodeKind, str] = {"bold": "bold", "italic": "italic", "link": "link", "break": "lb"}
_KINDS: dict[str, CodeKind] = {ctype: kind for kind, ctype in _CTYPES.items()}
_OWN = "x-bb-"
_LITERAL = "plaintext"
"""The `datatype` of words without mark-up."""
_CODES = "x-bb-codes"


# --- Writing ---------------------------------------------------------------------------------------------------------


def write_xliff12(outgoing: Outgoing) -> bytes:
    """Return the units as an XLIFF 1.2 file."""
    attributes = {
        "original": outgoing.original,
        "source-language": outgoing.source,
        "target-language": outgoing.target,
        "datatype": "x-bilingual-builder",
        "date": outgoing.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        **({"category": " ".join(outgoing.only)} if outgoing.only else {}),
    }
    units = "".join([_unit(unit, prepared) for unit, prepared in outgoing.written_parts(_prepared)])
    body = write_line("body", content=f"\n{units}")
    file = write_line("file", attributes, f"\n{body}")
    return write_document(write_element("xliff", {"xmlns": NAMESPACE, "version": "1.2"}, f"\n{file}"))


class _PreparedUnit(NamedTuple):
    """What an element has before the layout is done: its attributes, what comes before its notes, and the last notes,
    all as XML.
    """

    attributes: str
    content: str
    notes: tuple[str, ...]


def _prepared(unit: Unit) -> _PreparedUnit:
    """Return the words of a unit in both languages, the place in the author's files, its codes, and what else is known
    of it.
    """
    attributes = {"id": anchor_name(unit.key), "resname": unit.key, "restype": f"x-{unit.kind}"}
    if unit.state == "accepted":
        attributes["approved"] = "yes"
    if unit.literal:
        attributes["datatype"] = _LITERAL
    attributes |= {"extradata": unit.was, "xml:space": "preserve"}
    source = numbered(words_of(unit.source, unit.literal))
    target = numbered(words_of(unit.target, unit.literal), source) if unit.target is not None else source
    content = (
        write_line("source", content=write_words(source, _element_of)),
        write_line("target", {"state": _STATES[unit.state]}, write_words(target, _element_of)),
        _location(unit),
        _codes(source, target),
    )
    return _PreparedUnit(write_attributes(attributes), "".join(content), _notes(word_notes(unit)))


def _unit(unit: Unit, prepared: _PreparedUnit) -> str:
    limit = f' maxwidth="{unit.limit}" size-unit="char"' if unit.limit is not None else ""
    notes = (*_notes(layout_notes(unit)), *prepared.notes)
    note = write_line("note", {"from": "developer"}, "\n".join(notes)) if notes else ""
    return f"<trans-unit{prepared.attributes}{limit}>\n{prepared.content}{note}</trans-unit>\n"


def _notes(notes: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple([write_text(note) for _, note in notes])


def _location(unit: Unit) -> str:
    file = write_element("context", {"context-type": "sourcefile"}, write_text(unit.file))
    number = write_element("context", {"context-type": "linenumber"}, str(unit.line))
    return write_line("context-group", {"purpose": "location"}, file + number)


def _element_of(code: NumberedCode) -> tuple[str, dict[str, str]]:
    ctype = _CTYPES.get(code.kind, f"{_OWN}{code.kind}")
    if code.closing is not None:
        return "g", {"id": code.number, "ctype": ctype}
    if code.kind == "break":
        return "x", {"id": code.number, "ctype": ctype}
    ctype = f"{_OWN}{code.kind}"  # an address alone is no run of words
    return "x", {"id": code.number, "ctype": ctype, "equiv-text": code.code.shown}


def _codes(source: NumberedWords, target: NumberedWords) -> str:
    """Return how codes are written, where their elements do not say it and no other unit does; "" if all do."""
    if not (source.codes or target.codes):
        return ""
    noted = {code.number for code in source.codes if code.kind == "note"}
    codes = {code.number: code for code in (*target.codes, *source.codes) if code.number not in noted}
    hidden = [code for code in codes.values() if not is_usual(code) and template_of(code) != code.code.shown]
    if not hidden:
        return ""
    contexts = (
        write_element("context", {"context-type": f"{_OWN}{code.number}"}, write_text(template_of(code)))
        for code in sorted(hidden, key=lambda code: int(code.number))
    )
    return write_line("context-group", {"purpose": _CODES}, "".join(contexts))


# --- Reading ---------------------------------------------------------------------------------------------------------


def read_xliff12(data: bytes, name: str) -> ReturnedFile:
    """Return the units of an XLIFF 1.2 file. A unit that cannot be read is a problem; the others are read.

    Raises BuildError for a file that is no XLIFF 1.2.
    """
    return units_of_file(read_xml(data, name), name)


def units_of_file(xml: XmlFile, name: str) -> ReturnedFile:
    """Return the units of a document."""
    files = list(xml.root.iter("{*}file"))
    if local_name(xml.root) != "xliff" or not files:
        raise BuildError(Diagnostic("exchange", "this is not an XLIFF 1.2 file", Span(name)))
    raw: list[RawUnit] = []
    problems: list[Diagnostic] = []
    for element, sound in xml.sound([unit for file in files for unit in file.iter("{*}trans-unit")]):
        key, line = element.get("resname", ""), element.sourceline or 1
        try:
            if not sound:
                raise Unwritable("the file is damaged here")
            raw.append(_read_unit(element))
        except Unwritable as error:
            problems.append(
                Diagnostic("exchange", f"{key or 'a unit without `resname`'}: {error}", Span(name, line, 1))
            )
    units, more = joined_notes(raw, name)
    first = files[0]
    return ReturnedFile(
        name=name,
        publication=first.get("original", "").partition("/")[0],
        source_language=first.get("source-language", ""),
        target_language=first.get("target-language", ""),
        units=tuple(units),
        problems=(*problems, *more),
        only=states_of(first.get("category", "").split()),
    )


def _read_unit(element: Any) -> RawUnit:
    key = element.get("resname")
    source, target = element.find("{*}source"), element.find("{*}target")
    if not key or source is None:
        raise Unwritable("it was not sent out")
    templates = {
        context.get("context-type", "").removeprefix(_OWN): text_of(context)
        for group in element.iter("{*}context-group")
        if group.get("purpose") == _CODES
        for context in group
    }
    codes = {
        inner.get("id", ""): _code(inner, templates)
        for part in (target, source)
        if part is not None
        for inner in part.iter("{*}x", "{*}g", "{*}bx")
        if inner.get("ctype")
    }
    begun = {inner.get("rid"): inner.get("id", "") for part in (source, target) for inner in _begun(part)}

    def code_of(inner: Any) -> NumberedCode:
        name, number = local_name(inner), inner.get("id", "")
        if name in CLOSING:
            number = begun.get(inner.get("rid"), number)
        code = codes.get(number)
        if name not in ("x", "g", *OPENING, *CLOSING) or code is None:
            raise Unwritable(f'a code <{name} id="{inner.get("id", "")}"> that was not sent out')
        return code

    words = read_words(source, code_of)
    translation = read_words(target, code_of) if target is not None else ()
    state = _state(element, target, translation == words)
    if target is not None and not _is_whole(element, target, code_of):
        translation = ()
    check_pairs(translation)
    return RawUnit(
        key=key,
        source=words,
        target=translation or None,
        state=state,
        line=element.sourceline or 1,
        was=element.get("extradata", ""),
        literal=element.get("datatype") == _LITERAL,
        guessed=state == "draft" and target.get("state-qualifier") == "fuzzy-match",
        limit=limit_of(element.get("maxwidth", "")) if element.get("size-unit") == "char" else None,
    )


def _begun(part: Any) -> list[Any]:
    """Return the elements that begin a pair and name it."""
    return [inner for inner in part.iter("{*}bx") if inner.get("rid")] if part is not None else []


def _state(element: Any, target: Any, is_copy: bool) -> ReturnedState:
    """Return the state of a translation. A copy of the source for which the file has no state is not translated."""
    if target is None:
        return "new"
    written = target.get("state", "")
    if not written and is_copy and element.get("approved") != "yes":
        return "new"
    return _RETURNED.get(written, "draft")


def _is_whole(element: Any, target: Any, code_of: Callable[[Any], NumberedCode]) -> bool:
    """Return True if all segments that a tool divided a unit into are translated, False if none is. Raises Unwritable
    if only some are.
    """
    sources = _segments(element.find("{*}seg-source"))
    if len(sources) < 2:
        return True
    targets = _segments(target)
    state = _RETURNED.get(target.get("state", "new"), "draft")
    segments = []
    for name, part in sources.items():
        words = read_words(targets[name], code_of) if name in targets else None
        segments.append(Segment(read_words(part, code_of), words, state if words else "new"))
    return check_whole(segments)


def _segments(part: Any) -> dict[str, Any]:
    """Return the segments in a source or target, by their names."""
    marks = part.iter("{*}mrk") if part is not None else ()
    return {mark.get("mid", ""): mark for mark in marks if mark.get("mtype") == "seg"}


def _code(element: Any, templates: dict[str, str]) -> NumberedCode | None:
    """Return the code of an element, or None if it is unknown."""
    ctype, shown = element.get("ctype", ""), element.get("equiv-text", "")
    kind = ctype.removeprefix(_OWN) if ctype.startswith(_OWN) else _KINDS.get(ctype, "")
    number = element.get("id", "")
    template = templates.get(number, "")
    if kind == "note" and not template:
        return NumberedCode(number, InlineCode("note", "", "", shown))
    return code_of_template(number, kind, template or shown)
