"""Time to export 5,000 texts and to import them again, in each format, and whether it grows in proportion.

    python benchmarks/exchange.py [--texts 5000]
    python benchmarks/exchange.py --against REVISION [--runs 5]

The second command has two processes do the same work in turn, one with the working tree and one with another revision,
and prints the ratio of their times in pairs of runs: where other machines share the processor, only that says
something.

Seconds of the clock in a process that has the modules loaded: an export reads the publication, collects its texts (with
slides, limits and printed values) and writes the file; an import reads both and compares them. Without the garbage
collector, as commands run, and without the words remembered from the run before. The least of several runs and their
median are printed, also for a publication of half the size. So are the version of Python, the time of a loop that only
adds, which tells how fast machine and Python are, and the load of the machine.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

# The tree whose builder this process measures: with --serve that of another revision.
sys.path.insert(0, sys.argv[2] if sys.argv[1:2] == ["--serve"] else str(Path(__file__).resolve().parent.parent))

from builder.actions.export import export_bytes
from builder.actions.import_translations import import_translations
from builder.content.loader import load
from builder.exchange.collect import collect
from builder.exchange.formats import FORMATS, read_file, write_units
from builder.exchange.words import _parsed
from builder.resolve.typography import _set_short

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
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


Seconds = tuple[float, float]
"""The least and the median time of several runs."""


def timed(work: Callable[[], Any]) -> tuple[Seconds, Any]:
    """Return the seconds that some work takes, and what it returned last."""
    times, result = [], None
    for _ in range(RUNS):
        gc.collect()
        _parsed.cache_clear()  # as in a new process
        _set_short.cache_clear()
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return (min(times), median(times)), result


def measured(folder: Path, texts: int) -> dict[str, Seconds]:
    """Return the seconds of each work. Exports and imports come first: a command has no other publication in memory,
    which a copy of the process would have to keep too.
    """
    file = publication(folder, texts)
    back = {name: folder / f"back-{name}{kind.suffix}" for name, kind in FORMATS.items()}
    seconds: dict[str, Seconds] = {}
    for name, kind in FORMATS.items():
        seconds[f"{name}: export"], (data, _) = timed(lambda name=name: export_bytes(file, "en", None, name, ()))
        back[name].write_bytes(data)
        if kind.read:
            seconds[f"{name}: import"], _ = timed(
                lambda name=name: import_translations([back[name]], publication=file, dry_run=True)
            )
    seconds["load"], _ = timed(lambda: load(file, ()))
    seconds["collect, in one process"], _ = timed(lambda: collect(file, "en").units)
    outgoing = collect(file, "en")
    print(f"{len(outgoing.units)} texts", file=sys.stderr)
    for name, kind in FORMATS.items():
        seconds[f"{name}: write"], _ = timed(lambda name=name: write_units(outgoing, name))
        if kind.read:
            seconds[f"{name}: read"], returned = timed(lambda name=name: read_file(back[name]))
            assert len(returned.units) == len(outgoing.units)
    return seconds


def serve(file: Path) -> None:
    """Do the work that each line of standard input names (`export po`), and answer with the seconds that it took."""
    answers, sys.stdout = sys.stdout, sys.stderr
    outgoing = collect(file, "en")
    back = {name: file.parent / f"back-{name}{kind.suffix}" for name, kind in FORMATS.items() if kind.read}
    for name, returned in back.items():
        returned.write_bytes(write_units(outgoing, name))
    for line in sys.stdin:
        work, _, wanted = line.strip().partition(" ")
        name = next(name for name in FORMATS if name == wanted)
        gc.collect()
        _parsed.cache_clear()
        _set_short.cache_clear()
        start = time.perf_counter()
        if work == "export":
            export_bytes(file, "en", None, name, ())
        else:
            import_translations([back[name]], publication=file, dry_run=True)
        print(time.perf_counter() - start, file=answers, flush=True)


def compare(place: Path, texts: int, revision: str, runs: int) -> None:
    """Print the seconds of the working tree and of a revision, and their ratio, the median of pairs of runs."""
    other = place / "revision"
    subprocess.run(["git", "-C", ROOT, "worktree", "add", "-q", "--detach", other, revision], check=True)
    try:
        servers = [_server(root, publication(_made(place / name), texts)) for name, root in (("a", ROOT), ("b", other))]
        works = [f"export {name}" for name in FORMATS] + [
            f"import {name}" for name, kind in FORMATS.items() if kind.read
        ]
        for work in works:
            pairs = [[_asked(server, work) for server in servers] for _ in range(runs)]
            now, then = (min(times) for times in zip(*pairs, strict=True))
            ratio = median(own / former for own, former in pairs)
            print(f"{work:20} {now:6.2f} s   {revision}: {then:6.2f} s   ratio {ratio:5.2f}")
        for server in servers:
            server.communicate()
    finally:
        subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", other], check=True)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _server(root: Path, file: Path) -> subprocess.Popen[str]:
    words = [sys.executable, __file__, "--serve", str(root), str(file)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _asked(server: subprocess.Popen[str], work: str) -> float:
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(f"{work}\n")
    server.stdin.flush()
    return float(server.stdout.readline())


def _machine() -> str:
    start = time.perf_counter()
    total = 0
    for number in range(5_000_000):
        total += number
    loop = time.perf_counter() - start
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, 5,000,000 additions in {loop:.2f} s{load}"


def main() -> None:
    gc.disable()
    if sys.argv[1:2] == ["--serve"]:
        serve(Path(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--against", metavar="REVISION")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    texts = arguments.texts
    with tempfile.TemporaryDirectory() as place:
        if arguments.against:
            compare(Path(place), texts, arguments.against, arguments.runs)
            print(_machine())
            return
        whole, half = measured(Path(place), texts), measured(Path(place), texts // 2)
    print(_machine())
    for name, (least, usual) in whole.items():
        ratio = least / max(half[name][0], 1e-9)
        print(f"{name:24} {least:6.2f} s   median {usual:5.2f} s   half {half[name][0]:5.2f} s   ratio {ratio:4.1f}")


if __name__ == "__main__":
    main()
