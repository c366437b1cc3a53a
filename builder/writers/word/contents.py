"""The table of contents: a live TOC field that is already filled when the file opens.

Every entry is present, numbered like its heading and linked to it. Page numbers depend on the program that lays out the
pages; a wrong one is worse than none, so they are written only if the caller has measured them (`pages`). The field's
instruction asks for them, and the styles have their tab: Word and LibreOffice add them at the first update. Nothing
prompts the reader for that update (no `w:updateFields`, no `w:dirty`). See FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from builder.office.xml import attribute
from builder.tree.document import SectionNode
from builder.tree.prose import CrossRef, Inlines, Run, plain
from builder.writers.word.blocks import Outline
from builder.writers.word.context import BriefContext
from builder.writers.word.fields import field, field_end, field_start
from builder.writers.word.paragraphs import WordParagraph

__all__ = ["TocLine", "toc_lines", "write_contents"]

TocLine = tuple[int, str, Inlines, str]
"""Level, number, words and bookmark of an entry."""


def toc_lines(state: BriefContext, outline: Outline, extra: tuple[tuple[Inlines, str], ...]) -> list[TocLine]:
    """Return the entries down to the depth that the publication asks for; `extra` are unnumbered headings after all
    others.
    """
    depth = max(1, min(5, state.document.brief.toc_depth))
    lines = [
        (level, _number(state, section, level), _flat(section.title), name)
        for level, section, name in outline.entries
        if level <= depth
    ]
    return lines + [(1, "", _flat(title), name) for title, name in extra]


def _number(state: BriefContext, section: SectionNode, level: int) -> str:
    numbers = state.template.headings[level - 1]
    return numbers.label(section.number) if numbers else ""


def _flat(inlines: Inlines) -> Inlines:
    """Return a title for an entry: without notes, links and fields."""
    flat: list[Run] = []
    for inline in inlines:
        if isinstance(inline, Run):
            flat.append(replace(inline, link=None) if inline.link else inline)
        elif isinstance(inline, CrossRef) or plain((inline,)):
            flat.append(Run(plain((inline,)), inline.span))
    return tuple(flat)


def write_contents(state: BriefContext, lines: list[TocLine], pages: Mapping[str, int], break_before: bool) -> None:
    """Write the heading and the field, in the content control by which Word offers to update it."""
    depth = max(1, min(5, state.document.brief.toc_depth))
    look = state.inlines.plain
    numbered = any(number for _, number, _, _ in lines)
    entries = []
    for index, (level, number, title, name) in enumerate(lines):
        words = (
            state.inlines.words(number) + (f"<w:r>{look}<w:tab/></w:r>" if number else "") + state.inlines.runs(title)
        )
        if name in pages:
            words += f"<w:r>{look}<w:tab/></w:r>" + field(f"PAGEREF {name} \\h", str(pages[name]), look)
        words = f'<w:hyperlink w:anchor="{name}" w:history="1">{words}</w:hyperlink>'
        if index == 0:
            words = field_start(f'TOC \\o "1-{depth}" \\h \\z \\u', look) + words
        if index == len(lines) - 1:
            words += field_end(look)
        # Without a number an entry begins where the titles of the others do.
        indent = '<w:ind w:hanging="0"/>' if numbered and not number else ""
        entries.append(WordParagraph(state.styles[f"toc_{level}"], words, indent=indent).xml())
    label = state.inlines.words(state.labels.contents)
    heading = WordParagraph(state.styles["toc_heading"], label, keep=True, break_before=break_before).xml()
    state.flow.gap = 0
    state.flow.add(
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(state.labels.contents)}"/><w:tag w:val="contents"/>'
        '<w:id w:val="1"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{heading}{''.join(entries)}</w:sdtContent></w:sdt>"
    )
