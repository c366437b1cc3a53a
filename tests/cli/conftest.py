from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from builder.cli.app import run

SMALL = """\
languages: [fr, en]
title: {fr: "Petit essai", en: "Small trial"}
date: 2024-03-01
figures:
  fund: {amount: 2_500_000, currency: EUR}
sections:
  - id: money
    title: {fr: Argent, en: Money}
    message: {fr: "Le fonds atteint {fund}.", en: "The fund reaches {fund}."}
    blocks:
      - text: {fr: "Une phrase.", en: "One sentence."}
      - points:
          - {fr: Premier, en: First}
"""


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one small publication, which is the current folder."""
    write(tmp_path, "small", SMALL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, name: str, text: str) -> Path:
    file = root / "content" / name / "publication.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Outcome]:
    """Run the command line in this process: `builder("build", "--lang", "fr")`."""

    def call(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["builder", *arguments])
        code = 0
        try:
            run()
        except SystemExit as end:
            code = int(end.code or 0)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Outcome(code, out.decode("utf-8", "replace"), err.decode())

    return call
