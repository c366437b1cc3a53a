from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from msgspec.structs import replace

from builder.content.model.publication import BriefOptions, DeckOptions, Publication
from builder.content.model.values import PartialDate
from builder.diagnostics import BuildError
from builder.resolve.assemble import resolve
from builder.tree.blocks import TextNode
from builder.tree.prose import NoteRef, Paragraph, plain
from builder.tree.walk import visit
from tests.counting import calls
from tests.resolve.make import (
    AT,
    WHEN,
    amount,
    at,
    cite,
    column,
    figure,
    note,
    para,
    publication,
    ref,
    resolved,
    section,
    source,
    table,
    text,
    texts,
)


def codes(caught: pytest.ExceptionInfo[BuildError]) -> list[str]:
    return [diagnostic.code for diagnostic in caught.value.diagnostics]


def notes_of(document: object) -> list[str]:
    return [
        "".join(plain(block.inlines) for block in node.blocks if isinstance(block, Paragraph))
        for node in visit(document)  # type: ignore[arg-type]
        if isinstance(node, NoteRef)
    ]


# --- Front matter ----------------------------------------------------------------------------------------------------


def test_front_matter_is_written_by_locale() -> None:
    sample = publication(
        title=text(fr="L'essai", en="The essay"),
        subtitle=text("Sous-titre"),
        status=text(fr="Note d'information", en="Information note"),
        date=PartialDate(2024, 9, 15),
        authors=(text("A"), text("B"), text("C")),
        keywords=(text(fr="un", en="one"),),
        languages=("fr", "en-GB"),
    )
    french, english = resolved(sample), resolved(replace(sample, title=text(fr="x", en="The essay")), "en-GB")
    assert plain(french.title) == "L’essai"
    assert plain(french.status) == "Note d’information"
    assert french.date_text == "15\u00a0septembre 2024"
    assert french.authors_text == "A, B et C"
    assert french.keywords == ("un",)
    assert french.date == datetime.date(2024, 9, 15)
    assert english.date_text.replace("\u00a0", " ") == "15 September 2024"
    assert english.authors_text == "A, B and C"
    assert (french.office_language, english.office_language) == ("fr-FR", "en-GB")
    assert (french.decimal_mark, french.group_mark) == (",", "\u202f")
    assert french.timestamp == WHEN


def test_without_date_or_authors_nothing_is_printed() -> None:
    document = resolved(publication())
    assert (document.date, document.date_text, document.authors_text) == (None, "", "")


def test_options_reach_the_document() -> None:
    sample = publication(
        brief=BriefOptions(span=AT, key="b", toc=False, toc_depth=3, paper="letter"),
        deck=DeckOptions(span=AT, key="d", agenda=False, dividers=True, closing=text(fr="Fin.", en="End.")),
    )
    document = resolved(sample)
    assert (document.brief.toc, document.brief.toc_depth, document.brief.paper) == (False, 3, "letter")
    assert (document.deck.agenda, document.deck.dividers) == (False, True)
    assert plain(document.deck.closing) == "Fin."


# --- Languages -------------------------------------------------------------------------------------------------------


def test_a_region_that_is_not_declared_reads_its_language() -> None:
    sample = publication(section(title=text(fr="Bonjour !", en="Hello!")))
    assert plain(resolved(sample, "fr-CA").sections[0].title) == "Bonjour!"
    assert plain(resolved(sample, "fr").sections[0].title) == "Bonjour\u202f!"
    assert resolved(sample, "fr-CA").labels.contents == "Table des matières"


def test_a_regional_text_is_preferred_in_its_region() -> None:
    sample = publication(section(title=text(fr="Courriel ou e-mail", fr_CA="Courriel", en="E-mail")))
    assert plain(resolved(sample, "fr-CA").sections[0].title) == "Courriel"


def test_a_language_that_is_not_declared_is_refused() -> None:
    with pytest.raises(BuildError) as caught:
        resolved(publication(), "de")
    assert codes(caught) == ["undeclared-language"]
    assert "fr, en" in caught.value.diagnostics[0].hint


def test_a_tag_is_read_whatever_its_case() -> None:
    assert resolved(publication(), "FR-ca").language == "fr-CA"


def test_a_language_whose_numbers_nobody_knows_is_refused() -> None:
    with pytest.raises(BuildError) as caught:
        resolved(publication(languages=("tlh",)), "tlh")
    assert codes(caught) == ["unknown-locale"]


def test_every_missing_text_is_reported_at_its_place_in_order() -> None:
    sample = publication(
        section(
            texts(fr="b", span=at(9)),
            title=text(fr="a", span=at(4), key="sections.one.title"),
        )
    )
    with pytest.raises(BuildError) as caught:
        resolved(sample, "en")
    assert codes(caught) == ["missing-language", "missing-language"]
    assert [diagnostic.span.line for diagnostic in caught.value.diagnostics] == [4, 9]
    assert "sections.one.title" in caught.value.diagnostics[0].message


# --- Citations -------------------------------------------------------------------------------------------------------

WORK = source("w", title="Titre", author="Auteur", publisher="Maison", date=PartialDate(2024))


def test_the_first_citation_is_full_and_later_ones_short_in_reading_order() -> None:
    sample = publication(
        section(texts(("c", cite("w", locator="p. 12"), ".")), message=text(("m", cite("w"), "."))),
        abstract=text(("r", cite("w"), ".")),
        sources=[WORK],
    )
    assert notes_of(resolved(sample)) == [
        "Auteur, Titre, Maison, 2024.",
        "Auteur, 2024.",
        "Auteur, 2024, p.\u00a012.",
    ]


def test_what_only_the_deck_shows_does_not_use_up_the_full_citation() -> None:
    sample = publication(
        section(
            texts(("a", cite("w")), only="deck"),
            texts(("b", cite("w"))),
            texts(("c", cite("w"))),
            notes=text(("d", cite("w"))),
        ),
        sources=[WORK],
    )
    full, short = "Auteur, Titre, Maison, 2024.", "Auteur, 2024."
    speaker, *blocks = notes_of(resolved(sample))  # a section's speaker notes stand before its blocks in the tree
    assert (speaker, blocks) == (short, [full, full, short])


def test_a_note_knows_the_sources_that_it_cites() -> None:
    other = source("o", title="Autre", author="Autrui")
    sample = publication(section(texts(("a", cite("w", "o")))), sources=[WORK, other])
    (note,) = [node for node in visit(resolved(sample)) if isinstance(node, NoteRef)]
    assert note.sources == ("w", "o")


def test_a_citation_inside_a_note_is_written_where_it_stands() -> None:
    sample = publication(section(texts(("a", note("Voir ", cite("w", locator="p. 3"), "."), "."))), sources=[WORK])
    (own_note,) = [node for node in visit(resolved(sample)) if isinstance(node, NoteRef)]
    assert notes_of(resolved(sample)) == ["Voir Auteur, Titre, Maison, 2024, p.\u00a03."]
    assert own_note.sources == ("w",)


@pytest.mark.parametrize(
    ("sample", "code"),
    [
        (publication(section(texts(("a", note("b", note("c", span=at(5))))))), "nested-note"),
        (publication(section(title=text(("a", note("b", span=at(5)))))), "note-in-title"),
        (publication(section(title=text(("a", cite("w", span=at(5)))), key="s"), sources=[WORK]), "note-in-title"),
        (publication(section(texts((cite("nobody", span=at(5)),)))), "unknown-source"),
        (publication(section(texts((figure("nothing", span=at(5)),)))), "unknown-figure"),
        (publication(section(texts((ref("tbl-nothing", span=at(5)),)))), "unknown-reference"),
        (
            publication(section(texts((figure("a", "upside-down", span=at(5)),))), figures=[amount("a", 5)]),
            "cannot-write",
        ),
        (
            publication(section(texts((ref("tbl-t", span=at(5)),)), table([column("A")], [("x",)], id="t"))),
            "unnumbered-reference",
        ),
        (
            publication(
                section(
                    texts((ref("tbl-t", span=at(5)),)),
                    table([column("A")], [("x",)], id="t", caption=text("T"), only="deck"),
                )
            ),
            "reference-to-other-medium",
        ),
    ],
)
def test_what_cannot_be_written_is_reported_where_it_stands(sample: Publication, code: str) -> None:
    with pytest.raises(BuildError) as caught:
        resolved(sample)
    assert codes(caught) == [code]
    assert caught.value.diagnostics[0].span.line == 5


def test_the_deck_may_refer_to_what_it_alone_shows() -> None:
    shown = table([column("A")], [("x",)], id="t", caption=text("T"), only="deck")
    sample = publication(section(texts((ref("tbl-t"),), only="deck"), shown, notes=text((ref("tbl-t"),))))
    assert resolved(sample).sections[0].notes


# --- Structure -------------------------------------------------------------------------------------------------------


def test_sections_are_numbered_by_their_place() -> None:
    sample = publication(
        section(title="A"),
        section(title="B", sections=(section(title="B1", key="b1"), section(title="B2", key="b2"))),
    )
    sections = resolved(sample).sections
    shown = [inner.label for inner in (*sections, *sections[1].sections)]
    assert shown == ["1", "2", "2.1", "2.2"]


def test_paragraphs_of_one_text_have_keys_of_their_own() -> None:
    sample = publication(section(texts(["un", "deux"])))
    (block,) = resolved(sample).sections[0].blocks
    assert isinstance(block, TextNode)
    assert [paragraph.key for paragraph in block.blocks if isinstance(paragraph, Paragraph)] == ["text.0", "text.1"]


def test_long_documents_take_linear_work() -> None:
    words = "Une phrase assez longue pour être vraie : elle dit « bonjour » à 25 % des lecteurs."

    def work(count: int) -> int:
        """The Python calls that so many sections and as many rows of a table take."""
        many = tuple(
            section(texts([para(words), para(words)]), title=f"Section {index}", message=text(words), key=f"s{index}")
            for index in range(count)
        )
        rows = [("un mot", "deux", 1, 2, Decimal("3.5"), None)] * count
        sample = publication(*many, section(table([column(str(n)) for n in range(6)], rows), title="T"))
        return calls(lambda: resolve(sample, "fr", timestamp=WHEN))

    work(1)
    assert work(200) < 11 * work(20)
