"""TBX-Basic of 2008 (`martif`): the term base. Translation tools read this form; few read that of 2019."""

from __future__ import annotations

from builder.check.termbase import of_language
from builder.content.model.publication import Term
from builder.exchange.collect import Outgoing
from builder.exchange.xml_output import write_document, write_element, write_line, write_text

__all__ = ["write_tbx"]

_PREFERRED, _ADMITTED, _AVOIDED = (f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated"))


def write_tbx(outgoing: Outgoing) -> bytes:
    """Return the terms of the publication in both languages, with the words to avoid."""
    origin = write_line("sourceDesc", content=write_line("p", content=write_text(outgoing.original)))
    encoding = write_line("p", {"type": "XCSURI"}, "TBXBasicXCSV02.xcs")
    header = write_line("fileDesc", content=origin) + write_line("encodingDesc", content=encoding)
    languages = (outgoing.source, outgoing.target)
    entries = "".join(
        _entry(f"t{number}", term, languages) for number, term in enumerate(outgoing.publication.terms, 1)
    )
    text = write_line("text", content=write_line("body", content=f"\n{entries}"))
    attributes = {"type": "TBX-Basic", "xml:lang": outgoing.source}
    return write_document(write_element("martif", attributes, f"\n{write_line('martifHeader', content=header)}{text}"))


def _entry(name: str, term: Term, languages: tuple[str, str]) -> str:
    """Return an entry; "" if no word is agreed in either language."""
    words = {tag: (of_language(term.terms, tag), of_language(term.forbidden, tag)) for tag in languages}
    if not any(agreed for agreed, _ in words.values()):
        return ""
    groups: list[str] = []
    for tag, (agreed, avoided) in words.items():
        terms = [_term(word, _ADMITTED if number else _PREFERRED) for number, word in enumerate(agreed)]
        terms += [_term(word, _AVOIDED) for word in avoided]
        if terms:
            groups.append(write_line("langSet", {"xml:lang": tag}, "".join(terms)))
    return write_line("termEntry", {"id": name}, "".join(groups))


def _term(word: str, status: str) -> str:
    note = write_line("termNote", {"type": "administrativeStatus"}, status)
    return write_line("tig", content=write_line("term", content=write_text(word)) + note)
