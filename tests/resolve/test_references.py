from __future__ import annotations

import pytest

from builder.content.model.blocks import ImageBlock, TableBlock
from builder.content.model.exhibits import Image, ImageFile
from builder.resolve.references import find_targets
from builder.tree.blocks import TextNode
from builder.tree.prose import CrossRef, plain
from builder.tree.walk import all_blocks, visit
from tests.resolve.make import AT, chart, column, publication, ref, resolved, section, table, text, texts


def a_table(name: str | None, caption: str | None = "T", **more: object) -> TableBlock:
    words = text(caption) if caption else None
    return table([column("A")], [("x",)], id=name, caption=words, key=f"t-{name}-{caption}", **more)


def references(*parts: object, language: str = "fr") -> list[CrossRef]:
    made = publication(
        section(
            texts(parts),
            a_table("comparison", "Une comparaison"),
            a_table("tbl-second", "Deuxième"),
            chart([1], ["a"], id="funding", caption=text("Montants")),
            title=text(fr="L'origine", en="The origin"),
            id="origins",
        )
    )
    return [one for one in visit(resolved(made, language)) if isinstance(one, CrossRef)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("tbl-comparison", "comparison"),
        ("comparison", "comparison"),
        ("tbl-second", "tbl-second"),
        ("second", "tbl-second"),
        ("fig-funding", "funding"),
        ("sec-origins", "origins"),
    ],
)
def test_an_id_is_reached_with_or_without_its_prefix(name: str, found: str) -> None:
    (reference,) = references("voir ", ref(name))
    assert reference.target == found


def test_a_prefix_must_be_that_of_the_thing() -> None:
    targets = find_targets(publication(section(a_table("comparison"), id="s")))
    assert targets.find("fig-comparison") is None
    assert targets.find("sec-s") is not None


def test_references_are_worded_by_language() -> None:
    parts = ("voir ", ref("comparison"), ", ", ref("funding"), " et ", ref("origins"))
    french = [(one.prefix, one.number, one.title) for one in references(*parts)]
    assert french == [
        ("tableau", "1", "«\u00a0Une comparaison\u00a0»"),
        ("figure", "1", "«\u00a0Montants\u00a0»"),
        ("section", "1", "«\u00a0L’origine\u00a0»"),
    ]
    assert [one.prefix for one in references(*parts, language="en")] == ["Table", "Figure", "Section"]
    assert references(*parts, language="en")[2].title == "“The origin”"


def test_a_reference_that_opens_a_sentence_takes_a_capital() -> None:
    assert [one.prefix for one in references(ref("comparison"), " et ", ref("comparison"))] == ["Tableau", "tableau"]


def test_numbers_count_both_media_and_only_what_has_a_caption() -> None:
    made = publication(
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
        numbers = [getattr(one, "number", None) for one in all_blocks(resolved(made, language))]
        assert numbers == ["1", "", "2", "", "1", "3"]


def test_pictures_and_charts_are_counted_together() -> None:
    file = ImageFile(span=AT, name="a.png", blob=b"x", media_type="image/png", width=1, height=1)
    image = Image(span=AT, key="i.image", file=text("a.png"), files={"": file}, caption=text("Photo"), id="photo")
    made = publication(
        section(
            chart([1], ["a"], caption=text("C"), key="c"),
            ImageBlock(span=AT, key="i", image=image),
            texts(("voir ", ref("fig-photo"))),
        )
    )
    (reference,) = [one for one in visit(resolved(made)) if isinstance(one, CrossRef)]
    assert (reference.kind, reference.number) == ("figure", "2")


def test_captions_that_name_each_other_end() -> None:
    one = table([column("A")], [("x",)], id="one", key="one", caption=text(("Un, voir ", ref("two"))))
    two = table([column("A")], [("x",)], id="two", key="two", caption=text(("Deux, voir ", ref("one"))))
    made = publication(section(one, two, texts(("Voir ", ref("one")))))
    block = resolved(made).sections[0].blocks[2]
    assert isinstance(block, TextNode)
    assert plain(block.blocks[0].inlines) == "Voir tableau\u00a01"  # type: ignore[union-attr]
