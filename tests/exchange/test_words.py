"""Mark-up divided into words and codes, and written again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builder
from builder.content.commonmark import parse_commonmark
from builder.content.inline_rules import parser
from builder.diagnostics import Diagnostic
from builder.exchange.words import (
    InlineCode,
    Piece,
    Unwritable,
    canonical,
    codes_of,
    joined,
    markup_of,
    named_codes,
    plain_words,
    words_of,
)
from builder.source import NOWHERE
from builder.source_edits.passages import passages

ROOT = Path(__file__).parents[2]
PUBLICATIONS = [
    ROOT / "content" / "mistral-ai",
    *sorted((ROOT / "tests" / "publications").iterdir()),
    ROOT / "docs" / "examples" / "every-key",
]


@pytest.mark.parametrize(
    ("markup", "shown", "codes"),
    [
        ("Le fonds {fund} de {fund:compact}.", "Le fonds {fund} de {fund:compact}.", ["{fund}", "{fund:compact}"]),
        ("{=ministry} paie.", "{=ministry} paie.", ["{=ministry}"]),
        ("Vu [@a, p. 12] et [@a; @b].", "Vu {source a} et {source a; b}.", ["[@a, p. 12]", "[@a; @b]"]),
        ("Voir @tbl-a et @sec-b.", "Voir {tbl-a} et {sec-b}.", ["@tbl-a", "@sec-b"]),
        ("Un^[Une *note* [@a].] deux^[Autre]", "Un{note 1} deux{note 2}", ["^[Une *note* [@a].]", "^[Autre]"]),
        ("Le `x = {y}` et ``a`b``", "Le {code 1} et {code 2}", ["`x = {y}`", "``a`b``"]),
        ("Un\\\ndeux", "Un{break}deux", ["\\\n"]),
        ("Un **mot *très* gras**.", "Un mot très gras.", ["**", "*", "*", "**"]),
        ("Un [lien](https://a.fr/x_(y)) ici", "Un lien ici", ["[", "](https://a.fr/x_(y))"]),
        ("Un [*lien*](https://a.fr 'titre')", "Un lien", ["[", "*", "*", "](https://a.fr 'titre')"]),
        ("**[a](https://a.fr)**", "a", ["**", "[", "](https://a.fr)", "**"]),
        ("^[Voir [a](https://a.fr)]", "{note 1}", ["^[Voir [a](https://a.fr)]"]),
        ("Voir <https://a.fr/b>.", "Voir {link 1}.", ["<https://a.fr/b>"]),
        ("[open *source*]{lang=en}", "open source", ["[", "*", "*", "]{lang=en}"]),
        ("CO~2~ et m^2^ et ~~1998~~", "CO2 et m2 et 1998", ["~", "~", "^", "^", "~~", "~~"]),
        ("___x___", "x", ["_", "__", "__", "_"]),
        (r"\*pas gras\* {{a}} &amp; \@b", "*pas gras* {a} & @b", []),
        ("jean@exemple.fr 2 * 3 * 4 a_b_c", "jean@exemple.fr 2 * 3 * 4 a_b_c", []),
        ("Un\n\ndeux {x}", "Un{paragraph}deux {x}", ["\n\n", "{x}"]),
        ("Un :\n\n- *a*\n- b\n  c", "Un :{paragraph}a{paragraph}b c", ["\n\n- ", "*", "*", "\n- "]),
        ("- a\n\n```\nx\n```\n\nfin", "{paragraph}a{paragraph}fin", ["- ", "\n\n```\nx\n```\n\n"]),
    ],
)
def test_codes_are_divided_from_words(markup: str, shown: str, codes: list[str]) -> None:
    words = words_of(markup)
    assert plain_words(words) == shown
    assert [code.markup for code in codes_of(words)] == codes
    assert words_of(markup_of(words)) == words


def test_literal_words_have_no_codes() -> None:
    assert words_of("a {b} *c*", literal=True) == ("a {b} *c*",)
    assert markup_of(("a {b} *c*",), literal=True) == "a {b} *c*"


@pytest.mark.parametrize("folder", PUBLICATIONS, ids=lambda folder: folder.name)
def test_every_text_of_every_publication_is_written_again_alike(folder: Path) -> None:
    count = 0
    for passage in passages(builder.load(folder)):
        for written in passage.entries.values():
            words = words_of(written.words, written.literal)
            again = markup_of(words, written.literal)
            assert words_of(again, written.literal) == words
            assert canonical(again, written.literal) == again
            count += 1
    assert count > 20


SIGNS = st.text(alphabet=list("ab é1.-+#>*_[]{}~^@\\`<&!()|=:\"'«»’ \u00a0"), max_size=12)
STANDALONE = st.sampled_from(["{fund}", "{=name}", "[@a, p. 1]", "@tbl-a", "^[note]", "`code`", "<https://a.b>"])


@given(st.lists(SIGNS | STANDALONE.map(lambda markup: words_of(markup)[0]), max_size=6))
def test_words_between_codes_are_literal(pieces: list[Piece]) -> None:
    words = joined(pieces)
    try:
        markup = markup_of(words)
    except Unwritable:  # a script or an emphasis around a code, by accident
        return
    again = words_of(markup)
    assert " ".join(plain_words(again).split(" ")) == " ".join(markup_plain(words).split(" "))
    assert named_codes(again) == named_codes(words)


def markup_plain(words: tuple[Piece, ...]) -> str:
    numbers: dict[str, int] = {}
    parts = []
    for piece in words:
        if isinstance(piece, InlineCode) and piece.shown.endswith(" 1}") and piece.kind in ("note", "code", "link"):
            numbers[piece.kind] = numbers.get(piece.kind, 0) + 1
            parts.append(f"{{{piece.kind} {numbers[piece.kind]}}}")
        else:
            parts.append(piece if isinstance(piece, str) else piece.shown)
    text = "".join(parts)
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip(" ")


PAIRS = st.sampled_from(["**x**", "*x*", "_x_", "~~x~~", "a^x^", "a~x~", "[x](https://a.fr)", "[x]{lang=en}"])


def in_pair(parts: list[tuple[Piece, ...]], markup: str) -> tuple[Piece, ...]:
    opening, closing = (code for code in codes_of(words_of(markup)) if code.form != "alone")
    return joined((opening, *(piece for part in parts for piece in part), closing))


NESTED = st.recursive(
    SIGNS.map(lambda text: (text,)), lambda inner: st.builds(in_pair, st.lists(inner, max_size=3), PAIRS), max_leaves=6
)


@given(st.lists(NESTED, max_size=4))
def test_words_in_nested_marks_are_written_as_they_are_or_refused(parts: list[tuple[Piece, ...]]) -> None:
    words = joined(piece for part in parts for piece in part)
    try:
        markup = markup_of(words)
    except Unwritable:
        return
    again = words_of(markup)
    assert plain_words(again).split() == plain_words(words).split()
    assert markup_of(again) == markup
    problems: list[Diagnostic] = []
    parse_commonmark(markup, lambda at: NOWHERE, problems)
    assert problems == []


@given(SIGNS.filter(str.strip))
def test_a_paragraph_of_literal_words_stays_one_paragraph(text: str) -> None:
    markup = markup_of((text,))
    md = parser()
    types = [token.type for token in md.parse(markup)]
    assert types in (["paragraph_open", "inline", "paragraph_close"], []), markup


@pytest.mark.parametrize(
    ("pieces", "markup"),
    [
        (["gras ", "suite"], "**gras** suite"),
        ([" gras", " suite"], "**gras** suite"),
        (["", "suite"], "suite"),
    ],
)
def test_spaces_leave_the_marks(pieces: list[str], markup: str) -> None:
    bold = words_of("**x**")
    assert markup_of((bold[0], pieces[0], bold[2], pieces[1])) == markup


def test_an_underline_becomes_a_star_inside_a_word() -> None:
    italic = words_of("_x_")
    assert markup_of(("in", italic[0], "si", italic[2], "de")) == "in*si*de"


def test_what_markup_cannot_express_is_reported() -> None:
    bold, script = words_of("**x**"), words_of("a^x^")
    with pytest.raises(Unwritable, match="punctuation"):
        markup_of(("a ", bold[0], "« b »", bold[2], "c"))
    with pytest.raises(Unwritable, match="space"):
        markup_of(("a", script[1], "b c", script[3]))
