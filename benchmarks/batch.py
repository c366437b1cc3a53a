"""Compare the sets of a batch with docxtpl and python-pptx, docxtemplater and carbone, on the same words, in one run.

    pip install -e '.[bench]' && npm install --prefix NODE docxtemplater pizzip carbone
    python benchmarks/batch.py [--node NODE] [--memory] [PUBLICATION ROWS …]

A set is a brief and a deck in each language. The peers get the builder's own files as templates, with a mark for each
figure and text that a row sets, and the words of each row ready: they neither choose rows of data nor draw charts and
tables anew, and measure nothing. Each tool makes all sets in one process of its own; tools take turns, and the median
of their processor time for a set counts.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from builder import pipeline
from builder.batches.maker import SetMaker
from builder.batches.names import parse_pattern
from builder.batches.rows import Rows, read_rows
from builder.content.sources.tables import read_table
from builder.content.variants import Values, Variants, read_variants
from builder.resolve.figures import figure_text
from builder.resolve.numbers import formatter
from builder.source import Span

ROOT = Path(__file__).resolve().parent.parent
TURNS = 5
SETS = 24
KINDS = ("docx", "pptx")
MARKS = {"docxtpl": "{{%s}}", "docxtemplater": "{%s}", "carbone": "{d.%s}"}


class Case:
    """A publication with its rows, read once for all tools."""

    def __init__(self, publication: Path, rows: Path):
        self._publication = publication
        self.variants: Variants = read_variants(publication)
        self.languages = self.variants.publication.languages
        self.rows: Rows = read_rows(read_table(str(rows)), self.variants, parse_pattern("out/{code}"), self.languages)
        self.templates = {kind: pipeline.template_path(self.variants.publication, kind, None) for kind in KINDS}
        self.count = min(SETS, len(self.rows.keys))

    def maker(self) -> SetMaker:
        return SetMaker(self.variants, self.languages, self.languages, self.templates, None)

    def words(self, number: int) -> dict[str, dict[str, str]]:
        """The words of a row in each language, by the names of their marks."""
        publication = self.variants.with_values(self.rows.values(number))
        words: dict[str, dict[str, str]] = {}
        for tag in self.languages:
            speaker = formatter(tag, publication.narrow_space)
            words[tag] = {_name(name): figure_text(figure, speaker) for name, figure in self._changing(publication)}
            for name in self.rows.values(number).texts:
                markup = publication.texts[name].markup(tag)
                words[tag][_name(name)] = markup.source if markup else ""
        return words

    def _changing(self, publication: Any) -> Iterator[tuple[str, Any]]:
        """The figures that rows set, and those derived from them."""
        own = self.variants.publication.figures
        base = self.variants.with_values(self.rows.values(min(1, len(self.rows.keys) - 1))).figures
        for name, figure in publication.figures.items():
            if name in self.rows.values(0).figures or base[name] != own[name]:
                yield name, figure

    def marked(self, mark: str, folder: Path) -> list[dict[str, str]]:
        """Write the files of the publication with marks in place of what rows set; return their paths."""
        variants = read_variants(self._publication)
        written: Any = variants.written_figures
        for name, _ in self._changing(variants.publication):
            written[name] = replace(written[name], missing=mark % _name(name))
        row = self.rows.values(0)
        texts = {name: {"": mark % _name(name)} for name in row.texts if name != "code"}
        places = {(name, ""): Span("marks", number) for number, name in enumerate(texts, 1)}
        publication = variants.with_values(
            Values(figures=dict.fromkeys(row.figures), texts=texts, places=places, span=Span("marks"))
        )
        documents = {tag: pipeline.document(publication, tag) for tag in self.languages}
        rows: list[dict[str, str]] = []
        for kind, template in self.templates.items():
            if kind == "docx":
                blobs = pipeline.briefs(list(documents.values()), template)
            else:
                blobs, _ = pipeline.decks(list(documents.values()), self.languages, template)
            for tag, blob in zip(self.languages, blobs, strict=True):
                path = folder / f"{tag}.{kind}"
                path.write_bytes(blob)
                rows.append({"path": str(path), "language": tag})
        return rows


def _name(name: str) -> str:
    return name.replace("-", "_")


def builder_seconds(case: Case, folder: Path) -> float:
    maker = case.maker()
    _write(folder, maker.make(case.rows.values(0))[0])

    def work() -> None:
        for number in range(case.count):
            _write(folder, maker.make(case.rows.values(number))[0])

    return _timed(work) / case.count


def python_seconds(case: Case, folder: Path) -> float:
    """docxtpl for the briefs, python-pptx for the decks: the marks in its runs replaced one by one."""
    import pptx
    from docxtpl import DocxTemplate

    templates = case.marked(MARKS["docxtpl"], folder)
    words = [case.words(number) for number in range(case.count)]

    def filled(text: str, own: dict[str, str]) -> str:
        return re.sub(r"\{\{(\w+)\}\}", lambda match: own[match[1]], text)

    def make(row: dict[str, dict[str, str]]) -> list[tuple[str, bytes]]:
        sets = []
        for file in templates:
            own, stream = row[file["language"]], io.BytesIO()
            if file["path"].endswith("docx"):
                document = DocxTemplate(file["path"])
                document.render(own, autoescape=True)
                document.save(stream)
            else:
                deck = pptx.Presentation(file["path"])
                for run in _runs(deck):
                    if "{{" in run.text:
                        run.text = filled(run.text, own)
                deck.save(stream)
            sets.append((Path(file["path"]).name, stream.getvalue()))
        return sets

    _write(folder / "out", make(words[0]))

    def work() -> None:
        for row in words:
            _write(folder / "out", make(row))

    seconds = _timed(work) / case.count
    _check(folder / "out", "docxtpl")
    return seconds


def _runs(deck: Any) -> Iterator[Any]:
    for slide in deck.slides:
        frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
        frames += [
            cell.text_frame
            for shape in slide.shapes
            if shape.has_table
            for row in shape.table.rows
            for cell in row.cells
        ]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            frames.append(slide.notes_slide.notes_text_frame)
        for frame in frames:
            for paragraph in frame.paragraphs:
                yield from paragraph.runs


def node_seconds(tool: str, case: Case, folder: Path, node: Path) -> float:
    templates = case.marked(MARKS[tool], folder)
    words = [case.words(number) for number in range(case.count)]
    (folder / "out").mkdir(exist_ok=True)
    job = {"templates": templates, "rows": words, "output": str(folder / "out")}
    (folder / "job.json").write_text(json.dumps(job), "utf-8")
    script = Path(__file__).with_name("batch_peers.js")
    environment = {**os.environ, "NODE_PATH": str(node / "node_modules")}
    done = subprocess.run(
        ["node", str(script), tool, str(folder / "job.json")],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    _check(folder / "out", tool)
    return float(done.stdout)


def _check(folder: Path, tool: str) -> None:
    """Raise ValueError if a mark is left in the last set that a tool has made."""
    left = re.compile(MARKS[tool].replace("%s", r"\w+").replace("{", r"\{").replace("}", r"\}").replace("d.", r"d\."))
    for path in folder.iterdir():
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".xml") and ("slides/" in name or name == "word/document.xml"):
                    match = left.search(re.sub(r"<[^>]+>", "", archive.read(name).decode()))
                    if match:
                        raise ValueError(f"{tool} leaves {match[0]} in {path.name}")


def _write(folder: Path, files: Any) -> None:
    folder.mkdir(exist_ok=True)
    for name, blob in files:
        (folder / name).write_bytes(blob)


def _timed(work: Callable[[], None]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def compare(publication: Path, rows: Path, node: Path | None) -> None:
    case = Case(publication, rows)
    tools: dict[str, Callable[[Path], float]] = {
        "builder": lambda folder: builder_seconds(case, folder),
        "docxtpl + python-pptx": lambda folder: python_seconds(case, folder),
    }
    if node is not None:
        tools["docxtemplater"] = lambda folder: node_seconds("docxtemplater", case, folder, node)
        tools["carbone"] = lambda folder: node_seconds("carbone", case, folder, node)
    seconds: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(TURNS):
        for name, run in tools.items():
            with tempfile.TemporaryDirectory() as folder:
                seconds[name].append(run(Path(folder)))
    ours = statistics.median(seconds["builder"])
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"\n{publication.parent.name}: {case.count} sets of {len(KINDS) * len(case.languages)} files, load {load}")
    for name, all_seconds in seconds.items():
        median = statistics.median(all_seconds)
        note = "" if name == "builder" else f"   builder / {name}: {median / ours:.2f} times the rate"
        print(f"  {name:22} {1 / median:6.1f} sets/s of processor time, best {1 / min(all_seconds):6.1f}{note}")


def memory(publication: Path, rows: Path, most: int = 10_000) -> None:
    """Print the memory of this process as it makes more and more sets."""
    case = Case(publication, rows)
    maker = case.maker()
    number = 0
    for stop in (100, 1_000, most):
        begin = time.process_time()
        first = number
        while number < stop:
            maker.make(case.rows.values(number % len(case.rows.keys)))
            number += 1
        now = _resident()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rate = (number - first) / (time.process_time() - begin)
        print(f"  {number:6,} sets: {now:5.0f} MiB now, {peak:5.0f} MiB at most, {rate:.1f} sets/s")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--node", type=Path, help="folder with node_modules of docxtemplater and carbone")
    parser.add_argument("--memory", action="store_true", help="measure the memory of 10,000 sets instead")
    parser.add_argument("pairs", nargs="*", type=Path, metavar="PUBLICATION ROWS")
    options = parser.parse_args()
    communes = ROOT / "docs" / "examples" / "communes"
    mistral = ROOT / "content" / "mistral-ai" / "publication.yaml"
    usual = [communes / "publication.yaml", communes / "communes.csv", mistral, ROOT / "benchmarks" / "mistral-ai.csv"]
    pairs = options.pairs or (usual[:2] if options.memory else usual)
    for publication, rows in zip(pairs[::2], pairs[1::2], strict=True):
        if options.memory:
            memory(publication, rows)
        else:
            compare(publication, rows, options.node)


if __name__ == "__main__":
    sys.exit(main())
