"""Correct the structure of a deck: one section a slide, with a heading, without footers and decorations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.pdf.draft import Draft
from builder.pdf.figures import describe_shapes
from builder.pdf.languages import mark_languages
from builder.pdf.links import correct_links
from builder.pdf.lists import correct_lists
from builder.pdf.office_facts import DeckContent, SlideFacts, squeezed
from builder.pdf.roles import drop_layout, set_standard_types
from builder.pdf.structure import Element, Kid, Mark, elements, marks, prune
from builder.pdf.tables import correct_tables

__all__ = ["correct_deck"]


def correct_deck(draft: Draft, facts: DeckContent, role_map: dict[str, str]) -> None:
    """Correct the tree of a deck as the file says. `role_map` is that of LibreOffice."""
    root = draft.root
    set_standard_types(root, role_map)
    slides = _by_slide(root, len(facts.slides))
    if len(draft.pages) == len(facts.slides):
        for kids, slide in zip(slides, facts.slides, strict=True):
            _correct_slide(draft, kids, slide)
    for element in list(elements(root)):
        _simplify(draft, element)
    prune(root)
    correct_tables(root, [table for slide in facts.slides for table in slide.tables])
    correct_links(draft)
    correct_lists(draft)
    prune(root)
    sections = [Element("Sect", _flat(kids)) for kids in _by_slide(root, len(facts.slides))]
    if len(draft.pages) == len(facts.slides):
        for section, slide in zip(sections, facts.slides, strict=True):
            mark_languages(draft, section, slide)
    drop_layout(root)
    root.kids = [Element("Document", [section for section in sections if section.kids])]


def _by_slide(root: Element, count: int) -> list[list[Kid]]:
    """Return the kids of the tree by the page on which they begin."""
    slides: list[list[Kid]] = [[] for _ in range(count)]
    for kid in _top(root):
        if isinstance(kid, Element):
            first = next(marks(kid), None)
            page = first.page if first is not None else kid.page
            if page is not None and page < count:
                slides[page].append(kid)
    return slides


def _top(root: Element) -> Iterator[Kid]:
    """Yield what is on the slides: newer versions have an element for the document, and one a slide."""
    for kid in root.kids:
        if isinstance(kid, Element) and kid.type in ("Document", "Part", "Sect"):
            yield from _top(kid)
        else:
            yield kid


def _correct_slide(draft: Draft, kids: Sequence[Kid], slide: SlideFacts) -> None:
    texts = slide.texts()
    for kid in kids:
        if isinstance(kid, Element) and _is_furniture(draft, kid, slide, texts):
            kid.kids = []
    inside = [element for kid in kids if isinstance(kid, Element) for element in elements(kid)]
    describe_shapes([element for element in inside if element.type == "Figure"], slide.shapes)


def _is_furniture(draft: Draft, element: Element, slide: SlideFacts, texts: frozenset[str]) -> bool:
    """Return True for the text of a footer, a decoration or the slide's background."""
    if any(inner.type in ("Figure", "Table", "L") for inner in elements(element)):
        return False
    text = squeezed(draft.text(element))
    if not text or text in texts:
        return False
    # Paragraphs that are in no shape of the slide are those of its layout and its master.
    return text in slide.furniture or element.type == "P"


def _simplify(draft: Draft, element: Element) -> None:
    """Take what only paints out of an element that has text elsewhere, and paragraphs out of a heading."""
    if element.type == "Figure":
        return
    if any(isinstance(kid, Element) for kid in element.kids):
        element.kids = [kid for kid in element.kids if not isinstance(kid, Mark) or draft.text(kid)]
    if element.type == "H":
        element.kids = [inner for kid in element.kids for inner in (kid.kids if isinstance(kid, Element) else (kid,))]


def _flat(kids: Sequence[Kid]) -> list[Kid]:
    """Return kids without the divisions that only wrap text boxes."""
    flat: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element) and kid.type == "Div" and all(isinstance(inner, Element) for inner in kid.kids):
            flat += _flat(kid.kids)
        else:
            flat.append(kid)
    return flat
