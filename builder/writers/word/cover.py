"""The first page: kind and date, title, subtitle and authors over the template's band; summary, key figures; contents
if they fit.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from builder.templates.word.reader import TextStyle
from builder.tree.prose import Inlines, ItemList, NoteRef, Paragraph, Prose, Run, unformatted
from builder.typeset.even_lines import even_width
from builder.typeset.measure import MeasuredText, words
from builder.writers.word.band import band_runs
from builder.writers.word.contents import PAGE_ROOM, TocLine, compact_size, write_contents
from builder.writers.word.context import BriefContext
from builder.writers.word.exhibit_lists import ExhibitList, write_lists
from builder.writers.word.flow import AFTER_EXHIBIT
from builder.writers.word.highlights import key_figures, key_figures_height
from builder.writers.word.imprint import imprint_height, write_imprint
from builder.writers.word.pagination.filling import WIDEST_HOLE
from builder.writers.word.paragraphs import WordParagraph
from builder.writers.word.prose import BoxStyle, boxed_prose

__all__ = ["write_cover"]

_FULL = 0.98
"""Share of the page: content estimated to fill more may not fit in another program."""
_MOST_LINES = 60
"""Entries of contents beyond which no page has room for them: they need not be measured."""
_FRONT = ("document_status", "title", "subtitle", "document_authors")
"""Roles at the head of the page, from top to bottom."""
_LONG_TITLE = 0.77
"""Size of a title over a band that takes more than one line, as a share of its style's."""
_SPARE = 1.02
"""How much wider another program may set a text than it is measured."""
_EXACT_FIT = 0.1
"""How much smaller a title or subtitle is set, at most, so that it clearly takes its lines in every program."""
_EVEN = 0.95
"""The lines of a title are made alike if that takes at least a twentieth of the width."""
_LOOSEST = 4.0
"""Points between compact entries of contents, at most."""
_BETWEEN = "\u00a0· "
"""Between the kind of publication and its date over a band."""
_ENTRY_RULE = 3.5
"""Points that the rule below an entry of contents may take."""


def write_cover(
    state: BriefContext, lines: list[TocLine], lists: list[ExhibitList], pages: Mapping[str, int] | None
) -> None:
    """Write the first page. Decide whether it holds the contents and the lists, and whether the text begins on a new
    page.
    """
    document = state.document
    front = _Front(state)
    front.write()
    _summary(state, document.abstract)
    key_figures(state, document.key_figures)
    room = state.page.text_height / 20
    # What is longer than a page leaves the rest of its last one.
    whole = _cover_height(state, front)
    height = whole % room
    contents = lines if document.brief.toc else []
    listed = [_list_height(state, exhibits) for exhibits in lists]
    filled = height + _contents_height(state, contents, compact=False)
    compact, space = False, 0.0
    if contents and whole <= room and filled + sum(listed) > _FULL * room:
        dense = height + _contents_height(state, contents, compact=True)
        compact = dense + sum(listed) <= _FULL * room or filled > _FULL * room >= dense
        if compact:
            # What is left of the page is shared out between the entries.
            rest = _FULL * room - dense - sum(listed)
            space = min(_LOOSEST, 0.5 * max(0.0, rest // (0.5 * len(contents))))
            filled = dense + space * len(contents)
    # After a first page that runs over, the contents follow where they can: a break would leave its rest empty.
    fits = whole > room or filled <= _FULL * room
    # Contents without room on the page begin the next one, unless a hole would be left.
    break_before = bool(contents) and not fits and room - height <= WIDEST_HOLE
    # The first list without room on the page begins the next one, unless a hole would be left.
    broken_list = None
    if fits and whole <= room:
        for index, list_height in enumerate(listed):
            if filled + list_height > _FULL * room:
                fits = False
                broken_list = index if room - filled <= WIDEST_HOLE else None
                break
            filled += list_height
    else:
        filled += sum(listed)
    # What runs over leaves the rest of its last page.
    filled = filled if filled <= room else filled % room
    # On a first page without text the imprint ends it, if there is room; else it ends the last page.
    height = imprint_height(state)
    ended = filled + height if height and filled + height <= _FULL * room else filled
    # Compact contents fill the page. In a template that is not made for them they may run over, and the text follows.
    settled = fits and (not compact or state.template.band is not None)
    state.first_heading = (settled or not (contents or lists)) and room - ended <= WIDEST_HOLE
    imprint = state.first_heading and ended > filled
    after = AFTER_EXHIBIT if imprint else None
    if contents:
        last = None if lists else after
        write_contents(state, contents, pages, break_before=break_before, compact=compact, space=space, after=last)
    write_lists(state, lists, pages, broken=broken_list, after=after)
    if imprint:
        write_imprint(state, below_table=not (contents or lists))


class _Front:
    """The head of the first page: kind, number and date, title, subtitle, authors. Over a band it takes
    the height for which the band is made, or more. Heights are points.
    """

    def __init__(self, state: BriefContext):
        document = state.document
        self._state, self._type = state, state.template.type
        self._texts: dict[str, Inlines] = {
            "document_status": document.status or _words(document.date_text or _classification(state)),
            "title": document.title,
            "subtitle": document.subtitle,
            "document_authors": _words(document.authors_text),
        }
        self._present = [role for role in _FRONT if self._texts[role]]
        self._sizes = {role: self._size(role) for role in ("title", "subtitle")}
        own = {role: self._height(role) for role in self._present}
        made_for = sum(_one_line(state, role) for role in _FRONT) if state.template.band else 0.0
        self._growth = max(0.0, sum(own.values()) - made_for)
        self._below = max(0.0, made_for - sum(own.values()))
        self.height = sum(own.values()) + self._below

    def texts(self) -> list[Inlines]:
        """Return what may call notes."""
        return [self._texts[role] for role in self._present]

    def write(self) -> None:
        """Write the paragraphs."""
        state, last = self._state, self._present[-1] if self._present else ""
        for role in self._present:
            after = round((self._type[role].after + self._below) * 20) if role == last and self._below else None
            keep = True if role == "document_status" else None
            indent = self._indent(role) if role in self._sizes else ""
            mark = state.inlines.mark(self._sizes.get(role, 0.0))
            runs = self._runs(role)
            state.flow.add(WordParagraph(state.styles[role], runs, keep=keep, after=after, indent=indent, mark=mark))

    def _runs(self, role: str) -> str:
        state, document = self._state, self._state.document
        if role == "document_status":
            return _status(state)
        if role == "document_authors":
            return state.anchors.around("authors", state.inlines.words(document.authors_text), document.authors_text)
        words = state.passage(role, self._texts[role], size=self._sizes[role])
        return band_runs(state, self._growth) + words if role == "title" else words

    def _size(self, role: str) -> float:
        """Return the size of a title or subtitle over a band, 0 for that of its style: smaller for a title of more than
        one line, and for a text that would fill a line so exactly that a program could set it on one more or one less.
        The band is as high as the lines that are measured.
        """
        if self._state.template.band is None:
            return 0.0
        usual = self._type[role].size
        if role == "title" and self._lines(role, usual) > 1:
            usual = round(usual * _LONG_TITLE * 2) / 2
        sizes = [usual - step / 2 for step in range(int(usual * _EXACT_FIT * 2) + 1)]
        size = next((size for size in sizes if self._lines(role, size) == self._lines(role, size, 1 / _SPARE)), usual)
        return size if size != self._type[role].size else 0.0

    def _indent(self, role: str) -> str:
        """Return the indent (17.3.1.12) that makes the lines of a text over a band alike, none of them ending inside a
        word.
        """
        style, state = self._type[role], self._state
        size = self._sizes[role] or style.size
        lines = self._lines(role, size)
        if state.template.band is None or lines == 1:
            return ""
        set_ = self._set(role)
        width = (state.page.text_width - style.left - style.right) / 20

        def parts_a_word(room: float) -> bool:
            return set_.parts_a_word(room / size) or set_.parts_a_word(room / (size * _SPARE))

        even = even_width(width, lines, lambda room: set_.lines(room / (size * _SPARE)), parts_a_word)
        return f'<w:ind w:right="{style.right + round((width - even) * 20)}"/>' if even < width * _EVEN else ""

    def _set(self, role: str) -> MeasuredText:
        style = self._type[role]
        return words(self._texts[role], self._state.fonts, style.font, bold=style.bold)

    def _lines(self, role: str, size: float, spare: float = _SPARE) -> int:
        style = self._type[role]
        return self._set(role).lines((self._state.page.text_width - style.left - style.right) / 20 / (size * spare))

    def _height(self, role: str) -> float:
        style = self._type[role]
        return _height(self._state, self._texts[role], replace(style, size=self._sizes.get(role) or style.size))


def _one_line(state: BriefContext, role: str) -> float:
    return _height(state, _words("x"), state.template.type[role])


def _status(state: BriefContext) -> str:
    """Return the kind of publication and its date, at the right or, over a band, after it."""
    document = state.document
    status = state.passage("status", document.status)
    date = ""
    if document.brief.number:
        look = state.inlines.properties(state.styles["document_date"])
        number = unformatted(document.brief.number)
        gap = state.inlines.words("\u00a0", look) if status else ""
        status += gap + state.anchors.around("brief.number", state.inlines.words(number, look), number)
    if document.date_text:
        look = state.inlines.properties(state.styles["document_date"])
        date = state.anchors.around("date", state.inlines.words(document.date_text, look), document.date_text)
        if status and state.template.band:
            date = state.inlines.words(_BETWEEN, look) + date
    between = f"<w:r>{state.inlines.plain}<w:tab/></w:r>" if status and date and not state.template.band else ""
    classification = _classification(state)
    mark = state.inlines.words(classification) if classification else ""
    gap = state.inlines.words(_BETWEEN) if mark and (status or date) else ""
    return mark + gap + status + between + date


def _classification(state: BriefContext) -> str:
    """Return the classification if it is in the line above the title: a band hides the header of the first page."""
    return state.document.classification if state.template.band else ""


def _summary(state: BriefContext, abstract: Prose) -> None:
    if not abstract:
        return
    box = BoxStyle(state.styles["summary_box"], state.template.type["summary_box"].left)
    heading = state.inlines.words(state.labels.abstract)
    state.flow.add(WordParagraph(state.styles["summary_heading"], heading, keep=True))
    paragraphs = boxed_prose(state, abstract, box)
    for index, paragraph in enumerate(paragraphs):
        state.flow.add(replace(paragraph, keep=True if index < len(paragraphs) - 1 else None))


def _cover_height(state: BriefContext, front: _Front) -> float:
    """Return the height of everything but the contents, in points, estimated from the metrics of the fonts."""
    document, type_ = state.document, state.template.type
    height = front.height
    if document.abstract:
        height += _height(state, _words(state.labels.abstract), type_["summary_heading"])
        height += sum(_height(state, inlines, type_["summary_box"]) for inlines in _paragraphs(document.abstract))
    height += _notes_height(state, front.texts() + _paragraphs(document.abstract))
    height += key_figures_height(state, document.key_figures)
    return height


def _notes_height(state: BriefContext, texts: list[Inlines]) -> float:
    """Return the height of the first page's footnotes with their separator, in points."""
    notes = [inline for inlines in texts for inline in inlines if isinstance(inline, NoteRef)]
    style = state.template.type["footnote_text"]
    heights = [_height(state, inlines, style) for note in notes for inlines in _paragraphs(note.blocks)]
    return sum(heights) + 10 if heights else 0.0


def _contents_height(state: BriefContext, lines: list[TocLine], *, compact: bool) -> float:
    type_ = state.template.type
    if not lines:
        return 0.0
    if len(lines) > _MOST_LINES:
        return float(state.page.text_height)
    height = _height(state, _words(state.labels.contents), type_["toc_heading"]) + _ENTRY_RULE
    for level, _, title, _ in lines:
        style = _beside_page(type_[f"toc_{level}"])
        if compact:
            style = replace(style, size=compact_size(state, level), before=0.0, after=0.0)
        height += _height(state, title, style) + (0.0 if compact else _ENTRY_RULE)
    return height


def _list_height(state: BriefContext, exhibits: ExhibitList) -> float:
    type_ = state.template.type
    if len(exhibits.entries) > _MOST_LINES:
        return float(state.page.text_height)
    style = _beside_page(type_["table_of_figures"])
    height = _height(state, _words(exhibits.title), type_["toc_heading"]) + _ENTRY_RULE
    return height + sum(_height(state, entry.words, style) + _ENTRY_RULE for entry in exhibits.entries)


def _beside_page(style: TextStyle) -> TextStyle:
    """Return the style of an entry for lines that stay away from the page number."""
    return replace(style, right=style.right + PAGE_ROOM)


def _height(state: BriefContext, inlines: Inlines, style: TextStyle) -> float:
    """Return the height of a paragraph with the space around it, in points."""
    width = (state.page.text_width - style.left - style.right) / 20
    set_ = words(inlines, state.fonts, style.font, bold=style.bold)
    line = style.exact or style.line * set_.line * style.size
    return style.before + set_.lines(width / (style.size * _SPARE)) * line + style.after


def _words(text: str) -> Inlines:
    return (Run(text),) if text else ()


def _paragraphs(prose: Prose) -> list[Inlines]:
    paragraphs: list[Inlines] = []
    for block in prose:
        if isinstance(block, Paragraph):
            paragraphs.append(block.inlines)
        elif isinstance(block, ItemList):
            for item in block.items:
                paragraphs += _paragraphs(item.blocks)
        else:
            paragraphs += [_words(line or " ") for line in block.text.split("\n")]
    return paragraphs
