"""Compare a paragraph as printed with the same paragraph in a file: which tokens of the source change, and to what.

Words are mapped to the source through the tree: each token as printed knows the passage that it comes from, and is
aligned one to one with the tokens of the source. What an edit touches that is no word of the author's (a figure, a
citation, a reference) is protected: that stretch is left as it is, and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.office.received_addresses import comparable_address
from builder.round_trip.edited_brief import FileNotes
from builder.round_trip.passage_edit import LOOKS, NewToken, PassageEdit, look_kinds
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import Opaque, PrintedParagraph, printed, stretches_of
from builder.round_trip.source_words import MarkKind, SourceToken, SourceWords
from builder.round_trip.story import BREAK, NOTE, PLAIN, Look, Revision
from builder.round_trip.tokens import PARAGRAPH, Difference, Token, differences, revisions_in, words_in
from builder.tree.prose import Inlines, Paragraph

__all__ = ["Comparison", "ReceivedNotes", "Refusal", "compare"]

RefusalKind = Literal[
    "protected", "note-deleted", "generated", "several", "outside", "unplaced", "misplaced", "relinked"
]  # fmt: skip
"""`relinked`: words that are not their author's lead to another address."""

_ENDS = (PARAGRAPH, BREAK)
_CAPITALISED = ("figure", "reference")
"""What the builder prints with a capital letter at the head of a sentence."""


class ReceivedNotes(Struct, frozen=True, gc=False):
    """The notes of a file. Where they have changed places, `misplaced` are the words of all notes of the brief."""

    words: FileNotes
    misplaced: frozenset[tuple[str, ...]] = frozenset()


class Refusal(Struct, frozen=True, gc=False):
    """An edit that is reported, not written: its kind, what it is about, and its words as printed and in the file.
    `touched` are the numbers of the tokens as printed.
    """

    kind: RefusalKind
    owner: str
    printed: str
    found: str
    opaque: Opaque | None = None
    revision: Revision | None = None
    touched: range = range(0)


class Comparison(Struct, frozen=True, gc=False):
    """The edits of each passage of a paragraph, what is refused, and the keys of the tokens that each passage, and each
    note in it, will print here.
    """

    edits: dict[str, PassageEdit]
    refusals: tuple[Refusal, ...]
    expected: tuple[tuple[str, tuple[str, ...]], ...]
    typography: tuple[str, ...] = ()
    """The passages of which only signs have another form in the file."""


def compare(
    paragraph: PrintedParagraph,
    edited: Sequence[Token],
    places: PassagePlaces,
    notes: ReceivedNotes,
    *,
    looks: bool = True,
) -> Comparison:
    """Return what the tokens `edited` of a file change in a paragraph. Marks and links are left out if not `looks`,
    because they have changed in the source since the file was built.

    A look that all words of a passage have gained or lost is that of its style: programs that save a file write it out.
    """
    return _Comparer(paragraph, edited, places, places.words, notes, looks).result()


class _Group(Struct, frozen=True, gc=False):
    """Tokens of the source, and those as printed that they make; a single token of each if they are alike."""

    source_start: int
    source_end: int
    printed: tuple[int, ...]


class _Alignment:
    """The tokens of one passage in the source beside its tokens as printed."""

    def __init__(self, words: SourceWords, paragraph: PrintedParagraph, indices: Sequence[int]):
        self.words = words
        self.note_of: dict[int, int] = {}
        """Index of a note's mark as printed → index of the note in the source."""
        self.groups: list[_Group] = []
        self.group_of: dict[int, int] = {}
        self._align(paragraph, indices)

    def _align(self, paragraph: PrintedParagraph, indices: Sequence[int]) -> None:
        tokens = self.words.tokens
        by_span = {token.node.span: number for number, token in enumerate(tokens) if token.node is not None}
        items: list[tuple[str, tuple[int, ...]]] = []
        for index in indices:
            opaque = paragraph.opaque_at(index)
            if opaque is not None and opaque.kind == "note":
                if opaque.note is not None and opaque.note.span in by_span:
                    self.note_of[index] = by_span[opaque.note.span]
            elif opaque is None:
                items.append((paragraph.tokens[index].key, (index,)))
            elif items and items[-1][1][0] == opaque.first:
                items[-1] = (items[-1][0], (*items[-1][1], index))
            else:
                items.append((f"\0{opaque.kind} {opaque.name}", (index,)))
        notes = set(self.note_of.values())
        own = [number for number, token in enumerate(tokens) if number not in notes and token.kind != "note"]
        matcher = SequenceMatcher(None, [tokens[n].key for n in own], [key for key, _ in items], autojunk=False)
        for tag, start, end, begin, stop in matcher.get_opcodes():
            if tag == "equal":
                for number, (_, indices_) in zip(own[start:end], items[begin:stop], strict=True):
                    self._add(number, number + 1, indices_)
            else:
                at = own[start] if start < len(own) else len(tokens)
                after = own[end - 1] + 1 if end > start else at
                self._add(at, after, tuple(index for _, ones in items[begin:stop] for index in ones))

    def _add(self, start: int, end: int, indices: tuple[int, ...]) -> None:
        for index in indices:
            self.group_of[index] = len(self.groups)
        self.groups.append(_Group(start, end, indices))


class _Comparer:
    """One comparison."""

    def __init__(
        self,
        paragraph: PrintedParagraph,
        edited: Sequence[Token],
        places: PassagePlaces,
        words_of: Callable[[str], SourceWords | None],
        notes: ReceivedNotes,
        looks: bool,
    ):
        self._with_looks = looks
        self._paragraph, self._edited, self._places, self._notes = paragraph, edited, places, notes
        self._words_of = words_of
        self._styled: dict[str, frozenset[MarkKind]] = {}
        self._edits: dict[str, PassageEdit] = {}
        self._refusals: list[Refusal] = []
        self._alignments: dict[str, _Alignment | None] = {}
        self._kept: dict[int, int] = {}
        """Index of a token as printed → index of the equal token in the file."""
        self._expected: list[tuple[str, tuple[str, ...]]] = []
        self._used_notes: set[str] = set()

    def result(self) -> Comparison:
        changes = differences(self._paragraph.keys, [token.key for token in self._edited])
        stretches = [shorter for stretch in changes if (shorter := self._without_capital(stretch)) is not None]
        self._find_kept(stretches)
        self._used_notes = {self._edited[e].note for e in self._kept.values() if self._edited[e].note}
        accepted: list[Difference] = []
        for stretch in stretches:
            if self._take(stretch):
                accepted.append(stretch)
        self._compare_notes()
        if self._with_looks:
            self._compare_looks()
        self._find_spaces()
        edits = {owner: edit for owner, edit in self._edits.items() if edit}
        expected = {owner: self._expected_keys(owner, accepted) for owner in edits}
        signs = {self._paragraph.owners[n] for n, e in self._kept.items() if self._is_resigned(n, e)}
        typography = tuple(owner for owner in self._paragraph.passages if owner in signs and owner not in edits)
        return Comparison(edits, tuple(self._refusals), (*expected.items(), *self._expected), typography)

    def _without_capital(self, stretch: Difference) -> Difference | None:
        """Return a stretch without its last word if this begins a figure or a reference, and differs by a capital
        letter alone: that depends on the words before. None if nothing else changes.
        """
        start, end, begin, stop = stretch
        if start == end or begin == stop:
            return stretch
        opaque = self._paragraph.opaque_at(end - 1)
        if opaque is None or opaque.kind not in _CAPITALISED or opaque.first != end - 1:
            return stretch
        was, now = self._paragraph.tokens[end - 1].key, self._edited[stop - 1].key
        if was.casefold() != now.casefold():
            return stretch
        return Difference(start, end - 1, begin, stop - 1) if (start, begin) != (end - 1, stop - 1) else None

    def _is_resigned(self, index: int, at: int) -> bool:
        """Return True for a sign that has another form in the file."""
        token = self._paragraph.tokens[index]
        return token.text != self._edited[at].text and len(token.text) < len("....") and not token.text.isalnum()

    def _find_kept(self, stretches: Sequence[Difference]) -> None:
        at = begin = 0
        for stretch in (*stretches, Difference(len(self._paragraph.tokens), 0, len(self._edited), 0)):
            for offset in range(stretch.start - at):
                self._kept[at + offset] = begin + offset
            at, begin = stretch.end, stretch.stop

    def _expected_keys(self, owner: str, accepted: Sequence[Difference]) -> tuple[str, ...]:
        """Return the keys that a passage prints here once the accepted stretches are written; notes have none."""
        tokens, owners = self._paragraph.tokens, self._paragraph.owners
        keys: list[str] = []
        at = 0
        for stretch in (*accepted, Difference(len(tokens), 0, 0, 0)):
            keys += [tokens[index].key for index in range(at, stretch.start) if owners[index] == owner]
            if self._owners(stretch) == [owner]:
                keys += [token.key for token in self._edited[stretch.begin : stretch.stop]]
            at = stretch.end
        return tuple(key for key in keys if key != NOTE)

    # --- One stretch -------------------------------------------------------------------------------------------------

    def _take(self, stretch: Difference) -> bool:
        """Enter a stretch in the edit of its passage; if that is impossible, refuse it and return False."""
        new = self._edited[stretch.begin : stretch.stop]
        touched = range(stretch.start, stretch.end)
        opaques = {id(opaque): opaque for index in touched if (opaque := self._paragraph.opaque_at(index)) is not None}
        marks = [opaque for opaque in opaques.values() if opaque.kind == "note"]
        protected = [
            opaque for opaque in opaques.values() if opaque.kind != "note" and self._paragraph.owners[opaque.first]
        ]
        if not touched:
            inside = self._inside(stretch.start)
            protected = [inside] if inside is not None and self._paragraph.owners[inside.first] else []
        owners = self._owners(stretch)
        if protected:
            opaque = protected[0]
            first, last = min(stretch.start, opaque.first), max(stretch.end, opaque.end)
            self._refuse("protected", stretch, opaque, first, last)
            return False
        if len(owners) != 1 or not owners[0]:
            kind: RefusalKind = "several" if len(owners) > 1 else "generated" if touched else "outside"
            first, last = self._composed_around(stretch) if kind == "generated" else (stretch.start, stretch.end)
            self._refuse(kind, stretch, None, first, last)
            return False
        alignment = self._alignment(owners[0])
        if alignment is None:
            self._refuse("unplaced", stretch)
            return False
        moved = {token.note for token in new if token.note} - self._used_notes
        if moved and self._notes.misplaced:
            self._refuse("misplaced", stretch)
            return False
        for mark in marks:
            if not moved:
                self._refuse("note-deleted", stretch, mark)
        self._enter(stretch, owners[0], alignment, new)
        return True

    def _composed_around(self, stretch: Difference) -> tuple[int, int]:
        """Return a stretch of words that the builder composes, with all of a number of which it is a part: "12,4"."""
        tokens, owners = self._paragraph.tokens, self._paragraph.owners

        def is_inside(index: int) -> bool:
            """Return True if a composed token follows the one before it without a space."""
            inside = 0 < index < len(tokens) and not tokens[index].spaced
            return inside and all(not owners[n] and tokens[n].text not in _ENDS for n in (index - 1, index))

        first, last = stretch.start, stretch.end
        while is_inside(first):
            first -= 1
        while is_inside(last):
            last += 1
        return first, last

    def _inside(self, at: int) -> Opaque | None:
        """Return the opaque into which something is typed before the token `at`."""
        opaque = self._paragraph.opaque_at(at) if at < len(self._paragraph.tokens) else None
        return opaque if opaque is not None and opaque.first < at else None

    def _owners(self, stretch: Difference) -> list[str]:
        """Return the passages that a stretch belongs to; "" stands for words that the builder adds."""
        owners = self._paragraph.owners
        if stretch.start < stretch.end:
            return list(dict.fromkeys(owners[stretch.start : stretch.end]))
        before = owners[stretch.start - 1] if stretch.start else ""
        after = owners[stretch.start] if stretch.start < len(owners) else ""
        return [before or after]

    def _refuse(
        self,
        kind: RefusalKind,
        stretch: Difference,
        opaque: Opaque | None = None,
        first: int | None = None,
        last: int | None = None,
    ) -> None:
        """Refuse a stretch; `first` and `last` extend it to the whole of what is protected."""
        start = stretch.start if first is None else first
        end = stretch.end if last is None else last
        begin, stop = stretch.begin, stretch.stop
        if (start, end) != (stretch.start, stretch.end) or opaque is not None:
            begin, stop = self._in_file(start, end)
        if opaque is not None and any(known.opaque is opaque for known in self._refusals):
            return  # two stretches of one figure
        tokens = self._paragraph.tokens[start:end]
        owner = next((item for item in self._paragraph.owners[start:end] if item), "")
        if not owner:
            around = [*reversed(self._paragraph.owners[:start]), *self._paragraph.owners[end:]]
            owner = next((item for item in around if item), "")
        revision = next(iter(revisions_in(self._edited, begin, stop)), None)
        in_file = words_in(self._edited[begin:stop])
        touched = range(start, max(end, start + 1))
        refusal = Refusal(kind, owner, words_in(tokens), in_file, opaque, revision, touched)
        # Two stretches of one value are one refusal; two ends of paragraphs are two.
        if refusal.printed == PARAGRAPH or all(replace(known, touched=touched) != refusal for known in self._refusals):
            self._refusals.append(refusal)

    def _in_file(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens of the file between those that stay before and after some as printed."""
        before = next((self._kept[n] + 1 for n in range(start - 1, -1, -1) if n in self._kept), 0)
        count = len(self._paragraph.tokens)
        after = next((self._kept[n] for n in range(end, count) if n in self._kept), len(self._edited))
        return before, after

    def _alignment(self, owner: str) -> _Alignment | None:
        if owner not in self._alignments:
            words = self._words_of(owner)
            indices = [index for index, item in enumerate(self._paragraph.owners) if item == owner]
            self._alignments[owner] = _Alignment(words, self._paragraph, indices) if words is not None else None
        return self._alignments[owner]

    def _enter(self, stretch: Difference, owner: str, alignment: _Alignment, new: Sequence[Token]) -> None:
        """Enter a stretch: what it removes from the source, and what is written there."""
        edit = self._edits.setdefault(owner, PassageEdit())
        edit.revisions += revisions_in(self._edited, stretch.begin, stretch.stop)
        groups = dict.fromkeys(
            alignment.group_of[index] for index in range(stretch.start, stretch.end) if index in alignment.group_of
        )
        split = self._split_group(stretch, alignment)
        if split is not None:
            groups[split] = None
        written = [self._new(token, owner) for token in new]
        if not groups:
            position = self._position(stretch, alignment)
            edit.inserted.setdefault(position, []).extend(written)
            return
        involved = [alignment.groups[number] for number in groups]
        indices = sorted(index for group in involved for index in group.printed)
        before = [self._as_new(index) for index in indices if index < stretch.start]
        after = [self._as_new(index) for index in indices if index >= stretch.end]
        for group in involved:
            edit.removed.update(self._removable(group, alignment))
        if new_words := [*before, *written, *after]:
            position = min(group.source_start for group in involved)
            edit.inserted.setdefault(position, []).extend(new_words)

    def _split_group(self, stretch: Difference, alignment: _Alignment) -> int | None:
        """Return the group of several tokens that an insertion parts."""
        if stretch.start != stretch.end or not 0 < stretch.start < len(self._paragraph.tokens):
            return None
        before, after = alignment.group_of.get(stretch.start - 1), alignment.group_of.get(stretch.start)
        return before if before is not None and before == after else None

    def _removable(self, group: _Group, alignment: _Alignment) -> Iterator[int]:
        """Yield the tokens of the source that go with a group: notes between them stay."""
        notes = set(alignment.note_of.values())
        for number in range(group.source_start, group.source_end):
            if number not in notes and alignment.words.tokens[number].kind != "note":
                yield number

    def _position(self, stretch: Difference, alignment: _Alignment) -> int:
        """Return the token of the source before which something is written that replaces nothing."""
        for index in range(stretch.start - 1, -1, -1):
            if index in alignment.note_of:
                # A mark in front of it in the file is in front of it in the source.
                return alignment.note_of[index] + 1
            if index in alignment.group_of:
                return alignment.groups[alignment.group_of[index]].source_end
        for index in range(stretch.start, len(self._paragraph.tokens)):
            if index in alignment.group_of:
                return alignment.groups[alignment.group_of[index]].source_start
            if index in alignment.note_of:
                return alignment.note_of[index]
        return len(alignment.words.tokens)

    def _as_new(self, index: int) -> NewToken:
        """Return a token as printed that has to be written, because its neighbours in the source change."""
        token = self._paragraph.tokens[index]
        spaced = self._edited[self._kept[index]].spaced if index in self._kept else token.spaced
        kinds = self._marks(index)
        return NewToken(token.text, spaced, _look_of(kinds, token.look.link if "link" in kinds else ""))

    def _new(self, token: Token, owner: str) -> NewToken:
        look = self._own_look(token.look, owner)
        if token.text == NOTE:
            words = self._notes.words[token.note].tokens if token.note in self._notes.words else ()
            return NewToken(NOTE, False, PLAIN, tuple(NewToken(w.text, w.spaced, w.look) for w in words), True)
        return NewToken(token.text, token.spaced, look)

    # --- Looks -------------------------------------------------------------------------------------------------------

    def _own_look(self, look: Look, owner: str) -> Look:
        """Return the look of new words without what the writer itself gives to all words of the passage."""
        own = set(look_kinds(look)) - set(self._given(owner)) - self._of_style(owner)
        return _look_of(own, look.link)

    def _given(self, owner: str) -> tuple[MarkKind, ...]:
        """Return the looks that all words of a passage have in the file without marks of the author."""
        indices = [
            index
            for index, token in enumerate(self._paragraph.tokens)
            if self._paragraph.owners[index] == owner and token.text != NOTE
        ]
        if not indices:
            return ()
        common = set.intersection(*(set(look_kinds(self._paragraph.tokens[index].look)) for index in indices))
        marked = [self._marks(index) for index in indices]
        return tuple(kind for kind in common if any(kind not in kinds for kinds in marked))

    def _marks(self, index: int) -> set[MarkKind]:
        """Return the kinds of the author's marks around a token as printed."""
        alignment = self._alignment(self._paragraph.owners[index])
        number = alignment.group_of.get(index) if alignment is not None else None
        if alignment is None or number is None:
            return set()
        group = alignment.groups[number]
        tokens = alignment.words.tokens[group.source_start : group.source_end]
        return {mark.kind for token in tokens[:1] for mark in token.marks}

    def _of_style(self, owner: str) -> frozenset[MarkKind]:
        """Return the looks that all words of a passage have gained, or lost, in the file."""
        if owner not in self._styled:
            tokens = self._paragraph.tokens
            own = [n for n, token in enumerate(tokens) if self._paragraph.owners[n] == owner and token.text != NOTE]
            kept = [n for n in own if n in self._kept]
            was = [set(look_kinds(tokens[n].look)) for n in kept or own]
            now = [set(look_kinds(self._edited[at].look)) for at in map(self._kept.__getitem__, kept)] or self._of_new()
            kinds: set[MarkKind] = set()
            if was and now:
                kinds = set.intersection(*now) - set().union(*was)
                if kept:
                    kinds |= set.intersection(*was) - set().union(*now)
            self._styled[owner] = frozenset(kinds)
        return self._styled[owner]

    def _of_new(self) -> list[set[MarkKind]]:
        """Return the looks of each word that only the file has."""
        kept = set(self._kept.values())
        new = (token for at, token in enumerate(self._edited) if at not in kept and token.text != NOTE)
        return [set(look_kinds(token.look)) for token in new]

    def _compare_looks(self) -> None:
        others: list[int] = []
        for index, at in self._kept.items():
            was, now = self._paragraph.tokens[index], self._edited[at]
            if was.look == now.look or was.text == NOTE:
                continue
            owner = self._paragraph.owners[index]
            alignment = self._alignment(owner) if owner else None
            if alignment is None or index not in alignment.group_of or self._paragraph.opaque_at(index) is not None:
                others.append(index)
                continue
            group = alignment.groups[alignment.group_of[index]]
            tokens = alignment.words.tokens[group.source_start : group.source_end]
            if group.printed != (index,) or not tokens or not all(_same_words(tokens, was)):
                others.append(index)
                continue
            self._mark(owner, range(group.source_start, group.source_end), was.look, now)
        self._refuse_links(others)

    def _refuse_links(self, indices: Sequence[int]) -> None:
        """Refuse other addresses of words that are not their author's: one refusal for neighbours."""
        changed = []
        for index in indices:
            now = self._edited[self._kept[index]].look.link
            if comparable_address(self._paragraph.tokens[index].look.link) != comparable_address(now):
                changed.append((index, now))
        while changed:
            first, address = changed[0]
            count = 1
            while count < len(changed) and changed[count] == (first + count, address):
                count += 1
            words = words_in(self._paragraph.tokens[first : first + count])
            self._refusals.append(Refusal("relinked", self._paragraph.owners[first], words, address))
            del changed[:count]

    def _mark(self, owner: str, numbers: range, was: Look, now: Token) -> None:
        before, after = set(look_kinds(was)), set(look_kinds(now.look))
        styled = self._of_style(owner)
        added = tuple(kind for _, kind in LOOKS if kind in after - before - styled)
        removed = tuple(kind for _, kind in LOOKS if kind in before - after - styled)
        relinked = comparable_address(was.link) != comparable_address(now.look.link)
        if not (added or removed or relinked):
            return
        edit = self._edits.setdefault(owner, PassageEdit())
        for number in numbers:
            if added:
                edit.added_marks[number] = added
            if removed:
                edit.removed_marks[number] = removed
            if relinked:
                edit.links[number] = now.look.link
        if now.revision is not None:
            edit.revisions.append(now.revision)

    # --- Spaces and notes --------------------------------------------------------------------------------------------

    def _find_spaces(self) -> None:
        for owner, edit in self._edits.items():
            alignment = self._alignment(owner)
            if alignment is None:
                continue
            for group in alignment.groups:
                first = group.printed[0] if group.printed else -1
                if group.source_end > group.source_start and first in self._kept:
                    edit.spaced[group.source_start] = self._edited[self._kept[first]].spaced

    def _compare_notes(self) -> None:
        """Compare the words of each note that is still there."""
        for opaque in self._paragraph.opaques:
            if opaque.kind != "note" or opaque.note is None or opaque.first not in self._kept:
                continue
            note = self._notes.words.get(self._edited[self._kept[opaque.first]].note)
            owner = self._paragraph.owners[opaque.first]
            if note is not None and owner:
                self._compare_note(opaque, note.tokens, owner)

    def _compare_note(self, opaque: Opaque, tokens: Sequence[Token], owner: str) -> None:
        assert opaque.note is not None
        words = self._words_of(owner)
        inlines = _note_inlines(opaque)
        source = words.at(opaque.note.span) if words is not None else None
        paragraph = printed(stretches_of(inlines, self._places, owner))
        keys = tuple(token.key for token in tokens)
        if self._notes.misplaced:
            if keys and keys not in self._notes.misplaced:
                self._refusals.append(Refusal("misplaced", owner, "", words_in(tokens), opaque))
            return
        if paragraph.keys == keys and source is None:
            return
        if source is None or source.inner is None or len(opaque.note.blocks) != 1:
            if paragraph.keys != keys:
                self._refusals.append(Refusal("protected", owner, words_in(paragraph.tokens), words_in(tokens), opaque))
            return
        inner = source.inner
        comparison = _Comparer(
            paragraph, tokens, self._places, lambda _: inner, ReceivedNotes({}), self._with_looks
        ).result()
        self._refusals += comparison.refusals
        self._expected += comparison.expected
        if owner in comparison.edits and words is not None:
            number = next(n for n, token in enumerate(words.tokens) if token is source)
            self._edits.setdefault(owner, PassageEdit()).notes[number] = comparison.edits[owner]


def _look_of(kinds: Collection[MarkKind], link: str) -> Look:
    return Look(
        "strong" in kinds, "emphasis" in kinds, "strike" in kinds, "superscript" in kinds, "subscript" in kinds, link
    )


def _note_inlines(opaque: Opaque) -> Inlines:
    assert opaque.note is not None
    return tuple(inline for block in opaque.note.blocks if isinstance(block, Paragraph) for inline in block.inlines)


def _same_words(tokens: Sequence[SourceToken], printed_token: Token) -> Iterator[bool]:
    """Yield for each token of the source whether it is words of the author's that are part of a printed token."""
    for token in tokens:
        yield not token.kind and token.key in printed_token.key
