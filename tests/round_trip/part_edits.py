"""Edits of single parts of Office files, as programs write them: charts, properties, headers, the body."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree

from builder.office.xml import qn

__all__ = ["alt_texts", "chart_points", "rewritten", "type_in_chart", "with_many_runs"]


def rewritten(path: Path, target: Path, parts: str, change: Callable[[Any], object]) -> Path:
    """The file with `change` applied to the root of each part whose name matches."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if re.search(parts, name):
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            archive.writestr(name, content)
    return target


def alt_texts(root: Any, old: str, new: str) -> int:
    """Type over words of alternative texts in the pane. Returns how many have them."""
    described = [node for node in root.iter(qn("wp:docPr"), qn("p:cNvPr")) if old in node.get("descr", "")]
    for node in described:
        node.set("descr", node.get("descr").replace(old, new))
    return len(described)


def chart_points(root: Any, words: str) -> list[Any]:
    """The cached points of a chart with these words or this number."""
    return [node for node in root.iter(qn("c:v")) if node.text == words]


def type_in_chart(old: str, new: str) -> Callable[[Any], None]:
    """Edit the data of a chart: every cache of these words gets others."""

    def change(root: Any) -> None:
        for node in chart_points(root, old):
            node.text = new

    return change


def with_many_runs(root: Any) -> None:
    """Divide runs as Word does between sessions: identifiers of revisions, marks of the spelling, smart tags."""
    w = qn("w:p")[:-1]
    for number, run in enumerate(list(root.iter(f"{w}r"))):
        node = run.find(f"{w}t")
        children = [child for child in run if child.tag != f"{w}rPr"]
        if node is None or len(children) != 1 or len(node.text or "") < 4:
            continue
        text, middle = node.text, len(node.text) // 2
        second = etree.fromstring(etree.tostring(run))
        second.tail = None
        node.text, second.find(f"{w}t").text = text[:middle], text[middle:]
        for part, name in ((run, "00AB12CD"), (second, "00EF34AB")):
            part.set(f"{w}rsidR", name)
            part.find(f"{w}t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addnext(second)
        run.addprevious(etree.Element(f"{w}proofErr", {f"{w}type": "spellStart"}))
        second.addnext(etree.Element(f"{w}proofErr", {f"{w}type": "spellEnd"}))
        if number % 3 == 0:
            tag = etree.Element(f"{w}smartTag", {f"{w}uri": "urn:x", f"{w}element": "place"})
            second.addprevious(tag)
            tag.append(second)
