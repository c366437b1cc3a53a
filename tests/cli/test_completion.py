"""Completion in shells, by the protocol that each shell's script uses."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.files.tools import program
from tests.marking import sampled
from tests.small import SMALL

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


@pytest.mark.parametrize("shell", sampled(VARIABLES, "bash"))
def test_commands_publications_and_options_are_completed(place: Path, shell: str) -> None:
    write(place, "other", SMALL)
    assert "brief" in completed(place, shell, "builder br")
    names = completed(place, shell, "builder build ")
    assert "small" in names and "other" in names
    names = completed(place, shell, "builder check sm")
    assert "small" in names and "other" not in names
    assert "--exact-pages" in completed(place, shell, "builder brief --ex")


def test_the_script_for_bash_works_in_bash(place: Path) -> None:
    bash = program("bash")
    lines = [
        f'PATH="{builder_program(place)}"',
        'eval "$(_BUILDER_COMPLETE=source_bash builder)"',
        'COMP_WORDS=(builder check s) COMP_CWORD=2; $(complete -p builder | sed "s/.*-F //; s/ .*//") builder',
        'echo "${COMPREPLY[@]}"',
    ]
    done = subprocess.run([bash, "-c", "\n".join(lines)], cwd=place, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["small"]


def builder_program(place: Path) -> str:
    """Write the program `builder` into a folder; return a PATH on which shells find it."""
    script = place / "builder"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m builder "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return f"{place}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.full
def test_the_script_for_fish_works_in_fish(place: Path) -> None:
    fish = program("fish")
    environment = {**os.environ, "PATH": builder_program(place), "HOME": str(place)}
    load = "_BUILDER_COMPLETE=source_fish builder | source"
    words = f'{load}; complete -C "builder check s"; complete -C "builder brief --ex"'
    done = subprocess.run(
        [fish, "-c", words], cwd=place, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split()[0] == "small" and "--exact-pages" in done.stdout


@pytest.mark.full
@pytest.mark.full
def test_the_script_for_zsh_works_in_zsh(place: Path) -> None:
    """In an interactive shell: zsh completes nowhere else."""
    import pty

    zsh = program("zsh")
    environment = {**os.environ, "PATH": builder_program(place), "HOME": str(place), "TERM": "dumb", "PS1": "ready> "}
    controller, terminal = pty.openpty()
    with subprocess.Popen(
        [zsh, "-f", "-i"], cwd=place, env=environment, stdin=terminal, stdout=terminal, stderr=terminal
    ) as shell:
        os.close(terminal)
        seen = ""

        def answer(words: str, expected: str) -> bool:
            nonlocal seen
            os.write(controller, words.encode())
            deadline = time.monotonic() + 60
            while expected not in seen and time.monotonic() < deadline:
                if select.select([controller], [], [], 0.2)[0]:
                    seen += os.read(controller, 65_536).decode(errors="replace")
            matched, seen = expected in seen, ""
            return matched

        try:
            assert answer("", "ready> ")
            answer(
                'autoload -Uz compinit; compinit -u; eval "$(_BUILDER_COMPLETE=source_zsh builder)"; echo lo""aded\n',
                "\nloaded",
            )
            assert answer("builder check s\t", "check small")
            assert answer("\x15builder brief --ex\t", "--exact-pages")
        finally:
            shell.kill()
            os.close(controller)
