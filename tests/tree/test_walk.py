from __future__ import annotations

from msgspec.structs import replace

from builder.source import Span
from builder.tree.blocks import TextNode
from builder.tree.document import Document, SectionNode
from builder.tree.exhibits import CellNode, ColumnNode, TableNode
from builder.tree.prose import ItemList, ListItem, NoteRef, Paragraph, Run
from builder.tree.walk import all_blocks, all_sections, keep_medium, rewrite, rewrite_inlines, visit
from tests.resolve.make import publication, resolved, section, texts

AT = Span("a.yaml", 3, 5)


def words(text: str) -> tuple[Run, ...]:
    return (Run(text, AT),)


def block(text: str, only: str | None = None) -> TextNode:
    return TextNode(span=AT, key=text, only=only, blocks=(Paragraph(words(text)),))  # type: ignore[arg-type]


def document(*sections: SectionNode) -> Document:
    base = resolved(publication(section(texts("x"))))
    return replace(base, title=words("Titre"), sections=sections)


def part(key: str, *blocks: object, **more: object) -> SectionNode:
    return SectionNode(span=AT, key=key, place=(1,), label="1", title=words(key), blocks=blocks, **more)  # type: ignore[arg-type]


def test_visit_meets_every_run_in_document_order() -> None:
    note = NoteRef((Paragraph(words("note")),))
    listed = ItemList((ListItem((Paragraph((*words("item"), note)),)),))
    table = TableNode(
        span=AT,
        key="t",
        columns=(ColumnNode(header=words("head")),),
        rows=((CellNode(words("cell")),),),
        caption=words("caption"),
    )
    whole = document(part("one", TextNode(span=AT, key="b", blocks=(listed,)), table))
    met = [node.text for node in visit(whole) if isinstance(node, Run)]
    assert met == ["Titre", "one", "item", "note", "head", "cell", "caption"]


def test_sections_and_blocks_come_in_document_order() -> None:
    inner = part("inner", block("b"))
    whole = document(part("outer", block("a"), sections=(inner,)), part("last", block("c")))
    assert [section.key for section in all_sections(whole)] == ["outer", "inner", "last"]
    assert [block.key for block in all_blocks(whole)] == ["a", "b", "c"]


def test_rewrite_shares_what_does_not_change() -> None:
    whole = document(part("one", block("a")), part("two", block("b")))
    changed = rewrite(
        whole, lambda node: replace(node, text="B") if isinstance(node, Run) and node.text == "b" else node
    )
    assert [inner.text for inner in visit(changed) if isinstance(inner, Run)] == ["Titre", "one", "a", "two", "B"]
    assert changed.sections[0] is whole.sections[0]
    assert rewrite(whole, lambda node: node) is whole


def test_rewrite_inlines_reaches_titles_paragraphs_and_notes() -> None:
    note = NoteRef((Paragraph(words("n")),))
    whole = document(part("one", TextNode(span=AT, key="b", blocks=(Paragraph((*words("a"), note)),))))

    def louder(inlines: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(
            replace(inline, text=inline.text.upper()) if isinstance(inline, Run) else inline for inline in inlines
        )

    changed = rewrite_inlines(whole, louder)  # type: ignore[arg-type]
    assert [node.text for node in visit(changed) if isinstance(node, Run)] == ["TITRE", "ONE", "A", "N"]


def test_each_medium_keeps_its_own_blocks_and_only_the_deck_its_notes() -> None:
    inner = part("inner", block("deck too", "deck"), notes=(Paragraph(words("say")),))
    whole = document(part("outer", block("both"), block("brief", "brief"), block("deck", "deck"), sections=(inner,)))
    brief, deck = keep_medium(whole, "brief"), keep_medium(whole, "deck")
    assert [block.key for block in all_blocks(brief)] == ["both", "brief"]
    assert [block.key for block in all_blocks(deck)] == ["both", "deck", "deck too"]
    assert [bool(section.notes) for section in all_sections(brief)] == [False, False]
    assert [bool(section.notes) for section in all_sections(deck)] == [False, True]


def test_a_document_that_is_the_same_in_both_media_is_not_copied() -> None:
    whole = document(part("one", block("a"), sections=(part("two", block("b")),)))
    assert keep_medium(whole, "brief") is whole
    assert keep_medium(whole, "deck") is whole
