"""The page about edits made in Word, followed command by command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.guides import BLOCK, Shell
from tests.round_trip.word_edits import Brief

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "round-trip.md").read_text("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="the guide's sed is that of GNU")
def test_the_commands_of_the_guide_print_what_it_shows(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    start, *rest = BLOCK.findall(GUIDE)
    assert shell.follow(start) == 2
    correct(shell.place / "output" / "bibliotheques.fr.docx", shell.place / "corrected.docx")
    assert sum(shell.follow(block, "for the author to decide") for block in rest) == 4


def correct(built: Path, corrected: Path) -> None:
    """Make the edits that the page speaks of."""
    brief = Brief(built, "Claire Martin")
    brief.replace("chaque passage", "chaque visiteur")
    brief.replace("12,5\u00a0%", "12,8\u00a0%", "La fréquentation augmente")
    brief.comment("la moitié du public", "Depuis quand ?", "Claire Martin")
    brief.save(corrected)
