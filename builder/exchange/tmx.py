"""TMX 1.4: a memory of accepted translations, in plain text as PO files have it (tools match elements in it with
nothing).
"""

from __future__ import annotations

from importlib.metadata import version

from lxml import etree

from builder.exchange.collect import Outgoing
from builder.exchange.unit import Unit
from builder.exchange.xml_files import XML, child, inline, to_bytes

__all__ = ["write_tmx"]


def write_tmx(outgoing: Outgoing) -> bytes:
    """Return the accepted translations as a TMX file; all of them if the publication has no `reviewed.txt`."""
    root = etree.Element("tmx", {"version": "1.4"})
    root.text = "\n"
    child(
        root,
        "header",
        {
            "creationtool": "bilingual-builder",
            "creationtoolversion": version("bilingual-builder"),
            "segtype": "paragraph",
            "o-tmf": "builder",
            "adminlang": "en",
            "srclang": outgoing.source,
            "datatype": "plaintext",
        },
    )
    body = child(root, "body")
    body.text = "\n"
    for unit in outgoing.units:
        if unit.target is not None and (unit.state == "accepted" or not outgoing.has_reviews):
            _write_pair(body, unit, unit.target, outgoing)
    return to_bytes(root)


def _write_pair(body: etree._Element, unit: Unit, target: str, outgoing: Outgoing) -> None:
    pair = child(body, "tu", {"tuid": unit.key, "segtype": "paragraph"})
    pair.text = "\n"
    for language, words in ((outgoing.source, unit.source), (outgoing.target, target)):
        side = child(pair, "tuv", {f"{XML}lang": language})
        inline(side, "seg", text=words)
