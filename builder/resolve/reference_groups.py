"""References in a row as one group, and the words before a reference in its gender and number.

`@tbl-a, @tbl-b` prints "tableaux 1 et 2", and `au @tbl-a et @tbl-b` "aux tableaux 1 et 2": the noun once, in the
plural, then the numbers. A group is of one kind; commas become the language's list, a typed "or" stays. French `à` and
`de` before a reference are joined with its article: "au tableau 1", "de la figure 2".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

from msgspec.structs import replace

from builder.language import base_language
from builder.resolve.phrases import worded_language
from builder.tree.prose import CrossRef, Inline, Run

__all__ = ["group_references"]

_CONJUNCTIONS: Final = {
    "en": ("and", "or"), "fr": ("et", "ou"), "de": ("und", "oder"), "es": ("y", "o"), "it": ("e", "o"),
    "nl": ("en", "of"), "pt": ("e", "ou"),
}  # fmt: skip
_PLURALS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "le": "les", "la": "les", "au": "aux", "à la": "aux", "à": "aux", "du": "des", "de la": "des", "de": "des",
        "ce": "ces", "cette": "ces",
    },
    "es": {"la": "las", "esta": "estas"},
    "it": {
        "la": "le", "alla": "alle", "della": "delle", "nella": "nelle", "dalla": "dalle", "sulla": "sulle",
        "questa": "queste",
    },
    "pt": {
        "o": "os", "a": "as", "ao": "aos", "à": "às", "do": "dos", "da": "das", "no": "nos", "na": "nas",
        "pelo": "pelos", "pela": "pelas",
    },
}  # fmt: skip
"""Words before a reference that take the plural before a group."""
_NOUNS: Final = {"appendix": ("section", "sections")}
"""By kind, what a reference is called before a title, in singular and plural, if not by the name of the kind."""
_OPENING_PHRASE: Final = re.compile(
    r"(?:\A|[.!?:;]\s+)(?:According to|As in|As with|In|From|Like|Unlike|With|Contrary to|Compared with|After)\s\Z"
)
_FRENCH_MASCULINE: Final = {"à": "au", "de": "du"}
_FRENCH_FEMININE: Final = {"à": "à la", "de": "de la"}


def group_references(
    inlines: list[Inline], phrases: Mapping[str, str], language: str, list_of: Callable[[Sequence[str]], str]
) -> None:
    """Write the references of a paragraph in groups, in place; the number of inlines stays the same.

    `list_of` joins items as the language does.
    """
    start = 0
    while start < len(inlines):
        reference = inlines[start]
        if not isinstance(reference, CrossRef):
            start += 1
            continue
        members = _members(inlines, start, language)
        if len(members) > 1:
            _join(inlines, members, phrases, language, list_of)
            _adapt_word_before(inlines, start, _PLURALS.get(base_language(language), {}))
        elif base_language(language) == "fr":
            feminine = reference.kind != "table"
            _adapt_word_before(inlines, start, _FRENCH_FEMININE if feminine else _FRENCH_MASCULINE)
        start = members[-1] + 1


def _members(inlines: Sequence[Inline], start: int, language: str) -> list[int]:
    """Return the positions of the references that form a group with the one at `start`."""
    kind = _reference(inlines, start).kind
    members = [start]
    while members[-1] + 2 < len(inlines):
        between, reference = inlines[members[-1] + 1 : members[-1] + 3]
        if not isinstance(between, Run) or not isinstance(reference, CrossRef) or between.protected:
            break
        if reference.kind != kind or _separator_of(between.text, language) is None:
            break
        if any(reference.target == _reference(inlines, member).target for member in members):
            break
        members.append(members[-1] + 2)
    if len(members) == 2 and base_language(language) == "en" and _is_adverbial(inlines, members):
        return members[:1]
    return members


def _is_adverbial(inlines: Sequence[Inline], members: Sequence[int]) -> bool:
    """Return True if an English comma ends an opening phrase, and the second reference is the subject of a verb: `In
    @tbl-a, @tbl-b is split`.
    """
    first, second = members
    before, between = (inlines[at] if at >= 0 else None for at in (first - 1, first + 1))
    after = inlines[second + 1] if second + 1 < len(inlines) else None
    return (
        isinstance(before, Run)
        and isinstance(between, Run)
        and isinstance(after, Run)
        and between.text.strip() == ","
        and _OPENING_PHRASE.search(before.text) is not None
        and re.match(r"\s[a-z]", after.text) is not None
    )


def _join(
    inlines: list[Inline],
    members: Sequence[int],
    phrases: Mapping[str, str],
    language: str,
    list_of: Callable[[Sequence[str]], str],
) -> None:
    kind = _reference(inlines, members[0]).kind
    singular, plural = (phrases.get(f"{noun}_by_title", "") for noun in _NOUNS.get(kind, (kind, f"{kind}s")))
    for member in members:
        reference = _reference(inlines, member)
        bare = reference.title.removeprefix(f"{singular} ") if singular else reference.title
        first = member == members[0]
        inlines[member] = replace(
            reference,
            prefix=phrases[f"{kind}s_in_text"] if first else "",
            title=f"{plural} {bare}" if first and plural else bare,
        )
    betweens = [member + 1 for member in members[:-1]]
    typed = [_separator_of(run.text, language) for run in (inlines[at] for at in betweens) if isinstance(run, Run)]
    if _is_list([separator for separator in typed if separator], _CONJUNCTIONS[worded_language(language)][0]):
        listed = list_of(["\0"] * len(members)).split("\0")[1:-1]
        for at, text in zip(betweens, listed, strict=True):
            run = inlines[at]
            if isinstance(run, Run):
                inlines[at] = replace(run, text=text)


def _is_list(separators: Sequence[re.Match[str]], conjunction: str) -> bool:
    """Return True if commas, and at most a last "and", join the references."""
    *before, last = separators
    commas = all(separator["comma"] and not separator["word"] for separator in before)
    return commas and not last["dash"] and last["word"] in (None, conjunction, "&")


def _separator_of(text: str, language: str) -> re.Match[str] | None:
    """Return the match of a text that joins two references of a group: a comma, a conjunction, a dash."""
    match = _separator(worded_language(language)).fullmatch(text)
    return match if match and (match["comma"] or match["word"] or match["dash"]) else None


def _adapt_word_before(inlines: list[Inline], start: int, forms: Mapping[str, str]) -> None:
    """Replace the article or preposition that ends the run before a reference by its other form."""
    before = inlines[start - 1] if start else None
    if not forms or not isinstance(before, Run) or before.protected or before.code:
        return
    match = _word_pattern(tuple(forms)).search(before.text)
    if match is None:
        return
    form = forms[match[1].lower()]
    if match[1][0].isupper():
        form = form[0].upper() + form[1:]
    inlines[start - 1] = replace(before, text=f"{before.text[: match.start(1)]}{form}{match[2]}")


def _reference(inlines: Sequence[Inline], at: int) -> CrossRef:
    reference = inlines[at]
    assert isinstance(reference, CrossRef)
    return reference


@cache
def _separator(language: str) -> re.Pattern[str]:
    words = "|".join((*_CONJUNCTIONS[language], "&"))
    return re.compile(rf"(?P<comma>\s*,)?\s+(?:(?P<word>{words})\s+)?|(?P<dash>\s?[–-]\s?)")


@cache
def _word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of one of the words at the end of a text, and the white space after it."""
    longest_first = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?<![^\s(«“’'])({longest_first})(\s+)\Z", re.IGNORECASE)
