"""Labels from a data file that every language shows alike: the names of rows, the categories of a chart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.table_cells import charts, tables
from builder.check.termbase import of_language
from builder.content.model.exhibits import CellNumber
from builder.content.model.values import Text
from builder.language import base_language

__all__ = ["RULES"]

_PARTS = re.compile("['’-]")
_MARKS = ".,;:!?()[]«»“”\"'’"
_SHORTEST_WORD = 3
_LONGEST_CODE = 4


def labels_in_one_language(context: CheckContext) -> Iterator[Finding]:
    """Find columns of labels whose words are the same in every language, because the file has no columns `name.fr`,
    `name.en`.
    """
    if len({base_language(tag) for tag in context.publication.languages}) < 2:
        return
    reported: set[tuple[str, str]] = set()
    for key, cells in _label_columns(context):
        labels = [cell for cell in cells if isinstance(cell, Text) and cell.neutral]
        words = [label for label in labels if _is_one_language(context, label)]
        column = (words[0].span.file, key) if words else None
        if column is not None and column not in reported:
            reported.add(column)
            yield _finding(context, key, words)


def _label_columns(context: CheckContext) -> Iterator[tuple[str, list[object]]]:
    """Yield the columns of words of the data files, with their names."""
    for table in tables(context):
        for index, column in enumerate(table.columns if table.data is not None else ()):
            cells: list[object] = [row[index] for row in table.rows]
            if 2 * sum(isinstance(cell, CellNumber) for cell in cells) <= len(cells):
                yield column.key_ or "", cells
    for chart in charts(context):
        if chart.data is not None:
            yield chart.category or "", list(chart.categories)


def _is_one_language(context: CheckContext, label: Text) -> bool:
    """Return True if a label holds words that are not declared to be the same in every language."""
    text = " ".join(label.entries[""].source.split())
    return any(map(_is_word, text.split())) and text.casefold() not in context.once(_shared_names)


def _is_word(token: str) -> bool:
    """Return True for a word, rather than a code (`FR`, `A12`, `kWh`), a number or an address."""
    token = token.strip(_MARKS)
    parts = _PARTS.split(token)
    if len(token) < _SHORTEST_WORD or not all(map(str.isalpha, parts)):
        return False
    if token.isupper():
        return len(token) > _LONGEST_CODE
    return all(part.islower() or part.istitle() for part in parts)


def _shared_names(context: CheckContext) -> frozenset[str]:
    """Return the terms that are the same in every declared language."""
    languages = context.publication.languages
    by_term = (
        [{word.casefold() for word in of_language(term.terms, tag)} for tag in languages]
        for term in context.publication.terms
    )
    return frozenset(name for words in by_term for name in set.intersection(*words))


def _finding(context: CheckContext, key: str, labels: list[Text]) -> Finding:
    first = labels[0].entries[""]
    sample = first.source.strip()
    message = f"the label `{sample}` of the column `{key}` is in one language only"
    if len(labels) > 1:
        message = f"{len(labels)} labels of the column `{key}` are in one language only, such as `{sample}`"
    columns = _joined(f"`{key}.{tag}`" for tag in dict.fromkeys(map(base_language, context.publication.languages)))
    hint = f"write columns {columns} in the file; for names, add a waiver on the line of `data`, or terms"
    return Finding(message, first.place(len(first.source) - len(first.source.lstrip())), hint)


def _joined(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


RULES: tuple[Rule, ...] = (
    Rule(
        code="PAR013",
        name="data-in-one-language",
        severity="warning",
        summary="A column of labels in a data file has words, and no column of its own for each language.",
        find=labels_in_one_language,
        bad="project,cost\\nréfection de la rue,12",
        good="project.fr,project.en,cost\\nréfection de la rue,street repairs,12",
    ),
)
