"""The rules of typography, one function per rule. `locales.py` says which apply to a language, in which order and why.

Each function makes a rule from the signs of a locale. A rule finds edits in the text of a paragraph; it changes spaces,
quotation marks, apostrophes, dashes and ellipses only, and finds nothing in a text that it has set already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from builder.resolve.typography.passage import BREAK, DIGIT, NOTE, OPAQUE, Edit
from builder.resolve.typography.quotes import closes, opens, pair_quotes

__all__ = ["Rule"]

NBSP, NARROW = "\u00a0", "\u202f"
_SP = "[ \\t\u00a0\u2000-\u200a\u202f]"  # white space that may be typed before a mark
_LETTER = r"[^\W\d_]"
_NUMBER = f"[\\d{DIGIT}]"
_WORDLIKE = f"{OPAQUE}{DIGIT}"
_AFTER_MARK = f"(?=\\s|$|[)\\]}}»”’›“\"'*_…,]|{NOTE})"


class Rule(NamedTuple):
    """A rule: its name, the characters without which it has nothing to do, and its search."""

    name: str
    signs: frozenset[str]
    find: Callable[[str], Iterator[Edit]]


def single_spaces() -> Rule:
    """Several spaces between two words are one."""
    pattern = re.compile(r"(?<=\S)  +(?=\S)")

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            yield Edit(*found.span(), " ")

    return Rule("single-spaces", frozenset(" "), find)


def apostrophes() -> Rule:
    """A straight apostrophe between letters, or before a quotation or a figure, is U+2019: `l’eau`, `l’«~effet~»`."""
    pattern = re.compile(
        f"(?<=[^\\W\\d_{''}])'(?=[*_]{{0,3}}(?:{_LETTER}|[\\d«“\"{_WORDLIKE}]))|(?<=[{_WORDLIKE}])'(?={_LETTER})"
    )

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            yield Edit(*found.span(), "’")

    return Rule("apostrophes", frozenset("'"), find)


def ellipsis() -> Rule:
    """Three full stops are one ellipsis."""
    pattern = re.compile(r"(?<!\.)\.\.\.(?!\.)")

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            yield Edit(*found.span(), "…")

    return Rule("ellipsis", frozenset("."), find)


def quotation_marks(levels: tuple[tuple[str, str], ...], after_apostrophe: bool = False) -> Rule:
    """Straight double quotes that pair become the locale's, by level; the last level serves for all deeper ones."""

    def find(text: str) -> Iterator[Edit]:
        edits = []
        for start, end, level in pair_quotes(text, '"', after_apostrophe):
            opening, closing = levels[min(level, len(levels) - 1)]
            edits += [Edit(start, start + 1, opening), Edit(end, end + 1, closing)]
        yield from sorted(edits)

    return Rule("quotation-marks", frozenset('"'), find)


def english_quotes() -> Rule:
    """Double quotes and single quotes curl at the level that the author gave them; other single marks are apostrophes.

    An opening apostrophe is known by what it opens (`’90s`, `’tis`, `rock ’n’ roll`); feet and inches stay straight.
    """
    omission = re.compile(r"'(?=\d\ds?\b|(?:tis|twas|til|cause|em|n)\b)", re.IGNORECASE)

    def find(text: str) -> Iterator[Edit]:
        changes: dict[int, str] = {}
        for start, end, _ in pair_quotes(text, '"'):
            changes |= {start: "“", end: "”"}
        opened: list[int] = []
        position = text.find("'")
        while position >= 0:
            before = text[position - 1 : position]
            if omission.match(text, position) and not before.isalnum():
                changes[position] = "’"
            elif opens(text, position):
                opened.append(position)
            elif opened and closes(text, position) and not before.isspace():
                changes |= {opened.pop(): "‘", position: "’"}
            elif before.isalpha() and before or before and before in _WORDLIKE:
                changes[position] = "’"
            elif before.isdigit() and re.match(r"'s\b", text[position : position + 3]):
                changes[position] = "’"
            position = text.find("'", position + 1)
        for position in sorted(changes):
            yield Edit(position, position + 1, changes[position])

    return Rule("english-quotes", frozenset("\"'"), find)


def guillemets(opening: str, closing: str, inside: str) -> Rule:
    """The space inside typed guillemets; any that was typed there becomes the right one."""
    pattern = re.compile(f"{opening}({_SP}*)(?=[^\\s{closing}])|(?<![\\s{opening}])({_SP}*){closing}")

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            after_opening = found[1] is not None
            start, end = found.span(1 if after_opening else 2)
            if text[start:end] != inside:
                yield Edit(start, end, inside, joins_left=after_opening)

    return Rule("guillemets", frozenset(opening + closing), find)


def high_marks(spaces: Mapping[str, str]) -> Rule:
    """The space before `; : ! ?`: any white space typed there becomes the right one, and a missing one is added.

    It is added only after a word, a figure or a closing sign, and only where white space or a closing sign follows, so
    that `clé:valeur` and `a != b` stay. Several marks close up (`Quoi¦?!`), and a mark alone in brackets stays: `(!)`.
    """
    pattern = re.compile(f"({_SP}*)([!?]+|[;:](?![;:!?])){_AFTER_MARK}")
    may_lack = re.compile(f'[\\w)\\]}}»”’›"%‰€$£¥°…*.{_WORDLIKE}{NOTE}²³]')

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            start, end = found.span(1)
            before = text[start - 1 : start]
            wanted = spaces[found[2][0]]
            if not before or before.isspace() or before in "([{«“‹;:" or found[1] == wanted:
                continue
            if before in "!?":
                wanted = ""
            elif start == end and not may_lack.match(before):
                continue
            if start != end or wanted:
                yield Edit(start, end, wanted)

    return Rule("high-marks", frozenset("".join(spaces)), find)


def low_marks() -> Rule:
    """No space before `, . …` nor inside brackets; a typed one goes where white space or the end follows the mark."""
    pattern = re.compile(
        f"(?<=[\\w)\\]»”’%€{_WORDLIKE}])({_SP}+)(?=(?:,|\\.(?!\\s?\\.))(?:\\s|$|{NOTE}))"
        f"|(?<=[(\\[])({_SP}+)(?=[^\\s)\\]])|(?<=[^\\s(\\[])({_SP}+)(?=[)\\]])"
    )

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            yield Edit(*found.span(), "")

    return Rule("low-marks", frozenset(",.()[]"), find)


def ellipsis_closed() -> Rule:
    """No space between a word and its ellipsis: `mot…`."""
    pattern = re.compile(f"(?<={_LETTER})({_SP}+)(?=…(?:\\s|$|[»)”\\]]))")

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            yield Edit(*found.span(), "")

    return Rule("ellipsis-closed", frozenset("…"), find)


def percent(space: str) -> Rule:
    """The space between a figure and `%` or `‰`."""
    pattern = re.compile(f"(?<={_NUMBER})({_SP}*)(?=[%‰](?![\\w%]))")

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            if found[1] != space:
                yield Edit(*found.span(), space)

    return Rule("percent", frozenset("%‰"), find)


def money_after(space: str = NBSP) -> Rule:
    """A currency after its figure: `12~€`, `100~M€` (the scale closes up to the sign), `535~$~US`."""
    pattern = re.compile(
        f"(?<={_NUMBER})({_SP}*)(?:(k|M|Mds?|G|T)({_SP}*))?(?=[€£¥](?!\\w)|\\$(?:{_SP}?(?:US|CA|AU|NZ|HK)\\b|(?!\\w)))"
    )
    country = re.compile(f"(?<={_NUMBER})({_SP}*(?:k|M|Md|G)?\\$)( )(?=(?:US|CA|AU|NZ|HK)\\b)")

    def find(text: str) -> Iterator[Edit]:
        edits = []
        for found in pattern.finditer(text):
            if found[1] != space:
                edits.append(Edit(*found.span(1), space))
            if found[3]:
                edits.append(Edit(*found.span(3), ""))
        edits += [Edit(*found.span(2), NBSP) for found in country.finditer(text)]
        yield from sorted(edits)

    return Rule("money", frozenset("€£¥$"), find)


def degrees() -> Rule:
    """A temperature takes a space before its unit, an angle none: `20~°C`, `90°`."""
    pattern = re.compile(f"(?<={_NUMBER})({_SP}*)(?=°[CF]\\b)")

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            if found[1] != NBSP:
                yield Edit(*found.span(), NBSP)

    return Rule("degrees", frozenset("°"), find)


def digit_groups(mark: str) -> Rule:
    """Groups of digits already typed with spaces are bound: one to three digits, then groups of exactly three."""
    pattern = re.compile(
        f"(?<![\\w.,:/+{DIGIT}-])(?<!\\d[ {NBSP}{NARROW}])\\d{{1,3}}(?:[ {NBSP}{NARROW}]\\d{{3}})+(?!\\d|[ {NBSP}{NARROW}]\\d)"
    )
    space = re.compile(f"[ {NBSP}{NARROW}]")

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            for gap in space.finditer(text, found.start(), found.end()):
                if gap[0] != mark:
                    yield Edit(*gap.span(), mark)

    return Rule("digit-groups", frozenset("0123456789"), find)


def bind(name: str, before: str, after: str, signs: str, flags: int = 0) -> Rule:
    """A space typed between two things that belong together does not break: `n°~5`, `M.~Dupont`, `10~km`.

    `before` is a pattern that ends at the space, `after` one that begins there; `signs` the characters one of them needs.
    """
    pattern = re.compile(f"(?:{before})( )(?={after})", flags)

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            yield Edit(*found.span(1), NBSP)

    return Rule(name, frozenset(signs), find)


def bind_hours() -> Rule:
    """`14~h~30`."""
    pattern = re.compile(r"(?<=\d)( )h(?:( )(?=\d\d\b)|\b)")

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            yield Edit(*found.span(1), NBSP)
            if found[2]:
                yield Edit(*found.span(2), NBSP)

    return Rule("hours", frozenset("h"), find)


def asides() -> Rule:
    """A pair of spaced en dashes in one sentence holds its words: `le plan –~adopté~– tient`. A dash alone stays."""
    sentence = re.compile(f"[^.!?…{BREAK}]+(?:[.!?…](?!\\s)[^.!?…{BREAK}]*)*")
    dash = re.compile(f"(?<=\\S)({_SP})–(?:({_SP})(?=\\S)|(?=[,.;:)!?…]))")

    def find(text: str) -> Iterator[Edit]:
        for part in sentence.finditer(text):
            dashes = list(dash.finditer(text, part.start(), part.end()))
            if len(dashes) != 2 or dashes[0][2] is None:
                continue
            first, second = dashes[0].span(2), dashes[1].span(1)
            if text[slice(*first)] == " ":
                yield Edit(*first, NBSP, joins_left=True)
            if text[slice(*second)] == " ":
                yield Edit(*second, NBSP)

    return Rule("asides", frozenset("–"), find)


def double_hyphens(dash: str) -> Rule:
    """Two hyphens between spaces are a dash, with the locale's spaces (` – ` or `—`); `--force` is not."""
    pattern = re.compile(r"(?<=[^\s-]) -- (?=[^\s-])")

    def find(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            yield Edit(*found.span(), dash)

    return Rule("double-hyphens", frozenset("-"), find)
