"""Titles of slides: at most two lines, unique in the deck, twins alike in every respect."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace

from builder.source import NOWHERE, Span
from builder.templates.deck.facts import Level, Placeholder, SlideLayout
from builder.tree.labels import Labels
from builder.tree.prose import Break, Inline, Inlines, Run, plain
from builder.typeset.even_lines import even_width
from builder.typeset.fit import FULL, Step, extent, most_that_fit, smallest_fit, title_steps
from builder.typeset.inlines import cut, text, without_notes
from builder.typeset.layout_slots import levels_of
from builder.typeset.measure import EMU, LevelledParagraph, inner
from builder.typeset.plan import Fit
from builder.typeset.planner import Planner, Texts

__all__ = ["MOST_LINES", "TitleLog", "TitleRegister", "even_insets", "headline", "place_of", "without_stop"]

MOST_LINES = 2
_COVER_LINES = 5
_MORE_LINES = {"statement": 3, "closing": 3}
"""Lines of titles that have their slide to themselves, in a layout made for that."""
_LARGE_COVER = 40.0
"""Points from which the title of the cover is large, whatever size its template has."""
_LEAST_SHARE = 0.75
"""To this share of its size a title of the cover is set smaller so that no line ends inside a word."""
_EVEN = 0.95
"""A title is narrowed to balance its lines if that takes at least a twentieth of the width."""
_NONE_COMMON: Mapping[float, Step] = {}
_DASH = " – "
_OWN_STOP = re.compile(r"(?:\.\.|(?:\w\.\w|\betc|\bInc|\bLtd|\bCo|\bCorp|\bJr|\bSr|\bal)\.)\Z")
"""The end of a title whose full stop belongs to an abbreviation, or to an ellipsis."""


class TitleLog(Struct):
    """What the planning of some slides asked of the titles before them, and the titles that they took: by language,
    whether a title was used, and how often titles had been continued.
    """

    asked: dict[tuple[int, str], bool] = {}
    numbers: dict[tuple[str, ...], int] = {}
    used: tuple[set[str], ...] = ()
    continued: dict[tuple[str, ...], int] = {}


class TitleRegister:
    """Titles assigned so far. If one language needs a counter, all get it, so that twins stay alike.

    `common` is the step at which titles of a size (points in the template) are set in the whole deck, if not at full
    size.
    """

    def __init__(self, planner: Planner, common: Mapping[float, Step] = _NONE_COMMON):
        self._planner = planner
        self._common = common
        self._used: tuple[set[str], ...] = tuple(set() for _ in planner.documents)
        self._continued: dict[tuple[str, ...], int] = {}
        self._log: TitleLog | None = None

    @property
    def common(self) -> tuple[tuple[float, Step], ...]:
        """The sizes of titles that are set smaller in the whole deck, with their steps."""
        return tuple(self._common.items())

    @contextmanager
    def logged(self) -> Iterator[TitleLog]:
        """Keep a log of what the planning of some slides asks and takes."""
        self._log = log = TitleLog(used=tuple(set() for _ in self._used))
        try:
            yield log
        finally:
            self._log = None

    def replay(self, log: TitleLog) -> bool:
        """Take the titles of a log, if all that it asked has the same answer now; else return False."""
        for (language, title), answer in log.asked.items():
            if (title in self._used[language]) is not answer:
                return False
        if any(self._continued.get(key, 0) != number for key, number in log.numbers.items()):
            return False
        for used, own in zip(self._used, log.used, strict=True):
            used |= own
        self._continued.update(log.continued)
        return True

    def _number(self, key: tuple[str, ...]) -> int:
        """Return how often titles have been continued."""
        number = self._continued.get(key, 0)
        if self._log is not None and key not in self._log.continued:
            self._log.numbers[key] = number
        return number

    def _continue(self, key: tuple[str, ...], number: int) -> None:
        self._continued[key] = number
        if self._log is not None:
            self._log.continued[key] = number

    def step(
        self, titles: Texts, layout: SlideLayout, *, most_lines: int = 0, steps: Sequence[Step] = ()
    ) -> Step | None:
        """Return the shrinking at which titles fit a layout's title placeholder in every language, or None: the first
        of `steps`, or of all steps allowed for titles. `most_lines` is 0 for the usual number of its layout.
        """
        placeholder = layout.placeholders["title"]
        level = levels_of(placeholder, self._planner.template)[0]
        width, height = inner(placeholder.frame, placeholder.insets)
        most_lines = most_lines or _most_lines(layout)
        blocks = [[LevelledParagraph(self._planner.measured_heading(title, level), level, 0.0)] for title in titles]
        height += level.space_before + level.space_after
        return smallest_fit(blocks, width, height, steps or self._steps(level, most_lines), most_lines=most_lines)

    def _steps(self, level: Level, most_lines: int) -> tuple[Step, ...]:
        """Return the steps allowed for titles of a level, the usual one first; the cover has a size of its own."""
        usual = self._common.get(level.size, FULL) if most_lines != _COVER_LINES else FULL
        return tuple(step for step in title_steps(level.size) if step.scale <= usual.scale)

    def excess(
        self, titles: Texts, layout: SlideLayout, *, most_lines: int = 0, steps: Sequence[Step] = ()
    ) -> tuple[int, ...]:
        """Return by how many characters each title is too long for its lines at one of the steps; 0 if it fits."""
        return tuple(
            len(plain(title)) - len(plain(self._cut(title, "", layout, most_lines, steps))) + 1
            if self.step((title,), layout, most_lines=most_lines, steps=steps) is None
            else 0
            for title in titles
        )

    def base(self, wanted: Sequence[Texts], layout: SlideLayout) -> tuple[Texts, int]:
        """Return the first of the candidate titles that fits in two lines in every language, and its index (-1: none).

        The last one is then cut at a word; the caller shows its full words elsewhere.
        """
        for index, titles in enumerate(wanted):
            if self.step(titles, layout) is not None:
                return titles, index
        return self._shortened(wanted[-1], layout, ("",) * len(wanted[-1])), -1

    def taken(self, titles: Texts) -> bool:
        """Return True if any language has used its title before."""
        taken = False
        for language, title in enumerate(titles):
            key = _key(title)
            used = key in self._used[language]
            if self._log is not None and key not in self._log.used[language]:
                self._log.asked[language, key] = used
            taken = taken or used
        return taken

    def qualified(self, titles: Texts, qualifiers: Texts, layout: SlideLayout) -> Texts:
        """Qualify titles already used by another slide with the name of their section or part, if that fits."""
        if not self.taken(titles) or not qualifiers:
            return titles
        if all(
            qualifier and _key(qualifier) != _key(title) for qualifier, title in zip(qualifiers, titles, strict=True)
        ):
            longer = tuple(
                (*without_stop(title), *text(_DASH), *qualifier)
                for title, qualifier in zip(titles, qualifiers, strict=True)
            )  # fmt: skip
            if not self.taken(longer) and self.step(longer, layout) is not None:
                return longer
        return titles

    def take_with_kickers(
        self, base: Texts, kickers: Sequence[str], layout: SlideLayout
    ) -> tuple[Texts, tuple[Fit, ...], tuple[str, ...]]:
        """Return the titles, their fit, and what the kickers above them have to add: nothing at first, then " (suite)"
        and a counter for each further slide with the same titles and kickers.
        """
        key = tuple(f"{_key(title)}\n{kicker}" for title, kicker in zip(base, kickers, strict=True))
        number = self._number(key)
        self._continue(key, number + 1)
        step = self.step(base, layout)
        titles = base if step is not None else self._shortened(base, layout, ("",) * len(base))
        if step is None:
            step = self.step(titles, layout)
        self._use(titles)
        usual = self._steps(levels_of(layout.placeholders["title"], self._planner.template)[0], 0)[0]
        if not number and step is not None and step != usual:
            self._report_shrunk(titles, layout, step, usual, 0)
        suffixes = tuple(_suffix(document.labels, number) for document in self._planner.documents)
        return titles, self._fits(titles, layout, step or usual, 0), suffixes

    def _use(self, titles: Texts) -> None:
        for language, title in enumerate(titles):
            self._used[language].add(_key(title))
            if self._log is not None:
                self._log.used[language].add(_key(title))

    def take(self, base: Texts, layout: SlideLayout, *, most_lines: int = 0) -> tuple[Texts, tuple[Fit, ...]]:
        """Return unused titles: the base, with "(suite)" and a counter if needed, and their fit."""
        labels = [document.labels for document in self._planner.documents]
        key = tuple(_key(title) for title in base)
        number = self._number(key)
        while True:
            suffixes = tuple(_suffix(language_labels, number) for language_labels in labels)
            bare = tuple(map(without_stop, base)) if number else base
            titles = tuple((*title, *text(suffix)) for title, suffix in zip(bare, suffixes, strict=True))
            step = self.step(titles, layout, most_lines=most_lines)
            if step is None:
                titles = self._shortened(base, layout, suffixes, most_lines)
                step = self.step(titles, layout, most_lines=most_lines)
            number += 1
            if not self.taken(titles):
                break
        self._continue(key, number)
        self._use(titles)
        usual = self._steps(levels_of(layout.placeholders["title"], self._planner.template)[0], most_lines)[0]
        if step is not None and most_lines == _COVER_LINES:
            step = self._whole_words(titles, layout, step)
        fits = self._fits(titles, layout, step or usual, most_lines)
        if number == 1 and step is not None and step != usual and self._is_small(layout, step, most_lines):
            self._report_shrunk(titles, layout, step, usual, most_lines)
        return titles, fits

    def _is_small(self, layout: SlideLayout, step: Step, most_lines: int) -> bool:
        """Return True if a title is smaller than its template wants: on the cover, smaller than large type."""
        size = levels_of(layout.placeholders["title"], self._planner.template)[0].size * step.factor
        return most_lines != _COVER_LINES or size < _LARGE_COVER

    def cover(self, titles: Texts, layout: SlideLayout) -> tuple[Texts, tuple[Fit, ...]]:
        """Return the titles of the first slide, which may take more lines."""
        return self.take(titles, layout, most_lines=_COVER_LINES)

    def _whole_words(self, titles: Texts, layout: SlideLayout, step: Step) -> Step:
        """Return the first step, from the one at which titles of the cover fit to a little smaller ones, at which no
        line of any ends inside a word, as at the hyphen of a name; the one given if there is none.
        """
        level = levels_of(layout.placeholders["title"], self._planner.template)[0]
        least = max(step.scale * _LEAST_SHARE, _LARGE_COVER / level.size * FULL.scale)
        steps = [own for own in self._steps(level, _COVER_LINES) if least <= own.scale <= step.scale]
        return next((own for own in steps if all(self._is_whole(title, layout, own) for title in titles)), step)

    def _is_whole(self, title: Inlines, layout: SlideLayout, step: Step) -> bool:
        width, _, measured = self._room(title, layout)
        even, _ = self._even(title, layout, step, _COVER_LINES)
        return not measured.parts_a_word(min(width, even), step.factor)

    def _room(self, title: Inlines, layout: SlideLayout) -> tuple[float, float, LevelledParagraph]:
        """Return width and height of a layout's title placeholder (points), and the title as measured for it."""
        placeholder = layout.placeholders["title"]
        level = levels_of(placeholder, self._planner.template)[0]
        width, height = inner(placeholder.frame, placeholder.insets)
        measured = LevelledParagraph(self._planner.measured_heading(title, level), level, 0.0)
        return width, height + level.space_before + level.space_after, measured

    def _even(self, title: Inlines, layout: SlideLayout, step: Step, most_lines: int) -> tuple[float, int]:
        """Return the width (points) in which the lines of a title are alike, and their number: on the cover one more
        than necessary, if there is room for it and a line would end inside a word otherwise.
        """
        width, height, measured = self._room(title, layout)
        lines = extent([measured], width, step)[1]
        even = _even_width(measured, width, step, lines) if lines > 1 else width
        if lines < most_lines == _COVER_LINES and measured.parts_a_word(even, step.factor):
            narrow = _even_width(measured, width, step, lines + 1)
            needed = extent([measured], narrow, step)[0]
            if needed <= height and not measured.parts_a_word(narrow, step.factor):
                return narrow, lines + 1
        return even, lines

    def _fits(self, titles: Texts, layout: SlideLayout, step: Step, most_lines: int) -> tuple[Fit, ...]:
        placeholder = layout.placeholders["title"]
        level = levels_of(placeholder, self._planner.template)[0]
        fits = []
        for title in titles:
            width, _, measured = self._room(title, layout)
            even, lines = self._even(title, layout, step, most_lines)
            worthwhile = even < width * _EVEN or (even < width and measured.parts_a_word(width, step.factor))
            insets = _narrower(placeholder, round((width - even) * EMU)) if worthwhile else None
            common = self._common.get(level.size) if most_lines != _COVER_LINES else None
            if common is not None:
                scale = round(step.scale * FULL.scale / common.scale)
                fits.append(Fit(scale, step.reduction, lines, insets, round(level.size * common.factor, 1)))
            elif most_lines == _COVER_LINES and step is not FULL:
                # Programs that shrink text by themselves would set it as large as its frame allows, and part words.
                fits.append(Fit(FULL.scale, step.reduction, lines, insets, math.floor(level.size * step.factor)))
            else:
                fits.append(Fit(step.scale, step.reduction, lines, insets))
        return tuple(fits)

    def _report_shrunk(self, titles: Texts, layout: SlideLayout, step: Step, usual: Step, most_lines: int) -> None:
        """Report which languages' titles are too long for the usual size, each at its place."""
        over = self.excess(titles, layout, most_lines=most_lines, steps=(usual,))
        for document, title, characters in zip(self._planner.documents, titles, over, strict=True):
            if characters:
                message = f"this title is set at {step.scale / 1000:g}% to fit its slide in `{document.language}`"
                hint = f"shorten it by about {characters} character{'s' if characters > 1 else ''}"
                self._planner.report("title-shrunk", message, place_of(title), hint)

    def _shortened(self, titles: Texts, layout: SlideLayout, suffixes: Sequence[str], most_lines: int = 0) -> Texts:
        """Return titles cut at a word and closed by an ellipsis, as long as fits in every language."""
        shortened = list(titles)
        for index, (title, suffix) in enumerate(zip(titles, suffixes, strict=True)):
            shortened[index] = self._cut(title, suffix, layout, most_lines)
        return tuple(shortened)

    def _cut(
        self, title: Inlines, suffix: str, layout: SlideLayout, most_lines: int, steps: Sequence[Step] = ()
    ) -> Inlines:
        def fits(candidate: Inlines) -> bool:
            return self.step((candidate,), layout, most_lines=most_lines, steps=steps) is not None

        def beginning(count: int) -> Inlines:
            return (*_bare(cut(title, (ends[count - 1],))[0]), *ending)

        whole, ending = (*title, *text(suffix)), text("…" + suffix)
        if fits(whole):
            return whole
        words = plain(title)
        ends = [at for at, character in enumerate(words) if character == " "] or list(range(len(words)))
        ends = [at for at in ends if at > 0]
        count = most_that_fit(len(ends), lambda count: fits(beginning(count)))
        return beginning(count) if count else ending


def _most_lines(layout: SlideLayout) -> int:
    """Return the number of lines that a title of a layout may have."""
    return MOST_LINES if layout.substitute else _MORE_LINES.get(layout.role, MOST_LINES)


def _narrower(placeholder: Placeholder, excess: int) -> tuple[int, int]:
    """Return the left and right inset of a placeholder narrowed by `excess` EMU, so that its text keeps its axis."""
    left, _, right, _ = placeholder.insets
    at_left = {"left": 0, "centre": excess // 2, "right": excess}[placeholder.alignment]
    at_right = {"left": excess, "centre": excess // 2, "right": 0}[placeholder.alignment]
    return left + at_left, right + at_right


def even_insets(placeholder: Placeholder, paragraph: LevelledParagraph, step: Step = FULL) -> tuple[int, int] | None:
    """Return the left and right inset at which the lines of a paragraph of two or more are alike; None where its
    placeholder's own are as good.
    """
    width, _ = inner(placeholder.frame, placeholder.insets)
    lines = extent([paragraph], width, step)[1]
    even = _even_width(paragraph, width, step, lines) if lines > 1 else width
    return _narrower(placeholder, round((width - even) * EMU)) if even < width * _EVEN else None


def _even_width(title: LevelledParagraph, width: float, step: Step, lines: int) -> float:
    return even_width(
        width,
        lines,
        lambda room: title.height(room, step.factor, step.tighter)[1],
        lambda room: title.parts_a_word(room, step.factor),
    )


def _bare(inlines: Inlines) -> Inlines:
    """Return a title's beginning without the punctuation at its end."""
    parts: list[Inline] = list(inlines)
    if parts and isinstance(last := parts[-1], Run):
        parts[-1] = replace(last, text=last.text.rstrip(" ,;:.–—-\u00a0\u202f"))
    return tuple(parts)


def without_stop(title: Inlines) -> Inlines:
    """Return a text that is no sentence by itself, without its full stop; an abbreviation keeps its own: `etc.`"""
    last = title[-1] if title else None
    if not isinstance(last, Run) or not last.text.endswith(".") or _OWN_STOP.search(plain(title)):
        return title
    return (*title[:-1], replace(last, text=last.text[:-1]))


def _key(title: Inlines) -> str:
    return " ".join(plain(title).split()).casefold()


def _suffix(labels: Labels, number: int) -> str:
    """Return the ending of a continuation's title: "" first, then " (suite)", " (suite 2)" …"""
    if number == 0:
        return ""
    words = labels.continued
    if number > 1:
        words = f"{words[:-1]}\u00a0{number})" if words.endswith(")") else f"{words}\u00a0{number}"
    return f" {words}"


def place_of(inlines: Inlines) -> Span:
    """Return the place of the first words of an author's text."""
    return next((inline.span for inline in inlines if inline.span.file), NOWHERE)


def headline(inlines: Inlines) -> Inlines:
    """Return a text as a title: without notes, on one line."""
    inlines = without_notes(inlines)
    for inline in inlines:
        if type(inline) is Break:
            return tuple([Run(" ", inline.span) if type(inline) is Break else inline for inline in inlines])
    return inlines
