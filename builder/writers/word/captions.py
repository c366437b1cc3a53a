"""Captions numbered by SEQ fields, and the lines under exhibits: note, source, credit."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from builder.tree.prose import Inlines, Paragraph, Prose, Run
from builder.writers.word.context import BriefContext
from builder.writers.word.fields import field, sequence_name
from builder.writers.word.paragraphs import WordParagraph
from builder.writers.word.prose import BoxStyle, boxed_prose

__all__ = [
    "caption_paragraphs",
    "caption_runs",
    "close_lines",
    "continued_caption",
    "indented",
    "labelled",
    "lead_label",
    "lines_below",
    "put_caption",
    "put_lines",
]


def caption_runs(
    state: BriefContext, kind: Literal["table", "figure"], number: str, inlines: Inlines, key: str, target: str | None
) -> str:
    """Return the words "Tableau 1 – Caption": the number is a SEQ field inside the bookmark that references
    point to, and the whole is inside the bookmark of its entry in a list.
    """
    runs = _caption_words(state, kind, number, inlines, key, target)
    return state.anchors.put(state.listed[key], runs) if key in state.listed else runs


def _caption_words(
    state: BriefContext, kind: Literal["table", "figure"], number: str, inlines: Inlines, key: str, target: str | None
) -> str:
    words = state.anchors.passage(f"{key}.caption", state.inlines.runs(inlines), inlines)
    if not number:
        return words
    label = state.labels.table if kind == "table" else state.labels.figure
    counted = _number(state, sequence_name(label), number)
    if target and target in state.targets.bookmarks:
        counted = state.anchors.put(state.targets.bookmarks[target][0], counted)
    lead = state.inlines.words(f"{label}\u00a0")
    return lead + counted + (state.inlines.words(state.labels.caption_separator) + words if words else "")


def _number(state: BriefContext, sequence: str, number: str) -> str:
    """Return a number of the sequence. Numbers count both media: after an exhibit of the deck alone, the field is
    reset.
    """
    if not number.isdigit():
        return state.inlines.words(number)
    value = int(number)
    jump = "" if value == state.sequences.get(sequence, 0) + 1 else f" \\r {value}"
    state.sequences[sequence] = value
    return field(f"SEQ {sequence} \\* ARABIC{jump}", number, state.inlines.plain)


def put_caption(state: BriefContext, runs: str, unit: str = "", left: int = 0) -> None:
    """Write a caption above an exhibit, then the words of its unit, both kept with it; `left` is the exhibit's indent
    in twips.
    """
    state.flow.gap = 0
    for paragraph in caption_paragraphs(state, runs, unit, left):
        state.flow.add(paragraph)


def caption_paragraphs(state: BriefContext, runs: str, unit: str = "", left: int = 0) -> list[WordParagraph]:
    """Return a caption and the words of a unit, those that are not empty, both kept with what comes next."""
    indent = indented(left)
    paragraphs = []
    if runs:
        after = 0 if unit else None
        paragraphs.append(WordParagraph(state.styles["caption"], runs, keep=True, after=after, indent=indent))
    if unit:
        words = state.inlines.words(unit)
        paragraphs.append(WordParagraph(state.styles["unit_line"], words, keep=True, indent=indent))
    return paragraphs


def continued_caption(state: BriefContext, number: str, target: str) -> tuple[str, str]:
    """Return the caption of a further part of a table, "Tableau 1 (suite)", as words and as runs. Its number is a
    reference to that of the first part, which has the bookmark of `target`: it stays right, and no list of tables names
    it.
    """
    words = state.inlines.words
    lead, end = state.labels.table, f"\u00a0{state.labels.continued_caption}"
    if not number:
        return lead + end, words(lead + end)
    lead += "\u00a0"
    bookmark = state.targets.bookmarks[target][0]
    return lead + number + end, words(lead) + field(f"REF {bookmark}", number, state.inlines.plain) + words(end)


def indented(left: int) -> str:
    """Return the indent of the lines of an exhibit that does not begin at the margin."""
    return f'<w:ind w:left="{left}"/>' if left else ""


def lead_label(label: str, prose: Prose) -> Prose:
    """Put a label ("Note : ") before the first paragraph of prose, its word in bold."""
    head = _label(label)
    if prose and isinstance(prose[0], Paragraph):
        first = prose[0]
        return (Paragraph((*head, *first.inlines), first.span, first.key), *prose[1:])
    return (Paragraph(head), *prose) if prose else ()


def _label(label: str) -> Inlines:
    """Return a label with its word in bold, and what separates it from the words after it."""
    word = label.rstrip(" :\u00a0\u202f")
    return Run(word, strong=True, protected=True), Run(label[len(word) :], protected=True)


def labelled(state: BriefContext, label: str) -> str:
    """Return a label before a line as runs."""
    return state.inlines.runs(_label(label))


def lines_below(
    state: BriefContext, key: str, note: Prose = (), source: Inlines = (), credit: Inlines = ()
) -> list[WordParagraph]:
    """Return the lines under an exhibit: its note, its source, the credit of a picture."""
    box = BoxStyle(state.styles["source_line"], state.template.type["source_line"].left)
    lines = boxed_prose(state, lead_label(state.labels.note, note), box)
    for label, words, name in ((state.labels.source, source, "source"), (state.labels.credit, credit, "credit")):
        if words:
            runs = labelled(state, label) + state.passage(f"{key}.{name}", words)
            lines.append(WordParagraph(box.style, runs))
    return lines


def put_lines(state: BriefContext, lines: list[WordParagraph], left: int = 0) -> None:
    """Add the lines under an exhibit, close to one another and at its indent; the last has the style's space below
    it.
    """
    for paragraph in close_lines(lines, left):
        state.flow.add(paragraph)


def close_lines(lines: list[WordParagraph], left: int = 0) -> list[WordParagraph]:
    """Return lines close to one another, each kept with the next."""
    paragraphs = []
    for index, line in enumerate(lines):
        more = index < len(lines) - 1
        if left and not line.indent:
            line = replace(line, indent=indented(left))
        paragraphs.append(replace(line, keep=more or None, after=0 if more else None))
    return paragraphs
