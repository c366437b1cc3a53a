"""TBX-Basic of 2008 (`martif`): the term base. Translation tools read this form; few read that of 2019."""

from __future__ import annotations

from typing import Any

from lxml import etree

from builder.check.termbase import of_language
from builder.content.model.publication import Term
from builder.exchange.collect import Outgoing
from builder.exchange.xml_files import XML, child, to_bytes

__all__ = ["write_tbx"]

_PREFERRED, _ADMITTED, _AVOIDED = (f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated"))


def write_tbx(outgoing: Outgoing) -> bytes:
    """Return the terms of the publication in both languages, with the words to avoid."""
    root = etree.Element("martif", {"type": "TBX-Basic", f"{XML}lang": outgoing.source})
    root.text = "\n"
    header = child(root, "martifHeader")
    description = child(child(header, "fileDesc"), "sourceDesc")
    child(description, "p", text=outgoing.original)
    child(child(header, "encodingDesc"), "p", {"type": "XCSURI"}, "TBXBasicXCSV02.xcs")
    body = child(child(root, "text"), "body")
    body.text = "\n"
    for number, term in enumerate(outgoing.publication.terms, 1):
        _write_entry(body, f"t{number}", term, (outgoing.source, outgoing.target))
    return to_bytes(root)


def _write_entry(body: Any, name: str, term: Term, languages: tuple[str, str]) -> None:
    words = {tag: (of_language(term.terms, tag), of_language(term.forbidden, tag)) for tag in languages}
    if not any(agreed for agreed, _ in words.values()):
        return
    entry = child(body, "termEntry", {"id": name})
    for tag, (agreed, avoided) in words.items():
        if agreed or avoided:
            group = child(entry, "langSet", {f"{XML}lang": tag})
            for number, word in enumerate(agreed):
                _write_term(group, word, _ADMITTED if number else _PREFERRED)
            for word in avoided:
                _write_term(group, word, _AVOIDED)


def _write_term(group: Any, word: str, status: str) -> None:
    term = child(group, "tig")
    child(term, "term", text=word)
    child(term, "termNote", {"type": "administrativeStatus"}, status)
