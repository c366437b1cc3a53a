"""Time to pull a brief of 100 pages, and whether it grows in proportion.

    python benchmarks/pull.py [--sections 160]

Processor time of one process that has the modules loaded: reading the received file, making the brief that the source
prints now, comparing both, trying the edits on a copy. A word of every tenth paragraph of running text was typed over,
with tracked changes. A publication of half the size is measured too.
"""

from __future__ import annotations

import argparse
import copy
import cProfile
import pstats
import sys
import tempfile
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import builder
from benchmarks.cases import sentences
from benchmarks.exchange import timed

EVERY = 10


def publication(folder: Path, sections: int) -> Path:
    """Write a publication of so many sections, in chapters of ten: paragraphs with figures, marks and notes, points."""
    say = sentences(sections)
    lines = ["languages: [en]", "title: A long brief", "date: 2024-09-15", "brief: {toc: true}"]
    lines += ["figures: {fund: {amount: 2_500_000, currency: EUR}}", "sources: {a: {title: A source}}", "sections:"]
    for number in range(sections):
        if number % 10 == 0:
            lines += [f"  - id: c{number}", f"    title: Chapter {number // 10 + 1}", "    sections:"]
        lines += [f"      - id: s{number}", f"        title: Section {number + 1}", f"        message: {next(say)}"]
        lines += ["        blocks:", "          - text: |"]
        lines += [f"              {next(say)} **{next(say)}** It is {{fund}}. {next(say)}", ""]
        lines += [f"              {next(say)} {next(say)}^[{next(say)}] {next(say)} [@a]", ""]
        lines += [f"              {next(say)} {next(say)} {next(say)}", "          - points:"]
        lines += [f"              - {next(say)}" for _ in range(3)]
    file = folder / f"pull-{sections}" / "publication.yaml"
    file.parent.mkdir()
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def edited(brief: Path) -> int:
    """Type over a word of every tenth paragraph, with tracked changes. Return the number of edits."""
    document = docx.Document(str(brief))
    runs = [
        run
        for paragraph in document.element.body.iter(qn("w:p"))
        for run in paragraph.findall(qn("w:r"))[:1]
        if run.find(qn("w:t")) is not None and len(run.find(qn("w:t")).text.split()) > 6
    ]
    for number, run in enumerate(runs[::EVERY]):
        text = run.find(qn("w:t")).text
        word = text.split()[3]
        before, _, after = text.partition(f" {word} ")
        parts = []
        for words in (f"{before} ", word, "replaced", f" {after}"):
            part = copy.deepcopy(run)
            part.find(qn("w:t")).text = words
            part.find(qn("w:t")).set(qn("xml:space"), "preserve")
            parts.append(part)
        parts[1].find(qn("w:t")).tag = qn("w:delText")
        marks: list[Any] = []
        for kind, part in (("w:del", parts[1]), ("w:ins", parts[2])):
            mark = OxmlElement(kind)
            mark.set(qn("w:id"), str(90_000 + 2 * number + (kind == "w:ins")))
            mark.set(qn("w:author"), "Reviewer")
            mark.append(part)
            marks.append(mark)
        for part in (parts[0], *marks, parts[3]):
            run.addprevious(part)
        run.getparent().remove(run)
    document.save(str(brief))
    return len(runs[::EVERY])


def measured(folder: Path, sections: int, *, profile: bool = False) -> float:
    """Return the least seconds of a pull."""
    file = publication(folder, sections)
    brief = folder / f"pull-{sections}.docx"
    builder.write_brief(builder.load(file), "en", brief)
    words = sum(len((node.text or "").split()) for node in docx.Document(str(brief)).element.body.iter(qn("w:t")))
    edits = edited(brief)
    (seconds, usual), pulled = timed(lambda: builder.pull(brief, file))
    assert len(pulled.edits) == edits and not pulled.manual, (len(pulled.edits), edits, pulled.manual[:3])
    size = f"{sections} sections, {words:,} words, {pulled.passages:,} passages, {edits} edits"
    print(f"{size}: {seconds:.2f} s, median {usual:.2f}")
    if profile:
        profiler = cProfile.Profile()
        profiler.runcall(builder.pull, brief, file)
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=160)
    parser.add_argument("--keep", type=Path, help="write the files to this folder, to count their pages")
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = arguments.keep or Path(place)
        half = measured(folder, arguments.sections // 2)
        whole = measured(folder, arguments.sections, profile=arguments.profile)
    print(f"doubled: {whole / half:.2f} times the time")


if __name__ == "__main__":
    main()
