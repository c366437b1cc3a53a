"""The units of a publication for a translator: each paragraph with its translation, its state and what helps."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from itertools import compress
from pathlib import Path, PurePosixPath
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from builder.check.context import CheckContext
from builder.check.reviewed import hashed
from builder.content.loader import load
from builder.content.markup import Markup
from builder.content.model.publication import Publication
from builder.diagnostics import UsageError
from builder.exchange.former_sources import former_sources
from builder.exchange.layout import PassageFinder, other_documents, planned_language, source_document
from builder.exchange.note_units import placed_note, with_notes
from builder.exchange.places import UnitPlaces
from builder.exchange.printed_values import PrintedValues
from builder.exchange.reviewed_states import ReviewedStates
from builder.exchange.term_hints import TermHints
from builder.exchange.unit import NO_TARGET, State, Unit, states_of
from builder.exchange.unit_layout import Beside, UnitLayout, in_turn, lay_out
from builder.exchange.words import words_of
from builder.language import declared_tags, normalise_tag
from builder.pipeline import NO_DATE
from builder.source_edits.counted_nouns import noun_of
from builder.source_edits.paragraphs import one_paragraph, paragraphs, whole_words
from builder.source_edits.paragraphs import words_of as line_of
from builder.source_edits.passages import Passage, passages

__all__ = ["Outgoing", "collect", "collecting"]

T = TypeVar("T")


class Outgoing(Struct, frozen=True, kw_only=True, dict=True):
    """What goes out to a translator. `date` is that of the publication, whose files must not depend on the clock;
    `has_reviews` is True if the publication has a `reviewed.txt`: only accepted translations then go into a memory.
    `only` are the states of the texts, () for all.

    `unplaced` are the units without place and limit, which are known long before the layout is done; `place` waits for
    the layout and returns them with both.
    """

    publication: Publication
    source: str
    target: str
    date: datetime.datetime
    unplaced: tuple[Unit, ...]
    place: Callable[[], tuple[Unit, ...]]
    has_reviews: bool = False
    only: tuple[State, ...] = ()

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units. The first to ask waits for the layout."""
        return self.place()

    @property
    def original(self) -> str:
        """The publication's own file, as exchange files name it: `budget/publication.yaml`."""
        return f"{self.publication.name}/{PurePosixPath(self.publication.files[0]).name}"

    @cached_property
    def parts(self) -> tuple[tuple[Unit, ...], ...]:
        """Each of the units in `unplaced`, followed by its notes."""
        return tuple(tuple(with_notes(unit)) for unit in self.unplaced)

    def written(self, write: Callable[[Unit], T]) -> Iterator[tuple[Unit, T]]:
        """Yield each unit with what `write` makes of it. `write` has done its work before the layout is waited for, so
        it is given units without place and limit.
        """
        made = list(map(write, self.unplaced))
        return zip(self.units, made, strict=True)

    def written_parts(self, write: Callable[[Unit], T]) -> Iterator[tuple[Unit, T]]:
        """Yield each unit, and after it its notes, with what `write` makes of it: as `written`."""
        made = [list(map(write, parts)) for parts in self.parts]
        for unit, parts, values in zip(self.units, self.parts, made, strict=True):
            yield unit, values[0]
            for number in range(1, len(parts)):
                yield placed_note(parts[number], number, unit), values[number]

    def with_units(self, units: Sequence[Unit]) -> Outgoing:
        """Return the same with some of its units, or with others."""
        chosen = tuple(units)
        return replace(self, unplaced=chosen, place=lambda: chosen)


def collect(path: Path, target: str, source: str | None = None, only: Collection[State] = ()) -> Outgoing:
    """Return what goes out, as `collecting` gives it. The layout is done in this process, when it is asked for."""
    with collecting(path, target, source, only) as outgoing:
        return outgoing


@contextmanager
def collecting(
    path: Path, target: str, source: str | None = None, only: Collection[State] = (), *, beside: Beside = in_turn
) -> Iterator[Outgoing]:
    """Give the units of the publication in the file `path`, to be translated into `target`.

    `source` is the language to translate from, by default the source language; `only` the states of the units wanted,
    by default all; `beside` does the layout, by default when it is asked for, and not after the block has ended if
    that was in another process. Raises BuildError for problems of the content other than missing texts, UsageError for
    a language that is not declared.
    """
    publication = load(path, ())
    languages = publication.languages
    to = _declared(target, publication, "--to")
    origin = _declared(source, publication, "--from") if source is not None else languages[0]
    if to == origin:
        others = ", ".join(tag for tag in languages if tag != to) or "none"
        raise UsageError(f"'{to}' is the language to translate from (choose another with --from; languages: {others})")
    context = CheckContext(path, publication)
    documents = partial(source_document, publication, origin), partial(other_documents, publication, origin)
    with beside(*documents, partial(lay_out, publication, to)) as laid_out:
        collected = _units(context, origin, to)
        units = [unit for _, unit in collected if unit is not None]
        wanted = [not only or unit.state in only for unit in units]

        def place() -> tuple[Unit, ...]:
            finder = PassageFinder(publication, planned_language(publication, origin))  # before the layout is done
            layout = laid_out().by_passage(finder)
            return tuple(compress(_placed(collected, publication, layout, to), wanted))

        date = publication.date
        yield Outgoing(
            publication=publication,
            source=origin,
            target=to,
            date=datetime.datetime.combine(date.first_day(), datetime.time(), datetime.UTC) if date else NO_DATE,
            unplaced=tuple(compress(units, wanted)),
            place=place,
            has_reviews=(path.parent / "reviewed.txt").is_file(),
            only=states_of(only),
        )


def _declared(tag: str, publication: Publication, option: str) -> str:
    """Return a language of the publication: a declared one, or the only region of it (`en` for `en-CA`)."""
    wanted = normalise_tag(tag)
    if wanted in publication.languages:
        return wanted
    regions = [own for own in declared_tags(wanted, publication.languages) if own in publication.languages]
    if len(regions) == 1:
        return regions[0]
    has = ", ".join(publication.languages)
    raise UsageError(f"{option}: {publication.name} has no language '{wanted}'; it has {has} (add it to `languages`)")


def _units(context: CheckContext, source: str, target: str) -> list[tuple[Passage, Unit | None]]:
    """Return the passages of the publication, each with its unit, still without place and limit; None for what is not
    translated.
    """
    publication = context.publication
    states = ReviewedStates(context, source)
    values = PrintedValues(publication, target, source)
    terms = TermHints(publication, source, target)
    files = _FileNames(publication)
    collected: list[tuple[Passage, Unit | None]] = []
    stale: dict[int, str] = {}
    for passage in passages(publication, (source, target)):
        written, translated = passage.written(source), passage.written(target)
        if passage.neutral or written is None:
            collected.append((passage, None))
            continue
        start, source_words = written.start, written.words
        pieces = words_of(source_words, written.literal)
        target_words = translated.words if translated is not None else None
        state: State = states.state(passage.text.key, translated.tag) if translated is not None else "missing"
        if translated is not None and state == "stale":
            stale[len(collected)] = translated.tag
        unit = Unit(
            key=passage.key,
            kind=passage.kind,
            source=source_words,
            target=target_words,
            state=state,
            was=hashed(target_words) if target_words is not None else NO_TARGET,
            file=files[start.file],
            line=start.line,
            literal=written.literal,
            values=values.of(pieces),
            terms=terms.of(pieces),
            text=noun_of(passage.key) or passage.text.key,
        )
        collected.append((passage, unit))
    _add_former(collected, stale, context, states, source)
    return collected


def _placed(
    collected: Iterable[tuple[Passage, Unit | None]], publication: Publication, layout: UnitLayout, target: str
) -> Iterator[Unit]:
    """Yield the units with their places and limits."""
    places = UnitPlaces(publication, layout, target)
    for passage, unit in collected:
        place = places.of(passage)
        if unit is not None:
            yield replace(unit, place=place, limit=_limit(layout.limits.get(passage.key), unit.source))


def _limit(room: int | None, source: str) -> int | None:
    """Return the limit of a text, not below what the source takes: that has room."""
    return None if room is None else max(room, len(source) // 5 * 5)


class _FileNames(dict[str, str]):
    """The files of a publication as exchange files name them: `budget/publication.yaml`."""

    def __init__(self, publication: Publication):
        super().__init__()
        self._name = publication.name
        self._folder = PurePosixPath(publication.files[0]).parent

    def __missing__(self, name: str) -> str:
        file = PurePosixPath(name)
        inside = file.relative_to(self._folder) if file.is_relative_to(self._folder) else file
        self[name] = f"{self._name}/{inside}"
        return self[name]


def _add_former(
    collected: list[tuple[Passage, Unit | None]],
    stale: dict[int, str],
    context: CheckContext,
    states: ReviewedStates,
    source: str,
) -> None:
    """Add the former source to stale units, given as the tag of the translation by index. A paragraph that has not
    changed since is not stale.
    """
    keys = {index: collected[index][0].text.key for index in stale}
    texts = {entry.key: entry for index, tag in stale.items() if (entry := states.stale(keys[index], tag))}
    former = former_sources(context.path, source, texts.values()) if texts else {}
    for index, key in keys.items():
        passage, unit = collected[index]
        markup = former.get(key)
        words = _former_words(passage, markup) if markup is not None else None
        if words is not None and unit is not None:
            unchanged = hashed(words) == hashed(unit.source)
            revised = replace(unit, state="accepted") if unchanged else replace(unit, former=words)
            collected[index] = (passage, revised)


def _former_words(passage: Passage, former: Markup) -> str | None:
    """Return the former words of a passage: of its paragraph, if the text was divided alike then."""
    if passage.whole:
        return whole_words(former.source)
    suffix = passage.key.removeprefix(passage.text.key).removeprefix(".")
    if not suffix:
        return line_of(former.source, one_paragraph(former.source))
    divided = {extent.suffix: line_of(former.source, extent) for extent in paragraphs(former)}
    return divided.get(suffix)
