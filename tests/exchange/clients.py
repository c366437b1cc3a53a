"""Translators at work: the target of a unit changed in a file of each format, codes included."""

from __future__ import annotations

import copy
import io
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import docx
import polib
from docx.oxml.ns import qn
from lxml import etree

from builder.exchange.formats import FormatName
from builder.writers.word.anchors import anchor_name

__all__ = ["Client", "client"]


class Client(ABC):
    """A file that is open in a translator's tool."""

    @abstractmethod
    def say(self, key: str, words: str) -> None:
        """Type words in place of the target's, between its codes: `…{fund}…` keeps the code that is shown so."""

    @abstractmethod
    def drop_code(self, key: str, shown: str) -> None:
        """Delete a code from a target."""

    @abstractmethod
    def double_code(self, key: str, shown: str) -> None:
        """Copy a code, once more into the same target."""

    @abstractmethod
    def move_code(self, key: str, shown: str, to: str) -> None:
        """Cut a code and paste it at the end of another target."""

    @abstractmethod
    def rename(self, key: str, new: str) -> None:
        """Give a unit another key."""

    @abstractmethod
    def delete(self, key: str) -> None:
        """Delete a unit, or the row of one."""

    @abstractmethod
    def save(self) -> bytes:
        """The file as it comes back."""


class Po(Client):
    def __init__(self, data: bytes):
        self._file = polib.pofile(data.decode())

    def _entry(self, key: str) -> polib.POEntry:
        return next(entry for entry in self._file if entry.msgctxt == key)

    def say(self, key: str, words: str) -> None:
        self._entry(key).msgstr = words

    def drop_code(self, key: str, shown: str) -> None:
        entry = self._entry(key)
        entry.msgstr = entry.msgstr.replace(shown, "", 1)

    def double_code(self, key: str, shown: str) -> None:
        entry = self._entry(key)
        entry.msgstr = entry.msgstr.replace(shown, f"{shown} {shown}", 1)

    def move_code(self, key: str, shown: str, to: str) -> None:
        self.drop_code(key, shown)
        self._entry(to).msgstr += f" {shown}"

    def rename(self, key: str, new: str) -> None:
        self._entry(key).msgctxt = new

    def delete(self, key: str) -> None:
        self._file.remove(self._entry(key))

    def save(self) -> bytes:
        return str(self._file).encode() + b"\n"


class Xliff(Client):
    """Both versions: the names of attributes differ."""

    def __init__(self, data: bytes):
        self._root = etree.fromstring(data)

    def _unit(self, key: str) -> Any:
        return next(
            unit
            for unit in self._root.iter("{*}trans-unit", "{*}unit")
            if self._name(unit) in unit.attrib and unit.get(self._name(unit)) == key
        )

    @staticmethod
    def _name(unit: Any) -> str:
        return "resname" if etree.QName(unit).localname == "trans-unit" else "name"

    def _target(self, key: str) -> Any:
        return next(self._unit(key).iter("{*}target"))

    def _code(self, key: str, shown: str) -> Any:
        return next(
            code
            for code in self._target(key).iter("{*}x", "{*}ph")
            if shown in (code.get("equiv-text"), code.get("disp"))
        )

    def say(self, key: str, words: str) -> None:
        target = self._target(key)
        codes = {code.get("equiv-text") or code.get("disp"): code for code in target.iter("{*}x", "{*}ph")}
        for child in list(target):
            target.remove(child)
        target.text, last = "", None
        rest = words
        while rest:
            at, shown = min(((rest.find(shown), shown) for shown in codes if shown in rest), default=(len(rest), ""))
            found = rest[:at]
            if last is None:
                target.text += found
            else:
                last.tail = (last.tail or "") + found
            if shown:
                last = copy.copy(codes[shown])
                last.tail = None
                target.append(last)
            rest = rest[at + len(shown) :]
        for state in (target, target.getparent()):
            if "state" in state.attrib:
                state.set("state", "translated")

    def drop_code(self, key: str, shown: str) -> None:
        code = self._code(key, shown)
        before, parent = code.getprevious(), code.getparent()
        if before is not None:
            before.tail = (before.tail or "") + (code.tail or "")
        else:
            parent.text = (parent.text or "") + (code.tail or "")
        code.tail = None
        parent.remove(code)

    def double_code(self, key: str, shown: str) -> None:
        code = self._code(key, shown)
        code.addnext(copy.copy(code))

    def move_code(self, key: str, shown: str, to: str) -> None:
        code = copy.copy(self._code(key, shown))
        code.tail = None
        self.drop_code(key, shown)
        self._target(to).append(code)

    def rename(self, key: str, new: str) -> None:
        unit = self._unit(key)
        unit.set(self._name(unit), new)

    def delete(self, key: str) -> None:
        unit = self._unit(key)
        unit.getparent().remove(unit)

    def save(self) -> bytes:
        data: bytes = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8")
        return data


class Table(Client):
    """The table in Word, edited by its runs."""

    def __init__(self, data: bytes):
        self.document = docx.Document(io.BytesIO(data))

    @property
    def rows(self) -> list[Any]:
        return list(self.document.element.body.iter(qn("w:tr")))

    def cell(self, key: str) -> Any:
        row = next(
            row
            for row in self.rows
            if any(mark.get(qn("w:name")) == anchor_name(key) for mark in row.iter(qn("w:bookmarkStart")))
        )
        return list(row.iter(qn("w:tc")))[2]

    def _runs(self, key: str) -> list[Any]:
        return list(self.cell(key).iter(qn("w:r")))

    def _code(self, key: str, shown: str) -> Any:
        return next(run for run in self._runs(key) if "".join(text.text for text in run.iter(qn("w:t"))) == shown)

    def say(self, key: str, words: str) -> None:
        """As most people do: all is deleted and typed again, codes as plain text."""
        paragraph = next(self.cell(key).iter(qn("w:p")))
        for run in self._runs(key):
            run.getparent().remove(run)
        run = paragraph.makeelement(qn("w:r"), {})
        text = run.makeelement(qn("w:t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = words
        run.append(text)
        paragraph.append(run)

    def drop_code(self, key: str, shown: str) -> None:
        run = self._code(key, shown)
        run.getparent().remove(run)

    def double_code(self, key: str, shown: str) -> None:
        run = self._code(key, shown)
        run.addnext(copy.deepcopy(run))

    def move_code(self, key: str, shown: str, to: str) -> None:
        self._runs(to)[-1].addnext(self._code(key, shown))

    def rename(self, key: str, new: str) -> None:
        for part in self.document.part.package.iter_parts():
            if b"bilingual-builder:exchange" in part.blob and str(part.partname).startswith("/customXml/item"):
                part._blob = part.blob.replace(f'k="{key}"'.encode(), f'k="{new}"'.encode())

    def delete(self, key: str) -> None:
        row = next(self.cell(key).iterancestors(qn("w:tr")))
        row.getparent().remove(row)

    def save(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


_CLIENTS: dict[FormatName, Callable[[bytes], Client]] = {"po": Po, "xliff": Xliff, "xliff2": Xliff, "docx": Table}


def client(kind: FormatName, data: bytes) -> Client:
    """Open a file of a format."""
    return _CLIENTS[kind](data)
