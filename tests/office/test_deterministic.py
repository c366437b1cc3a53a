"""The same content gives the same bytes, wherever and whenever it is built."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.office.samples import ROOT, folder_of

ENVIRONMENTS = (
    {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LANG": "fr_CA.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242"},
)

BUILD = "import sys, builder; builder.build(sys.argv[1], output=sys.argv[2])"


def _digests(source: Path, output: Path, environment: dict[str, str]) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-c", BUILD, str(source), str(output)]
    subprocess.run(command, check=True, cwd=output.parent, env={**inherited, "PYTHONPATH": str(ROOT), **environment})
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(output.iterdir())}


@pytest.mark.parametrize("name", ["mistral-ai", "budget", "survey"])
def test_two_folders_two_times_two_machines_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    built = []
    for number, environment in enumerate(ENVIRONMENTS):
        source = tmp_path / f"place-{number}" / name
        shutil.copytree(folder_of(name, tmp_path), source)
        for file in source.iterdir():
            os.utime(file, (1_000_000_000 + number * 86_400,) * 2)
        built.append(_digests(source, tmp_path / f"out-{number}", environment))
    assert built[0] == built[1]
    assert len(built[0]) >= 4
