"""Completion in shells, by the protocol that each shell's script uses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, write

VARIABLES = {
    "bash": lambda line: {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)},
    "zsh": lambda line: {"_TYPER_COMPLETE_ARGS": line},
    "fish": lambda line: {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    "powershell": lambda line: {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.split(" ")[-1]},
}


def completed(place: Path, shell: str, line: str) -> str:
    environment = {**os.environ, "_BUILDER_COMPLETE": f"complete_{shell}", **VARIABLES[shell](line)}
    command = [sys.executable, "-m", "builder"]
    return subprocess.run(command, env=environment, cwd=place, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("shell", VARIABLES)
def test_commands_publications_and_options_are_completed(place: Path, shell: str) -> None:
    write(place, "other", SMALL)
    assert "brief" in completed(place, shell, "builder br")
    names = completed(place, shell, "builder build ")
    assert "small" in names and "other" in names
    names = completed(place, shell, "builder check sm")
    assert "small" in names and "other" not in names
    assert "--exact-pages" in completed(place, shell, "builder brief --ex")


def test_the_script_for_bash_works_in_bash(place: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash")
    script = place / "builder"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m builder "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    lines = [
        f'PATH="{place}:$PATH"',
        'eval "$(_BUILDER_COMPLETE=source_bash builder)"',
        'COMP_WORDS=(builder check s) COMP_CWORD=2; $(complete -p builder | sed "s/.*-F //; s/ .*//") builder',
        'echo "${COMPREPLY[@]}"',
    ]
    done = subprocess.run([bash, "-c", "\n".join(lines)], cwd=place, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["small"]
