"""The words that a publication's author wrote, straight from the YAML, without any of the builder's code."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

__all__ = ["letters", "words_for"]

_NOT_PRINTED = frozenset(
    ("languages", "date", "keywords", "terms", "figures", "key_figures", "sources", "id", "alt", "file", "kind", "data",
     "category", "format", "align", "width", "key", "source", "only", "values", "total", "stacked", "brief", "deck",
     "axis", "labels", "figure", "territory", "highlights", "style", "narrow_space")
)  # fmt: skip
"""Keys whose words no reader sees (or sees in another form)."""
_MARKUP = re.compile(
    r"\{lang=[\w-]+\}|\]\([^)]*\)|<[^>]*>|\[@[^\]]*\]|@(?:tbl|fig|sec)-[\w-]+|(?<!\{)\{[a-z][\w-]*(?::[\w-]+)?\}(?!\})"
)
_LETTERS = re.compile(r"[^\W\d_]+")


def letters(text: str) -> Counter[str]:
    """The words of a text, letters only: what no typography changes."""
    return Counter(_LETTERS.findall(text.replace("\u00ad", "")))


def words_for(folder: Path, language: str, medium: str) -> Counter[str]:
    """The words that one language's brief (or deck) must show, as often as they were written."""
    content = yaml.load((folder / "publication.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    languages = content["languages"]
    counts: Counter[str] = Counter()
    for text in _texts(content, languages, language, medium):
        counts += letters(_MARKUP.sub(" ", text))
    for text in _data_texts(content, folder):
        counts += letters(text)
    return counts


def _texts(value: Any, languages: list[str], language: str, medium: str) -> Iterator[str]:
    if isinstance(value, str):
        yield "" if value == "null" else value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, languages, language, medium)
    elif _is_localised(value, languages):
        yield value.get(language) or value[language.split("-")[0]]
    elif value.get("only", medium) == medium:
        for key, item in value.items():
            if key not in _NOT_PRINTED and not (key == "notes" and medium == "brief"):
                yield from _texts(item, languages, language, medium)


def _is_localised(value: dict[str, Any], languages: list[str]) -> bool:
    tags = {*languages, *(tag.split("-")[0] for tag in languages)}
    return bool(value) and set(value) <= tags


def _data_texts(value: Any, folder: Path) -> Iterator[str]:
    """The words in the columns of data files that tables show."""
    if isinstance(value, list):
        for item in value:
            yield from _data_texts(item, folder)
    elif isinstance(value, dict):
        if "data" in value and "columns" in value:
            yield from _column_texts(folder / value["data"], {c["key"] for c in value["columns"] if "key" in c})
        for item in value.values():
            yield from _data_texts(item, folder)


def _column_texts(file: Path, keys: set[str]) -> Iterator[str]:
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield from (text for key, text in row.items() if key in keys)
