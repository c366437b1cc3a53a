"""A document as stable text, one node per line, for golden tests and for reading.

Invisible spaces are written as signs: `~` U+00A0, `¦` U+202F, `\\n` a line break. Inlines read like Markdown:
`*emphasis*`, `**strong**`, `` `code` ``, `[words](target)`, `[words]{lang=en}`, `⟦protected⟧`, `^[note]`,
`@table:comparison(Table 1)`. Places in the author's files are left out by default, since every edit moves them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from builder.source import Span
from builder.tree.document import Document
from builder.tree.exhibits import CellNode
from builder.tree.labels import Labels
from builder.tree.prose import Break, CrossRef, Inline, NoteRef, Paragraph, Run

__all__ = ["dump", "dump_inlines"]

_SEEN = str.maketrans({"\u00a0": "~", "\u202f": "¦", "\n": "\\n", "~": "\\~", "¦": "\\¦", "\u2060": "\\u2060"})


def dump(document: Document, *, places: bool = False) -> str:
    """Return the whole document as text. `places` adds to each line the place that the node came from."""
    return "\n".join(_node("document", document, 0, places)) + "\n"


def dump_inlines(inlines: tuple[Inline, ...]) -> str:
    """Return inlines on one line."""
    return "".join(_inline(inline) for inline in inlines)


def _node(name: str, node: Struct, depth: int, places: bool) -> Iterator[str]:
    """Return a node: its name and short values on one line, then its longer parts below it."""
    if isinstance(node, Paragraph):
        yield _line(depth, f"{name}: {dump_inlines(node.inlines)}", node, places)
        return
    if isinstance(node, Labels):
        yield _line(depth, name, node, places)
        yield from (f"{'  ' * (depth + 1)}{key}: {_scalar(value)}" for key, value in _values(node))
        return
    short = [f"{key}={_scalar(value)}" for key, value in _values(node) if not isinstance(value, tuple | Struct)]
    yield _line(depth, " ".join([f"{name} {type(node).__name__}", *short]), node, places)
    for key, value in _values(node):
        if isinstance(value, tuple | Struct):
            yield from _part(key, value, depth + 1, places)


def _part(name: str, value: object, depth: int, places: bool) -> Iterator[str]:
    if isinstance(value, Struct):
        yield from _node(name, value, depth, places)
    elif isinstance(value, tuple):
        if _is_row(value):
            cells = " | ".join(
                f"{dump_inlines(cell.inlines)}{_value(cell)}" for cell in value if isinstance(cell, CellNode)
            )
            yield f"{'  ' * depth}{name}: {cells}"
        elif value and isinstance(value[0], Run | Break | NoteRef | CrossRef):
            yield f"{'  ' * depth}{name}: {dump_inlines(value)}"
        elif all(not isinstance(element, tuple | Struct) for element in value):
            yield f"{'  ' * depth}{name}: {', '.join(_scalar(element) for element in value)}"
        else:
            for index, element in enumerate(value):
                yield from _part(f"{name}[{index}]", element, depth, places)


def _values(node: Struct) -> Iterator[tuple[str, object]]:
    """Return the fields with information: not the place, nor default values."""
    for field in fields(node):
        value = getattr(node, field.name)
        default = field.default if field.default is not NODEFAULT else None
        if field.name != "span" and not (value == default and (field.default is not NODEFAULT or value is None)):
            yield field.name, value


def _is_row(value: tuple[object, ...]) -> bool:
    return bool(value) and isinstance(value[0], CellNode)


def _value(cell: CellNode) -> str:
    value = f" ({cell.value})" if cell.value is not None else ""
    merged = f" →{cell.across}" * (cell.across > 1) + f" ↓{cell.down}" * (cell.down > 1)
    marks = {"": "", "left": "←", "above": "↑"}[cell.covered] + "!" * cell.highlight
    return f"{value}{merged}{marks}"


def _line(depth: int, text: str, node: Struct, places: bool) -> str:
    span = getattr(node, "span", None)
    place = f"  @{span}" if places and isinstance(span, Span) else ""
    return f"{'  ' * depth}{text}{place}"


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return f'"{value.translate(_SEEN)}"'
    if isinstance(value, bytes):
        return f"{len(value)} bytes sha256:{hashlib.sha256(value).hexdigest()[:16]}"
    return str(value)


def _inline(inline: Inline) -> str:
    match inline:
        case Run():
            return _run(inline)
        case Break():
            return "\\n"
        case NoteRef():
            cited = " ".join(f"@{source}" for source in inline.sources)
            body = " ¶ ".join(
                dump_inlines(block.inlines) if isinstance(block, Paragraph) else type(block).__name__
                for block in inline.blocks
            )
            return f"^[{cited}{': ' if cited else ''}{body}]"
        case CrossRef():
            title = inline.title.translate(_SEEN)
            return f"@{inline.kind}:{inline.target}({inline.prefix} {inline.number}; {title})"


def _run(run: Run) -> str:
    text = run.text.translate(_SEEN)
    if run.code:
        text = f"`{text}`"
    elif run.protected:
        text = f"⟦{text}⟧"
    if run.superscript:
        text = f"^{text}^"
    if run.subscript:
        text = f"~{text}~"
    if run.strike:
        text = f"~~{text}~~"
    if run.emphasis:
        text = f"*{text}*"
    if run.strong:
        text = f"**{text}**"
    if run.link:
        text = f"[{text}]({run.link})"
    return f"[{text}]{{lang={run.language}}}" if run.language else text
