"""Missing values of a table: which columns they make partial, and the note that explains their symbols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from builder.content.model.exhibits import CellMissing, CellNumber, MissingSymbols, Table
from builder.content.model.values import Text
from builder.resolve.columns import EMPTY
from builder.resolve.context import ResolveContext
from builder.resolve.inlines import PROSE, unset
from builder.tree.prose import Inlines, Paragraph, Prose, Run

__all__ = ["is_partial", "symbol_rows", "symbol_text", "symbols_note"]

_MEANING: Final = replace(PROSE, notes="refused", sentence=False)


def symbol_text(cell: CellMissing) -> str:
    """Return the text of a cell without a value."""
    return cell.symbol or EMPTY


def is_partial(context: ResolveContext, table: Table, cells: Iterable[object]) -> bool:
    """Return True if a value of the cells is missing, so that their total is partial."""
    meanings = _meanings(context, table)
    return bool(meanings) and any(
        isinstance(cell, CellMissing) and meanings.get(cell.symbol) != "none" for cell in cells
    )


def symbols_note(context: ResolveContext, table: Table, partial: Sequence[str]) -> Prose:
    """Return the note that explains the symbols of a table, each once, and names the columns with a partial total."""
    meanings = _meanings(context, table)
    used = {symbol for _, symbol in _used_symbols(table)} if meanings else ()
    separator = Run(context.words.phrases["list_separator"], table.span)
    inlines: list[Inlines] = []
    for symbol, meaning in meanings.items():
        if symbol in used and meaning != "none":
            head = Run(f"{symbol or EMPTY}\u00a0=\u00a0", table.span, protected=True)
            inlines.append((head, *_meaning(context, meaning, table)))
    if partial:
        columns = context.words.phrases["partial_columns"].format(columns=", ".join(partial))
        inlines.append((Run(columns, table.span),))
    if not inlines:
        return ()
    joined = [inline for part in inlines for inline in (separator, *part)][1:]
    ended = (*joined, Run(".", table.span))
    return (Paragraph(context.set(ended), table.span, f"{table.key}.missing"),)


def symbol_rows(context: ResolveContext, table: Table) -> Iterator[int]:
    """Yield the rows with a symbol that the note explains, some of them more than once."""
    meanings = _meanings(context, table)
    for row, symbol in _used_symbols(table) if meanings else ():
        if meanings.get(symbol, "none") != "none":
            yield row


def _used_symbols(table: Table) -> Iterator[tuple[int, str]]:
    """Yield the symbols that mark a missing value or follow a number, each with its row."""
    for index, row in enumerate(table.rows):
        for cell in row:
            if type(cell) is CellMissing or (type(cell) is CellNumber and cell.symbol):
                yield index, cell.symbol


def _meanings(context: ResolveContext, table: Table) -> MissingSymbols:
    return {**context.publication.missing, **table.missing}


def _meaning(context: ResolveContext, meaning: str | Text, table: Table) -> Inlines:
    """Return a meaning, not set yet."""
    if isinstance(meaning, str):
        return (Run(context.words.phrases[f"missing_{meaning}"], table.span),)
    markup = context.markup(meaning)
    return unset(context, markup.inlines, _MEANING) if markup is not None else ()
