"""Corrections of single things: lists, links, tables, figures, languages, spaces, fonts, streams."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from builder.pdf.asides import lift_asides
from builder.pdf.characters import FontCharacters
from builder.pdf.figures import describe_drawings, describe_shapes
from builder.pdf.fonts import Replacement, replacements
from builder.pdf.languages import mark_languages
from builder.pdf.links import correct_links
from builder.pdf.lists import correct_lists
from builder.pdf.office_facts import BriefDrawing, BriefFacts, Shape, SlideFacts, TableFacts, TextRun
from builder.pdf.roles import set_standard_types
from builder.pdf.saving import saved, set_data, set_text
from builder.pdf.structure import Annotation, Element, Mark, elements, marks, prune, read_structure
from builder.pdf.tables import correct_tables
from tests.pdf.drafts import draft_of, paragraph, shape


def types(element: Element) -> object:
    """An element as nested pairs of type and kids, marks as their numbers."""
    kids = [
        kid.number if isinstance(kid, Mark) else "link" if isinstance(kid, Annotation) else types(kid)
        for kid in element.kids
    ]
    return (element.type, *kids)


def written(draft: object) -> str:
    """The content of the page after the draft is finished."""
    draft.finish()  # type: ignore[attr-defined]
    return draft.pdf.pages[0].obj.Contents.read_bytes().decode("latin-1")  # type: ignore[attr-defined]


def item(number: int, labelled: bool = False) -> Element:
    if labelled:
        return Element("LI", [Element("Lbl", [Mark(0, number)]), Element("LBody", [Mark(0, number + 1)])])
    return Element("LI", [Element("LBody", [Element("P", [Mark(0, number), Mark(0, number + 1)])])])


@pytest.mark.parametrize(
    ("labels", "numbering"),
    [
        (("1.", "2.", "3."), "Decimal"),
        (("7)", "8)", "9)"), "Decimal"),
        (("a.", "b.", "c."), "LowerAlpha"),
        (("A", "B", "C"), "UpperAlpha"),
        (("i.", "ii.", "iii."), "LowerRoman"),
        (("IX.", "X.", "XI."), "UpperRoman"),
        (("*", "*", "*"), "Disc"),
        (("-", "-", "-"), "Disc"),
    ],
)
def test_labels_are_known_by_their_sequence(labels: tuple[str, ...], numbering: str) -> None:
    content = "".join(paragraph(2 * n, label) + paragraph(2 * n + 1, "words") for n, label in enumerate(labels))
    draft = draft_of(content, Element("L", [item(2 * n) for n in range(3)]))
    correct_lists(draft)
    (items,) = draft.root.kids
    assert isinstance(items, Element) and str(items.attribute("/List", "/ListNumbering")) == f"/{numbering}"
    assert types(items) == ("L", *(("LI", ("Lbl", 2 * n), ("LBody", ("P", 2 * n + 1))) for n in range(3)))


@pytest.mark.parametrize("labels", [("1.", "3.", "4."), ("The", "A", "An"), ("", "", ""), ("1.", "b.", "c.")])
def test_first_words_are_no_labels(labels: tuple[str, ...]) -> None:
    content = "".join(paragraph(2 * n, label) + paragraph(2 * n + 1, "words") for n, label in enumerate(labels))
    items = Element("L", [item(2 * n) for n in range(3)])
    draft = draft_of(content, items)
    correct_lists(draft)
    assert "/A" not in items.entries
    assert types(items) == ("L", *(("LI", ("LBody", ("P", 2 * n, 2 * n + 1))) for n in range(3)))


def test_items_outside_of_a_list_get_one() -> None:
    content = "".join(paragraph(n, text) for n, text in enumerate(["1.", "one", "2.", "two"]))
    draft = draft_of(content, Element("Div", [item(0, labelled=True), item(2, labelled=True)]))
    correct_lists(draft)
    assert types(draft.root)[1] == (  # type: ignore[index]
        "Div",
        ("L", ("LI", ("Lbl", 0), ("LBody", 1)), ("LI", ("Lbl", 2), ("LBody", 3))),
    )


def link(x: float, width: float = 90, **more: object) -> Dictionary:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([x, 695, x + width, 715]),
        A=Dictionary(S=Name.URI, URI=String("https://example.org/a")),
        **more,
    )


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (50, ("P", ("Link", 0, "link"), 1)),
        (150, ("P", 0, ("Link", 1, "link"), 2)),
        (250, ("P", 0, ("Link", 1, "link"))),
    ],
)
def test_a_link_is_put_around_its_words(x: float, expected: object) -> None:
    draft = draft_of(paragraph(0, "before", "words", "after"), Element("P", [Mark(0, 0)]), annotations=[link(x)])
    correct_links(draft)
    assert types(draft.root.kids[0]) == expected  # type: ignore[arg-type]
    (element,) = [own for own in elements(draft.root) if own.type == "Link"]
    words = {50: "before", 150: "words", 250: "after"}[int(x)]
    assert draft.text(element) == words
    content = written(draft)
    assert content.count("BDC") == content.count("EMC") == len(list(marks(draft.root)))
    page = draft.pdf.pages[0].obj
    assert str(page.Annots[0].Contents) == words and page.Tabs == Name.S


def test_a_link_over_several_portions_keeps_them_together() -> None:
    draft = draft_of(paragraph(0, "a", "b", "c"), Element("P", [Mark(0, 0)]), annotations=[link(50, 190)])
    correct_links(draft)
    assert types(draft.root.kids[0]) == ("P", ("Link", 0, "link"), 1)  # type: ignore[arg-type]


def test_links_to_one_annotation_are_joined_with_what_is_between_them_and_keep_their_languages() -> None:
    first = Element("Link", [Mark(0, 0), Annotation(0, 0)])
    second = Element("Link", [Mark(0, 2), Annotation(0, 0)], {"/Lang": String("en-GB")})
    content = "".join(paragraph(n, text) for n, text in enumerate("abc"))
    draft = draft_of(content, Element("P", [first, Mark(0, 1), second]), annotations=[link(50)])
    correct_links(draft)
    assert types(draft.root.kids[0]) == ("P", ("Link", 0, 1, ("Span", 2), "link"))  # type: ignore[arg-type]
    (span,) = [element for element in elements(draft.root) if element.type == "Span"]
    assert str(span.entries["/Lang"]) == "en-GB"


def test_an_annotation_is_in_the_structure_once() -> None:
    content = paragraph(0, "a") + paragraph(1, "b")
    kids = [Element("P", [Element("Link", [Mark(0, n), Annotation(0, 0)])]) for n in (0, 1)]
    draft = draft_of(content, *kids, annotations=[link(50)])
    correct_links(draft)
    assert [types(kid) for kid in kids] == [("P", ("Link", 0, "link")), ("P", ("Span", 1))]


def row(*cells: str) -> Element:
    return Element("TR", [Element(cell, [Element("P", [Mark(0, 0)])]) for cell in cells])


def test_headers_are_those_of_the_file() -> None:
    table = Element("Table", [row("TD", "TD"), row("TH", "TD"), row("TD", "TD"), Mark(0, 9)])
    correct_tables(table_in(table), [TableFacts(3, 1, True, "Described")])
    assert [[cell.type for cell in row.kids] for row in table.kids] == [["TH", "TH"], ["TH", "TD"], ["TH", "TD"]]  # type: ignore[union-attr]
    scopes = [str(cell.attribute("/Table", "/Scope")) for row in table.kids for cell in row.kids]  # type: ignore[union-attr]
    assert scopes == ["/Column", "/Column", "/Row", "None", "/Row", "None"]
    assert str(table.attribute("/Table", "/Summary")) == "Described"


def table_in(table: Element) -> Element:
    return Element("StructTreeRoot", [Element("Document", [table])])


def test_a_name_over_several_rows_is_a_header_once() -> None:
    table = Element("Table", [row("TD", "TD"), row("TD", "TD"), row("TD"), row("TD", "TD")])
    first = table.kids[1].kids[0]  # type: ignore[union-attr]
    first.set_attribute("/Table", "/RowSpan", 2)  # type: ignore[union-attr]
    correct_tables(table_in(table), [TableFacts(4, 1, True)])
    assert [[cell.type for cell in row.kids] for row in table.kids] == [  # type: ignore[union-attr]
        ["TH", "TH"],
        ["TH", "TD"],
        ["TD"],
        ["TH", "TD"],
    ]


def test_a_table_that_only_places_its_content_is_no_table() -> None:
    table = Element("Table", [row("TD", "TD"), row("TD")])
    correct_tables(table_in(table), [TableFacts(2, 0, False)])
    assert table.type == "Div" and [kid.type for kid in table.kids] == ["P", "P", "P"]  # type: ignore[union-attr]


def test_a_table_of_other_rows_keeps_its_headers() -> None:
    table = Element("Table", [row("TH", "TD"), row("TD", "TD")])
    correct_tables(table_in(table), [TableFacts(3, 1, True)])
    assert [[cell.type for cell in row.kids] for row in table.kids] == [["TH", "TD"], ["TD", "TD"]]  # type: ignore[union-attr]


def test_a_note_in_the_margin_is_before_the_paragraph_beside_it() -> None:
    note = Element("Div", [Element("P", [Mark(0, 1)]), Element("P", [Mark(0, 2)])])
    beside = Element("P", [Mark(0, 0), Element("Span", [Mark(0, 3)]), note])
    document = Element("Document", [Element("H1", [Mark(0, 4)]), beside, Element("P", [Mark(0, 5)])])
    lift_asides(Element("", [document]))
    assert [kid.type for kid in document.kids] == ["H1", "P", "P", "P", "P"]  # type: ignore[union-attr]
    assert document.kids[1:4] == [*note.kids, beside] and note not in beside.kids and len(beside.kids) == 2


def figure(number: int, *box: float, alternative: str = "") -> Element:
    figure = Element("Figure", [Mark(0, number)], {"/Alt": String(alternative)} if alternative else {}, page=0)
    figure.set_attribute("/Layout", "/BBox", Array(box or (0, 0, 100, 100)))
    return figure


def test_figures_have_the_texts_of_their_drawings() -> None:
    figures = [figure(0, alternative="d-0"), figure(1), figure(2, alternative="d-2"), figure(3)]
    draft = draft_of("".join(map(shape, range(4))), *figures)
    drawings = (
        BriefDrawing("d-0", ""),
        BriefDrawing("d-1", "A chart"),
        BriefDrawing("d-2", "A picture"),
        BriefDrawing("d-3", None),
    )
    describe_drawings(draft, BriefFacts(drawings, ()))
    prune(draft.root)
    assert [str(element.entries.get("/Alt", "?")) for element in elements(draft.root) if element.type == "Figure"] == [
        "A chart",
        "A picture",
        "?",
    ]
    assert written(draft).startswith("/Artifact BMC\n10 10 m")


def test_a_figure_more_than_drawings_gets_no_text_of_another() -> None:
    figures = [figure(0), figure(1)]
    draft = draft_of(shape(0) + shape(1), *figures)
    describe_drawings(draft, BriefFacts((BriefDrawing("d-0", "A chart"),), ()))
    assert all("/Alt" not in figure.entries for figure in figures)


def test_decorations_that_the_program_left_out_are_not_missed() -> None:
    only = figure(0)
    draft = draft_of(shape(0), only)
    describe_drawings(draft, BriefFacts((BriefDrawing("d-0", ""), BriefDrawing("d-1", "A chart")), ()))
    assert str(only.entries["/Alt"]) == "A chart"


def test_a_picture_that_is_painted_as_an_artifact_becomes_the_content_of_its_figure() -> None:
    content = paragraph(0, "text") + "/Artifact BMC\nq 100 0 0 50 20 30 cm\n/Im1 Do Q\nEMC\n"
    empty = figure(9, 20, 30, 120, 80, alternative="d-0")
    empty.kids = []
    draft = draft_of(content, Element("P", [Mark(0, 0)]), empty)
    describe_drawings(draft, BriefFacts((BriefDrawing("d-0", "A bridge"),), ()))
    assert types(empty) == ("Figure", 1) and str(empty.entries["/Alt"]) == "A bridge"
    assert "/Figure << /MCID 1 >> BDC\nq\n100 0 0 50 20 30 cm" in written(draft)


def test_shapes_of_slides_are_known_by_order_and_box() -> None:
    figures = [figure(0, 0, 0, 10, 10), figure(1, 50, 50, 90, 90), figure(2, 300, 300, 310, 310)]
    shapes = [Shape((0, 0, 10, 11), ""), Shape((200, 0, 210, 10), "not there"), Shape((50, 50, 91, 90), "A chart")]
    describe_shapes(figures, shapes)
    assert [str(figure.entries.get("/Alt", "")) for figure in figures] == ["", "A chart", ""]
    assert [bool(figure.kids) for figure in figures] == [False, True, True]


def test_runs_in_another_language_are_split_off() -> None:
    draft = draft_of(paragraph(0, "Il dit ", "good morning", " et part."), Element("P", [Mark(0, 0)]))
    runs = (TextRun("Il dit ", ""), TextRun("good morning", "en-GB"), TextRun(" et part.", ""))
    mark_languages(draft, draft.root, SlideFacts("", (), (), (runs,), frozenset()))
    assert types(draft.root.kids[0]) == ("P", 0, ("Span", 1), 2)  # type: ignore[arg-type]
    (span,) = [element for element in elements(draft.root) if element.type == "Span"]
    assert str(span.entries["/Lang"]) == "en-GB" and draft.text(span) == "good morning"
    assert [draft.text(Mark(0, number)) for number in range(3)] == ["Il dit ", "good morning", " et part."]


def test_spaces_are_shown_without_notes() -> None:
    noted = "BT /F1 9 Tf(a)Tj\n/Span<</ActualText<FEFF00A0>>>BDC\n( )Tj\nEMC\n(b)Tj ET\n"
    kept = "BT /F1 9 Tf\n/Span<</ActualText(fi)>>BDC\n(x)Tj\nEMC ET\n"
    draft = draft_of(f"/P<</MCID 0>>BDC\n{noted}{kept}EMC\n", Element("P", [Mark(0, 0)]))
    assert draft.text(Mark(0, 0)) == "a bfi"
    content = written(draft)
    assert content.count("ActualText") == 1 and content.count("BDC") == 2 == content.count("EMC")


def test_what_is_painted_outside_of_everything_becomes_an_artifact_and_clips_stay() -> None:
    content = "q 0 0 9 9 re W n\n0 0 1 1 re f\n/Im1 Do\nBT /F1 9 Tf (x) Tj ET\n1 2 m 3 4 l S Q\n"
    draft = draft_of(content)
    # Before version 9, pikepdf writes strings in hexadecimal digits.
    assert written(draft).replace("<78>", "(x)").split("\n") == [
        *("q", "0 0 9 9 re", "W", "n"),
        *("/Artifact BMC", "0 0 1 1 re", "f", "EMC"),
        *("/Artifact BMC", "/Im1 Do", "EMC"),
        *("/Artifact BMC", "BT", "/F1 9 Tf", "(x) Tj", "ET", "EMC"),
        *("/Artifact BMC", "1 2 m", "3 4 l", "S", "EMC", "Q"),
    ]


def test_a_tree_is_read_back_as_it_was_written() -> None:
    content = "".join(paragraph(n, "x") for n in range(3))
    tree = Element("Document", [Element("P", [Mark(0, 0), Element("Span", [Mark(0, 1)])]), Element("P", [Mark(0, 2)])])
    draft = draft_of(content, tree)
    draft.finish()
    assert types(read_structure(draft.pdf)) == ("StructTreeRoot", types(tree))
    parents = pikepdf.NumberTree(draft.pdf.Root.StructTreeRoot.ParentTree)
    assert [str(owner.S) for owner in parents[0]] == ["/P", "/Span", "/P"]


def test_styles_get_standard_types() -> None:
    root = Element(
        "StructTreeRoot", [Element(name) for name in ("Table Text", "caption", "Quote style", "H2", "Odd", "A")]
    )
    set_standard_types(root, {"Table Text": "P", "A": "B", "B": "A"})
    assert [kid.type for kid in root.kids] == ["P", "Caption", "BlockQuote", "H2", "P", "P"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("named", "embedded", "expected"),
    [
        ({"Calibri"}, {"Calibri"}, []),
        ({"Calibri", "Cambria"}, {"Carlito", "Caladea"}, [("Calibri", "Carlito"), ("Cambria", "Caladea")]),
        ({"Calibri", "Consolas"}, {"Carlito"}, [("Calibri", "Carlito")]),
        (
            {"Calibri", "Consolas"},
            {"Carlito", "DejaVuSansMono"},
            [("Calibri", "Carlito"), ("Consolas", "DejaVuSansMono")],
        ),
        (
            {"Garamond", "Georgia"},
            {"DejaVuSerif", "OpenSymbol"},
            [("Garamond", "DejaVuSerif"), ("Georgia", "DejaVuSerif")],
        ),
        ({"Garamond"}, {"A", "B"}, [("Garamond", "A or B")]),
        ({"Arial"}, {"ArialMT"}, []),
    ],
)
def test_replaced_fonts_are_those_that_are_not_there(
    named: set[str], embedded: set[str], expected: list[tuple[str, str]]
) -> None:
    assert replacements(frozenset(named), frozenset(embedded)) == tuple(Replacement(*pair) for pair in expected)


@given(st.binary(max_size=300))
def test_streams_never_end_with_a_carriage_return(data: bytes) -> None:
    pdf = pikepdf.new()
    stream = pdf.make_stream(b"")
    set_data(stream, data)
    assert not stream.read_raw_bytes().endswith(b"\r") and stream.read_bytes() == data
    set_text(stream, data)
    assert not stream.read_raw_bytes().endswith(b"\r") and stream.read_bytes().rstrip(b"\n") == data.rstrip(b"\n")


def test_a_stream_that_would_end_with_a_carriage_return_is_spelled_otherwise() -> None:
    data = next(blob for n in range(100_000) if zlib.compress(blob := str(n).encode(), 9).endswith(b"\r"))
    pdf = pikepdf.new()
    pdf.Root.Data = pdf.make_stream(b"")
    set_data(pdf.Root.Data, data)
    assert list(pdf.Root.Data.Filter) == [Name.ASCII85Decode, Name.FlateDecode]
    stream = BytesIO()
    pdf.save(stream)
    with pikepdf.open(stream) as again:
        assert again.Root.Data.read_bytes() == data


def test_streams_of_objects_never_end_with_a_carriage_return() -> None:
    """Some do by chance, and are then packed otherwise."""
    met = 0
    for number in range(150):
        pdf = pikepdf.new()
        for _ in range(3):
            pdf.add_blank_page()
        pdf.Root.Numbers = Array([pdf.make_indirect(Dictionary(N=number + n)) for n in range(250)])
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(ParentTreeNextKey=3))
        stream = BytesIO()
        mode = pikepdf.ObjectStreamMode.generate
        pdf.save(stream, deterministic_id=True, object_stream_mode=mode, preserve_pdfa=True)
        met += b"\r\nendstream" in stream.getvalue()
        assert b"\r\nendstream" not in saved(pdf)
    assert met


@given(
    st.dictionaries(st.integers(0, 255), st.text(st.characters(codec="utf-16-be"), min_size=1, max_size=3), min_size=1)
)
def test_a_map_of_characters_survives_its_rewriting(characters: dict[int, str]) -> None:
    body = "\n".join(f"<{code:02X}> <{text.encode('utf-16-be').hex()}>" for code, text in characters.items())
    pdf = pikepdf.new()
    font = Dictionary(Subtype=Name.TrueType, ToUnicode=pdf.make_stream(f"1 beginbfchar\n{body}\nendbfchar".encode()))
    first = FontCharacters(font)
    assert all(first.text(bytes([code])) == text for code, text in characters.items())
    font.ToUnicode = pdf.make_stream(first.map_with_spaces())
    second = FontCharacters(font)
    for code, text in characters.items():
        assert second.text(bytes([code])) == (" " if text.isspace() else text)
    assert not second.has_other_spaces()


def test_ranges_of_characters_are_read() -> None:
    pdf = pikepdf.new()
    ranges = b"2 beginbfrange\n<01> <03> <0041>\n<10> <11> [<0078> <00790079>]\nendbfrange"
    font = FontCharacters(Dictionary(Subtype=Name.Type0, ToUnicode=pdf.make_stream(ranges)))
    assert font.text(bytes([0, 1, 0, 2, 0, 3, 0, 16, 0, 17, 0, 18])) == "ABCxyy\ufffd"
