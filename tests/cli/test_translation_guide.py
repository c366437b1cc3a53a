"""The page about translation, followed command by command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.guides import BLOCK, Shell
from tests.marking import sampled

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "translation.md").read_text("utf-8")
SECTIONS = ("Sending a translation out", "Taking a translation back")


@pytest.mark.skipif(os.name != "posix", reason="the guide's sed is that of GNU")
@pytest.mark.parametrize("section", sampled(SECTIONS, "Taking a translation back"))
def test_the_commands_of_the_guide_print_what_it_shows(section: str, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    blocks = BLOCK.findall(GUIDE.partition(f"## {section}\n")[2].partition("\n## ")[0])
    assert sum(shell.follow(block, "not taken") for block in blocks) > 6
    if section == "Taking a translation back":
        source = (shell.place / "content/bibliotheques/publication.yaml").read_text("utf-8")
        assert "en: The municipal libraries}" in source
