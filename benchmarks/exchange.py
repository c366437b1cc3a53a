"""Time to export 5,000 texts and to import them again, in each format, and whether it grows in proportion.

    python benchmarks/exchange.py [--texts 5000]

Processor time of one process that has the modules loaded: reading the publication, collecting its texts (with slides,
limits and printed values), writing the file, reading it, importing it; without the garbage collector, as commands run.
A publication of half the size is measured too.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from builder.actions.import_translations import import_translations
from builder.content.loader import load
from builder.exchange.collect import collect
from builder.exchange.formats import FORMATS, read_file, write_units
from builder.exchange.words import _parsed

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
    """Return the least processor time of several runs, in seconds, and what the last one returned."""
    times, result = [], None
    for _ in range(RUNS):
        gc.collect()
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    return min(times), result


def collected(file: Path) -> Any:
    """Collect as a new process does: without the words remembered from the run before."""
    _parsed.cache_clear()
    return collect(file, "en")


def measured(folder: Path, texts: int) -> dict[str, float]:
    file = publication(folder, texts)
    found: dict[str, float] = {}
    found["load"], _ = least(lambda: load(file, ()))
    found["collect (with load, slides, limits)"], outgoing = least(lambda: collected(file))
    print(f"{len(outgoing.units)} texts", file=sys.stderr)
    for name, kind in FORMATS.items():
        found[f"{name}: write"], data = least(lambda name=name: write_units(outgoing, name))
        if kind.read:
            back = folder / f"back{kind.suffix}"
            back.write_bytes(data)
            found[f"{name}: read"], returned = least(lambda back=back: read_file(back))
            assert len(returned.units) == len(outgoing.units)
            found[f"{name}: import (with read, load)"], _ = least(
                lambda back=back: import_translations([back], publication=file, dry_run=True)
            )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=5000)
    texts = parser.parse_args().texts
    gc.disable()
    with tempfile.TemporaryDirectory() as place:
        whole, half = measured(Path(place), texts), measured(Path(place), texts // 2)
    for name, seconds in whole.items():
        print(f"{name:40} {seconds:6.2f} s   half: {half[name]:6.2f} s   ratio {seconds / max(half[name], 1e-9):4.1f}")


if __name__ == "__main__":
    main()
