"""The page about translation, followed command by command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "translation.md").read_text("utf-8")
SECTIONS = ("Sending a translation out", "Taking a translation back")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.skipif(os.name != "posix", reason="the guide's sed is that of GNU")
@pytest.mark.parametrize("section", SECTIONS)
def test_the_commands_of_the_guide_print_what_it_shows(section: str, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "builder"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m builder "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    place = tmp_path / "place"
    place.mkdir()
    asked = 0
    for block in BLOCK.finditer(GUIDE.partition(f"## {section}\n")[2].partition("\n## ")[0]):
        for part in re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            done = subprocess.run(
                ["sh", "-c", command], cwd=place, env=environment, capture_output=True, text=True, check=False
            )
            assert sorted((done.stdout + done.stderr).splitlines()) == sorted(shown.splitlines()), command
            assert done.returncode == (1 if "not taken" in shown else 0), command
            asked += 1
    assert asked > 6
    if section == "Taking a translation back":
        assert "en: The municipal libraries}" in (place / "content/bibliotheques/publication.yaml").read_text("utf-8")
