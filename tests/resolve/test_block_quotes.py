from __future__ import annotations

from typing import Any

import pytest

from builder.content import markup as m
from builder.content.model.blocks import Quote, QuoteBlock
from builder.tree.blocks import QuoteNode
from builder.tree.dump import dump_inlines
from builder.tree.prose import Paragraph, plain
from tests.resolve.make import AT, note, para, publication, resolved, section, source, text


def quoted(words: Any, language: str = "fr", **more: Any) -> QuoteNode:
    quote = Quote(span=AT, key="q.quote", text=text(words), **more)
    sample = publication(
        section(QuoteBlock(span=AT, key="q", quote=quote)),
        languages=(language,),
        sources=[source("s", title="T", author="A")],
    )
    (node,) = resolved(sample, language).sections[0].blocks
    assert isinstance(node, QuoteNode)
    return node


def shown(words: Any, language: str = "fr") -> str:
    return " / ".join(
        dump_inlines(block.inlines) for block in quoted(words, language).blocks if isinstance(block, Paragraph)
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "«~Par l’Europe~»"),
        ("fr-CA", "«~Par l’Europe~»"),
        ("fr-CH", "«¦Par l’Europe¦»"),
        ("en", "“Par l’Europe”"),
        ("en-GB", "“Par l’Europe”"),
    ],
)
def test_the_marks_are_those_of_the_language(language: str, expected: str) -> None:
    assert shown("Par l'Europe", language) == expected


@pytest.mark.parametrize("typed", ["« Par l'Europe »", '"Par l\'Europe"', "«Par l'Europe»"])
def test_marks_that_the_author_typed_are_not_doubled(typed: str) -> None:
    assert shown(typed) == "«~Par l’Europe~»"


def test_a_quotation_that_only_begins_and_ends_with_quotations_has_its_own_marks() -> None:
    assert shown("« Oui », dit-il, « non »") == "«~“Oui”, dit-il, “non”~»"
    assert shown('"Yes", he said, "no"', "en") == "“‘Yes’, he said, ‘no’”"


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("fr", 'Il a dit "oui" hier', "«~Il a dit “oui” hier~»"),
        ("fr", 'C\'est "fini" !', "«~C’est “fini”¦!~»"),
        ("fr-CH", 'Il a dit "oui" hier', "«¦Il a dit ‹¦oui¦› hier¦»"),
        ("en", 'It\'s "over" now', "“It’s ‘over’ now”"),
        ("en", "It's “over” now", "“It’s ‘over’ now”"),
        ("en", "'It is \"over\" now'", "‘It is “over” now’"),
        ("en-GB", '"It\'s "over" now"', "“It’s ‘over’ now”"),
        ("de", 'Sie sagte "nein"', "„Sie sagte ‚nein‘“"),
        ("de-CH", 'Sie sagte "nein"', "«Sie sagte ‹nein›»"),
        ("es", 'Dijo "no" ayer', "«Dijo “no” ayer»"),
        ("it", 'Disse "no" ieri', "«Disse “no” ieri»"),
        ("nl", 'Zij zei "nee" toen', "“Zij zei ‘nee’ toen”"),
    ],
)
def test_quotation_marks_inside_are_of_the_second_level(language: str, typed: str, expected: str) -> None:
    assert shown(typed, language) == expected


def test_quotation_marks_inside_are_of_the_second_level_in_every_paragraph() -> None:
    assert shown(['A "b" c.', 'D "e" f.', 'G "h" i.'], "en") == "“A ‘b’ c. / D ‘e’ f. / G ‘h’ i.”"
    assert shown(['Un "b" c.', 'D "e" f.', "G « h » i."]) == "«~Un “b” c. / D “e” f. / G “h” i.~»"


def test_the_marks_of_the_author_leave_the_levels_to_the_author() -> None:
    assert shown("“It's “over” now”", "en") == "“It’s “over” now”"
    assert shown('« Il dit "oui" »') == "«~Il dit “oui”~»"


def test_several_paragraphs_have_one_pair_of_marks() -> None:
    assert shown(["Un.", "Deux."]) == "«~Un. / Deux.~»"


def test_a_note_follows_the_closing_mark() -> None:
    assert shown(("Un mot", note("n"))) == "«~Un mot~»^[n]"


def test_a_list_is_quoted_from_its_first_word_to_its_last() -> None:
    node = quoted([para("Deux choses :"), m.ListBlock(False, ((para("une"),), (para("deux"),)), AT)])
    last = node.blocks[1].items[-1].blocks[0]  # type: ignore[union-attr]
    assert plain(last.inlines) == "deux\u00a0»"  # type: ignore[union-attr]


def test_attribution_and_source() -> None:
    node = quoted("Oui", attribution=text("L'auteur"), source="s")
    assert (plain(node.attribution), plain(node.source), node.source_id) == ("L’auteur", "A", "s")
