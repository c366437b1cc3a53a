"""A publication: its sources, terms, sections and options."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, field

from builder.content.model.blocks import Block, ChartBlock, Highlight, Medium, TableBlock
from builder.content.model.exhibits import Chart, ImageFile, MissingSymbols, Table
from builder.content.model.figures import Figure
from builder.content.model.untranslated import Untranslated
from builder.content.model.values import (
    FigureId,
    Id,
    InlineText,
    Node,
    PartialDate,
    PlainText,
    ProseText,
    RichText,
    SourceId,
    Text,
)
from builder.source import Span

CoverFocus = Literal["centre", "left", "right", "top", "bottom"]


class Source(Node, frozen=True, kw_only=True):
    """A work that the publication cites. `url` is by language tag, or under "" if it is the same for all."""

    id: Annotated[str, "not-a-key"]
    title: Annotated[InlineText, Meta(description="Title of the work.")]
    publisher: Annotated[InlineText | None, Meta(description="Who published it.")] = None
    author: Annotated[InlineText | None, Meta(description="Who wrote it.")] = None
    date: Annotated[PartialDate | None, Meta(description="When it appeared: a year, a month (2024-05) or a day.")] = (
        None
    )
    url: Annotated[
        dict[str, str], Meta(description="Where it can be read (https): one address, or one for each language.")
    ] = field(default_factory=dict)
    language: Annotated[str | None, Meta(description="Language of the work, as a BCP 47 tag.")] = None


class Term(Node, frozen=True, kw_only=True):
    """One entry of the term base. Its YAML keys are language tags, with `forbidden` beside them."""

    terms: dict[str, tuple[str, ...]]
    forbidden: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Section(Node, frozen=True, kw_only=True):
    """A section, with its subsections."""

    title: Annotated[InlineText, Meta(description="The section's name.")]
    id: Annotated[Id | None, Meta(description="Name for cross-references: @sec-… or @id.")] = None
    message: Annotated[
        InlineText | None, Meta(description="The one sentence to remember: the slide's headline, the section's lead.")
    ] = None
    notes: Annotated[ProseText | None, Meta(description="Speaker notes, when the prose is not enough.")] = None
    only: Annotated[Medium | None, Meta(description="Show in one medium only, with all that is in it.")] = None
    numbered: Annotated[bool, Meta(description="False: no number, for the section and what is in it.")] = True
    blocks: Annotated[tuple[Block, ...], Meta(description="What the section shows, in order.")] = ()
    sections: Annotated[tuple[Section, ...], Meta(description="Subsections.")] = ()
    include: Annotated[
        tuple[str, ...], Meta(description="Files with more sections, after these: chapters/*.yaml.")
    ] = ()


class Imprint(Node, frozen=True, kw_only=True):
    """The end matter of the brief."""

    cite: Annotated[InlineText | None, Meta(description="How to cite the publication.")] = None
    contact: Annotated[InlineText | None, Meta(description="Whom to ask, and where.")] = None
    disclaimer: Annotated[InlineText | None, Meta(description="What the publication does not vouch for.")] = None


class BriefOptions(Node, frozen=True, kw_only=True):
    """Options of the Word brief."""

    toc: Annotated[bool, Meta(description="Print a table of contents.")] = True
    toc_depth: Annotated[int, Meta(description="Heading levels in the table of contents, 1 to 5.")] = 2
    lists: Annotated[
        tuple[Literal["tables", "figures"], ...],
        Meta(description="Lists after the table of contents, in this order: of tables, of figures."),
    ] = ()
    paper: Annotated[Literal["a4", "letter"] | None, Meta(description="Paper size; by default the template's.")] = None
    template: Annotated[
        str | None, Meta(description="A .docx or .dotx file, relative to the publication's folder.")
    ] = None
    number: Annotated[
        InlineText | None, Meta(description="Its number in a series, printed after the kind: N° 1 / No. 1.")
    ] = None
    imprint: Annotated[Imprint | None, Meta(description="How to cite it, whom to ask, what it does not vouch for.")] = (
        None
    )


class Cover(Node, frozen=True, kw_only=True):
    """What the first slide shows beside the title: a picture, or one of the figures."""

    image: Annotated[
        Text | None,
        "path",
        Meta(description="A picture that fills its part of the slide, cropped: a file, or one per language."),
    ] = None
    files: Annotated[dict[str, ImageFile], "not-a-key"] = field(default_factory=dict)
    alt: Annotated[
        PlainText | None, Meta(description="What a reader who cannot see it must know; '' if decorative.")
    ] = None
    credit: Annotated[InlineText | None, Meta(description="Who made it.")] = None
    focus: Annotated[
        CoverFocus, Meta(description="The part of the picture that cropping keeps: centre, left, right, top or bottom.")
    ] = "centre"
    figure: Annotated[
        FigureId | None,
        Meta(description="The figure shown large; by default the first key figure that is not a date or a territory."),
    ] = None


class DeckOptions(Node, frozen=True, kw_only=True):
    """Options of the PowerPoint deck."""

    agenda: Annotated[bool | None, Meta(description="Show an agenda slide; by default from four sections on.")] = None
    dividers: Annotated[
        bool | None, Meta(description="A divider slide before each section; by default when sections have subsections.")
    ] = None
    template: Annotated[
        str | None, Meta(description="A .pptx or .potx file, relative to the publication's folder.")
    ] = None
    source: Annotated[
        SourceId | None, Meta(description="The source named at the foot of slides whose content names none.")
    ] = None
    cover: Annotated[
        Cover | None, Meta(description="The first slide: its picture, or the figure that it shows large.")
    ] = None
    closing: Annotated[
        InlineText | None, Meta(description="The sentence to remember, on the last slide, with the sources.")
    ] = None


class Publication(Node, frozen=True, kw_only=True):
    """A whole publication.

    `files` are its YAML files as messages name them, its own first, then those it includes;
    `include` is empty, since the loader puts their sections in its place.

    `untranslated` lists the texts that a declared language lacks. `language_places` are the places of the declared
    languages, `texts_by_language` is the number of texts that are written by language.
    """

    name: Annotated[str, "not-a-key"]
    folder: Annotated[Path, "not-a-key"]
    files: Annotated[tuple[str, ...], "not-a-key"] = ()
    untranslated: Annotated[tuple[Untranslated, ...], "not-a-key"] = ()
    language_places: Annotated[dict[str, Span], "not-a-key"] = field(default_factory=dict)
    texts_by_language: Annotated[int, "not-a-key"] = 0
    languages: Annotated[tuple[str, ...], Meta(description="BCP 47 tags; the first is the source language.")]
    title: Annotated[InlineText, Meta(description="The publication's title.")]
    subtitle: Annotated[InlineText | None, Meta(description="Its subtitle.")] = None
    date: Annotated[PartialDate | None, Meta(description="Date of publication: 2024-09-15.")] = None
    authors: Annotated[tuple[PlainText, ...], Meta(description="Names.")] = ()
    abstract: Annotated[RichText | None, Meta(description="What the publication says, in one paragraph or two.")] = None
    keywords: Annotated[tuple[PlainText, ...], Meta(description="Keywords, for the file's properties.")] = ()
    status: Annotated[
        InlineText | None, Meta(description="Kind of document: Note d'information / Information note.")
    ] = None
    classification: Annotated[
        PlainText | None,
        Meta(description="Who may read it, printed at the head and foot of every page and slide: Protected B."),
    ] = None
    key_figures: Annotated[
        tuple[Highlight, ...],
        Meta(description="Figures shown on the first page of the brief and in the deck's opening."),
    ] = ()
    narrow_space: Annotated[
        Literal["narrow", "full"], Meta(description="narrow keeps U+202F; full prints U+00A0 in its place.")
    ] = "narrow"
    sources: Annotated[dict[str, Source], Meta(description="The works cited, by id.")] = field(default_factory=dict)
    figures: Annotated[dict[str, Figure], Meta(description="The figures, by id: each exists once.")] = field(
        default_factory=dict
    )
    texts: Annotated[
        dict[str, InlineText], Meta(description="Words used again, by name: {=name} prints them in any text.")
    ] = field(default_factory=dict)
    terms: Annotated[tuple[Term, ...], Meta(description="The term base: which words translate which.")] = ()
    missing: Annotated[
        MissingSymbols,
        Meta(description="Symbols of missing values in tables and data files, with their meanings."),
    ] = field(default_factory=dict)
    sections: Annotated[tuple[Section, ...], Meta(description="The publication's sections, in order.")] = ()
    include: Annotated[
        tuple[str, ...], Meta(description="Files with more sections, after these: chapters/*.yaml.")
    ] = ()
    appendices: Annotated[
        tuple[Section, ...], Meta(description="Sections after the others, numbered with letters: A, A.1, B.")
    ] = ()
    brief: Annotated[BriefOptions, Meta(description="Options of the Word brief.")]
    deck: Annotated[DeckOptions, Meta(description="Options of the PowerPoint deck.")]

    @property
    def all_parts(self) -> tuple[Section, ...]:
        """The sections of the first level, appendices included, in the order in which they are read."""
        return self.sections + self.appendices

    @property
    def all_sections(self) -> Iterator[Section]:
        """The sections of all levels, appendices included, in the order in which they are read."""
        return _sections(self.all_parts)

    @property
    def all_blocks(self) -> Iterator[Block]:
        """The blocks of all sections, in the order in which they are read."""
        return (block for section in self.all_sections for block in section.blocks)

    @property
    def complete_languages(self) -> tuple[str, ...]:
        """The declared languages in which no text is missing."""
        missing = {text.tag for text in self.untranslated}
        return tuple(tag for tag in self.languages if tag not in missing)


def choosing_texts(publication: Publication) -> frozenset[str]:
    """Return the names of the texts by whose words tables and charts choose rows of their data."""
    return frozenset(name for exhibit in _exhibits(publication) for name in exhibit.where.values())


def _exhibits(publication: Publication) -> Iterator[Table | Chart]:
    for block in publication.all_blocks:
        if isinstance(block, TableBlock):
            yield block.table
        elif isinstance(block, ChartBlock):
            yield block.chart


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)
