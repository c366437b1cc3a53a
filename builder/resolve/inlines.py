"""An author's paragraph to the inlines of the tree: figures written, notes made, references numbered, typography set.

Decisions, with their reasons:

- A figure or a reference that opens a sentence begins with a capital ("Plus de 100 millions…", "Tableau 2 montre…"),
  except at the head of a paragraph that ends with `;` or `,`: that is an item of a list that is one sentence.
- Emphasis inside emphasis is upright, as printers do.
- Notes and citations are allowed where text is read (`NOTES`), not in titles and names, which are repeated in contents,
  headers and file properties where no note can follow.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.content import markup as m
from builder.content.model.figures import MissingFigure
from builder.content.model.values import Text
from builder.resolve.citations import citation_note, citation_runs
from builder.resolve.context import Place, ResolveContext
from builder.resolve.figures import seam_kind
from builder.resolve.notes import place_notes
from builder.resolve.reference_groups import group_references
from builder.resolve.references import PREFIXES
from builder.resolve.seams import follows_word, join_before, join_words
from builder.resolve.sentences import capitalised, opens_sentence, takes_capital
from builder.source import Span
from builder.tree.prose import Break, CrossRef, Inline, Inlines, NoteRef, Paragraph, Run, unformatted

__all__ = [
    "BARE",
    "CELL",
    "HEADER",
    "LABEL",
    "NAME",
    "PROSE",
    "QUOTED",
    "TITLE",
    "Where",
    "paragraph",
    "text_inlines",
    "words_inlines",
]


class Where(Struct, frozen=True):
    """Content allowed in a field of the publication: the default form of its figures, and True if notes are allowed."""

    place: Place = "prose"
    notes: Literal["allowed", "refused", "dropped", "inside-note"] = "allowed"
    sentence: bool = True
    """True if the field holds sentences, so that their first letter is a capital."""
    quoted: bool = False
    """True for a block quotation whose marks are printed: quotation marks inside it are of the second level."""


PROSE: Final = Where()
QUOTED: Final = Where(quoted=True)
TITLE: Final = Where("prose", "refused")
CELL: Final = Where("table", sentence=False)
HEADER: Final = Where("table", "refused", sentence=False)
LABEL: Final = Where("slide", "refused", sentence=False)
NAME: Final = Where("slide", "dropped", sentence=False)
BARE: Final = Where("prose", "dropped")
_NOTE: Final = Where("prose", "inside-note")


class _Look(Struct, frozen=True):
    """The formatting that inlines inherit from their enclosing inlines."""

    strong: bool = False
    emphasis: bool = False
    superscript: bool = False
    subscript: bool = False
    strike: bool = False
    link: str | None = None
    language: str | None = None


_PLAIN: Final = _Look()


def text_inlines(context: ResolveContext, text: Text | None, where: Where) -> Inlines:
    """Return a text of one paragraph, set. A missing text has no inlines; a missing language is reported."""
    entry = context.markup(text) if text is not None else None
    return paragraph(context, entry.inlines, where) if entry is not None else ()


def words_inlines(words: str, span: Span) -> Inlines:
    """Return words of the builder's own (already set) as inlines."""
    return (Run(words, span, protected=True),)


def paragraph(context: ResolveContext, children: tuple[m.Inline, ...], where: Where) -> Inlines:
    """Return one paragraph, set once as a whole, because typography looks across runs."""
    if len(children) == 1 and type(children[0]) is m.Str:
        only = children[0]
        return context.set((Run(only.text, only.span),), quoted=where.quoted)
    if not children:
        return ()
    return context.set(unset(context, children, where), quoted=where.quoted)


def unset(context: ResolveContext, children: tuple[m.Inline, ...], where: Where, look: _Look = _PLAIN) -> Inlines:
    """Return the inlines of one paragraph before typography."""
    builder = _Builder(context, where)
    builder.add_all(children, look)
    return builder.finished()


def emphasised(
    context: ResolveContext, children: tuple[m.Inline, ...], language: str | None, link: str | None
) -> Inlines:
    """Return the title of a work: in italics, in its own language, linked to its address; not set yet."""
    return unset(context, children, BARE, _Look(emphasis=True, language=language, link=link))


class _Builder:
    """The inlines of one paragraph so far. `openers` are the indices of those that take a capital at the start of a
    sentence.
    """

    def __init__(self, context: ResolveContext, where: Where) -> None:
        self.context = context
        self.where = where
        self.inlines: list[Inline] = []
        self.openers: list[int] = []
        self.cited: list[str] = []
        self.referring = False
        self.used_at: Span | None = None
        """Where the paragraph uses the named text being added, if any."""

    def add_all(self, children: tuple[m.Inline, ...], look: _Look) -> None:
        for child in children:
            self.add(child, look)

    def add(self, child: m.Inline, look: _Look) -> None:
        match child:
            case m.Str():
                self.words(child, look)
            case m.Emph():
                self.add_all(child.children, replace(look, emphasis=not look.emphasis))
            case m.Strong():
                self.add_all(child.children, replace(look, strong=True))
            case m.Superscript():
                self.add_all(child.children, replace(look, superscript=True, subscript=False))
            case m.Subscript():
                self.add_all(child.children, replace(look, subscript=True, superscript=False))
            case m.Struck():
                self.add_all(child.children, replace(look, strike=True))
            case m.CodeSpan():
                self.run(child.text, child.span, look, code=True, protected=True)
            case m.Link():
                self.link(child, look)
            case m.HardBreak():
                self.inlines.append(Break(child.span))
            case m.Foreign():
                own = self.context.own(child.language)
                self.add_all(child.children, replace(look, language=None if own else child.language))
            case m.FigureRef():
                self.figure(child, look)
            case m.NamedText():
                self.named_text(child, look)
            case m.Citation():
                self.citation(child)
            case m.InlineNote():
                self.note(child)
            case m.CrossReference():
                self.reference(child, look)

    def words(self, child: m.Str, look: _Look) -> None:
        """Add words. A script without letters is a number, which typography leaves alone; its hyphen is a minus."""
        if (look.superscript or look.subscript) and not any(map(str.isalpha, child.text)):
            self.run(child.text.replace("-", "\u2212"), child.span, look, protected=True)
        else:
            self.run(child.text, child.span, look)

    def run(self, text: str, span: Span, look: _Look, *, code: bool = False, protected: bool = False) -> None:
        self.inlines.append(
            Run(
                text,
                span,
                strong=look.strong,
                emphasis=look.emphasis,
                code=code,
                superscript=look.superscript,
                subscript=look.subscript,
                strike=look.strike,
                link=look.link,
                language=look.language,
                protected=protected,
            )
        )

    def link(self, child: m.Link, look: _Look) -> None:
        inside = replace(look, link=child.target)
        first = child.children[0] if len(child.children) == 1 else None
        if isinstance(first, m.Str) and first.text in (child.target, child.target.removeprefix("mailto:")):
            self.run(first.text, first.span, inside, protected=True)  # an address is not prose
        else:
            self.add_all(child.children, inside)

    def figure(self, child: m.FigureRef, look: _Look) -> None:
        words = self.context.figure_words(child.figure, child.style, self.place(look), child.span, look.language)
        figure = self.context.publication.figures.get(child.figure)
        if figure is not None:
            language = look.language or self.context.language
            words = join_before(self.inlines, words, seam_kind(figure, child.style), language, look.language)
        if words[:1].islower() and not isinstance(figure, MissingFigure):
            self.openers.append(len(self.inlines))
        self.run(words, child.span, look, protected=True)

    def named_text(self, child: m.NamedText, look: _Look) -> None:
        """Add the words of a named text, joined to those before them as a French writer would."""
        entry = self.context.named_text(child.name, child.span, look.language)
        if entry is None:
            return
        within, self.used_at = self.used_at, self.used_at or child.span
        self.add_all(self.joined(entry.inlines, look), look)
        self.used_at = within

    def joined(self, children: tuple[m.Inline, ...], look: _Look) -> tuple[m.Inline, ...]:
        """Return the inlines of a named text with their first words, which may be in emphasis or in a link, as the
        words before them want.
        """
        first = children[0] if children else None
        if isinstance(first, (m.Emph, m.Strong, m.Struck, m.Link)):
            return (replace(first, children=self.joined(first.children, look)), *children[1:])
        if not isinstance(first, m.Str):
            return children
        words = join_words(self.inlines, first.text, look.language or self.context.language, look.language)
        if takes_capital(words):
            self.openers.append(len(self.inlines))
        return (replace(first, text=words), *children[1:]) if words else children[1:]

    def place(self, look: _Look) -> Place:
        """Return the place of a figure here: in a phrase of a table cell a bound is a word, as on a slide."""
        place = self.where.place
        if place == "prose":
            return "slide" if self.context.slide else "prose"
        return "slide" if place == "table" and follows_word(self.inlines, look.language) else place

    def citation(self, child: m.Citation) -> None:
        match self.where.notes:
            case "dropped":
                return
            case "refused":
                self.refuse("a citation", child.span)
            case "inside-note":
                self.inlines.extend(citation_runs(self.context, child))
                self.cited.extend(child.sources)
            case _:
                self.inlines.append(citation_note(self.context, child))

    def note(self, child: m.InlineNote) -> None:
        if self.where.notes == "dropped":
            return
        if self.where.notes == "refused":
            self.refuse("a note", child.span)
            return
        if self.where.notes == "inside-note":
            self.context.report(
                "nested-note",
                "a note cannot hold another note",
                self.used_at or child.span,
                "write one note, or two one after the other",
            )
            return
        inside = _Builder(self.context, _NOTE)
        inside.used_at = self.used_at
        inside.add_all(child.children, _PLAIN)
        inlines = self.context.set(inside.finished())
        self.inlines.append(NoteRef((Paragraph(inlines, child.span),), child.span, tuple(dict.fromkeys(inside.cited))))

    def refuse(self, what: str, span: Span) -> None:
        self.context.report(
            "note-in-title",
            f"{what} is not allowed in a title, a header or a label",
            self.used_at or span,
            "put it in the text, the message or the caption",
        )

    def reference(self, child: m.CrossReference, look: _Look) -> None:
        target = self.context.targets.find(child.target)
        if target is None or target.id is None:
            known = ", ".join(PREFIXES)
            self.context.report(
                "unknown-reference",
                f"nothing here is called `{child.target}`",
                child.span,
                f"a reference names the id of a table, chart, image or section ({known} may precede it)",
            )
            return
        if not target.number and target.kind != "section":
            self.context.report(
                "unnumbered-reference",
                f"`{child.target}` has no caption, hence no number to refer to",
                child.span,
                "give it a caption, or do not refer to it",
            )
        if target.only == "deck" and self.context.brief:
            self.context.report(
                "reference-to-other-medium",
                f"`{child.target}` is shown in the deck only, but the brief refers to it",
                child.span,
                "show it in both, or put the reference in a block with `only: deck`",
            )
        phrases = self.context.words.phrases
        # A caption named inside a caption is not unfolded again: two captions may name each other.
        title = unformatted(text_inlines(self.context, target.title, BARE)) if self.where.notes != "dropped" else ""
        kind = "appendix" if target.appendix else target.kind
        noun = phrases.get(f"{target.kind}_by_title", "")
        quoted = self.context.words.quoted(title)
        self.referring = True
        self.openers.append(len(self.inlines))
        self.inlines.append(
            CrossRef(
                target.id,
                kind,
                phrases[f"{kind}_in_text"],
                target.number,
                f"{noun} {quoted}" if noun else quoted,
                child.span,
                look.strong,
                look.emphasis,
                look.superscript,
                look.subscript,
                look.strike,
            )
        )

    def finished(self) -> Inlines:
        inlines = self.inlines
        if self.referring:
            context = self.context
            group_references(inlines, context.words.phrases, context.language, context.formatter.list_of)
        if self.where.sentence:
            for index in self.openers:
                if opens_sentence(inlines, index):
                    inlines[index] = capitalised(inlines[index])
        return place_notes(inlines, self.context.words.phrases["note_call"])
