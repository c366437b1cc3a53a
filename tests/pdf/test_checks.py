"""Every check finds what it is for: a finished PDF is broken in one way at a time."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from builder.pdf.checks import faults
from tests.files.printing import Printed

pytestmark = pytest.mark.render

Break = Callable[[pikepdf.Pdf], None]


def elements(pdf: pikepdf.Pdf, *types: str) -> list[Any]:
    """The elements of these types, in reading order."""

    def inside(node: Any) -> list[Any]:
        kids = node.get("/K", Array())
        nodes = [node] if "/S" in node and str(node.S)[1:] in types else []
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                nodes += inside(kid)
        return nodes

    return inside(pdf.Root.StructTreeRoot)


def first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return elements(pdf, kind)[0]


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def other_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Another"


def hidden_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def not_marked(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


def suspects(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def no_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def mapped_type(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/Figure": Name.P})


def unknown_type(pdf: pikepdf.Pdf) -> None:
    first(pdf, "P").S = Name("/Leitfaden")


def no_alternative(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "Figure")["/Alt"]


def blank_alternative(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure").Alt = String(" ")


def level_left_out(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H1")[1].S = Name.H3


def first_level_left_out(pdf: pikepdf.Pdf) -> None:
    first(pdf, "H1").S = Name.H2


def both_kinds_of_headings(pdf: pikepdf.Pdf) -> None:
    first(pdf, "H1").S = Name.H


def no_headings(pdf: pikepdf.Pdf) -> None:
    for heading in elements(pdf, "H1", "H2", "H3"):
        heading.S = Name.P


def two_headings(pdf: pikepdf.Pdf) -> None:
    section = first(pdf, "Sect")
    next(kid for kid in section.K if kid.S == Name.P).S = Name.H


def no_headers(pdf: pikepdf.Pdf) -> None:
    for header in elements(pdf, "TH"):
        header.S = Name.TD


def no_scope(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "TH")["/A"]


def ragged_table(pdf: pikepdf.Pdf) -> None:
    row = elements(pdf, "TR")[-1]
    row.K = Array(list(row.K)[:-1])


def stray_row(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Table").S = Name.Div


def stray_item(pdf: pikepdf.Pdf) -> None:
    first(pdf, "L").S = Name.Div


def content_in_list(pdf: pikepdf.Pdf) -> None:
    first(pdf, "LI").S = Name.P


def no_numbering(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "L")["/A"]


def no_note_id(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "Note")["/ID"]


def same_note_ids(pdf: pikepdf.Pdf) -> None:
    for note in elements(pdf, "Note"):
        note.ID = String("same")


def no_document(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Document").S = Name.Div


def link_outside(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Link").S = Name.Span


def link_without_words(pdf: pikepdf.Pdf) -> None:
    link = first(pdf, "Link")
    link.K = Array([kid for kid in link.K if isinstance(kid, Dictionary)])


def _link(pdf: pikepdf.Pdf) -> Any:
    return next(link for page in pdf.pages for link in page.obj.get("/Annots", ()))


def link_without_description(pdf: pikepdf.Pdf) -> None:
    del _link(pdf)["/Contents"]


def link_to_nowhere(pdf: pikepdf.Pdf) -> None:
    link = _link(pdf)
    if "/A" in link:
        del link["/A"]
    link.Dest = Array([pdf.make_indirect(Dictionary(Type=Name.Page)), Name.Fit])


def no_order_of_links(pdf: pikepdf.Pdf) -> None:
    del next(page for page in pdf.pages if "/Annots" in page.obj).obj["/Tabs"]


def other_annotation(pdf: pikepdf.Pdf) -> None:
    _link(pdf).Subtype = Name.Text


def _change_content(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    page = pdf.pages[0]
    page.obj.Contents = pdf.make_stream(change(page.obj.Contents.read_bytes()))


def untagged_painting(pdf: pikepdf.Pdf) -> None:
    _change_content(pdf, lambda content: content + b"\n0 0 10 10 re f\n")


def untagged_text(pdf: pikepdf.Pdf) -> None:
    _change_content(pdf, lambda content: content + b"\nBT /F1 9 Tf (x) Tj ET\n")


def content_outside_the_tree(pdf: pikepdf.Pdf) -> None:
    _change_content(pdf, lambda content: content + b"\n/P <</MCID 9999>> BDC 0 0 10 10 re f EMC\n")


def same_number_twice(pdf: pikepdf.Pdf) -> None:
    _change_content(pdf, lambda content: content + b"\n/P <</MCID 12>> BDC 0 0 10 10 re f EMC\n")


def artifact_in_content(pdf: pikepdf.Pdf) -> None:
    def nested(content: bytes) -> bytes:
        place = content.index(b"BDC\n") + 4
        return content[:place] + b"/Artifact BMC 0 0 1 1 re f EMC\n" + content[place:]

    _change_content(pdf, nested)


def open_sequence(pdf: pikepdf.Pdf) -> None:
    _change_content(pdf, lambda content: content + b"\nEMC\n")


def wrong_parent(pdf: pikepdf.Pdf) -> None:
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    owners = tree[0]
    owners[0], owners[len(owners) - 1] = owners[len(owners) - 1], owners[0]


def no_parents(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/StructParents"]


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    for font in dict(pdf.pages[0].obj.Resources.Font).values():
        descriptor = font.FontDescriptor
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if key in descriptor:
                del descriptor[key]


def font_without_characters(pdf: pikepdf.Pdf) -> None:
    for font in dict(pdf.pages[0].obj.Resources.Font).values():
        del font["/ToUnicode"]


def characters_that_are_none(pdf: pikepdf.Pdf) -> None:
    for font in dict(pdf.pages[0].obj.Resources.Font).values():
        font.ToUnicode.write(b"1 beginbfrange <00> <FF> <FFFD> endbfrange")


def form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array())


def no_slide_titles(pdf: pikepdf.Pdf) -> None:
    for heading in elements(pdf, "H"):
        heading.S = Name.P


BRIEF: list[tuple[Break, str]] = [
    (no_language, "the file has no language"),
    (no_title, "the file has no title"),
    (other_title, "the title of the metadata is not that of the file"),
    (hidden_title, "the name of the file is shown instead of its title"),
    (not_marked, "the file is not marked as tagged"),
    (suspects, "the file is not marked as tagged"),
    (no_tree, "the file has no structure tree"),
    (mapped_type, "a standard structure type is mapped to another"),
    (unknown_type, "unknown structure type Leitfaden"),
    (no_alternative, "figure without alternative text"),
    (blank_alternative, "figure without alternative text"),
    (level_left_out, "heading of level 3 after one of level 1"),
    (first_level_left_out, "heading of level 2 after one of level 0"),
    (both_kinds_of_headings, "headings with and without levels"),
    (no_headings, "no headings"),
    (no_headers, "table without headers"),
    (no_scope, "table header without scope"),
    (ragged_table, "table whose rows have different numbers of columns"),
    (stray_row, "TR in Div"),
    (stray_item, "LI in Div"),
    (content_in_list, "P in L"),
    (no_numbering, "list with labels whose numbering is not named"),
    (no_note_id, "note without an id of its own"),
    (same_note_ids, "note without an id of its own"),
    (no_document, "the structure is not one document"),
    (link_outside, "link that is not in the structure"),
    (link_without_words, "link without words"),
    (link_without_description, "link without description"),
    (link_to_nowhere, "link that leads nowhere"),
    (no_order_of_links, "links whose order is not that of the structure"),
    (other_annotation, "an annotation that is no link"),
    (untagged_painting, "content that is neither tagged nor an artifact"),
    (untagged_text, "content that is neither tagged nor an artifact"),
    (content_outside_the_tree, "content 9999 is in the page or in the structure only"),
    (same_number_twice, "content that has one number twice"),
    (artifact_in_content, "a tagged sequence or an artifact inside of another"),
    (open_sequence, "end of a sequence that did not begin"),
    (wrong_parent, "content whose element is not named in the parent tree"),
    (no_parents, "content whose element is not named in the parent tree"),
    (font_not_embedded, "is not embedded"),
    (font_without_characters, "has no characters"),
    (characters_that_are_none, "text that stands for no character"),
    (form, "the file has forms or layers, which are not checked"),
]
DECK: list[tuple[Break, str]] = [(two_headings, "several headings of one section"), (no_slide_titles, "no headings")]


def broken(file: Path, change: Break) -> list[str]:
    with pikepdf.open(file) as pdf:
        change(pdf)
        stream = BytesIO()
        pdf.save(stream)
    with pikepdf.open(stream) as pdf:
        return [fault.message for fault in faults(pdf)]


@pytest.mark.parametrize("name", ["mistral-ai"])
@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(*case, id=case[0].__name__, marks=pytest.mark.full if number % 12 else ())
        for number, case in enumerate(BRIEF)
    ],
)
def test_a_broken_brief_is_found(printed: Callable[[str], Printed], name: str, change: Break, message: str) -> None:
    reported = broken(printed(name).pdf("fr", "brief"), change)
    assert any(message in fault for fault in reported), reported


@pytest.mark.parametrize("name", ["mistral-ai"])
@pytest.mark.parametrize(("change", "message"), [pytest.param(*case, id=case[0].__name__) for case in DECK])
def test_a_broken_deck_is_found(printed: Callable[[str], Printed], name: str, change: Break, message: str) -> None:
    reported = broken(printed(name).pdf("fr", "deck"), change)
    assert any(message in fault for fault in reported), reported
