"""Wall time and peak memory of whole processes, measured alternately in one run."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from typing import NamedTuple


class Cost(NamedTuple):
    """Seconds (median) and peak resident memory (MiB, the largest process) of a run."""

    seconds: float
    memory: float


Commands = Sequence[Sequence[str]]

_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Installed packages have compiled modules: where Python may not store them, each start would measure the compiler."""


def run_once(commands: Commands, folder: str) -> Cost:
    """Run commands one after the other; their time added up, their memory the largest."""
    seconds, memory = 0.0, 0.0
    for command in commands:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=_ENVIRONMENT)
        _, status, usage = os.wait4(child.pid, 0)
        seconds += time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise RuntimeError(f"{command} failed")
        memory = max(memory, usage.ru_maxrss / 1024)
    return Cost(seconds, memory)


def side_by_side(contenders: dict[str, Commands], folder: str, rounds: int) -> dict[str, Cost]:
    """Each contender in turn, `rounds` times after one warm-up; medians."""
    for commands in contenders.values():
        run_once(commands, folder)
    runs: dict[str, list[Cost]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, commands in contenders.items():
            runs[name].append(run_once(commands, folder))
    return {
        name: Cost(statistics.median(cost.seconds for cost in costs), max(cost.memory for cost in costs))
        for name, costs in runs.items()
    }
