"""Time to export 5,000 texts and to import them again, in each format, and whether it grows in proportion.

    python benchmarks/exchange.py [--texts 5000]

Seconds of the clock in a process that has the modules loaded: an export reads the publication, collects its texts (with
slides, limits and printed values) and writes the file; an import reads both and compares them. Without the garbage
collector, as commands run, and without the words remembered from the run before. A publication of half the size is
measured too, and the load of the machine is printed.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from builder.actions.export import export_bytes
from builder.actions.import_translations import import_translations
from builder.content.loader import load
from builder.exchange.collect import collect
from builder.exchange.formats import FORMATS, read_file, write_units
from builder.exchange.words import _parsed
from builder.resolve.typography import _set_short

RUNS = 3
PER_SECTION, PER_CHAPTER = 5, 50


def publication(folder: Path, texts: int) -> Path:
    """Write a publication with about so many texts, in chapters of 50 sections of five; return its file."""
    sections = []
    for number in range(texts // PER_SECTION):
        if number % PER_CHAPTER == 0:
            title = f"{{fr: Chapitre {number // PER_CHAPTER}, en: Chapter {number // PER_CHAPTER}}}"
            sections.append(f"  - title: {title}\n    sections:\n")
        fr = f"Le poste {number} passe de {{before}} à {{after}}, soit **{number} %** de plus^[Note {number}.]."
        en = f"Item {number} rises from {{before}} to {{after}}, or **{number}%** more^[Note {number}.]."
        sections.append(
            f"      - id: s{number}\n"
            f"        title: {{fr: Poste {number}, en: Item {number}}}\n"
            f"        message: {{fr: Le poste {number} augmente encore., en: Item {number} rises again.}}\n"
            f"        blocks:\n"
            f"          - text:\n              fr: >\n                {fr}\n              en: >\n                {en}\n"
            f"          - points:\n"
            f"              - {{fr: Un premier point du poste {number}, en: A first point of item {number}}}\n"
            f"              - {{fr: Un second point, en: A second point}}\n"
        )
    head = (
        "languages: [fr, en]\ntitle: {fr: Mesure, en: Measure}\nfigures:\n"
        "  before: {amount: 2_500_000, currency: EUR}\n  after: {amount: 3_000_000, currency: EUR}\nsections:\n"
    )
    file = folder / f"measure-{texts}" / "publication.yaml"
    file.parent.mkdir()
    file.write_text(head + "".join(sections), encoding="utf-8")
    return file


def least(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the least time of several runs, in seconds, and what the last one returned."""
    times, result = [], None
    for _ in range(RUNS):
        gc.collect()
        _parsed.cache_clear()  # as in a new process
        _set_short.cache_clear()
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return min(times), result


def measured(folder: Path, texts: int) -> dict[str, float]:
    file = publication(folder, texts)
    seconds: dict[str, float] = {}
    seconds["load"], _ = least(lambda: load(file, ()))
    seconds["collect, in one process"], outgoing = least(lambda: collect(file, "en"))
    print(f"{len(outgoing.units)} texts", file=sys.stderr)
    for name, kind in FORMATS.items():
        exported = least(lambda name=name: export_bytes(file, "en", None, name, ()))
        seconds[f"{name}: export"], (data, _) = exported
        seconds[f"{name}: of it, write"], _ = least(lambda name=name: write_units(outgoing, name))
        if kind.read:
            back = folder / f"back{kind.suffix}"
            back.write_bytes(data)
            seconds[f"{name}: import"], _ = least(
                lambda back=back: import_translations([back], publication=file, dry_run=True)
            )
            seconds[f"{name}: of it, read"], returned = least(lambda back=back: read_file(back))
            assert len(returned.units) == len(outgoing.units)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=5000)
    texts = parser.parse_args().texts
    gc.disable()
    with tempfile.TemporaryDirectory() as place:
        whole, half = measured(Path(place), texts), measured(Path(place), texts // 2)
    if hasattr(os, "getloadavg"):
        print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    for name, seconds in whole.items():
        print(f"{name:40} {seconds:6.2f} s   half: {half[name]:6.2f} s   ratio {seconds / max(half[name], 1e-9):4.1f}")


if __name__ == "__main__":
    main()
