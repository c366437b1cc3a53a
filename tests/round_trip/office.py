"""LibreOffice as an editor, all documents in one start, by UNO; and pandoc, which reads tracked changes too."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.files.fonts import font_environment
from tests.files.rendering import office_program
from tests.files.tools import absent, program

__all__ = ["Job", "edited_in_office", "pandoc_changes", "pandoc_paragraphs", "resaved"]

PYTHON = Path("/usr/bin/python3")
SCRIPT = Path(__file__).with_name("uno_edits.py")
PATIENCE = 600.0


class Job(NamedTuple):
    """A document, where its edited form goes, and the steps between."""

    source: Path
    target: Path
    tracked: bool
    steps: list[list[Any]]


def edited_in_office(jobs: Iterable[Job], folder: Path) -> None:
    """Do jobs in one start of LibreOffice with its own profile. A job that fails leaves `TARGET.failed`."""
    if not PYTHON.exists() or subprocess.run([PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode:
        absent("LibreOffice's UNO for Python")
    entries = [
        {"source": str(job.source), "target": str(job.target), "tracked": job.tracked, "steps": job.steps}
        for job in jobs
    ]
    listed = folder / "jobs.json"
    listed.write_text(json.dumps(entries), encoding="utf-8")
    subprocess.run(
        [PYTHON, SCRIPT, office_program(), folder / "profile", listed],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
        env={**os.environ, **font_environment(folder / "fonts")},
    )
    shutil.rmtree(folder / "profile", ignore_errors=True)


def resaved(path: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it without an edit."""
    folder.mkdir(exist_ok=True)
    office = [office_program(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    subprocess.run(
        [*office, "--convert-to", path.suffix[1:], "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
        env={**os.environ, **font_environment(folder / "fonts")},
    )
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return folder / path.name


def pandoc_paragraphs(path: Path, changes: str) -> list[str]:
    """The paragraphs of a document without its notes, tracked changes taken by pandoc (`accept` or `reject`)."""
    command = [program("pandoc"), "-f", "docx", "-t", "json", f"--track-changes={changes}", str(path)]
    result = subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)
    return list(_paragraphs(json.loads(result.stdout)["blocks"]))


def pandoc_changes(path: Path) -> dict[str, str]:
    """The words of all tracked insertions, and of all deletions, and the comments, one on each line, as pandoc sees
    them in the body.
    """
    command = [program("pandoc"), "-f", "docx", "-t", "json", "--track-changes=all", str(path)]
    result = subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)
    found = {"insertion": "", "deletion": "", "comments": ""}
    for span in _spans(json.loads(result.stdout)["blocks"]):
        (_, classes, _), content = span
        for kind in ("insertion", "deletion"):
            if kind in classes:
                found[kind] += _words(content)
        if "comment-start" in classes:
            found["comments"] += f"{_words(content)}\n"
    return found


def _spans(node: Any) -> Iterator[Any]:
    if isinstance(node, list):
        for child in node:
            yield from _spans(child)
    elif isinstance(node, dict) and node.get("t") != "Note":
        if node.get("t") == "Span":
            yield node["c"]
        yield from _spans(node.get("c"))


def failure(target: Path) -> None:
    """Fail the test if LibreOffice did not make a file."""
    note = target.with_name(f"{target.name}.failed")
    if note.exists():
        pytest.fail(note.read_text(encoding="utf-8"))
    assert target.exists()


_BLOCKS = frozenset(
    ("Para", "Plain", "Header", "Div", "BulletList", "OrderedList", "BlockQuote", "Table", "Figure", "HorizontalRule")
)
_WORDS = {"Space": " ", "SoftBreak": " ", "LineBreak": " ", "Note": ""}


def _paragraphs(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _paragraphs(child)
    elif isinstance(node, dict) and node.get("t") in _BLOCKS:
        if node["t"] in ("Para", "Plain"):
            yield _words(node["c"])
        elif node["t"] == "Header":
            yield _words(node["c"][2])
        else:
            yield from _paragraphs(node.get("c", []))


def _words(node: Any) -> str:
    if isinstance(node, list):
        return "".join(map(_words, node))
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind == "Str":
        return str(content)
    if kind in _WORDS:
        return _WORDS[kind]
    if kind == "Quoted":
        mark = '"' if content[0]["t"] == "DoubleQuote" else "'"
        return f"{mark}{_words(content[1])}{mark}"
    if kind == "Image":
        return ""  # its alternative text is no text of the paragraph
    if kind in ("Link", "Span"):
        return _words(content[1])
    return _words(content)
