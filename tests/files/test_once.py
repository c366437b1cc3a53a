from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.files.once import once
from tests.files.samples import ROOT

WORK = """
import sys
from pathlib import Path
from tests.files.once import once
def work(folder):
    with open(sys.argv[2], "a") as stream:
        stream.write("x")
    (folder / "made").write_text("whole")
print((once(Path(sys.argv[1]), work) / "made").read_text())
"""


def test_processes_share_one_piece_of_work(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WORK, str(tmp_path / "deep" / "thing"), str(tmp_path / "log")]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate()[0].strip() for process in running] == ["whole"] * 4
    assert (tmp_path / "log").read_text() == "x"


def test_a_failure_is_reported_to_those_who_come_later(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        once(tmp_path / "thing", fail)
    with pytest.raises(RuntimeError, match="no such thing"):
        once(tmp_path / "thing", fail)
