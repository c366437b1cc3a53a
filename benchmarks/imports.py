"""Measure the import of translations: processor time of whole commands, by the number of texts.

    pip install -e '.[bench]' && python benchmarks/imports.py [TEXTS …]

Each size comes back as PO and XLIFF with other words in each sentence (four texts in five) and is imported; then it is
imported again, which changes nothing. The least of three runs.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import cases
from msgspec.structs import replace

from builder.exchange.collect import Outgoing, collect
from builder.exchange.formats import FormatName, write_units
from builder.exchange.unit import Unit

BUILDER = str(Path(sys.executable).with_name("builder"))
RUNS = 3
FORMATS: dict[FormatName, str] = {"po": "po", "xliff": "xlf"}


def seconds(*words: str, folder: Path) -> float:
    """Return the processor time of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([BUILDER, *words], cwd=folder, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def changed(outgoing: Outgoing) -> Outgoing:
    """Return the units with other words in each sentence."""
    return outgoing.with_units(tuple(_changed(unit) for unit in outgoing.units))


def _changed(unit: Unit) -> Unit:
    words = unit.target or ""
    return replace(unit, target=f"{words[:-1]} again.") if words.endswith(".") else unit


def measure(folder: Path, count: int) -> dict[str, float]:
    """Return the least time of each step for a number of texts."""
    path = cases.translated(folder, count)
    source = path.read_bytes()
    name = path.parent.name
    back = changed(collect(path, "en"))
    least: dict[str, float] = {}
    for kind, suffix in FORMATS.items():
        (folder / f"back.{suffix}").write_bytes(write_units(back, kind))
        for _ in range(RUNS):
            path.write_bytes(source)
            steps = {
                f"import {kind}": ("import", f"back.{suffix}", "--publication", name),
                f"import {kind} again": ("import", f"back.{suffix}", "--publication", name),
            }
            for step, words in steps.items():
                took = seconds(*words, folder=folder)
                least[step] = min(took, least.get(step, took))
    return least


def main() -> None:
    counts = [int(word) for word in sys.argv[1:]] or [2_500, 5_000, 10_000]
    with tempfile.TemporaryDirectory() as place:
        measured = {count: measure(Path(place), count) for count in counts}
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"seconds of processor time, the least of {RUNS} runs; load {load:.1f}")
    print(f"{'texts':<24}" + "".join(f"{count:>9,}" for count in counts))
    for step in measured[counts[0]]:
        print(f"{step:<24}" + "".join(f"{measured[count][step]:9.2f}" for count in counts))


if __name__ == "__main__":
    main()
