"""The publications that are measured: words enough, and different enough not to repeat one paragraph."""

from __future__ import annotations

import itertools
import random
import sqlite3
from pathlib import Path

import xlsxwriter

_WORDS = [
    *("budget", "programme", "service", "report", "measure", "region", "council", "public", "figure", "annual", "plan"),
    *("network", "school", "energy", "water", "transport", "housing", "health", "local", "open", "data", "rate"),
    *("share", "growth", "review", "method", "result", "target", "policy", "partner"),
]


def sentences(seed: int) -> itertools.chain[str]:
    """Endless sentences of 8 to 18 words, the same for the same seed."""
    chance = random.Random(seed)
    while True:
        words = chance.choices(_WORDS, k=chance.randint(8, 18))
        yield " ".join(words).capitalize() + "."


def _head(title: str) -> list[str]:
    return ["languages: [en]", f"title: {title}", "date: 2024-09-15", "brief: {toc: true}", "sections:"]


def sections(folder: Path, count: int) -> Path:
    """A brief of `count` sections: a heading, a lead sentence, two paragraphs and three points each."""
    say = sentences(count)
    lines = _head("A long brief")
    for number in range(1, count + 1):
        lines += [f"  - id: s{number}", f"    title: Section {number}", f"    message: {next(say)}", "    blocks:"]
        lines += ["      - text: |", f"          {next(say)} {next(say)} {next(say)}", ""]
        lines += [f"          {next(say)} {next(say)}", "      - points:"]
        lines += [f"          - {next(say)}" for _ in range(3)]
    return _write(folder, f"sections-{count}", lines)


def table(folder: Path, rows: int, columns: int = 6) -> Path:
    """A brief with one table of `rows` rows: a name, a text, then numbers, from a CSV file."""
    chance = random.Random(rows)
    say = sentences(rows)
    lines = _head("A long table")
    lines += ["  - id: all", "    title: All rows", "    blocks:", "      - table:", "          data: rows.csv"]
    lines += ["          caption: Rows", "          columns:"]
    lines += [f"            - {{key: c{at}, header: Column {at}}}" for at in range(columns)]
    file = _write(folder, f"table-{rows}", lines)
    head = ",".join(f"c{at}" for at in range(columns))
    body = [
        f"Row {number},{' '.join(next(say).split()[:3])},"
        + ",".join(str(chance.randint(1, 9_999_999)) for _ in range(columns - 2))
        for number in range(rows)
    ]
    (file.parent / "rows.csv").write_text("\n".join([head, *body]) + "\n", encoding="utf-8")
    return file


def workbook(folder: Path, rows: int, columns: int = 6) -> Path:
    """A publication with one table of `rows` rows from a workbook: a name, a text, then numbers."""
    chance = random.Random(rows)
    say = sentences(rows)
    lines = [*_head("A workbook"), "  - id: all", "    title: All rows", "    blocks:", "      - table:"]
    lines += ["          data: {file: rows.xlsx, sheet: Sheet1}", "          columns:"]
    lines += [f"            - {{key: c{at}, header: Column {at}}}" for at in range(columns)]
    file = _write(folder, f"workbook-{rows}", lines)
    with xlsxwriter.Workbook(file.parent / "rows.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [f"c{at}" for at in range(columns)])
        for row in range(1, rows + 1):
            numbers = [chance.randint(1, 9_999_999), *(chance.random() for _ in range(columns - 3))]
            sheet.write_row(row, 0, [f"Row {row}", " ".join(next(say).split()[:3]), *numbers])
    return file


def query(folder: Path, rows: int) -> Path:
    """A publication with a query of `rows` rows in a database of SQLite beside it: numbers, texts, decimals."""
    lines = [*_head("A query"), "  - id: all", "    title: All rows", "    blocks:", "      - table:"]
    lines += [f"          data: {{query: rows.sql, connection: ROWS_DB, limit: {rows}}}", "          columns:"]
    lines += [f"            - {{key: {name}, header: {name}}}" for name in ("id", "name", "share")]
    file = _write(folder, f"query-{rows}", lines)
    (file.parent / "rows.sql").write_text("SELECT id, name, share FROM rows ORDER BY id\n", encoding="utf-8")
    with sqlite3.connect(file.parent / "rows.db") as database:
        database.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, name TEXT, share REAL)")
        database.executemany("INSERT INTO rows VALUES (?, ?, ?)", ((n, f"Row {n}", n / 7) for n in range(rows)))
    database.close()
    return file


def translated(folder: Path, count: int) -> Path:
    """A publication in two languages with about `count` texts to translate: titles, messages with a figure, paragraphs
    with marks and citations, points.
    """
    say = sentences(count + 1)
    lines = ["languages: [fr, en]", "title: {fr: Un long rapport, en: A long report}", "date: 2024-09-15"]
    lines += [
        "figures: {fund: {amount: 2_500_000, currency: EUR, bound: more-than}}",
        "sources: {a: {title: A source}}",
    ]
    lines += ["sections:"]
    for number in range(count // 10):
        lines += [f"  - id: s{number}", f"    title: {{fr: Section {number}, en: Section {number}}}", "    message:"]
        lines += [f"      {tag}: {next(say)[:-1]} {{fund}}." for tag in ("fr", "en")]
        lines += ["    blocks:", "      - text:"]
        for tag in ("fr", "en"):
            lines += [
                f"          {tag}: |",
                f"            {next(say)} **{next(say)}**",
                f"            {next(say)} [@a]",
            ]
            lines += ["", f"            {next(say)}"]
        lines += ["      - points:", *(f"          - {{fr: {next(say)}, en: {next(say)}}}" for _ in range(6))]
    return _write(folder, f"translated-{count}", lines)


def slides(folder: Path, count: int) -> Path:
    """A deck of `count` slides: a sentence, five points, and prose for the speaker notes."""
    say = sentences(-count)
    lines = [*_head("A long deck")[:-1], "deck: {agenda: false}", "sections:"]
    for number in range(1, count + 1):
        lines += [
            f"  - id: s{number}",
            f"    title: Section {number}",
            f"    message: {number} {next(say)}",
            "    blocks:",
        ]
        lines += ["      - text: |", f"          {next(say)} {next(say)}", "      - points:"]
        lines += [f"          - {next(say)}" for _ in range(5)]
    return _write(folder, f"slides-{count}", lines)


def _write(folder: Path, name: str, lines: list[str]) -> Path:
    file = folder / name / "publication.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
