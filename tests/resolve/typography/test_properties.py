"""What holds for every text: set once is set, words stay, and the untouchable is not touched."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.resolve.typography import set_inlines, set_text
from builder.resolve.typography.passage import TypographyPassage
from builder.tree.prose import Run, plain
from tests.marking import examples

LOCALES = st.sampled_from(["fr", "fr-CA", "fr-CH", "en", "en-GB", "de", "de-CH", "it", "es", "nl", "pt", "sv", "ja"])
TYPED_WORDS = (
    "mot Mot l' d' aujourd'hui M. Mme p. n° art. 12 1 234 567 1er XIXe siècle 14 h 30 mars % €  k€ M€ $ US °C km Go "
    "« » \" ' “ ” ‹ › ( ) [ ] { } ; : ! ? , . … ... -- – — - * _ ` / \\ @ & = < > "
    "série A plan B phase I II XIV Louis Ve IIIe République M. le la maire p. ex. z. B. caserne lot € série € "
    "https://ex.org/a:b;c?d!e'f C:\\App 10:30 16:9 {{x}} %s :-) :smile: &amp; :: é e\u0301 œ 日本"
)
TOKENS = st.sampled_from(TYPED_WORDS.split(" "))
GAPS = st.sampled_from(["", " ", " ", "  ", "\u00a0", "\u202f", "\n"])
TYPED = st.lists(st.tuples(TOKENS, GAPS), max_size=14).map(lambda parts: "".join(a + b for a, b in parts))
TEXTS = TYPED | st.text(max_size=40)
WIDTHS = st.sampled_from(["narrow", "full"])


def words(text: str) -> str:
    """The text without what typography may change."""
    text = normalize("NFC", text).replace("...", "…")
    text = re.sub(r"\s*(--|[–—])\s*", "–", text)
    return re.sub(r"[\s\u00a0\u202f]+", "", re.sub(r"[\"“”„«»‹›‚‘’']", "'", text))


@settings(max_examples=examples(400))
@given(TEXTS, LOCALES, WIDTHS)
def test_setting_a_set_text_changes_nothing(text: str, locale: str, width: str) -> None:
    once = set_text(text, locale, width)
    assert set_text(once, locale, width) == once


@settings(max_examples=examples(200))
@given(TYPED, LOCALES)
def test_setting_a_set_quotation_changes_nothing(text: str, locale: str) -> None:
    once = set_inlines((Run(text),), locale, quoted=True)
    assert set_inlines(once, locale, quoted=True) == once
    assert words(plain(once)) == words(text)


@settings(max_examples=examples(400))
@given(TEXTS, LOCALES)
def test_words_stay(text: str, locale: str) -> None:
    assert words(set_text(text, locale)) == words(text)


@given(st.lists(st.tuples(TYPED, st.booleans(), st.booleans()), max_size=5), LOCALES)
def test_runs_are_set_as_their_text_together(parts: list[tuple[str, bool, bool]], locale: str) -> None:
    runs = tuple(Run(text, strong=strong, emphasis=emphasis) for text, strong, emphasis in parts)
    together = set_text("".join(normalize("NFC", text) for text, _, _ in parts), locale)
    assert plain(set_inlines(runs, locale)) == together


@given(st.lists(st.tuples(TYPED, st.booleans()), max_size=5), LOCALES)
def test_runs_keep_their_appearance(parts: list[tuple[str, bool]], locale: str) -> None:
    runs = tuple(Run(text, strong=strong) for text, strong in parts)
    done = [inline for inline in set_inlines(runs, locale) if isinstance(inline, Run)]
    for strong in (True, False):
        before = "".join(run.text for run in runs if run.strong is strong)
        after = "".join(run.text for run in done if run.strong is strong)
        assert re.sub(r"[\s.…–—-]", "", words(after)) == re.sub(r"[\s.…–—-]", "", words(before))


@given(st.lists(st.tuples(TEXTS, st.booleans(), st.booleans()), max_size=5), LOCALES, WIDTHS)
def test_protected_runs_and_code_stay(parts: list[tuple[str, bool, bool]], locale: str, width: str) -> None:
    runs = tuple(Run(text, protected=protected, code=code) for text, protected, code in parts)
    done = set_inlines(runs, locale, width)
    kept = "".join(run.text for run in runs if run.protected or run.code)
    assert (
        "".join(inline.text for inline in done if isinstance(inline, Run) and (inline.protected or inline.code)) == kept
    )


@given(st.lists(st.tuples(TYPED, st.sampled_from([None, "en", "fr-CA", "de"])), max_size=5), LOCALES)
def test_setting_set_runs_changes_nothing(parts: list[tuple[str, str | None]], locale: str) -> None:
    once = set_inlines(tuple(Run(text, language=language) for text, language in parts), locale)
    assert set_inlines(once, locale) == once


@pytest.mark.parametrize(
    "untouchable", ["https://ex.org/a:b;c?d!e'f", "a.b@ex.org", "C:\\App", "10:30", "{{ x ? }}", "&amp;"]
)
@given(before=TYPED, after=TYPED, locale=LOCALES)
def test_the_untouchable_stays_among_anything(untouchable: str, before: str, after: str, locale: str) -> None:
    assert untouchable in set_text(f"{before} {untouchable} {after}", locale)


PLAIN_WORDS = (
    "A II XIV Louis série plan Phase phase République maire ex "
    "le Le Ve siècle siècles Mme Mr M Dr Prof Monsieur p art figure Tableau million mars euros h n don kilometres "
    "chapter Dupont IV I été a z B"
)
WORDS = st.sampled_from(PLAIN_WORDS.split(" "))
JOINTS = st.sampled_from([" ", " ", ", ", ". ", "-", ".", ","])
SENTENCES = st.lists(st.tuples(WORDS, JOINTS), min_size=1, max_size=9).map(
    lambda pairs: "".join(w + j for w, j in pairs)
)


@settings(max_examples=examples(400))
@given(SENTENCES, LOCALES, st.integers(0, 40))
def test_sentences_of_mere_words_are_set_as_their_halves_together(text: str, locale: str, cut: int) -> None:
    halves = tuple(Run(part) for part in (text[:cut], text[cut:]) if part)
    assert set_text(text, locale) == "".join(inline.text for inline in set_inlines(halves, locale))


@pytest.mark.full
def test_long_texts_take_linear_time() -> None:
    for piece in (
        "a",
        '"a ',
        "a' ",
        "{{",
        "`",
        "a:",
        "a/",
        "« ",
        " –  ",
        "1 234 ",
        "http://",
        "<a ",
        "(",
        "a.b@",
        "\\",
        "](",
    ):
        text = piece * (40_000 // len(piece))
        assert words(set_text(text, "fr")) == words(text)
        assert words(set_text(text, "en")) == words(text)


MARKS = {
    "fr": ("«\u00a0", "\u00a0»", "“", "”"), "fr-CA": ("«\u00a0", "\u00a0»", "“", "”"),
    "fr-CH": ("«\u202f", "\u202f»", "‹\u202f", "\u202f›"), "en": ("“", "”", "‘", "’"), "en-GB": ("“", "”", "‘", "’"),
    "de": ("„", "“", "‚", "‘"), "de-CH": ("«", "»", "‹", "›"), "es": ("«", "»", "“", "”"), "it": ("«", "»", "“", "”"),
    "nl": ("“", "”", "‘", "’"), "pt": ("“", "”", "‘", "’"), "pl": ("„", "”", "«", "»"),
}  # fmt: skip
NESTED = st.recursive(st.sampled_from(["mot", "ja zo"]), lambda inner: st.tuples(inner, inner), max_leaves=6)


def nested(tree: object, level: int, marks: tuple[str, ...] | None) -> str:
    """The words of a tree, each pair of branches in a quotation: straight marks, or those of the level."""
    if isinstance(tree, str):
        return tree
    assert isinstance(tree, tuple)
    inside = " et ".join(nested(branch, level + 1, marks) for branch in tree)
    if marks is None:
        return f'dit "{inside}" ici'
    first = level % 2 * 2
    return f"dit {marks[first]}{inside}{marks[first + 1]} ici"


@given(NESTED, st.sampled_from(sorted(MARKS)), st.booleans())
def test_levels_of_quotation_alternate_however_deep(tree: object, locale: str, quoted: bool) -> None:
    typed, expected = nested(tree, 0, None), nested(tree, 1 if quoted else 0, MARKS[locale])
    assert plain(set_inlines((Run(typed),), locale, quoted=quoted)) == expected


class Place(int):
    """A place in a text that counts how often places are compared."""

    compared = 0

    def __lt__(self, place: int) -> bool:
        Place.compared += 1
        return super().__lt__(place)

    def __gt__(self, place: int) -> bool:
        Place.compared += 1
        return super().__gt__(place)


def test_hiding_many_parts_is_linear() -> None:
    def comparisons(count: int) -> int:
        passage = TypographyPassage("ab" * count, [Place(2 * number + 1) for number in range(count)])
        before = Place.compared
        passage.hide([(2 * number, 2 * number + 2) for number in range(count)])
        return Place.compared - before

    assert comparisons(400) < 3 * comparisons(200)
