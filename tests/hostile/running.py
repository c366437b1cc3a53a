"""The command in a process of its own, with little memory and little time, and what any answer of it must be."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from tests.files.forking import Done, run_forked

__all__ = ["MEMORY", "Answer", "fork", "publication", "run", "start_anew", "tree"]

resource = pytest.importorskip("resource", reason="limits of a process are POSIX only")

MEMORY = 1 << 30
"""Bytes of address space that the command may have."""
LIMITS = {resource.RLIMIT_AS: MEMORY, resource.RLIMIT_CORE: 0}
PATIENCE = 40.0
"""Seconds that an answer may take on a busy machine; the issue is a hang, not a slow test."""

_PLACED = re.compile(r"[^\n]+?(?::[1-9]\d*:[1-9]\d*|![^\n]+![A-Z]{1,3}[1-9]\d*): \S.*")
_LONGEST = 2_000
MOST_LINES = 201


class Answer(NamedTuple):
    """What the command said and did."""

    code: int
    out: str
    err: str
    files: tuple[Path, ...]

    @property
    def built(self) -> bool:
        """Whether all was well."""
        return self.code == 0


def publication(root: Path, source: bytes | str, files: Mapping[str, bytes] | None = None, name: str = "it") -> Path:
    """Write a publication and its files under `root`/content; return its folder."""
    folder = root / "content" / name
    folder.mkdir(parents=True)
    (folder / "publication.yaml").write_bytes(source.encode("utf-8") if isinstance(source, str) else source)
    for file, blob in (files or {}).items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(blob)
    return folder


def tree(root: Path) -> set[Path]:
    """Everything under a folder, links not followed."""
    return {path.relative_to(root) for path in root.rglob("*")}


def run(root: Path, *arguments: str, start: Callable[[Path, tuple[str, ...]], Done] | None = None) -> Answer:
    """`builder ARGUMENTS` in the folder `root`, forked or begun by `start`. Fails the test unless the answer is a clean
    one:

    0 with whole files, 1 with a place on each line, 2 with one line; no traceback, nothing half written, nothing
    outside the output folder.
    """
    before = tree(root)
    done = (start or fork)(root, arguments)
    out, err = done.out.decode("utf-8", "replace"), done.err.decode("utf-8", "replace")
    new = sorted(tree(root) - before)
    assert "Traceback" not in err, err[-3_000:]
    assert done.code in (0, 1, 2), (done.code, err[-3_000:])
    outside = [path for path in new if path.parts[0] != "output"]
    assert not outside, f"written outside the output folder: {outside}"
    files = tuple(root / path for path in new if (root / path).is_file())
    if done.code == 0:
        for file in files:
            _assert_whole(file)
    else:
        assert not files, f"left behind by a failure: {files}"
        _assert_reported(done.code, err)
    return Answer(done.code, out, err, files)


def fork(root: Path, arguments: tuple[str, ...]) -> Done:
    """The command forked from a process that has its modules loaded."""
    return run_forked(root, arguments, PATIENCE, LIMITS)


def start_anew(root: Path, arguments: tuple[str, ...]) -> Done:
    """The command in a new interpreter, as users start it."""
    done = subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        cwd=root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
        preexec_fn=_limit,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def _limit() -> None:
    for limit, most in LIMITS.items():
        resource.setrlimit(limit, (most, most))


def _assert_reported(code: int, err: str) -> None:
    lines = err.rstrip("\n").split("\n")
    assert lines != [""], "a failure without a word"
    assert len(lines) <= MOST_LINES, f"{len(lines)} lines of errors"
    if len(lines) == MOST_LINES:
        assert re.fullmatch(r"builder: [\d,]+ more, not shown", lines.pop())
    for line in lines:
        assert len(line) < _LONGEST, f"{len(line)} characters in a message: {line[:300]}"
        assert line.isprintable() or not set(line) & set(map(chr, range(32))), repr(line[:300])
        if code == 1:
            assert line.startswith("builder: ") or _PLACED.fullmatch(line), f"no place: {line[:300]}"


def _assert_whole(file: Path) -> None:
    """A zip file whose XML is well formed."""
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=True))
