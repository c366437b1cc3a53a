"""The page about edits made in Word, followed command by command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.round_trip.word_edits import Brief

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "round-trip.md").read_text("utf-8")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.skipif(os.name != "posix", reason="the guide's sed is that of GNU")
def test_the_commands_of_the_guide_print_what_it_shows(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "builder"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m builder "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    place = tmp_path / "place"
    place.mkdir()
    asked = 0
    for block in BLOCK.finditer(GUIDE):
        if asked == 2:
            correct(place / "output" / "bibliotheques.fr.docx", place / "corrected.docx")
        for part in re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            done = subprocess.run(
                ["sh", "-c", command], cwd=place, env=environment, capture_output=True, text=True, check=False
            )
            assert (done.stdout + done.stderr).splitlines() == shown.splitlines(), command
            assert done.returncode == (1 if "for the author to decide" in shown else 0), command
            asked += 1
    assert asked == 6


def correct(built: Path, corrected: Path) -> None:
    """Make the edits that the page speaks of."""
    brief = Brief(built, "Claire Martin")
    brief.replace("chaque passage", "chaque visiteur")
    brief.replace("12,5\u00a0%", "12,8\u00a0%", "La fréquentation augmente")
    brief.comment("la moitié du public", "Depuis quand ?", "Claire Martin")
    brief.save(corrected)
