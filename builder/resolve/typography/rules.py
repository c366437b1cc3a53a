"""The rules of typography, one function per rule. `locales.py` selects and orders them by language, with the reasons.

Each function makes a rule from the signs of a locale. A rule finds edits in the text of a paragraph; it changes spaces,
quotation marks, apostrophes, dashes and ellipses only, and finds nothing in a text that it has set already.

Patterns begin with the sign they look for and look behind it afterwards, so the scan is quick and linear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from builder.late_patterns import compiled
from builder.resolve.typography.passage import BREAK, DIGIT, NOTE, OPAQUE, TypographyEdit
from builder.resolve.typography.quotes import Marks, QuotePair, closes, level_pairs, opens, pair_quotes

__all__ = ["TypographyRule"]

NBSP, NARROW = "\u00a0", "\u202f"
SPACES = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
"""White space that may be typed beside a mark; a line break is not among it."""
LETTER = r"[^\W\d_]"
FIGURE = f"[\\d{DIGIT}]"
"""A digit, or a figure that is protected."""
_OBJECTS = f"{OPAQUE}{DIGIT}"


class TypographyRule(NamedTuple):
    """A rule: its name, the characters without which it has nothing to do, and its search. Where most texts have these
    characters, `hint` is a pattern without which the rule has nothing to do either: most rules find nothing.
    """

    name: str
    signs: frozenset[str]
    find: Callable[[str], Iterator[TypographyEdit]]
    hint: str = ""


def single_spaces() -> TypographyRule:
    """Reduce several spaces between two words to one."""
    pattern = r"  +(?=\S)"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            if match.start() and not text[match.start() - 1].isspace():
                yield TypographyEdit(*match.span(), " ")

    return TypographyRule("single-spaces", frozenset(" "), find, "  ")


def apostrophes() -> TypographyRule:
    """Write a straight apostrophe between letters, or before a quotation or a figure, as U+2019: `l’eau`,
    `l’«~effet~»`.
    """
    pattern = f"'(?:(?<={LETTER}')(?=[*_]{{0,3}}(?:{LETTER}|[\\d«“\"{_OBJECTS}]))|(?<=[{_OBJECTS}]')(?={LETTER}))"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            yield TypographyEdit(*match.span(), "’")

    return TypographyRule("apostrophes", frozenset("'"), find)


def dutch_apostrophes() -> TypographyRule:
    """Write the apostrophe of a shortened Dutch word as U+2019: `’s avonds`, `’t`, `’n`."""
    pattern = r"'(?<![\w’']')(?=[stnkmr](?:\b|$)(?!'))"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            yield TypographyEdit(*match.span(), "’")

    return TypographyRule("dutch-apostrophes", frozenset("'"), find)


def ellipsis() -> TypographyRule:
    """Write three full stops as one ellipsis."""
    pattern = r"\.\.\.(?<!\.\.\.\.)(?!\.)"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            yield TypographyEdit(*match.span(), "…")

    return TypographyRule("ellipsis", frozenset("."), find, r"\.\.\.")


def quotation_marks(marks: Marks, after_apostrophe: bool = False, inside: bool = False) -> TypographyRule:
    """Write paired straight quotes as the locale's, by level; single ones only inside another quotation.

    With `inside`, the paragraph belongs to a quotation with printed marks, and typed marks take their level too.
    """

    def find(text: str) -> Iterator[TypographyEdit]:
        straight = [QuotePair(start, end, 0, True) for start, end in pair_quotes(text, '"', after_apostrophe)]
        if "'" in text:
            straight += [QuotePair(start, end, 1, True) for start, end in pair_quotes(text, "'")]
        if straight or inside:
            pairs = level_pairs(text, marks, straight, inside)
            yield from _quote_edits(text, marks, [pair for pair in pairs if pair.nested or text[pair.start] != "'"])

    typed = "".join(opening.strip() for opening, _ in marks) if inside else ""
    return TypographyRule("quotation-marks", frozenset("\"'" + typed), find)


def english_quotes(inside: bool = False) -> TypographyRule:
    """Curl double and single quotes at the level that the author chose, unless a quotation of that level surrounds
    them; other single marks are apostrophes.

    An opening apostrophe is recognised by what follows it (`’90s`, `’tis`, `rock ’n’ roll`); feet and inches stay
    straight. `inside` is as in `quotation_marks`.
    """
    marks: Marks = (("“", "”"), ("‘", "’"))
    omission = r"(?i)'(?=\d\ds?\b|(?:tis|twas|til|cause|em|n)\b)"

    def find(text: str) -> Iterator[TypographyEdit]:
        straight = [QuotePair(start, end, 0, True) for start, end in pair_quotes(text, '"')]
        edits: list[TypographyEdit] = []
        opened: list[int] = []
        position = text.find("'")
        while position >= 0:
            before = text[position - 1] if position else ""
            apostrophe = False
            if compiled(omission).match(text, position) and not before.isalnum():
                apostrophe = True
            elif opens(text, position):
                opened.append(position)
            elif opened and closes(text, position):
                straight.append(QuotePair(opened.pop(), position, 1, True))
            else:
                apostrophe = (
                    before.isalpha()
                    or before in (OPAQUE, DIGIT)
                    or (before.isdigit() and text[position + 1 :][:1] == "s")
                )
            if apostrophe:
                edits.append(TypographyEdit(position, position + 1, "’"))
            position = text.find("'", position + 1)
        if straight or inside:
            edits += _quote_edits(text, marks, level_pairs(text, marks, straight, inside))
        yield from sorted(edits)

    return TypographyRule("english-quotes", frozenset("\"'“‘" if inside else "\"'"), find)


def _quote_edits(text: str, marks: Marks, pairs: Iterable[QuotePair]) -> Iterator[TypographyEdit]:
    """Return, in order, the edits that give each pair the marks of its level, with their inner spaces."""
    edits = []
    for pair in pairs:
        opening, closing = marks[pair.level]
        if pair.straight:
            edits.append(TypographyEdit(pair.start, pair.start + 1, opening))
            edits.append(TypographyEdit(pair.end, pair.end + 1, closing))
        elif text[pair.start] != opening.strip():
            after, before = _spaces_after(text, pair.start + 1)[1], _spaces_before(text, pair.end)[0]
            if after <= before:
                edits.append(TypographyEdit(pair.start, after, opening, joins_left=True))
                edits.append(TypographyEdit(before, pair.end + 1, closing))
    yield from sorted(edits)


def guillemets(opening: str, closing: str, inside: str) -> TypographyRule:
    """Set the space inside typed guillemets, whatever white space was typed there."""
    pattern = f"[{opening}{closing}]"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            opens_here = match[0] == opening
            start, end = _spaces_after(text, match.end()) if opens_here else _spaces_before(text, match.start())
            neighbour = text[end : end + 1] if opens_here else text[start - 1 : start] if start else ""
            if (
                neighbour
                and not neighbour.isspace()
                and neighbour not in (opening, closing)
                and text[start:end] != inside
            ):
                yield TypographyEdit(start, end, inside, joins_left=opens_here)

    return TypographyRule("guillemets", frozenset(opening + closing), find)


def high_marks(spaces: Mapping[str, str]) -> TypographyRule:
    """Set the space before `; : ! ?`: typed white space becomes the right one, and a missing one is added.

    It is added only after a word, a figure or a closing sign, and only if white space or a closing sign follows, so
    `clé:valeur` and `a != b` are unchanged. Several marks close up (`Quoi¦?!`), and a mark alone in brackets stays:
    `(!)`.
    """
    pattern = f"(?:[!?]+|[;:](?![;:!?]))(?=\\s|$|[)\\]}}»”’›“\"'*_…,]|{NOTE})"
    may_lack = f'[\\w)\\]}}»”’›"%‰€$£¥°…*.²³{_OBJECTS}{NOTE}]'

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            start, end = _spaces_before(text, match.start())
            before = text[start - 1] if start else ""
            wanted = spaces[text[end]]
            if not before or before.isspace() or before in "([{«“‹;:":
                continue
            if before in "!?":
                wanted = ""
            elif start == end and not compiled(may_lack).match(before):
                continue
            if _is_ratio(text, start, end, wanted) or text[start:end] == wanted:
                continue
            yield TypographyEdit(start, end, wanted)

    return TypographyRule("high-marks", frozenset("".join(spaces)), find)


def low_marks() -> TypographyRule:
    """Remove spaces before `,` `.` and inside brackets, if white space or the end follows the mark."""
    pattern = f"[{SPACES}](?=[,.)\\]])|[(\\[](?=[{SPACES}])"
    after_word = f"[\\w)\\]»”’%€{_OBJECTS}]"
    ends = f"(?:,|\\.(?!\\s?\\.))(?:\\s|$|{NOTE})"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            if match[0] in "([":
                start, end = _spaces_after(text, match.end())
                unneeded = end < len(text) and not text[end].isspace() and text[end] not in ")]"
            else:
                start, end = _spaces_before(text, match.end())
                before = text[start - 1] if start else ""
                if text[end] in ")]":
                    unneeded = bool(before) and not before.isspace() and before not in "(["
                else:
                    unneeded = bool(before and compiled(after_word).match(before) and compiled(ends).match(text, end))
            if unneeded:
                yield TypographyEdit(start, end, "")

    return TypographyRule("low-marks", frozenset(",.()[]"), find, pattern)


def ellipsis_closed() -> TypographyRule:
    """Remove the space between a word and its ellipsis: `mot…`."""
    pattern = r"…(?=\s|$|[»)”\]])"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            start, end = _spaces_before(text, match.start())
            if start != end and start and text[start - 1].isalpha():
                yield TypographyEdit(start, end, "")

    return TypographyRule("ellipsis-closed", frozenset("…"), find)


def percent(space: str) -> TypographyRule:
    """Set the space between a figure and `%` or `‰`."""
    return _after_figure("percent", r"[%‰](?![\w%])", "%‰", space)


def degrees() -> TypographyRule:
    """Set a space before the unit of a temperature, none before that of an angle: `20~°C`, `90°`."""
    return _after_figure("degrees", r"°[CF]\b", "°", NBSP)


def money_after() -> TypographyRule:
    """Set the space of a currency after its figure: `12~€`, `100~M€` (the scale closes up to the sign), `535~$~US`."""
    sign = f"[€£¥](?!\\w)|\\$(?:[{SPACES}]?(?:US|CA|AU|NZ|HK)\\b|(?!\\w))"
    figure = f"{FIGURE}([{SPACES}]*)(?:(?:k|Mds?|M|G|T)([{SPACES}]*))?$"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(sign).finditer(text):
            before = compiled(figure).search(text[max(0, match.start() - 8) : match.start()])
            if not before:
                continue
            offset = max(0, match.start() - 8)
            if before[1] != NBSP:
                yield TypographyEdit(before.start(1) + offset, before.end(1) + offset, NBSP)
            if before[2]:
                yield TypographyEdit(before.start(2) + offset, before.end(2) + offset, "")
            if match[0][1:2] == " ":
                yield TypographyEdit(match.start() + 1, match.start() + 2, NBSP)

    return TypographyRule("money", frozenset("€£¥$"), find)


def digit_groups(mark: str) -> TypographyRule:
    """Bind groups of digits already typed with spaces: one to three digits, then groups of exactly three."""
    gap = f"[ {NBSP}{NARROW}](?<=\\d.)(?=\\d\\d\\d)"
    group = (
        f"(?<![\\w.,:/+{DIGIT}-])(?<!\\d[ {NBSP}{NARROW}])\\d{{1,3}}(?:[ {NBSP}{NARROW}]\\d{{3}})+"
        f"(?!\\d|[ {NBSP}{NARROW}]\\d)"
    )

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(group).finditer(text):
            for space in compiled(gap).finditer(text, match.start(), match.end()):
                if space[0] != mark:
                    yield TypographyEdit(*space.span(), mark)

    return TypographyRule("digit-groups", frozenset("0123456789"), find, gap)


def asides() -> TypographyRule:
    """Bind a pair of spaced dashes of one kind, in one sentence, to the words between them: `le plan –~adopté~– tient`.
    A single dash is unchanged.
    """
    stop = f"[.!?…](?=\\s)|{BREAK}"
    dash = f"[–—](?<=[^\\s][{SPACES}][–—])(?:([{SPACES}])(?=\\S)|(?=[,.;:)!?…]))"

    def find(text: str) -> Iterator[TypographyEdit]:
        start = 0
        for end in (*(match.end() for match in compiled(stop).finditer(text)), len(text)):
            dashes = list(compiled(dash).finditer(text, start, end))
            start = end
            if len(dashes) != 2 or dashes[0][1] is None or dashes[0][0][0] != dashes[1][0][0]:
                continue
            opening, closing = dashes
            if opening[1] == " ":
                yield TypographyEdit(*opening.span(1), NBSP, joins_left=True)
            if text[closing.start() - 1] == " ":
                yield TypographyEdit(closing.start() - 1, closing.start(), NBSP)

    return TypographyRule("asides", frozenset("–—"), find)


def double_hyphens(dash: str) -> TypographyRule:
    """Write two hyphens between spaces as a dash, with the locale's spaces (` – ` or `—`); `--force` is not changed."""
    pattern = r" -- (?<=[^\s-] -- )(?=[^\s-])"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            yield TypographyEdit(*match.span(), dash)

    return TypographyRule("double-hyphens", frozenset("-"), find)


def _after_figure(name: str, sign: str, signs: str, space: str) -> TypographyRule:
    """Return the rule that puts `space` between a figure and a sign, whatever white space was typed."""

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(sign).finditer(text):
            start, end = _spaces_before(text, match.start())
            if start and (text[start - 1].isdecimal() or text[start - 1] == DIGIT) and text[start:end] != space:
                yield TypographyEdit(start, end, space)

    return TypographyRule(name, frozenset(signs), find)


def _is_ratio(text: str, start: int, end: int, wanted: str) -> bool:
    """Return True if a colon is spaced between two figures, in a language that would close it up: `16 : 9`."""
    if wanted or start == end or text[end] != ":" or not text[start - 1].isdecimal():
        return False
    return text[end + 1 : end + 2].isspace() and text[end + 2 : end + 3].isdecimal()


def _spaces_before(text: str, end: int) -> tuple[int, int]:
    start = end
    while start and text[start - 1] in SPACES:
        start -= 1
    return start, end


def _spaces_after(text: str, start: int) -> tuple[int, int]:
    end = start
    while end < len(text) and text[end] in SPACES:
        end += 1
    return start, end
