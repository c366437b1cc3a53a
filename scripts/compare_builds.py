"""Compare what two versions of the builder write: every file of every publication, part by part, in canonical XML.

    python scripts/compare_builds.py REVISION            # REVISION against the working tree
    python scripts/compare_builds.py REVISION --show 40  # with 40 lines of difference a part

The revision is checked out into a temporary folder and run with this Python. Relationship ids are compared by what they
point to, content types by part, embedded workbooks by their cells: how a library numbers its ids is not a difference.
Exits with 1 where a part differs.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import io
import os
import posixpath
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import openpyxl
from lxml import etree

HERE = Path(__file__).resolve().parents[1]
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, list[str]]


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("revision")
    arguments.add_argument("--show", type=int, default=12, metavar="LINES")
    arguments.add_argument("--only", default="", help="compare the files whose name holds this text")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        tree = Path(folder, "tree")
        subprocess.run(["git", "worktree", "add", "-q", "--detach", tree, options.revision], cwd=HERE, check=True)
        try:
            publications = [HERE / "content/mistral-ai", *sorted((HERE / "tests/publications").iterdir())]
            for root, target in ((tree, old), (HERE, new)):
                for publication in publications:
                    build(root, publication, target)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=HERE, check=True)
        return compare(old, new, options.only, options.show)


def build(root: Path, publication: Path, target: Path) -> None:
    """Build all files of a publication with the package in `root`."""
    command = [sys.executable, "-m", "builder", "build", str(publication), "--output", str(target)]
    environment = {**os.environ, "PYTHONPATH": str(root), "SOURCE_DATE_EPOCH": "1767225600"}
    subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)


def compare(old: Path, new: Path, only: str, show: int) -> int:
    """Report each part that differs. Returns the exit code."""
    names = sorted({file.name for folder in (old, new) for file in folder.iterdir() if only in file.name})
    different = 0
    for name in names:
        before, after = parts_of(old / name), parts_of(new / name)
        for part in sorted(before.keys() | after.keys()):
            lines = list(difflib.unified_diff(before.get(part, []), after.get(part, []), n=1, lineterm=""))
            if lines:
                different += 1
                print(f"{name}{part}: {len(lines)} lines differ")
                print("".join(f"    {line[:200]}\n" for line in lines[2 : 2 + show]), end="")
    print(f"{len(names)} files, {different} parts differ")
    return 1 if different else 0


def parts_of(path: Path) -> Parts:
    """Each part of an Office file as the lines of its canonical form; none where the file is missing."""
    if not path.is_file():
        return {}
    with zipfile.ZipFile(path) as archive:
        blobs = {f"/{name}": archive.read(name) for name in archive.namelist()}
    parts: Parts = {}
    for name, blob in blobs.items():
        if name.endswith(".rels"):
            parts[name] = sorted("{} {}".format(*target) for target in targets(name, blob).values())
        elif name == "/[Content_Types].xml":
            parts[name] = content_types(blob, blobs)
        elif name.endswith(".xlsx"):
            parts[name] = cells(blob)
        elif name.endswith(".xml"):
            parts[name] = canonical(name, blob, blobs)
        else:
            parts[name] = [hashlib.sha256(blob).hexdigest()]
    return parts


def targets(name: str, blob: bytes) -> dict[str, tuple[str, str]]:
    """The relationships of one .rels part: id → (type, target)."""
    folder = posixpath.dirname(posixpath.dirname(name))
    parts = {}
    for element in etree.fromstring(blob):
        target = element.get("Target")
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(folder, target))
        parts[element.get("Id")] = (element.get("Type"), target)
    return parts


def content_types(blob: bytes, blobs: dict[str, bytes]) -> list[str]:
    """The media type of each part."""
    root = etree.fromstring(blob)
    by_name = {e.get("PartName"): e.get("ContentType") for e in root if e.get("PartName")}
    by_extension = {e.get("Extension").lower(): e.get("ContentType") for e in root if e.get("Extension")}
    return sorted(
        f"{name} {by_name.get(name, by_extension.get(name.rpartition('.')[2].lower()))}"
        for name in blobs
        if name != "/[Content_Types].xml"
    )


def cells(blob: bytes) -> list[str]:
    """The values and number formats of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(blob))
    return [
        f"{sheet.title} {cell.coordinate} {cell.value!r} {cell.number_format}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def canonical(name: str, blob: bytes, blobs: dict[str, bytes]) -> list[str]:
    """The lines of a part: exclusive canonical XML, an element a line, relationship ids as their targets."""
    folder, file = posixpath.split(name)
    rels = blobs.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    known = targets(posixpath.join(folder, "_rels", f"{file}.rels"), rels) if rels else {}
    root = etree.fromstring(blob)
    for element in root.iter(etree.Element):
        for key, value in element.items():
            if key.startswith(f"{{{RELATIONSHIPS}}}"):
                element.set(key, " ".join(known.get(value, ("?", value))))
    text = etree.tostring(root, method="c14n", exclusive=True).decode()
    return text.replace("<", "\n<").splitlines()


if __name__ == "__main__":
    sys.exit(main())
