"""Hostile numbers, dates, counts and depths, through the command: refused at their place, or built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.hostile.running import publication, run
from tests.marking import sampled

TITLE = "languages: [fr, en]\ntitle: Essai\n"
HEAD = TITLE + "sections:\n  - title: Un\n    blocks:\n"

MOTS = "mot " * 2_500
WORD = "m" * 5_000
PAD = " " * 10
MANY = ", ".join(f"q{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(500))


def figure(body: str) -> str:
    return TITLE + f"figures:\n  a: {{{body}}}\nsections:\n  - title: Un\n    blocks: [{{text: 'Le {{a}}.'}}]\n"


def chart(categories: str, values: str, kind: str = "column", more: str = "") -> str:
    body = f"kind: {kind}, alt: A, categories: [{categories}], series: [{{name: S, values: [{values}]}}]{more}"
    return HEAD + f"      - chart: {{{body}}}\n"


def table(columns: str, rows: str, more: str = "") -> str:
    return HEAD + f"      - table: {{columns: [{columns}], rows: [{rows}]{more}}}\n"


FIGURES: dict[str, tuple[str, str]] = {
    "exponent": ("number: 1e999999", "4:15"),
    "quoted-exponent": ("number: '1e999999999999'", "4:15"),
    "not-a-number": ("number: .nan", "4:15"),
    "words": ("number: NaN", "4:15"),
    "infinity": ("number: .inf", "4:15"),
    "digits": ("number: " + "9" * 10_000, "4:15"),
    "hexadecimal": ("number: 0xFFFF", "4:15"),
    "octal": ("number: 0o17", "4:15"),
    "other-digits": ("number: ١٢٣", "4:15"),
    "underscores": ("number: 1__0", "4:15"),
    "sexagesimal": ("number: 12:30:45", "4:15"),
    "list-of-none": ("number: []", "4:15"),
    "list-of-three": ("number: [1, 2, 3]", "4:15"),
    "backwards": ("number: [2, 1]", "4:15"),
    "two-kinds": ("number: 1, percent: 2", "4:"),
    "no-kind": ("label: x", "4:"),
    "no-currency": ("amount: 1", "4:"),
    "unknown-currency": ("amount: 1, currency: XXQ", "4:"),
    "unknown-unit": ("quantity: 1, unit: parsec-per-fortnight", "4:"),
    "unknown-territory": ("territory: ZQ", "4:"),
    "unknown-source": ("number: 1, source: nowhere", "4:"),
    "unknown-bound": ("number: 1, bound: nearly", "4:"),
    "thirteenth-month": ("date: 2024-13", "4:13"),
    "thirtieth-of-february": ("date: 2023-02-30", "4:13"),
    "year-nought": ("date: '0000'", "4:13"),
    "year-10000": ("date: 10000", "4:13"),
    "negative-year": ("date: -44", "4:13"),
    "time": ("date: 2024-01-01T00:00:00Z", "4:13"),
    "mixed-interval": ("date: [2024, 2024-05]", "4:13"),
    "backward-interval": ("date: [2024-05-02, 2024-05-01]", "4:13"),
    "nouns-missing": ("number: 1, counted: {fr: {one: a, other: b}}", "4:"),
    "nouns-a-list": ("number: 1, counted: [a, b]", "4:"),
}


@pytest.mark.parametrize("name", sampled(FIGURES, "exponent"))
def test_a_hostile_figure_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    body, place = FIGURES[name]
    publication(tmp_path, figure(body))
    answer = run(tmp_path, "check")
    assert answer.code == 1
    assert answer.err.startswith(f"content/it/publication.yaml:{place}"), answer.err


SHAPES: dict[str, tuple[str, str]] = {
    "table-without-rows-or-data": (HEAD + "      - table: {columns: [A]}\n", ":6:"),
    "table-without-columns": (table("", "[]"), ":6:"),
    "ragged": (table("A, B", "[1], [1, 2, 3]"), ":6:"),
    "rows-of-rows": (table("A", "[[[1]]]"), ":6:"),
    "number-of-a-thousand-digits": (table("A", f"[{'1' * 1_000}]"), ":6:"),
    "chart-without-series": (HEAD + "      - chart: {kind: bar, alt: A, categories: [a], series: []}\n", ":6:"),
    "chart-without-values": (chart("", ""), ":6:"),
    "chart-of-nulls-only": (chart("a, b", "null, null"), ":6:"),
    "chart-not-a-number": (chart("a", ".nan"), ":6:"),
    "chart-exponent": (chart("a", "1e400"), ":6:"),
    "chart-uneven": (chart("a, b", "1"), ":6:"),
    "pie-below-zero": (chart("a, b", "1, -1", "pie"), ":6:"),
    "pie-of-noughts": (chart("a, b", "0, 0", "doughnut"), ":6:"),
    "unknown-kind": (chart("a", "1", "radar"), ":6:"),
    "decimals": (chart("a", "1", more=", format: {decimals: 99}"), ":6:"),
    "unknown-figures": (HEAD + "      - highlights: [a, b, c]\n", ":6:"),
    "highlights-of-nothing": (HEAD + "      - highlights: []\n", ":6:"),
    "timeline-of-nothing": (HEAD + "      - timeline: []\n", ":6:"),
    "points-of-nothing": (HEAD + "      - points: []\n", ":6:"),
    "two-types": (HEAD + "      - {text: a, points: [b]}\n", ":6:"),
    "no-type": (HEAD + "      - {only: deck}\n", ":6:"),
    "unknown-medium": (HEAD + "      - {text: a, only: web}\n", ":6:"),
    "same-ids": (TITLE + "sections:\n" + "  - {id: a, title: A}\n" * 2, ":5:"),
    "bad-id": (TITLE + "sections:\n  - {id: '../a', title: A}\n", ":4:"),
    "language-of-no-form": ("languages: ['fr; rm -rf', en]\ntitle: A\n", ":1:"),
    "language-like-a-path": ("languages: [../../etc, en]\ntitle: A\n", ":1:"),
    "same-languages": ("languages: [fr, FR]\ntitle: A\n", ":1:"),
    "no-languages": ("languages: []\ntitle: A\n", ":1:"),
    "five-hundred-languages": (f"languages: [{MANY}]\ntitle: {{fr: A}}\n", ":2:"),
    "list-too-deep": (HEAD + "      - text: |\n" + "".join(f"          {' ' * 2 * n}- a\n" for n in range(40)), ":"),
    "template-outside": (TITLE + "brief: {template: ../../t.docx}\n", ":3:"),
    "template-absolute": (TITLE + "deck: {template: /etc/passwd}\n", ":3:"),
    "template-missing": (TITLE + "deck: {template: none.pptx}\n", ":3:"),
    "template-a-folder": (TITLE + "deck: {template: .}\n", ":3:"),
    "template-with-nul": (TITLE + 'deck: {template: "a\\0"}\n', ":3:"),
    "template-endless": (TITLE + f"deck: {{template: {'a' * 5_000}.pptx}}\n", ":3:"),
}  # fmt: skip


@pytest.mark.parametrize("name", sampled(SHAPES, "ragged"))
def test_a_hostile_shape_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    source, place = SHAPES[name]
    publication(tmp_path, source)
    answer = run(tmp_path, "build")
    assert answer.code == 1
    assert re.match(rf"content/it/publication\.yaml{place}", answer.err), answer.err[:2_000]


def nested(depth: int) -> str:
    """Sections inside sections, each with a text."""
    lines = [TITLE.rstrip("\n")]
    for level in range(depth):
        pad = "    " * level
        text = f"[{{text: Texte {level}}}]"
        lines += [f"{pad}sections:", f"{pad}  - title: Niveau {level}", f"{pad}    blocks: {text}"]
    return "\n".join(lines) + "\n"


EVENTS = "".join(f"          - {{date: {1800 + n}, title: Titre {n}, text: Texte.}}\n" for n in range(200))

LEGAL: dict[str, str] = {
    "nothing": TITLE,
    "empty-sections": TITLE + "sections:\n" + "  - title: Un\n" * 3,
    "five-levels": nested(5),
    "long-titles": TITLE.replace("Essai", MOTS) + f"subtitle: {MOTS}\nsections:\n  - title: {MOTS}\n"
    f"    message: {MOTS}\n    blocks: [{{points: [{MOTS}]}}]\n",
    "long-word-titles": TITLE.replace("Essai", WORD) + f"sections:\n  - title: {WORD}\n    message: {WORD}\n",
    "table-of-no-rows": table("A, B", ""),
    "table-of-one-column": table("A", ", ".join(f"[{n}]" for n in range(300))),
    "table-of-the-most-columns": table(", ".join(f"C{n}" for n in range(63)), str(list(range(63)))),
    "table-of-nulls": table("A, B", "[null, null], [null, null]", ", total: true"),
    "table-of-great-numbers": table("A, B", f"[{'9' * 39}, -{'9' * 38}], [0.{'1' * 37}, 1]", ", total: true"),
    "table-of-widths": table("{header: A, width: 0.0001}, {header: B, width: 9999}", "[a, b]"),
    "one-event": HEAD + "      - timeline: [{date: 2024, title: Un}]\n",
    "two-hundred-events": HEAD + "      - timeline:\n" + EVENTS,
    "equal-events": HEAD + "      - timeline: [" + "{date: 2024, title: Un}, " * 30 + "]\n",
    "hundred-highlights": TITLE + "figures:\n" + "".join(f"  f{n}: {{number: {n}, label: Texte}}\n" for n in range(100))
    + f"sections:\n  - title: Un\n    blocks: [{{highlights: [{', '.join(f'f{n}' for n in range(100))}]}}]\n",
    "chart-of-one": chart("a", "1"),
    "chart-of-noughts": chart("a, b", "0, 0"),
    "chart-some-null": chart("a, b, c", "null, 1, null", "line"),
    "chart-of-extremes": chart("a, b, c", f"{'9' * 39}, -{'9' * 38}, 0.{'0' * 30}1"),
    "chart-of-a-thousand": chart(", ".join(f"c{n}" for n in range(1_000)), ", ".join("1" for _ in range(1_000))),
    "line-of-a-thousand": chart(", ".join(f"c{n}" for n in range(1_000)), ", ".join("1" for _ in range(1_000)), "line"),
    "pie-of-two-hundred": chart(", ".join(f"c{n}" for n in range(200)), ", ".join("1" for _ in range(200)), "pie"),
    "bar-of-long-names": chart(", ".join("mot" * 300 for _ in range(5)), "1, 2, 3, 4, 5", "bar"),
    "hundred-series": HEAD + "      - chart: {kind: line, alt: A, categories: [a, b], series: ["
    + ", ".join(f"{{name: S{n}, values: [1, 2]}}" for n in range(100)) + "]}\n",
    "thousand-notes": HEAD + "      - text: " + " ".join("a^[note]" for _ in range(1_000)) + "\n",
    "thousand-points": HEAD + "      - points: [" + "mot, " * 1_000 + "]\n",
    "deep-points": HEAD + "      - points: [" + "{text: a, points: [" * 12 + "b" + "]}" * 12 + "]\n",
    "many-authors": TITLE + "authors: [" + "Nom, " * 300 + "]\nkeywords: [" + "mot, " * 300 + "]\n",
    "first-year": TITLE + "date: 0001-01-01\n",
    "last-year": TITLE + "date: 9999-12-31\n",
    "code-of-a-thousand-lines": HEAD + f"      - text: |\n{PAD}```\n" + f"{PAD}code\n" * 1_000 + f"{PAD}```\n",
    "fences": HEAD + "      - text: |\n          ````\n          ```\n          <b>{{x}} *y*\n          ````\n",
    "callout-and-quote-long": HEAD + f"      - callout: {{text: {MOTS}}}\n      - quote: {{text: {MOTS}}}\n",
}  # fmt: skip


@pytest.mark.parametrize("name", sampled(LEGAL, "nothing"))
def test_a_strange_but_legal_shape_builds(tmp_path: Path, name: str) -> None:
    publication(tmp_path, LEGAL[name])
    answer = run(tmp_path, "build")
    assert answer.code in (0, 1)
    assert answer.built or name in ("deep-points",), answer.err[:2_000]
