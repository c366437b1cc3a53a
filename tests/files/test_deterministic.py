"""The same content gives the same bytes, wherever and whenever it is built."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.files.samples import ROOT, folder_of

ENVIRONMENTS = (
    {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LANG": "fr_CA.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242"},
    {"TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "random"},
)
MACHINES = (
    "",
    "os.umask(0o077); os.sched_getaffinity = lambda process: {0}",
    "del os.fork; import decimal; decimal.getcontext().prec = 5; decimal.getcontext().rounding = decimal.ROUND_UP",
)
"""Two processes, one core and closed files, no second process and a strange arithmetic: run before the build."""

BUILD = "import os, sys, builder; exec(sys.argv[3]); builder.build(sys.argv[1], output=sys.argv[2])"


def _digests(source: Path, output: Path, environment: dict[str, str], machine: str) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-c", BUILD, str(source), str(output), machine]
    subprocess.run(command, check=True, cwd=output.parent, env={**inherited, "PYTHONPATH": str(ROOT), **environment})
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(output.iterdir())}


@pytest.mark.full
@pytest.mark.parametrize("name", ["mistral-ai", "budget", "survey"])
def test_two_folders_two_times_two_machines_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    built = []
    for number, (environment, machine) in enumerate(zip(ENVIRONMENTS, MACHINES, strict=True)):
        source = tmp_path / f"place-{number}" / name
        shutil.copytree(folder_of(name, tmp_path), source)
        for file in source.iterdir():
            os.utime(file, (1_000_000_000 + number * 86_400,) * 2)
        built.append(_digests(source, tmp_path / f"out-{number}", environment, machine))
    assert built[0] == built[1] == built[2]
    assert len(built[0]) >= 4


@pytest.mark.full
def test_a_date_stamped_from_outside_rules_and_nothing_else_does(tmp_path: Path) -> None:
    source = folder_of("budget", tmp_path)
    plain = _digests(source, tmp_path / "plain", ENVIRONMENTS[0], "")
    dated = [
        _digests(source, tmp_path / f"dated-{n}", {**environment, "SOURCE_DATE_EPOCH": "86399"}, "")
        for n, environment in enumerate(ENVIRONMENTS[:2])
    ]
    assert dated[0] == dated[1]
    assert not set(plain.values()) & set(dated[0].values())


@pytest.mark.full
def test_workbooks_inside_charts_hold_no_time_of_their_own(tmp_path: Path) -> None:
    output = tmp_path / "out"
    _digests(folder_of("budget", tmp_path), output, ENVIRONMENTS[0], "")
    workbooks = 0
    for file in output.iterdir():
        with zipfile.ZipFile(file) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            for name in (member for member in archive.namelist() if member.endswith(".xlsx")):
                workbooks += 1
                with zipfile.ZipFile(io.BytesIO(archive.read(name))) as inner:
                    assert {entry.date_time for entry in inner.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert workbooks
