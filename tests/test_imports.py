"""Modules depend one way, and the quick commands load nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

HEAVY = ("docx", "pptx", "lxml")
LOADED = """
import sys
from builder.__main__ import main
sys.argv = ["builder", *sys.argv[1:]]
try:
    main()
finally:
    print("loaded:", *sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def test_contracts_between_the_layers_hold() -> None:
    lint = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
    run = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (("--help",), HEAVY),
        (("check", "mistral-ai", "--select", "FIG,PAR,STL,TRM,TYP,LNG"), HEAVY),
        # What fits is known from the template, which is read with lxml.
        (("check", "mistral-ai"), ("docx", "pptx")),
    ],
)
def test_quick_commands_load_no_office_library(arguments: tuple[str, ...], heavy: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", LOADED, *arguments]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    loaded = run.stderr.rsplit("loaded:", 1)[1].split()
    assert "builder" in loaded
    assert not set(heavy) & set(loaded)
