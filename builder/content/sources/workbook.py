"""The package of a workbook (.xlsx, ECMA-376): its sheets, tables, names, texts and number formats.

Nothing is calculated, and no link to another file is followed.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from builder.content.files import FileProblem
from builder.content.sources.extras import require
from builder.content.sources.number_formats import GENERAL, NumberFormat, parse_format
from builder.content.sources.sheet_cells import Sheet, read_sheet, text_of

if TYPE_CHECKING:
    from zipfile import ZipFile

__all__ = ["DefinedName", "SheetTable", "Workbook", "open_workbook"]

MAX_PART = 256_000_000
"""Largest size in bytes of an unpacked part that is streamed: the cells of a sheet, the shared texts."""
MAX_TREE = 16_000_000
"""Largest size in bytes of an unpacked part that is held whole: names, styles, tables."""
MOST_TEXTS = 2_000_000
LONGEST_FORMAT = 1_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "save it as .xlsx in Excel or LibreOffice"


class DefinedName(Struct, frozen=True):
    """A name of the workbook: what it refers to, as written, and its sheet ("" for the whole workbook)."""

    name: str
    sheet: str
    text: str


class SheetTable(Struct, frozen=True):
    """A table of a sheet: its area without the row of totals, and its column names if it has no header row."""

    name: str
    sheet: str
    ref: str
    headless: tuple[str, ...]
    totals: int


class Workbook:
    """An open workbook, whose parts are read when they are needed, once."""

    def __init__(self, name: str, package: ZipFile) -> None:
        self.name = name
        self._package = package
        self._parts = {part.lower(): part for part in package.namelist()}
        self._sheets: dict[str, Sheet] = {}
        self._strings: list[str] | None = None
        self._formats: list[NumberFormat] | None = None
        self._tables: dict[str, SheetTable] | None = None
        self._paths: dict[str, str] = {}
        self._targets: dict[str, tuple[str, str]] = {}
        self.names: tuple[DefinedName, ...] = ()
        self.epoch_1904 = False
        self.never_calculated = False
        self._read_workbook()

    @property
    def sheet_names(self) -> list[str]:
        """The names of the sheets, in order."""
        return list(self._paths)

    def sheet(self, name: str) -> Sheet:
        """Return the cells of a sheet of `sheet_names`. Raises FileProblem."""
        if name not in self._sheets:
            with self._guarded(), self._open(self._paths[name], MAX_PART) as stream:
                self._sheets[name] = read_sheet(stream, name)
        return self._sheets[name]

    def text(self, index: int) -> str | None:
        """Return a shared text, or None if there is none of this index. Raises FileProblem."""
        if self._strings is None:
            self._strings = self._read_strings()
        return self._strings[index] if 0 <= index < len(self._strings) else None

    def format(self, style: int) -> NumberFormat:
        """Return the number format of a cell's style. Raises FileProblem."""
        if self._formats is None:
            self._formats = self._read_formats()
        return self._formats[style] if style < len(self._formats) else GENERAL

    def tables(self) -> dict[str, SheetTable]:
        """Return the tables of all sheets by name. Raises FileProblem."""
        if self._tables is None:
            self._tables = {table.name: table for table in self._read_tables()}
        return self._tables

    def _guarded(self) -> _Guard:
        return _Guard(self.name)

    def _open(self, part: str, limit: int) -> Any:
        """Open a part as a stream of bytes. Raises FileProblem if it is missing or larger than `limit`."""
        stored = self._parts.get(part.lower())
        if stored is None:
            raise FileProblem("data", f"`{self.name}` is damaged: it has no part `{part}`", _SAVE)
        size = self._package.getinfo(stored).file_size
        if size > limit:
            most = f"the limit is {limit / 1e6:.0f} MB"
            raise FileProblem("too-large", f"`{self.name}` holds a part of {size / 1e6:,.0f} MB; {most}")
        return self._package.open(stored)

    def _tree(self, part: str) -> Any:
        """Return the root element of a small part. Raises FileProblem."""
        from lxml.etree import XMLParser, parse

        with self._guarded(), self._open(part, MAX_TREE) as stream:
            root = parse(stream, XMLParser(resolve_entities=False, no_network=True, load_dtd=False)).getroot()
            if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
                raise FileProblem("data", f"`{self.name}`: the part `{part}` has a document type, as no workbook has")
            return root

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the type and the target of each relationship of a part, by id."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        if rels.lower() not in self._parts:
            return {}
        relations = {}
        for relation in self._tree(rels):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                relations[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], path)
        return relations

    def _related(self, kind: str) -> str | None:
        """Return the part of a kind that belongs to the workbook."""
        return next((target for name, target in self._targets.values() if name == kind), None)

    def _read_workbook(self) -> None:
        main = next((target for kind, target in self._relations("").values() if kind == "officeDocument"), None)
        if main is None:
            raise FileProblem("data", f"`{self.name}` is not a workbook", _SAVE)
        if main.endswith(".bin"):
            raise FileProblem("data", f"`{self.name}` is a binary workbook", _SAVE)
        root = self._tree(main)
        if not root.tag.endswith("}workbook"):
            raise FileProblem("data", f"`{self.name}` is not a workbook", _SAVE)
        self._targets = self._relations(main)
        for sheet in root.iterfind("{*}sheets/{*}sheet"):
            relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            kind, target = self._targets.get(relation, ("", ""))
            if kind == "worksheet":
                self._paths[sheet.get("name", "")] = target
        properties = root.find("{*}workbookPr")
        self.epoch_1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
        calculation = root.find("{*}calcPr")
        self.never_calculated = calculation is not None and calculation.get("fullCalcOnLoad") in ("1", "true")
        sheets = [sheet.get("name", "") for sheet in root.iterfind("{*}sheets/{*}sheet")]
        self.names = tuple(_defined_names(root, sheets))

    def _read_strings(self) -> list[str]:
        from lxml.etree import iterparse
        from openpyxl.utils.escape import unescape

        part = self._related("sharedStrings")
        if part is None:
            return []
        texts: list[str] = []
        with self._guarded(), self._open(part, MAX_PART) as stream:
            for _, element in iterparse(stream, tag="{*}si", resolve_entities=False, no_network=True, load_dtd=False):
                if len(texts) == MOST_TEXTS:
                    raise FileProblem("too-large", f"`{self.name}` has more than {MOST_TEXTS:,} texts")
                text = text_of(element)
                texts.append(unescape(text) if "_x" in text else text)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        return texts

    def _read_formats(self) -> list[NumberFormat]:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        part = self._related("styles")
        if part is None:
            return []
        root = self._tree(part)
        codes: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        for own in root.iterfind("{*}numFmts/{*}numFmt"):
            codes[own.get("numFmtId", "")] = own.get("formatCode", "")[:LONGEST_FORMAT]
        return [parse_format(codes.get(xf.get("numFmtId", "0"), "")) for xf in root.iterfind("{*}cellXfs/{*}xf")]

    def _read_tables(self) -> Iterator[SheetTable]:
        from openpyxl.worksheet.table import Table

        for sheet, path in self._paths.items():
            for kind, target in self._relations(path).values():
                if kind != "table":
                    continue
                with self._guarded():
                    table = Table.from_tree(self._tree(target))
                headless = () if table.headerRowCount in (None, 1) else tuple(table.column_names)
                yield SheetTable(table.displayName or table.name, sheet, table.ref, headless, table.totalsRowCount or 0)


def _defined_names(root: Any, sheets: list[str]) -> Iterator[DefinedName]:
    for name in root.iterfind("{*}definedNames/{*}definedName"):
        local = name.get("localSheetId", "")
        scope = sheets[int(local)] if local.isdecimal() and len(local) < 6 and int(local) < len(sheets) else ""
        yield DefinedName(name.get("name", ""), scope, (name.text or "").strip())


class _Guard:
    """Raise what damaged or hostile parts cause as a FileProblem."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, FileProblem):
            raise FileProblem("data", f"`{self._name}` is damaged", _SAVE) from None


def open_workbook(name: str, blob: bytes) -> Workbook:
    """Open a workbook. Raises FileProblem."""
    import zipfile

    require("openpyxl", "xlsx", "reading a workbook")
    if blob.startswith(_OLE):
        message = f"`{name}` is protected by a password, or in the format of Excel 97-2003"
        raise FileProblem("data", message, "save it as .xlsx, without a password")
    try:
        package = zipfile.ZipFile(io.BytesIO(blob))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise FileProblem("data", f"`{name}` is not a workbook", _SAVE) from None
    with _Guard(name):
        return Workbook(name, package)
