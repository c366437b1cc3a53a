"""TMX 1.4: a memory of accepted translations, in plain text as PO files have it (tools match elements in it with
nothing).
"""

from __future__ import annotations

from importlib.metadata import version

from builder.exchange.collect import Outgoing
from builder.exchange.unit import Unit
from builder.exchange.xml_output import write_document, write_element, write_line, write_text

__all__ = ["write_tmx"]


def write_tmx(outgoing: Outgoing) -> bytes:
    """Return the accepted translations as a TMX file; all of them if the publication has no `reviewed.txt`."""
    header = {
        "creationtool": "bilingual-builder",
        "creationtoolversion": version("bilingual-builder"),
        "segtype": "paragraph",
        "o-tmf": "builder",
        "adminlang": "en",
        "srclang": outgoing.source,
        "datatype": "plaintext",
    }
    pairs = "".join(
        _pair(unit, unit.target, outgoing)
        for unit in outgoing.unplaced
        if unit.target is not None and (unit.state == "accepted" or not outgoing.has_reviews)
    )
    body = write_line("body", content=f"\n{pairs}")
    return write_document(write_element("tmx", {"version": "1.4"}, f"\n{write_line('header', header)}{body}"))


def _pair(unit: Unit, target: str, outgoing: Outgoing) -> str:
    sides = "".join(
        write_line("tuv", {"xml:lang": language}, write_element("seg", content=write_text(words)))
        for language, words in ((outgoing.source, unit.source), (outgoing.target, target))
    )
    return write_line("tu", {"tuid": unit.key, "segtype": "paragraph"}, f"\n{sides}")
