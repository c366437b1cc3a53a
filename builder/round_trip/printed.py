"""A paragraph as a build prints it now: its tokens, each with the passage of the author's words that it comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from builder.round_trip.places import PassagePlaces
from builder.round_trip.source_words import OpaqueKind
from builder.round_trip.story import BREAK, NOTE, PLAIN, Look
from builder.round_trip.tokens import Token, TokenReader
from builder.source import NOWHERE, Span
from builder.tree.prose import Break, CrossRef, Inline, Inlines, NoteRef, Run, reference_words

__all__ = ["NOT_EDITED", "Opaque", "PrintedParagraph", "PrintedStretch", "generated", "printed", "stretches_of"]

_BY_KIND: dict[str, OpaqueKind] = {"source": "citation", "named-text": "named"}
NOT_EDITED = ("source", "named-text", "counted", "meaning", "keyword", "author", "classification")
"""Kinds of passages whose words are printed at other places than their own."""


class PrintedStretch(Struct, frozen=True, gc=False):
    """Words of one origin. `owner` is the key of the passage, "" for generated words; an opaque stretch has a `kind`,
    and the `name` of what it prints.
    """

    text: str
    owner: str = ""
    kind: OpaqueKind = ""
    name: str = ""
    look: Look = PLAIN
    note: NoteRef | None = None
    place: Span = NOWHERE


class Opaque(Struct, frozen=True, gc=False):
    """Tokens, from `first` to `end`, that are one figure, citation, reference, note or piece of code."""

    kind: OpaqueKind
    name: str
    first: int
    end: int
    words: str
    note: NoteRef | None = None


class PrintedParagraph(Struct, frozen=True, gc=False):
    """The tokens of a paragraph with the looks that the file gives them, their owners ("" for words that the builder
    adds), and the opaque ones.
    """

    tokens: tuple[Token, ...]
    owners: tuple[str, ...]
    opaques: tuple[Opaque, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The neutral forms of the tokens."""
        return tuple(token.key for token in self.tokens)

    @property
    def passages(self) -> tuple[str, ...]:
        """The keys of the passages that it prints, in order."""
        return tuple(dict.fromkeys(owner for owner in self.owners if owner))

    def opaque_at(self, index: int) -> Opaque | None:
        """Return the opaque that a token belongs to, if any."""
        at = bisect_right(self.opaques, index, key=lambda opaque: opaque.first) - 1
        return self.opaques[at] if at >= 0 and index < self.opaques[at].end else None


def generated(text: str) -> PrintedStretch:
    """Return words that the builder adds."""
    return PrintedStretch(text, kind="generated")


def stretches_of(inlines: Inlines, places: PassagePlaces, own: str = "") -> list[PrintedStretch]:
    """Return the stretches of inlines. Words that are printed from elsewhere (a named text, a source) belong to the
    passage around them: that of `own`, else the first that the inlines print.
    """
    owners = [_owner(inline, places) for inline in inlines]
    main = own or next((owner for owner in owners if owner), "")
    stretches: list[PrintedStretch] = []
    around = main
    for inline, owner in zip(inlines, owners, strict=True):
        around = owner or around
        stretches.append(_stretch(inline, owner, around, places))
    return stretches


def printed(stretches: Iterable[PrintedStretch], in_file: Sequence[tuple[str, Look]] = ()) -> PrintedParagraph:
    """Return the paragraph that stretches make. A token belongs to the stretch in which it begins; one that begins or
    ends in an opaque stretch is opaque. `in_file` are the same words as the file has them, with their looks.
    """
    stretches = [stretch for stretch in stretches if stretch.text]
    reader = TokenReader()
    starts: list[int] = []
    length = 0
    for stretch in stretches:
        reader.add(stretch.text, stretch.look)
        starts.append(length)
        length += len(stretch.text)
    tokens = reader.tokens()
    spans = [(_index(starts, token.start), _index(starts, token.start + len(token.text) - 1)) for token in tokens]
    owners = tuple(_first_owner(stretches[first : last + 1]) for first, last in spans)
    text = "".join(stretch.text for stretch in stretches)
    opaques = tuple(_opaques(tokens, spans, stretches, text))
    file_reader = TokenReader()
    for words, look in in_file:
        file_reader.add(words, look)
    file_tokens = file_reader.tokens()
    if [token.key for token in file_tokens] == [token.key for token in tokens]:
        tokens = file_tokens
    return PrintedParagraph(tuple(tokens), owners, opaques)


def _index(starts: list[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def _first_owner(stretches: list[PrintedStretch]) -> str:
    return next((stretch.owner for stretch in stretches if stretch.owner), "")


def _opaques(
    tokens: list[Token], spans: list[tuple[int, int]], stretches: list[PrintedStretch], text: str
) -> Iterator[Opaque]:
    """Yield the opaques: tokens of one opaque stretch, or of neighbours that a token joins or that print one thing."""
    index = 0
    while index < len(tokens):
        stretch = _opaque_stretch(spans[index], stretches)
        if stretch is None:
            index += 1
            continue
        end = index + 1
        while end < len(tokens):
            following = _opaque_stretch(spans[end], stretches)
            if following is None or not (following is stretch or _one_thing(stretch, following)):
                break
            end += 1
        last = tokens[end - 1]
        words = text[tokens[index].start : last.start + len(last.text)]
        yield Opaque(stretch.kind, stretch.name, index, end, words, stretch.note)
        index = end


def _opaque_stretch(span: tuple[int, int], stretches: list[PrintedStretch]) -> PrintedStretch | None:
    """Return the first opaque stretch with a letter of a token."""
    first, last = span
    return next((stretch for stretch in stretches[first : last + 1] if stretch.kind), None)


def _one_thing(first: PrintedStretch, second: PrintedStretch) -> bool:
    """Return True for two stretches of one citation, named text or figure, which may have several looks."""
    if (first.kind, first.name) != (second.kind, second.name):
        return False
    return first.kind in ("citation", "named") or (first.kind == "figure" and first.place == second.place)


def _owner(inline: Inline, places: PassagePlaces) -> str:
    """Return the key of the passage that an inline is written in; "" for words from elsewhere."""
    passage = places.at(inline.span) if inline.span.file else None
    return passage.key if passage is not None and passage.kind not in NOT_EDITED else ""


def _stretch(inline: Inline, owner: str, around: str, places: PassagePlaces) -> PrintedStretch:
    if isinstance(inline, Break):
        return PrintedStretch(BREAK, owner)
    if isinstance(inline, NoteRef):
        return PrintedStretch(NOTE, owner or around, "note", "", PLAIN, inline)
    if isinstance(inline, CrossRef):
        look = Look(inline.strong, inline.emphasis, inline.strike, inline.superscript, inline.subscript)
        return PrintedStretch(reference_words(inline), owner or around, "reference", inline.target, look)
    look = Look(inline.strong, inline.emphasis, inline.strike, inline.superscript, inline.subscript, inline.link or "")
    if owner:
        return _own_words(inline, owner, look, places)
    passage = places.at(inline.span) if inline.span.file else None
    if passage is None:
        return PrintedStretch(inline.text, around if inline.span.file else "", "generated", "", look)
    kind = _BY_KIND.get(passage.kind, "generated")
    name = passage.key.removeprefix("texts.") if kind == "named" else ""
    return PrintedStretch(inline.text, around, kind, name, look)


def _own_words(run: Run, owner: str, look: Look, places: PassagePlaces) -> PrintedStretch:
    words = places.words(owner)
    token = words.at(run.span) if words is not None else None
    if token is None or not token.kind:
        return PrintedStretch(run.text, owner, "code" if run.code else "", "", look)
    name = token.key.removeprefix(f"\0{token.kind} ")
    return PrintedStretch(run.text, owner, token.kind, name if token.kind != "citation" else "", look, None, run.span)
