"""Whole publications drawn by Hypothesis, as YAML (its JSON subset), with the data files that they name."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

__all__ = ["Draft", "drafts"]

LANGUAGES = st.sampled_from([["fr", "en"], ["en", "fr"], ["fr-CA", "en-CA"], ["fr", "de", "en"], ["en", "ar"]])
WORD = st.one_of(
    st.sampled_from(
        ["Europe", "été", "œuvre", "l'eau", "aujourd'hui", "« vu »", '"dit"', "n° 5", "12 000", "3 %", "50-50", "A – B",
         "R&D", "a<b", "x_y", "C++", "e-mail", "…", "(sic)", "?", "!", ";", "1er", "№", "日本語", "مرحبا", "😀",
         "naïve", "ﬁn", "e\u0301t", "a\u00adb", "10 €", "M. Untel", "p. 12", "XXe", "https://example.org/a_b", "--",
         "''", "½"]
    ),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "M"]), min_size=1, max_size=12),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=8).map(
        lambda text: "".join(c * 2 if c in "{}" else f"\\{c}" if c in "\\`*_[]<>&@^!#~|" else c for c in text)
    ),
)  # fmt: skip
"""Mostly legal words; some hold signs that mean something at the head of a text, and are then refused."""
WORDS = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
MARKS = st.sampled_from(
    ["{}", "*{}*", "**{}**", "`code {{{{x}}}}` {}", "[{}](https://example.org/?a=1&b=2)", "{}^[note {}]", "{} [@s]",
     "{} {{f0}}", "{{f1:long}} {}", "[{}]{{lang=de}}", "{} @tbl-t", "{}[@s, p. 3]",
     "CO~2~ {}", "~~{}~~ {{f0}}^2^"]
)  # fmt: skip
NUMBER = st.one_of(st.integers(-(10**12), 10**12), st.decimals(-(10**6), 10**6, places=2).map(str)).map(str)


class Draft(NamedTuple):
    """A publication and its data file."""

    yaml: str
    csv: str


def _quantity() -> st.SearchStrategy[dict[str, Any]]:
    positive = st.integers(0, 10**10)
    return st.one_of(
        st.fixed_dictionaries({"amount": positive, "currency": st.sampled_from(["EUR", "USD", "CAD", "CHF"])}),
        st.fixed_dictionaries({"number": st.tuples(st.integers(0, 99), st.integers(100, 9999)).map(list)}),
        st.fixed_dictionaries({"percent": st.decimals(-99, 999, places=1).map(str)}),
        st.fixed_dictionaries({"date": st.dates().map(str)}),
        st.fixed_dictionaries({"territory": st.sampled_from(["FR", "US", "CA", "DE"])}),
        st.fixed_dictionaries({"quantity": positive, "unit": st.sampled_from(["gigabyte", "kilometer", "hour"])}),
    )


@st.composite
def drafts(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Draft:
    """A publication with blocks of every kind."""
    languages = draw(LANGUAGES)

    def text(words: st.SearchStrategy[str] = WORDS) -> Any:
        return draw(words) if draw(st.integers(0, 4)) == 0 else {tag: draw(words) for tag in languages}

    marked = st.builds(lambda mark, first, second: mark.format(first, second), MARKS, WORDS, WORDS)
    rich = st.lists(marked, min_size=1, max_size=3).map("\n\n".join)

    def report() -> dict[str, Any]:
        """A table with groups, sums, merged cells, a header of two rows and a computed column."""
        rows: list[Any] = []
        for _ in range(draw(st.integers(1, 3))):
            rows.append({"group": text()})
            for _ in range(draw(st.integers(1, 4))):
                merged = draw(st.integers(0, 4)) == 0
                cells = [{"span": 2, "text": text()}] if merged else [draw(st.integers(1, 10**6)) for _ in "ab"]
                rows.append([text(marked), *cells, "{f2}"])
            rows.append(draw(st.sampled_from([{"subtotal": "sum"}, {"subtotal": text(), "cells": [1, 2, "{f3}"]}])))
        rows.append({"total": text()})
        share = {"header": text(), "compute": {"sum": ["key-c", "key-c"]}}
        over = {"header": text(), "columns": [{"header": text(), "key": f"key-{name}"} for name in "ab"]}
        return {
            "caption": text(),
            "columns": [text(), over, {"header": text(), "key": "key-c"}, share],
            "rows": rows,
            "units": draw(st.sampled_from(["cells", "header"])),
            "highlight": draw(st.sampled_from(["key-a", "key-c"])),
        }

    def block(number: int) -> dict[str, Any]:
        kind = draw(
            st.sampled_from(
                ["text", "points", "table", "report", "data", "chart", "highlights", "timeline", "quote", "callout"]
            )
        )
        match kind:
            case "text":
                return {"text": text(rich)}
            case "points":
                return {"points": [text(marked), {"term": text(), "text": text(), "points": [text()]}]}
            case "table":
                rows = [[text(marked), draw(NUMBER), "{f0}", None] for _ in range(draw(st.integers(1, 4)))]
                return {"table": {"caption": text(), "columns": [text() for _ in range(4)], "rows": _scalars(rows)}}
            case "report":
                return {"table": report()}
            case "data":
                return {"table": {"columns": [{"header": text(), "key": "a"}, {"header": text(), "key": "b"}],
                                  "data": "d.csv", "total": draw(st.booleans()), "note": text(rich)}}  # fmt: skip
            case "chart":
                count = draw(st.integers(1, 5))
                values = [draw(st.integers(1, 10**6)) for _ in range(count)]
                return {"chart": {"kind": draw(st.sampled_from(["column", "bar", "line", "area", "pie"])), "alt": "A",
                                  "caption": text(), "categories": [f"c{n} é" for n in range(count)],
                                  "series": [{"name": "S", "values": values}]}}  # fmt: skip
            case "highlights":
                return {"highlights": [{"figure": "f0", "label": text()}, {"figure": "f1", "label": text()}]}
            case "timeline":
                dates = draw(st.lists(st.integers(1800, 2100), min_size=1, max_size=5, unique=True).map(sorted))
                return {"timeline": [{"date": day, "title": text(), "text": text(rich)} for day in dates]}
            case "quote":
                return {"quote": {"text": text(rich), "attribution": text()}}
            case _:
                return {"callout": {"kind": draw(st.sampled_from(["note", "warning", "key"])), "text": text(rich)}}

    def section(depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {"title": text(), "blocks": [block(n) for n in range(draw(st.integers(0, 3)))]}
        if draw(st.booleans()):
            mapping |= {"message": text(marked), "notes": text(rich)}
        if depth < 3 and draw(st.integers(0, 3)) == 0:
            mapping["sections"] = [section(depth + 1)]
        return mapping

    target = {"table": {"id": "t", "caption": text(), "columns": ["A"], "rows": [["x"]]}}
    content = {
        "languages": languages,
        "title": text(),
        "subtitle": text(),
        "date": str(draw(st.dates())),
        "abstract": text(WORDS),
        "figures": {f"f{n}": draw(_quantity()) | {"label": text()} for n in range(2)}
        | {"f2": {"ratio": ["f3", "f4"]}, "f3": {"sum": ["f4", "f4"]}, "f4": {"number": draw(st.integers(1, 10**9))}},
        "sources": {"s": {"title": text(), "date": 2020, "url": "https://example.org/?a=1&b=2"}},
        "sections": [{"title": text(), "blocks": [target]}, *(section(1) for _ in range(draw(st.integers(1, 3))))],
    }
    cells = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=8)
    rows = [(draw(cells), draw(st.integers(-9999, 9999))) for _ in range(draw(st.integers(1, 4)))]
    csv = "a,b\n" + "".join(f'"{name.replace(chr(34), chr(34) * 2)}",{value}\n' for name, value in rows)
    return Draft(json.dumps(content, ensure_ascii=False, indent=1), csv)


def _scalars(rows: list[list[Any]]) -> list[list[Any]]:
    """Numbers as numbers, not as texts."""
    return [[float(cell) if n == 1 and "." in cell else int(cell) if n == 1 else cell for n, cell in enumerate(row)]
            for row in rows]  # fmt: skip
