"""A document's words as pandoc Markdown, so that pandoc is given exactly what the builder prints."""

from __future__ import annotations

from builder.tree.blocks import CalloutNode, HighlightsNode, PointNode, PointsNode, QuoteNode, TextNode, TimelineNode
from builder.tree.document import Document, SectionNode
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.tree.prose import Break, Code, CrossRef, Inlines, ItemList, NoteRef, Paragraph, Prose, Run

_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|^~$@"})


def brief(document: Document) -> str:
    """The Word brief's words: headings, prose, lists, tables, notes."""
    parts = [_front(document)]
    for section in document.sections:
        _section(section, 1, parts)
    parts.append(f"# {document.labels.sources}\n")
    parts += [f"- {_inlines(source.inlines)}\n" for source in document.sources]
    return "\n".join(parts)


def deck(document: Document) -> str:
    """The deck's words: a slide a section and exhibit, prose as speaker notes."""
    parts = [_front(document)]
    for section in document.sections:
        _slides(section, parts)
    return "\n".join(parts)


def _front(document: Document) -> str:
    return f"---\ntitle: '{_quoted(document.title)}'\nlang: {document.office_language}\n---\n"


def _quoted(inlines: Inlines) -> str:
    return _inlines(inlines).replace("'", "''")


def _section(section: SectionNode, level: int, parts: list[str]) -> None:
    parts.append(f"{'#' * level} {_inlines(section.title)}\n")
    if section.message:
        parts.append(f"**{_inlines(section.message)}**\n")
    for block in section.blocks:
        if block.only != "deck":
            parts.append(_block(block))
    for inner in section.sections:
        _section(inner, level + 1, parts)


def _slides(section: SectionNode, parts: list[str]) -> None:
    prose = "\n".join(_prose(block.blocks) for block in section.blocks if isinstance(block, TextNode))
    shown = [block for block in section.blocks if not isinstance(block, TextNode) and block.only != "brief"]
    title = _inlines(section.message or section.title)
    for block in shown or [None]:
        parts.append(f"## {title}\n")
        parts.append(_block(block) if block is not None else prose)
        if prose and shown:
            parts.append(f"::: notes\n\n{prose}\n\n:::\n")
            prose = ""
    for inner in section.sections:
        _slides(inner, parts)


def _block(block: object) -> str:
    match block:
        case TextNode():
            return _prose(block.blocks)
        case PointsNode():
            return _points(block.points, 0) + "\n"
        case TableNode():
            return _table(block)
        case ChartNode():
            rows = [[name, *(series.labels[at] for series in block.series)] for at, name in enumerate(block.categories)]
            head = ["", *(series.name for series in block.series)]
            return _grid(head, rows, _inlines(block.caption))
        case HighlightsNode():
            return "".join(f"- **{item.prefix} {item.value}** {_inlines(item.label)}\n" for item in block.items)
        case TimelineNode():
            return "".join(f"- **{event.date}** {_inlines(event.title)}\n" for event in block.events)
        case QuoteNode():
            return "".join(f"> {line}\n" for line in _prose(block.blocks).splitlines())
        case CalloutNode():
            return f"**{_inlines(block.title)}**\n\n{_prose(block.blocks)}"
        case ImageNode():
            return f"{_inlines(block.caption)}\n"
    raise TypeError(block)


def _points(points: tuple[PointNode, ...], depth: int) -> str:
    lines = []
    for point in points:
        term = f"**{_inlines(point.term)}** " if point.term else ""
        lines.append(f"{'    ' * depth}- {term}{_inlines(point.inlines)}\n")
        lines.append(_points(point.points, depth + 1))
    return "".join(lines)


def _prose(blocks: Prose, indent: str = "") -> str:
    parts = []
    for block in blocks:
        match block:
            case Paragraph():
                parts.append(f"{indent}{_inlines(block.inlines)}\n")
            case ItemList():
                for item in block.items:
                    mark = "1. " if block.ordered else "- "
                    parts.append(indent + mark + _prose(item.blocks, indent + "   ").lstrip())
            case Code():
                parts.append(f"```\n{block.text}\n```\n")
    return "\n".join(parts)


def _table(table: TableNode) -> str:
    head = [_inlines(column.header) for column in table.columns]
    return _grid(head, [[_inlines(cell.inlines) for cell in row] for row in table.rows], _inlines(table.caption))


def _grid(head: list[str], rows: list[list[str]], caption: str) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + (f"\n\n: {caption}\n" if caption else "\n")


def _inlines(inlines: Inlines) -> str:
    return "".join(map(_inline, inlines))


def _inline(node: object) -> str:
    match node:
        case Run(text=text, strong=strong, emphasis=emphasis, link=link):
            words = text.translate(_ESCAPED)
            words = f"**{words}**" if strong and words == words.strip() else words
            words = f"*{words}*" if emphasis and words == words.strip() else words
            return f"[{words}]({link})" if link else words
        case Break():
            return "\\\n"
        case NoteRef(blocks=blocks):
            return f"^[{_prose(blocks).strip()}]"
        case CrossRef(prefix=prefix, number=number, title=title):
            return f"{prefix}\u00a0{number}" if number else title
    raise TypeError(node)
