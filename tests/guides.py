"""Pages of the documentation, followed command by command in a shell: each command prints what the page shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

__all__ = ["BLOCK", "Shell"]

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of commands on a page."""

_COMMAND = re.compile(r"^\$ ", re.MULTILINE)
_PLACE_IN_PO = re.compile(r"^(\S+\.po):(\d+): (?=(\S+): )")


class Shell:
    """A shell in an empty folder, `place`, where `builder` is the command under test."""

    def __init__(self, folder: Path):
        program = folder / "bin" / "builder"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m builder "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        self.place = folder / "place"
        self.place.mkdir()
        self._environment = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}

    def follow(self, block: str, failure: str = "") -> int:
        """Run the commands of a block and return their number. The lines below a command are those of its two streams,
        each in its order. It ends with 1 if they contain the words `failure`, otherwise with 0.
        """
        parts = _COMMAND.split(block)[1:]
        for part in parts:
            command, _, shown = part.partition("\n")
            done = subprocess.run(
                ["sh", "-c", command],
                cwd=self.place,
                env=self._environment,
                capture_output=True,
                text=True,
                check=False,
            )
            out, err = (list(map(self._without_line, text.splitlines())) for text in (done.stdout, done.stderr))
            expected = [_PLACE_IN_PO.sub(r"\1:LINE: ", line) for line in shown.splitlines()]
            assert _consists_of(expected, out, err), (command, out, err)
            assert done.returncode == (1 if failure and failure in shown else 0), command
        return len(parts)

    def _without_line(self, printed: str) -> str:
        """Replace the line number of a place in a PO file, which depends on the notes for translators above it. It must
        be the line of the translation with the key that is printed.
        """
        place = _PLACE_IN_PO.match(printed)
        if place is None:
            return printed
        name, number, key = place.groups()
        lines = (self.place / name).read_text(encoding="utf-8").splitlines()[: int(number)]
        assert lines[-1].startswith("msgstr"), printed
        assert next(line for line in reversed(lines) if line.startswith("msgctxt ")) == f'msgctxt "{key}"', printed
        return _PLACE_IN_PO.sub(r"\1:LINE: ", printed)


def _consists_of(lines: list[str], first: list[str], second: list[str]) -> bool:
    """Return whether the lines are those of both lists, each list in its order."""
    taken = {0}
    """How many lines of the first list may have been read so far."""
    for number, line in enumerate(lines):
        from_first = {count + 1 for count in taken if first[count : count + 1] == [line]}
        from_second = {count for count in taken if second[number - count : number - count + 1] == [line]}
        taken = from_first | from_second
    return len(first) in taken and len(lines) == len(first) + len(second)
