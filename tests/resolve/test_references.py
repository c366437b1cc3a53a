from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.model.blocks import ImageBlock, TableBlock
from builder.content.model.exhibits import Image, ImageFile
from builder.resolve.references import find_targets
from builder.tree.blocks import TextNode
from builder.tree.prose import CrossRef, plain
from builder.tree.walk import all_blocks, visit
from tests.resolve.make import AT, chart, column, publication, ref, resolved, section, table, text, texts
from tests.resolve.values import seen


def a_table(name: str | None, caption: str | None = "T", **more: object) -> TableBlock:
    words = text(caption) if caption else None
    return table([column("A")], [("x",)], id=name, caption=words, key=f"t-{name}-{caption}", **more)


def references(*parts: object, language: str = "fr") -> list[CrossRef]:
    sample = publication(
        section(
            texts(parts),
            a_table("comparison", "Une comparaison"),
            a_table("tbl-second", "Deuxième"),
            chart([1], ["a"], id="funding", caption=text("Montants")),
            title=text(fr="L'origine", en="The origin"),
            id="origins",
        )
    )
    return [node for node in visit(resolved(sample, language)) if isinstance(node, CrossRef)]


@pytest.mark.parametrize(
    ("name", "reached"),
    [
        ("tbl-comparison", "comparison"),
        ("comparison", "comparison"),
        ("tbl-second", "tbl-second"),
        ("second", "tbl-second"),
        ("fig-funding", "funding"),
        ("sec-origins", "origins"),
    ],
)
def test_an_id_is_reached_with_or_without_its_prefix(name: str, reached: str) -> None:
    (reference,) = references("voir ", ref(name))
    assert reference.target == reached


def test_a_prefix_must_be_that_of_the_thing() -> None:
    targets = find_targets(publication(section(a_table("comparison"), id="s")))
    assert targets.find("fig-comparison") is None
    assert targets.find("sec-s") is not None


def test_references_are_worded_by_language() -> None:
    parts = ("voir ", ref("comparison"), ", ", ref("funding"), " et ", ref("origins"))
    french = [(reference.prefix, reference.number, reference.title) for reference in references(*parts)]
    assert french == [
        ("tableau", "1", "«\u00a0Une comparaison\u00a0»"),
        ("figure", "1", "«\u00a0Montants\u00a0»"),
        ("section", "1", "section «\u00a0L’origine\u00a0»"),
    ]
    assert [reference.prefix for reference in references(*parts, language="en")] == ["Table", "Figure", "Section"]
    assert references(*parts, language="en")[2].title == "section “The origin”"


def test_a_reference_that_opens_a_sentence_takes_a_capital() -> None:
    assert [reference.prefix for reference in references(ref("comparison"), " et ", ref("comparison"))] == [
        "Tableau",
        "tableau",
    ]


def test_numbers_count_both_media_and_only_what_has_a_caption() -> None:
    sample = publication(
        section(
            a_table(None, "un", only="deck"),
            a_table(None, None),
            a_table(None, "deux", only="brief"),
            chart([1], ["a"], key="c1"),
            chart([1], ["a"], key="c2", caption=text("C")),
            sections=(section(a_table(None, "trois"), title="S"),),
        )
    )
    for language in ("fr", "en"):
        numbers = [getattr(block, "number", None) for block in all_blocks(resolved(sample, language))]
        assert numbers == ["1", "", "2", "", "1", "3"]


def test_pictures_and_charts_are_counted_together() -> None:
    file = ImageFile(span=AT, name="a.png", blob=b"x", media_type="image/png", width=1, height=1)
    image = Image(span=AT, key="i.image", file=text("a.png"), files={"": file}, caption=text("Photo"), id="photo")
    sample = publication(
        section(
            chart([1], ["a"], caption=text("C"), key="c"),
            ImageBlock(span=AT, key="i", image=image),
            texts(("voir ", ref("fig-photo"))),
        )
    )
    (reference,) = [node for node in visit(resolved(sample)) if isinstance(node, CrossRef)]
    assert (reference.kind, reference.number) == ("figure", "2")


def test_captions_that_name_each_other_end() -> None:
    first = table([column("A")], [("x",)], id="one", key="one", caption=text(("Un, voir ", ref("two"))))
    two = table([column("A")], [("x",)], id="two", key="two", caption=text(("Deux, voir ", ref("one"))))
    sample = publication(section(first, two, texts(("Voir ", ref("one")))))
    block = resolved(sample).sections[0].blocks[2]
    assert isinstance(block, TextNode)
    assert plain(block.blocks[0].inlines) == "Voir tableau\u00a01"  # type: ignore[union-attr]


def printed(*parts: object, language: str = "fr") -> str:
    """Return a sentence that may refer to tables a, b and c (1 to 3), figures f, g, h and sections s and t."""
    declared = language.partition("-")[0]
    blocks = [a_table(name, name.upper()) for name in "abc"]
    charts = [chart([1], ["x"], id=name, key=name, caption=text(name.upper())) for name in "fgh"]
    sample = publication(
        section(texts(parts, only="brief"), *blocks, *charts, title=text("S"), id="s"),
        section(title=text("T"), id="t"),
        languages=(declared,),
    )
    node = resolved(sample, language).sections[0].blocks[0]
    assert isinstance(node, TextNode)
    return seen(plain(node.blocks[0].inlines))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("language", "parts", "expected"),
    [
        ("fr", ("Voir les ", ref("a"), ", ", ref("b"), "."), "Voir les tableaux~1 et 2."),
        ("fr", ("Renvoi aux ", ref("a"), " et ", ref("b"), "."), "Renvoi aux tableaux~1 et 2."),
        ("fr", ("Renvoi au ", ref("a"), " et ", ref("b"), "."), "Renvoi aux tableaux~1 et 2."),
        ("fr-CA", ("Renvoi à ", ref("a"), ", ", ref("b"), "."), "Renvoi aux tableaux~1 et 2."),
        (
            "fr-CH",
            ("Lecture de la ", ref("f"), ", ", ref("g"), " et ", ref("h"), "."),
            "Lecture des figures~1, 2 et 3.",
        ),
        ("fr", ("Lecture de ", ref("f"), ", ", ref("g"), ", ", ref("h"), "."), "Lecture des figures~1, 2 et 3."),
        ("fr", ("La ", ref("f"), " ou ", ref("h"), "."), "Les figures~1 ou 3."),
        ("fr", ("Voir les ", ref("a"), "–", ref("c"), "."), "Voir les tableaux~1–3."),
        ("fr", ("Voir les ", ref("s"), " et ", ref("t"), "."), "Voir les sections~1 et 2."),
        ("fr", (ref("a"), ", ", ref("b"), " : oui"), "Tableaux~1 et 2~: oui"),
        ("en", ("See ", ref("a"), ", ", ref("b"), "."), "See Tables~1 and 2."),
        ("en", ("See ", ref("a"), ", ", ref("b"), " and ", ref("c"), "."), "See Tables~1, 2, and 3."),
        ("en-GB", ("See ", ref("a"), ", ", ref("b"), ", and ", ref("c"), "."), "See Tables~1, 2 and 3."),
        ("en", ("See ", ref("f"), " or ", ref("g"), "."), "See Figures~1 or 2."),
        ("en", ("In ", ref("a"), ", ", ref("b"), " and ", ref("c"), " it is."), "In Tables~1, 2, and 3 it is."),
        ("de-CH", ("Siehe ", ref("a"), ", ", ref("b"), "."), "Siehe Tabellen~1 und 2."),
        ("es", ("Véase la ", ref("a"), " y ", ref("b"), "."), "Véase las tablas~1 y 2."),
        ("it", ("Si vedano ", ref("f"), ", ", ref("g"), "."), "Si vedano figure~1 e 2."),
        ("it", ("Nella ", ref("a"), " e ", ref("b"), "."), "Nelle tabelle~1 e 2."),
        ("nl", ("Zie ", ref("a"), " en ", ref("b"), "."), "Zie tabellen~1 en 2."),
    ],
)
def test_references_in_a_row_are_a_group(language: str, parts: tuple[object, ...], expected: str) -> None:
    assert printed(*parts, language=language) == expected


@pytest.mark.parametrize(
    ("language", "parts", "expected"),
    [
        ("fr", ("Voir le ", ref("a"), " et la ", ref("f"), "."), "Voir le tableau~1 et la figure~1."),
        ("fr", ("Voir ", ref("a"), ", ", ref("f"), "."), "Voir tableau~1, figure~1."),
        ("fr", ("Voir ", ref("a"), " puis ", ref("b"), "."), "Voir tableau~1 puis tableau~2."),
        ("fr", ("Du ", ref("a"), " à ", ref("b"), "."), "Du tableau~1 au tableau~2."),
        ("fr", ("De ", ref("f"), " à ", ref("s"), "."), "De la figure~1 à la section~1."),
        ("fr", ("Voir ", ref("a"), ", ", ref("a"), "."), "Voir tableau~1, tableau~1."),
        ("en", ("See ", ref("a"), " with ", ref("b"), "."), "See Table~1 with Table~2."),
        ("en", ("In ", ref("a"), ", ", ref("b"), " is split."), "In Table~1, Table~2 is split."),
    ],
)
def test_references_that_are_no_group_keep_their_nouns(language: str, parts: tuple[object, ...], expected: str) -> None:
    assert printed(*parts, language=language) == expected


def test_a_group_keeps_every_reference_for_its_field() -> None:
    printed_references = references("Voir ", ref("comparison"), ", ", ref("second"))
    assert [(reference.target, reference.prefix, reference.number) for reference in printed_references] == [
        ("comparison", "tableaux", "1"), ("tbl-second", "", "2")
    ]  # fmt: skip


JOINTS = {"fr": [", ", " et ", ", et ", " ou ", "–"], "en": [", ", " and ", ", and ", " or ", "–"]}


@given(st.sampled_from(["fr", "en", "en-GB", "fr-CA"]), st.permutations("abc"), st.data())
def test_a_group_names_its_noun_once_and_each_number_once(language: str, names: list[str], data: st.DataObject) -> None:
    typed = [data.draw(st.sampled_from(JOINTS[language[:2]])) for _ in range(2)]
    parts = [ref(names[0]), typed[0], ref(names[1]), typed[1], ref(names[2])]
    words = printed("x ", *parts, language=language)
    assert len(re.findall("(?i)table", words)) == 1
    assert re.findall(r"\d", words) == [str("abc".index(name) + 1) for name in names]
    assert re.search(r"\s\s|,,|\s,", words) is None
