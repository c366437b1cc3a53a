"""A small publication with a table of rows, and the command run on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PUBLICATION = """\
languages: [fr, en]
title: {fr: "{=commune} en bref", en: "{=commune} in brief"}
date: 2024-03-01
texts:
  code: "001"
  commune: {fr: Aubières, en: Aubières}
  zone: Vallée
figures:
  before: {number: 100}
  people: {number: 120, missing: n.d., label: {fr: Habitants, en: Inhabitants}}
  rise: {growth: [before, people]}
  opened: {date: 1998-09}
key_figures: [people]
sections:
  - id: people
    title: {fr: Population, en: Population}
    message: {fr: "{=commune} compte {people} habitants.", en: "{=commune} has {people} inhabitants."}
    blocks:
      - points:
          - {fr: "Évolution : {rise}", en: "Change: {rise}"}
          - {fr: "Ouverture en {opened}", en: "Opened in {opened}"}
      - table:
          caption: {fr: Dépenses, en: Spending}
          data: spending.csv
          where: {code: code}
          columns: [{header: {fr: Poste, en: Item}, key: item}, {header: "2024", key: amount, format: {currency: EUR}}]
          total: true
  - id: method
    title: {fr: Méthode, en: Method}
    message: {fr: "{=zone} et plaine ont les mêmes règles.", en: "{=zone} and plain have the same rules."}
    blocks:
      - text: {fr: Rien ne change ici., en: Nothing changes here.}
"""
SPENDING = "code,item,amount\n" + "".join(
    f"{code:03},{item},{code * factor}\n" for code in range(1, 40) for item, factor in (("A", 10), ("B", 30), ("C", 7))
)
ROWS = "code,commune.fr,commune.en,before,people,opened\n"


def rows(count: int) -> str:
    """A table of so many rows."""
    return ROWS.replace("opened", "opened,zone") + "".join(
        f"{n % 39 + 1:03},Commune {n},Town {n},{90 + n},{100 + n},{1950 + n % 60}-0{n % 9 + 1},Zone {n % 3}\n"
        for n in range(count)
    )


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the publication, which is the current folder."""
    write_publication(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def write_publication(root: Path) -> None:
    folder = root / "content" / "communes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "publication.yaml").write_text(PUBLICATION, "utf-8")
    (folder / "spending.csv").write_text(SPENDING, "utf-8")


def start(root: Path, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """The command begun: `builder batch communes …`."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": root, **options}
    return subprocess.Popen([sys.executable, "-m", "builder", "batch", "communes", *arguments], **options)


def files(folder: Path) -> dict[str, bytes]:
    """All files of a folder with their bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(_walk(folder)) if path.is_file()}


def _walk(folder: Path) -> Iterator[Path]:
    return folder.rglob("*")
