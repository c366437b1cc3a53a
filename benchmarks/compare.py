"""Compare the builder with pandoc, docxtpl and bare python-docx / python-pptx, in one run, as ratios.

    pip install -e '.[bench]' && python benchmarks/compare.py [CASE …]

Cases: help, publication, sections, table, workbook, query, slides, doubling, briefs, decks. Whole processes but for the
last two, which build many different files in one warm process. Pandoc reads Markdown with the words that the builder
prints.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cases
import markdown
import pypandoc
from measure import Cost, side_by_side

import builder
from builder.pipeline import document

PYTHON = sys.executable
_SUFFIXED = {"brief": "double.docx", "deck": "double.pptx"}
ROOT = Path(__file__).resolve().parent.parent


def _builder(*arguments: str) -> list[str]:
    return [str(Path(PYTHON).with_name("builder")), *arguments]


def _pandoc(source: str, target: str) -> list[str]:
    return [pypandoc.get_pandoc_path(), source, "-o", target, *(["--toc"] if target.endswith("docx") else [])]


def _show(title: str, costs: dict[str, Cost], ours: str = "builder") -> None:
    print(f"\n{title}")
    for name, cost in costs.items():
        time_ratio, memory_ratio = costs[ours].seconds / cost.seconds, costs[ours].memory / cost.memory
        note = "" if name == ours else f"   builder / {name}: time {time_ratio:.2f}, memory {memory_ratio:.2f}"
        print(f"  {name:10} {cost.seconds:8.3f} s  {cost.memory:7.0f} MiB{note}")


def help_(folder: Path) -> None:
    costs = side_by_side({"builder": [_builder("--help")], "python": [[PYTHON, "-c", "pass"]]}, str(folder), 15)
    _show("builder --help against python -c pass", costs)


def publication(folder: Path) -> None:
    loaded = builder.load(ROOT / "content" / "mistral-ai")
    pandoc = []
    for tag in loaded.languages:
        tree = document(loaded, tag)
        for kind, words in (("docx", markdown.brief(tree)), ("pptx", markdown.deck(tree))):
            (folder / f"{tag}.{kind}.md").write_text(words, encoding="utf-8")
            pandoc.append(_pandoc(f"{tag}.{kind}.md", f"pandoc.{tag}.{kind}"))
    ours = _builder("build", str(ROOT / "content" / "mistral-ai"))
    _show(
        "The four files of the first publication", side_by_side({"builder": [ours], "pandoc": pandoc}, str(folder), 9)
    )


def _against_pandoc(title: str, folder: Path, file: Path, kind: str, rounds: int = 3) -> None:
    tree = document(builder.load(file), "en")
    words = markdown.brief(tree) if kind == "docx" else markdown.deck(tree)
    (folder / "words.md").write_text(words, encoding="utf-8")
    command = "brief" if kind == "docx" else "deck"
    contenders = {
        "builder": [_builder(command, str(file), "--lang", "en", "-o", f"ours.{kind}")],
        "pandoc": [_pandoc("words.md", f"pandoc.{kind}")],
    }
    _show(title, side_by_side(contenders, str(folder), rounds))


def sections(folder: Path) -> None:
    _against_pandoc("A brief of 5,000 sections", folder, cases.sections(folder, 5_000), "docx")


def table(folder: Path) -> None:
    _against_pandoc("A table of 10,000 rows and 6 columns", folder, cases.table(folder, 10_000), "docx")


_OPENPYXL = """
import openpyxl
book = openpyxl.load_workbook("rows.xlsx", read_only=True, data_only=True)
for row in book["Sheet1"].iter_rows(values_only=True):
    pass
"""


def workbook(folder: Path) -> None:
    file = cases.workbook(folder, 10_000)
    load = [PYTHON, "-c", "import builder, gc; gc.disable(); builder.load('publication.yaml')"]
    contenders = {"builder": [load], "openpyxl": [[PYTHON, "-c", _OPENPYXL]]}
    _show("A workbook of 10,000 rows and 6 columns, read", side_by_side(contenders, str(file.parent), 5))


_STREAMED = """\
from builder.actions.database import run_query
from builder.actions.snapshots import write_snapshot
from pathlib import Path
with run_query(Path("rows.sql").read_text(), "ROWS_DB", 60, 1_000_000, {"ROWS_DB": "sqlite:///rows.db"}) as result:
    write_snapshot(result, Path("rows.csv"))
"""
_SQLALCHEMY = """
import csv
from pathlib import Path
from sqlalchemy import create_engine, text
with create_engine("sqlite:///rows.db").connect() as connection, open("theirs.csv", "w", newline="") as file:
    result = connection.execution_options(stream_results=True).execute(text(Path("rows.sql").read_text()))
    csv.writer(file, quoting=csv.QUOTE_NONNUMERIC).writerows(result)
"""


def query(folder: Path) -> None:
    file = cases.query(folder, 100_000)
    contenders = {"builder": [[PYTHON, "-c", _STREAMED]], "sqlalchemy": [[PYTHON, "-c", _SQLALCHEMY]]}
    _show("A query of 100,000 rows to its snapshot", side_by_side(contenders, str(file.parent), 5))


def slides(folder: Path) -> None:
    _against_pandoc("A deck of 1,000 slides", folder, cases.slides(folder, 1_000), "pptx")


def doubling(folder: Path) -> None:
    for name, make, kind, small in (
        ("sections", cases.sections, "brief", 2_500),
        ("table rows", cases.table, "brief", 10_000),
        ("slides", cases.slides, "deck", 1_000),
    ):
        contenders = {
            ("builder" if size == 2 * small else str(size)): [
                _builder(
                    kind,
                    str(make(folder, size)),
                    "--lang",
                    "en",
                    "-o",
                    f"double.{'docx' if kind == 'brief' else 'pptx'}",
                )
            ]
            for size in (small, 2 * small)
        }
        _show(f"{2 * small} {name} against {small}", side_by_side(contenders, str(folder), 3))


def _rate(title: str, makers: dict[str, Callable[[int], bytes]], count: int) -> None:
    print(f"\n{title}")
    rates = {}
    for name, make in makers.items():
        make(0)
        start = time.process_time()  # one process each: what else the machine does is left out
        for number in range(count):
            make(number)
        rates[name] = count / (time.process_time() - start)
        print(f"  {name:12} {rates[name]:8.1f} files a second of processor time")
    ours, theirs = rates.values()
    print(f"  builder / {list(makers)[1]}: {ours / theirs:.1f} times the rate")


def _small(folder: Path, number: int) -> Path:
    return cases.sections(folder / str(number), 5)


def _letters(folder: Path, count: int) -> list[builder.content.model.publication.Publication]:  # type: ignore[name-defined]
    loaded = []
    for number in range(count):
        file = folder / f"letter-{number}" / "publication.yaml"
        model = _small(folder, number).read_text(encoding="utf-8")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(model.replace("A long brief", f"Brief number {number}"), encoding="utf-8")
        loaded.append(file)
    return loaded


def briefs(folder: Path) -> None:
    import warm

    count = 200
    files = _letters(folder, count)

    def ours(number: int) -> bytes:
        stream = io.BytesIO()
        builder.write_brief(builder.load(files[number]), "en", stream)
        return stream.getvalue()

    trees = [document(builder.load(file), "en") for file in files]
    theirs = warm.docxtpl_maker(folder, trees)
    _rate("200 different briefs in one warm process", {"builder": ours, "docxtpl": theirs}, count)


def decks(folder: Path) -> None:
    import warm

    count = 200
    files = _letters(folder, count)

    def ours(number: int) -> bytes:
        stream = io.BytesIO()
        builder.write_deck(builder.load(files[number]), "en", stream)
        return stream.getvalue()

    trees = [document(builder.load(file), "en") for file in files]
    _rate("200 different decks in one warm process", {"builder": ours, "python-pptx": warm.pptx_maker(trees)}, count)


CASES = {
    "help": help_,
    "publication": publication,
    "sections": sections,
    "table": table,
    "workbook": workbook,
    "query": query,
    "slides": slides,
    "doubling": doubling,
    "briefs": briefs,
    "decks": decks,
}


def main() -> None:
    names = sys.argv[1:] or list(CASES)
    for name in names:
        if len(names) > 1:  # the memory of a process counts that of the one which started it: start from a small one
            subprocess.run([PYTHON, __file__, name], check=True)
            continue
        with tempfile.TemporaryDirectory() as folder:
            CASES[name](Path(folder))


if __name__ == "__main__":
    main()
