"""The view of the slides: the same slide of every language side by side, drawn from the deck."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import islice, zip_longest

from lxml import etree
from msgspec import Struct

from builder.content.model.figures import Figure
from builder.preview.drawings import NOT_CONTINUED, SlideDrawing, plain_key
from builder.preview.findings import Findings, ShownFinding
from builder.preview.html import element
from builder.preview.index import SourceIndex
from builder.preview.places import is_somewhere
from builder.preview.slides.svg import add
from builder.preview.views.model import BlockWriter, ViewBlock
from builder.preview.views.prose import figure_link, figure_title
from builder.preview.views.text import finding_items
from builder.preview.words import Words
from builder.source import NOWHERE, Span

__all__ = ["SlideBlocks", "SlideView"]

_ABOUT_SLIDES = "FIT"
"""The rules about the space on slides."""
Twins = tuple[SlideDrawing | None, ...]
"""One slide in every language; None where a language has none."""


class SlideView(Struct, frozen=True, kw_only=True):
    """Writes the slides of a publication as blocks, with the places of their passages in `index`."""

    languages: Sequence[str]
    index: SourceIndex
    words: Words

    def marks(self, twins: Twins) -> tuple[tuple[Span, bool], ...]:
        """Return the place of each passage and figure on a slide, and True if it is missing in its language."""
        figures = ((figure.span, False) for figure in self._figures(twins))
        passages = (
            (self.index.place_of(key, language), self._is_missing(key, language))
            for drawing, language in zip(twins, self.languages, strict=True)
            if drawing is not None
            for key in drawing.keys
        )
        return (*passages, *figures)

    def block(self, number: int, twins: Twins, findings: Sequence[ShownFinding]) -> ViewBlock:
        """Return the block of a slide, with the findings about its passages below it: those about its space first, the
        others folded up.
        """
        block = BlockWriter()
        name = self.words._("Slide {n}").replace("{n}", str(number))
        cells = [
            self._figure(block, name, drawing, language, findings)
            for drawing, language in zip(twins, self.languages, strict=True)
        ]
        row = element("div", *cells, class_="row sheet slide", data_keys=" ".join(_keys(twins)))
        return block.block(f"slides.{number}", row, *self._remarks(block, findings, self._figures(twins)))

    def _remarks(
        self, block: BlockWriter, findings: Sequence[ShownFinding], figures: Sequence[Figure]
    ) -> list[etree._Element]:
        about_space = [finding for finding in findings if finding.diagnostic.code.startswith(_ABOUT_SLIDES)]
        others = [finding for finding in findings if finding not in about_space]
        parts = [finding_items(block, about_space, self.words)] if about_space else []
        if others:
            title = self.words.plural("{n} finding about the text", "{n} findings about the text", len(others))
            items = finding_items(block, others, self.words)
            grave = any(finding.diagnostic.severity == "error" for finding in others)
            parts.append(element("details", element("summary", title), items, open="open" if grave else None))
        if figures:
            list_ = element("p", element("span", self.words._("Figures:")), class_="figures", lang=self.words.language)
            for figure in figures:
                list_[-1].tail = " "
                list_.append(figure_link(block, self.words, figure, figure.id))
            parts.append(list_)
        return [element("div", *parts, class_="remarks")] if parts else []

    def _figures(self, twins: Twins) -> list[Figure]:
        """Return the figures that a slide prints in any language, each once, in order."""
        names = dict.fromkeys(name for drawing in twins if drawing is not None for name in drawing.figures)
        return [figure for name in names if (figure := self.index.figure(name)) is not None]

    def _figure(
        self,
        block: BlockWriter,
        name: str,
        drawing: SlideDrawing | None,
        language: str,
        findings: Sequence[ShownFinding],
    ) -> etree._Element:
        figure = element("figure", lang=self.words.language)
        if drawing is None:
            return figure
        svg = deepcopy(drawing.svg)
        svg.set("aria-label", f"{name} ({language})")
        links = []
        for part in svg.iter(etree.Element):
            key = part.get("data-key")
            if key:
                block.mark(part, self.index.place_of(plain_key(key), language))
            elif part.get("data-figure"):
                links.append(part)
        self._mark_figures(block, links)
        figure.append(svg)
        places = (self.index.place_of(key, language) for key in drawing.keys)
        own = next(filter(is_somewhere, places), None)
        caption = block.mark(element("a", name, class_="slide-place"), own) if own is not None else name
        figure.append(element("figcaption", caption, *self._badges(block, drawing, language, findings)))
        return figure

    def _mark_figures(self, block: BlockWriter, links: Sequence[etree._Element]) -> None:
        """Let the words of figures in a drawing lead to their declarations. A figure in several parts, of two sizes or
        on two lines, is one link for the keyboard and for screen readers: its first part.
        """
        first = None
        for link in links:
            figure = self.index.figure(link.get("data-figure", ""))
            if figure is None:
                continue
            words, between = link.text or "", link.get("data-goes-on")
            if between is None or first is None:
                first = link
                link.set("aria-label", words)
            else:
                first.set("aria-label", f"{first.get('aria-label')}{between}{words}")
                link.set("aria-hidden", "true")
                link.set("tabindex", "-1")
            add(link, "title", figure_title(self.words, figure))
            block.mark(link, figure.span)

    def _place_of_any(self, keys: Iterable[str], language: str) -> Span:
        """Return the place of the first key that has one: a slide may shrink words that the builder composes."""
        places = (self.index.place_of(key, language) for key in keys)
        return next((place for place in places if is_somewhere(place)), NOWHERE)

    def _badges(
        self, block: BlockWriter, drawing: SlideDrawing, language: str, findings: Sequence[ShownFinding]
    ) -> list[etree._Element]:
        """Return in words what the planner did to make a slide fit, and what is stale or missing on it."""
        words, badges = self.words, []
        if drawing.place != NOT_CONTINUED:
            number, count = map(str, drawing.place)
            form = words._("Continued {n}/{count}")
            badges.append(
                element("span", form.replace("{n}", number).replace("{count}", count), class_="badge continued")
            )
        if drawing.scale < 100:
            shrunk = words._("Text shrunk to {percent}%").replace("{percent}", str(drawing.scale))
            badge = element("a", shrunk, class_="badge shrunk")
            badges.append(block.mark(badge, self._place_of_any((drawing.shrunk, *drawing.keys), language)))
        stale = (finding for finding in findings if finding.stale and finding.is_about(language))
        for finding in islice(stale, 1):
            badge = element("a", words._("Stale translation"), class_="badge stale")
            badges.append(block.mark(badge, finding.diagnostic.span))
        missing = [key for key in dict.fromkeys(drawing.keys) if self._is_missing(key, language)]
        if missing:
            badge = element("a", words.plural("{n} missing text", "{n} missing texts", len(missing)), class_="badge")
            badges.append(block.mark(badge, self.index.place_of(missing[0], language)))
        return badges

    def _is_missing(self, key: str, language: str) -> bool:
        return any(self.index.is_missing(name, language) for name in (key, f"{key}.title", f"{key}.text"))


class SlideBlocks:
    """The blocks of one browser tab. A slide that is the same as in the state before is not written again."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, ViewBlock]] = {}

    def of(
        self, view: SlideView, drawings: Sequence[Sequence[SlideDrawing]], findings: Findings
    ) -> tuple[ViewBlock, ...]:
        """Return a block for each slide; `drawings` are those of every language."""
        blocks: dict[int, tuple[object, ViewBlock]] = {}
        for number, twins in enumerate(zip_longest(*drawings), 1):
            own = tuple(finding for key in _keys(twins) for finding in findings.by_row.get(key, ()))
            decides = (
                [drawing and drawing.digest for drawing in twins],
                tuple(view.languages),
                view.marks(twins),
                own,
            )
            before = self._known.get(number)
            same = before is not None and before[0] == decides
            blocks[number] = before if before is not None and same else (decides, view.block(number, twins, own))
        self._known = blocks
        return tuple(block for _, block in blocks.values())


def _keys(twins: Twins) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for drawing in twins if drawing is not None for key in drawing.keys))
