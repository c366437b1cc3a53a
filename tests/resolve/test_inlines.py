from __future__ import annotations

import pytest

from builder.content import markup as m
from builder.content.model.values import PartialDate
from builder.tree.blocks import TextNode
from builder.tree.dump import dump_inlines
from builder.tree.prose import Paragraph, Run, plain
from tests.resolve.make import AT, amount, at, cite, figure, note, para, publication, resolved, section, source, texts


def inlines(*parts: str | m.Inline, language: str = "fr", **more: object) -> tuple[object, ...]:
    sample = publication(section(texts(parts)), **more)
    (block,) = resolved(sample, language).sections[0].blocks
    assert isinstance(block, TextNode)
    (paragraph,) = block.blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.inlines


def shown(*parts: str | m.Inline, language: str = "fr", **more: object) -> str:
    return dump_inlines(inlines(*parts, language=language, **more))  # type: ignore[arg-type]


SEED = [amount("seed", 100_000_000, bound="more-than")]


def test_typography_is_set_across_runs() -> None:
    assert shown("L'", m.Strong((m.Str("eau", AT),), AT), " : c'est ", m.Emph((m.Str("tout", AT),), AT), " !") == (
        "L’**eau**~: c’est *tout*¦!"
    )


def test_emphasis_inside_emphasis_is_upright() -> None:
    assert shown(m.Emph((m.Str("a ", AT), m.Emph((m.Str("b", AT),), AT)), AT)) == "*a *b"


def test_code_and_addresses_are_left_alone() -> None:
    address = "https://exemple.org/a:b?c='d'"
    link = m.Link((m.Str(address, AT),), address, AT)
    assert shown(m.CodeSpan("a : 'b' ?", AT), " ", link) == f"`a : 'b' ?` [⟦{address}⟧]({address})"


def test_the_words_of_a_link_are_set_and_its_target_is_not() -> None:
    assert shown(m.Link((m.Str("l'eau", AT),), "https://x.org/l'eau", AT)) == "[l’eau](https://x.org/l'eau)"


def test_a_passage_in_another_language_keeps_its_own_rules() -> None:
    foreign = m.Foreign((m.Str('"Why?"', AT),), "en", AT)
    assert shown("Il dit : ", foreign) == "Il dit~: [“Why?”]{lang=en}"
    assert shown("He says: ", foreign, language="en") == "He says: “Why?”"


def test_a_figure_in_a_foreign_passage_is_written_in_that_language() -> None:
    foreign = m.Foreign((m.Str("raised ", AT), figure("seed")), "en", AT)
    words = plain(inlines("On lit : ", foreign, figures=SEED))  # type: ignore[arg-type]
    assert "€100\u00a0million" in words


def test_a_figure_is_written_once_in_each_language() -> None:
    assert "100\u00a0millions d’euros" in plain(inlines("Il lève ", figure("seed"), ".", figures=SEED))  # type: ignore[arg-type]
    assert "€100\u00a0million" in plain(inlines("It raises ", figure("seed"), ".", figures=SEED, language="en"))  # type: ignore[arg-type]


def test_a_figure_keeps_the_appearance_and_the_place_of_its_reference() -> None:
    (run,) = inlines(m.Strong((figure("seed", span=at(8, 3)),), AT), figures=SEED)
    assert isinstance(run, Run)
    assert (run.strong, run.protected, run.span) == (True, True, at(8, 3))


@pytest.mark.parametrize(
    ("parts", "first"),
    [
        ((figure("seed"), " levés."), "Plus"),
        (("Trois tours. ", figure("seed"), " au premier."), "Trois tours. Plus"),
        (("Il lève ", figure("seed"), "."), "Il lève plus"),
        (("Fondée en 2023. ", figure("seed"), " suivent."), "Fondée en 2023. Plus"),
        (("Soit env. ", figure("seed"), "."), "Soit env. plus"),
        ((figure("seed"), " au premier tour ;"), "plus"),
        (("« ", figure("seed"), " »"), "«\u00a0Plus"),
        (("Coût : ", figure("seed")), "Coût\u00a0: plus"),
    ],
)
def test_a_figure_that_opens_a_sentence_takes_a_capital(parts: tuple[str | m.Inline, ...], first: str) -> None:
    assert plain(inlines(*parts, figures=SEED)).startswith(first)  # type: ignore[arg-type]


# --- Notes -----------------------------------------------------------------------------------------------------------

WORK = [source("w", title="T", author="A", date=PartialDate(2024))]


@pytest.mark.parametrize("typed", [("un mot", note("n"), "."), ("un mot.", note("n")), ("un mot ", note("n"), ".")])
def test_the_note_mark_stands_before_the_stop_in_french_and_after_it_in_english(typed: tuple[object, ...]) -> None:
    assert shown(*typed) == "un mot^[n]."  # type: ignore[arg-type]
    assert shown(*typed, language="en") == "un mot.^[n]"  # type: ignore[arg-type]


def test_the_stop_of_an_abbreviation_stays_with_it() -> None:
    assert shown("bois, etc.", note("n"), " Puis") == "bois, etc.^[n] Puis"


def test_a_mark_inside_a_sentence_keeps_its_space() -> None:
    assert shown("un mot ", note("n"), " ici", language="en") == "un mot^[n] ici"
    assert shown("un mot", note("n"), ", ici") == "un mot^[n], ici"
    assert shown("un mot", note("n"), ", ici", language="en") == "un mot,^[n] ici"


def test_french_high_punctuation_after_a_note_keeps_its_space() -> None:
    assert shown("Pourquoi ?", note("n"), " Parce que.") == "Pourquoi^[n]¦? Parce que."


def test_notes_side_by_side_become_one() -> None:
    assert (
        shown("mot", cite("w"), " ", note("Voir aussi."), ".", sources=WORK)
        == "mot^[@w: A, *T*, ⟦2024⟧.⟦ ⟧Voir aussi.]."
    )


def test_two_marks_with_words_between_stay_two() -> None:
    assert shown("a", note("1"), ", b", note("2"), ".", language="en") == "a,^[1] b.^[2]"


def test_breaks_are_kept() -> None:
    assert shown("a", m.HardBreak(AT), "b") == "a\\nb"


def test_lists_and_code_blocks_are_kept() -> None:
    listed = m.ListBlock(True, ((para("un"), m.ListBlock(False, ((para("deux"),),), AT)),), AT, 3)
    sample = publication(section(texts([listed, m.CodeBlock("a : b", AT)])))
    (block,) = resolved(sample).sections[0].blocks
    assert isinstance(block, TextNode)
    outer, code = block.blocks
    assert (outer.ordered, outer.start, code.text) == (True, 3, "a : b")  # type: ignore[union-attr]
