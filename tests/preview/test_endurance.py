"""A hundred saves leave memory, threads and open files as they were."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.preview.samples import copied
from tests.preview.test_events import Stream, listening

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc"),
]
_WORDS = "Mistral AI se présente"
_GROWTH = 6_000
"""Kilobytes that the allocator may keep after 85 more saves."""


def usage(process: int) -> tuple[int, int, int]:
    """Return the memory of a process in kilobytes, and the numbers of its threads and open files."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    status = dict(line.split(":", 1) for line in lines)
    files = len(list(Path(f"/proc/{process}/fd").iterdir()))
    return int(status["VmRSS"].split()[0]), int(status["Threads"]), files


@pytest.mark.parametrize("view", ["text", "slides"])
def test_a_hundred_saves_leave_memory_threads_and_files_as_they_were(tmp_path: Path, view: str) -> None:
    source = copied("content/mistral-ai", tmp_path)
    text = source.read_text(encoding="utf-8")
    command = [sys.executable, "-m", "builder", "preview", str(source)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as run:
        try:
            assert run.stdout is not None
            with listening(run.stdout.readline().strip(), view=view) as stream:
                stream.settle()
                save_often(stream, source, text, range(20))
                before = usage(run.pid)
                save_often(stream, source, text, range(20, 105))
                after = usage(run.pid)
        finally:
            run.kill()
    assert after[0] - before[0] < _GROWTH, (before, after)
    assert after[1:] == before[1:]


def save_often(stream: Stream, source: Path, text: str, numbers: range) -> None:
    """Save with other words each time, every tenth time with a mistake first."""
    for number in numbers:
        if number % 10 == 0:
            source.write_text(text.replace("sections:\n", f"mistake-{number}:\nsections:\n", 1), encoding="utf-8")
            stream.until(f"mistake-{number}", "region-problems")
        source.write_text(text.replace(_WORDS, f"{_WORDS} ({number})"), encoding="utf-8")
        stream.until_block(f"({number})")
        stream.settle()
