"""Texts parsed by markdown-it-py: CommonMark with our inline marks, every node at its exact place.

markdown-it gives lines for blocks; `marks` adds the positions of inlines in their paragraph, and `_inline_place` maps
them to the text. What no Office file can carry well (headings, images, raw HTML, quotations, rules) is reported with
its fix, never dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Literal

from markdown_it.token import Token

from builder.content.addresses import link_fix
from builder.content.inline_rules import parser
from builder.content.markup import (
    Block,
    Citation,
    CodeBlock,
    CodeSpan,
    CrossReference,
    Emph,
    FigureRef,
    Foreign,
    HardBreak,
    Inline,
    InlineNote,
    Link,
    ListBlock,
    NamedText,
    Para,
    PipeTable,
    Str,
    Strong,
    Struck,
    Subscript,
    Superscript,
)
from builder.content.plain_text import plain_paragraphs
from builder.content.simple_marks import SimpleMark, simple_marks
from builder.content.syntax import ID
from builder.content.table_cells import ALIGNS, FEWER_COLUMNS, MOST_COLUMNS, cells_of, too_many_columns
from builder.diagnostics import Diagnostic
from builder.language import is_language_tag, normalise_tag
from builder.source import Span

__all__ = [
    "MAX_LIST_DEPTH",
    "marked_inlines",
    "parse_blocks",
    "parse_commonmark",
    "parse_inlines",
    "parse_one_line",
]

Place = Callable[[int], Span]

MAX_LIST_DEPTH = 9
"""Levels of a list in Word (ECMA-376 part 1, 17.9.6: `w:lvl` from 0 to 8)."""

MAX_NESTING = 50
"""Marks inside one another: each level is a recursion in every stage."""

MAX_BRACKETS = 2000
"""Opening brackets in one text: finding their ends costs the square of their number."""


_PARAGRAPH = re.compile(r"(?:[*_]{1,3}(?=[^\W_])|[^\s#>*_+=`~<0-9-])[^\n]*\n*\Z")
"""One line whose beginning is that of a paragraph and of no other block. Most texts with marks are so, and need no
parser of blocks.
"""


def parse_commonmark(text: str, place: Place, problems: list[Diagnostic]) -> tuple[Block, ...]:
    """Return the blocks of a text; content that is not allowed is added to `problems`."""
    if _too_much(text, place, problems):
        return ()
    paragraphs = plain_paragraphs(text, place)
    if paragraphs is not None:
        return paragraphs
    return (_one_line if _PARAGRAPH.match(text) else parse_blocks)(text, place, problems)


def parse_blocks(text: str, place: Place, problems: list[Diagnostic]) -> tuple[Block, ...]:
    """Return the blocks of any text, as a parser of Markdown reads them."""
    md = parser()
    tokens: list[Token] = []
    md.block.parse(text, md, {}, tokens)
    return _Blocks(text, place, problems, tokens).read()


def parse_one_line(text: str, place: Place, problems: list[Diagnostic]) -> tuple[Block, ...]:
    """Return the text as one paragraph, whatever it begins with."""
    return () if _too_much(text, place, problems) else _one_line(text, place, problems)


def _one_line(text: str, place: Place, problems: list[Diagnostic]) -> tuple[Block, ...]:
    lead = len(text) - len(text.lstrip())

    def inside(at: int) -> Span:
        return place(lead + at)

    return (Para(_inlines(text.strip(), inside, problems), place(lead)),)


def _too_much(text: str, place: Place, problems: list[Diagnostic]) -> bool:
    if text.count("[") <= MAX_BRACKETS:
        return False
    problems.append(Diagnostic("too-large", f"more than {MAX_BRACKETS} brackets in one text", place(0)))
    return True


_REFUSED = {
    "heading_open": ("a heading inside a text", "make it the title of a section"),
    "blockquote_open": ("a quotation inside a text", "use a `quote` block; for the sign itself write \\>"),
    "hr": ("a rule inside a text", "leave the line out, or begin a new section"),
    "html_block": ("raw HTML inside a text", "no Office file can carry it; for the sign itself write \\<"),
}


class _Blocks:
    """Reads the block tokens of one text."""

    def __init__(self, text: str, place: Place, problems: list[Diagnostic], tokens: Sequence[Token]):
        self.place = place
        self.problems = problems
        self.tokens = tokens
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.at = 0

    def read(self, closing: str = "", depth: int = 0) -> tuple[Block, ...]:
        """Return the blocks up to the token `closing`, or to the end."""
        blocks: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            kind = token.type
            if kind == closing:
                break
            if kind in _REFUSED:
                self._refuse(token)
            if kind == "inline":
                place = self._inline_place(token)
                blocks.append(Para(_inlines(token.content, place, self.problems), place(0)))
            elif kind in ("fence", "code_block"):
                blocks.append(CodeBlock(token.content.rstrip("\n"), self._span(token)))
            elif kind in ("bullet_list_open", "ordered_list_open"):
                blocks.append(self._list(token, depth + 1))
            elif kind == "table_open":
                blocks.extend(self._table(token, depth))
            elif kind == "blockquote_open":
                blocks.extend(self.read("blockquote_close", depth))
        return tuple(blocks)

    def _list(self, token: Token, depth: int) -> ListBlock:
        ordered = token.type == "ordered_list_open"
        closing = token.type.replace("open", "close")
        if depth == MAX_LIST_DEPTH + 1:
            message = f"a list nested more than {MAX_LIST_DEPTH} levels deep"
            self.problems.append(Diagnostic("markup", message, self._span(token)))
        items: list[tuple[Block, ...]] = []
        while self.tokens[self.at].type != closing:
            item = self.tokens[self.at]
            self.at += 1
            blocks = self.read("list_item_close", depth)
            if not blocks:
                self.problems.append(Diagnostic("empty-text", "this list item is empty", self._span(item)))
            items.append(blocks)
        self.at += 1
        return ListBlock(ordered, tuple(items), self._span(token), int(token.attrs.get("start", 1)))

    def _table(self, token: Token, depth: int) -> tuple[Block, ...]:
        """Return a table, or nothing if it is refused. Rows have as many cells as the header: others would be cut or
        filled up in silence.
        """
        rows: list[tuple[Para, ...]] = []
        aligns: list[Literal["", "left", "center", "right"]] = []
        while self.tokens[self.at].type != "table_close":
            part = self.tokens[self.at]
            self.at += 1
            if part.type == "th_open":
                aligns.append(ALIGNS[str(part.attrs.get("style", ""))])
            elif part.type == "tr_open":
                rows.append(self._row(part, len(rows[0]) if rows and not depth else 0))
        self.at += 1
        if depth:
            message = "a list item cannot hold a table"
            self.problems.append(Diagnostic("markup", message, self._span(token), "put it before or after the list"))
        elif len(aligns) > MOST_COLUMNS:
            self.problems.append(Diagnostic("markup", too_many_columns(len(aligns)), self._span(token), FEWER_COLUMNS))
        elif len(rows) < 2:
            self.problems.append(
                Diagnostic("markup", "this table has no rows", self._span(token), "add one below |---|")
            )
        else:
            return (PipeTable(rows[0], tuple(rows[1:]), tuple(aligns), self._span(token)),)
        return ()

    def _row(self, token: Token, wanted: int) -> tuple[Para, ...]:
        """Return the cells of the line of a row, which must be `wanted` (0 for any number)."""
        number = token.map[0] if token.map else 0
        cells = cells_of(self.lines[number])
        if wanted and len(cells) != wanted:
            counted = f"{len(cells)} cell{'s' if len(cells) > 1 else ''} here, {wanted} in the header"
            self.problems.append(Diagnostic("markup", counted, self._span(token), "an empty cell is written | |"))
        start = self.starts[number]
        return tuple(self._cell(content, [start + offset for offset in offsets]) for content, offsets in cells)

    def _cell(self, content: str, offsets: list[int]) -> Para:
        def place(at: int) -> Span:
            return self.place(offsets[at] if at < len(offsets) - 1 else offsets[-1] + at - len(offsets) + 1)

        return Para(_inlines(content, place, self.problems), place(0))

    def _span(self, token: Token) -> Span:
        line = token.map[0] if token.map else 0
        text = self.lines[line]
        return self.place(self.starts[line] + len(text) - len(text.lstrip()))

    def _refuse(self, token: Token) -> None:
        what, hint = _REFUSED[token.type]
        self.problems.append(
            Diagnostic("markup", f"{what} cannot go into a Word or PowerPoint file", self._span(token), hint)
        )

    def _inline_place(self, token: Token) -> Place:
        """Return a map from an offset in a paragraph, whose lines have lost their indentation and list marks, to its
        place.
        """
        first = token.map[0] if token.map else 0
        starts, places = [0], []
        for number, content in enumerate(token.content.split("\n"), first):
            line = self.lines[number]
            at = line.rfind(content.rstrip()) if content.strip() else len(line)
            places.append(self.starts[number] + max(at, 0))
            starts.append(starts[-1] + len(content) + 1)

        def place(at: int) -> Span:
            row = min(bisect_right(starts, at), len(places)) - 1
            return self.place(places[row] + at - starts[row])

        return place


def _inlines(content: str, place: Place, problems: list[Diagnostic]) -> tuple[Inline, ...]:
    marks = simple_marks(content)
    return marked_inlines(content, marks, place) if marks is not None else parse_inlines(content, place, problems)


def marked_inlines(content: str, marks: Sequence[SimpleMark], place: Place) -> tuple[Inline, ...]:
    """Return the inlines of a paragraph whose marks are known."""
    return tuple([_marked_inline(content, mark, place) for mark in marks])


def _marked_inline(content: str, mark: SimpleMark, place: Place) -> Inline:
    span = place(mark.start)
    if mark.kind == "words":
        return Str(content[mark.start : mark.end], span)
    if mark.kind == "figure":
        return FigureRef(mark.figure, mark.style, span)
    inner = marked_inlines(content, mark.inner, place)
    return Strong(inner, span) if mark.kind == "bold" else InlineNote(inner, span)


def parse_inlines(content: str, place: Place, problems: list[Diagnostic]) -> tuple[Inline, ...]:
    """Return the inlines of any paragraph, as a parser of Markdown reads them."""
    md = parser()
    tokens = md.inline.parse(content, md, {}, [])
    too_deep = _first_beyond(MAX_NESTING, tokens)
    if too_deep is not None:
        message = f"marks nested more than {MAX_NESTING} levels deep"
        problems.append(Diagnostic("too-large", message, place(too_deep.meta.get("at", 0))))
        return ()
    return _Inlines(tokens, place, problems).read()


def _first_beyond(limit: int, tokens: Sequence[Token]) -> Token | None:
    """Return the first token nested more than `limit` levels deep."""
    if len(tokens) <= 2 * limit:
        return None
    depth = 0
    for token in tokens:
        depth += token.nesting
        if depth > limit:
            return token
    return None


class _Inlines:
    """Reads the inline tokens of one paragraph."""

    def __init__(self, tokens: Sequence[Token], place: Place, problems: list[Diagnostic]):
        self.tokens = tokens
        self.place = place
        self.problems = problems
        self.at = 0

    def read(self, closing: str = "", in_note: bool = False) -> tuple[Inline, ...]:
        """Return the inlines up to the token `closing`, or to the end; adjacent words are joined."""
        inlines: list[Inline] = []
        words: list[str] = []
        words_at = 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == closing:
                break
            if token.type in ("text", "text_special", "softbreak"):
                words_at = words_at if words else token.meta["at"]
                if token.content or token.type == "softbreak":
                    words.append(" " if token.type == "softbreak" else token.content)
                continue
            node = self._node(token, in_note)
            if node is None:
                continue
            if words:
                inlines.append(Str("".join(words), self.place(words_at)))
                words = []
            inlines.append(node)
        if words:
            inlines.append(Str("".join(words), self.place(words_at)))
        return tuple(inlines)

    def _node(self, token: Token, in_note: bool) -> Inline | None:
        at: int = token.meta["at"]
        kind = token.type
        match: re.Match[str] | None = token.meta.get("match")
        if match is not None:
            return self._reference(kind, match, self.place(at))
        if kind == "strong_open":
            return Strong(self.read("strong_close", in_note), self.place(at - 1))
        if kind == "em_open":
            return Emph(self.read("em_close", in_note), self.place(at))
        if kind == "s_open":
            return Struck(self.read("s_close", in_note), self.place(at))
        if kind == "superscript_open":
            return Superscript(self.read("superscript_close", in_note), self.place(at))
        if kind == "subscript_open":
            return Subscript(self.read("subscript_close", in_note), self.place(at))
        if kind == "hardbreak":
            return HardBreak(self.place(at))
        if kind == "code_inline":
            return CodeSpan(token.content, self.place(at))
        if kind == "link_open":
            return self._link(token, at, in_note)
        if kind == "foreign_open":
            return self._foreign(token, at, in_note)
        if kind == "note_open":
            if in_note:
                self._problem(at, "a note inside a note", "write one note after the other")
            return InlineNote(self.read("note_close", True), self.place(at))
        self._refuse(token, at)
        return None

    def _reference(self, kind: str, match: re.Match[str], span: Span) -> Inline:
        if kind == "figure":
            return FigureRef(match[1], match[2] or "", span)
        if kind == "named_text":
            return NamedText(match[1], span)
        if kind == "citation":
            return Citation(tuple(re.findall(ID, match[1])), match[2] or "", span)
        return CrossReference(match[1], span)

    def _link(self, token: Token, at: int, in_note: bool) -> Inline:
        target = str(token.attrs.get("href", ""))
        # The rule for [text](target) has moved past the bracket when it pushes its token; that for <target> has not.
        span = self.place(at if token.markup == "autolink" else at - 1)
        fix = link_fix(target)
        if fix:
            message = (
                f"a link leads to `{target[:80]}`, not to a web page or a mailbox" if target else "a link leads nowhere"
            )
            self.problems.append(Diagnostic("link", message, span, fix))
        return Link(self.read("link_close", in_note), target, span)

    def _foreign(self, token: Token, at: int, in_note: bool) -> Inline:
        written = str(token.meta["language"])
        if not is_language_tag(written):
            self._problem(at, f"`{written}` is not a language tag", "write a tag such as en or fr-CA", "language")
        return Foreign(self.read("foreign_close", in_note), normalise_tag(written), self.place(at))

    def _refuse(self, token: Token, at: int) -> None:
        kind = token.type
        if kind == "bad_brace":
            sign = token.content * 2 if len(token.content) == 1 else "{{ and }}"
            named = token.content.startswith("{=")
            what, form = ("named text", "{=its-id}") if named else ("figure", "{its-id} or {its-id:style}")
            hint = f"a {what} is {form}; for the sign itself write {sign}"
            self._problem(at, f"`{token.content}` is not a {what}", hint)
        elif kind == "bad_citation":
            self._problem(
                at,
                "this is not a citation",
                "write [@source], [@one; @other], [@source, p. 12] or [@one, p. 3] [@other]",
            )
        elif kind == "bad_note":
            self._problem(at, "the note opened by `^[` is not closed", "close it with ]")
        elif kind == "image":
            self._problem(
                at, "a picture inside a text cannot go into a Word or PowerPoint file", "use an `image` block"
            )
        elif kind == "html_inline":
            shown = token.content[:40]
            hint = "use *…* or **…**; for the sign itself write \\<"
            self._problem(at, f"raw HTML `{shown}` cannot go into a Word or PowerPoint file", hint)

    def _problem(self, at: int, message: str, hint: str, code: str = "markup") -> None:
        self.problems.append(Diagnostic(code, message, self.place(at), hint))
