"""Page numbers of the contents, measured in the finished document."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart

from builder.writers.word.context import BriefContext
from builder.writers.word.pagination.measure import DocumentParts, bookmark_pages

__all__ = ["number_contents"]

_ROUNDS = 2


def number_contents(state: BriefContext, pieces: list[str]) -> None:
    """Write the measured pages into the contents, one of the pieces of the body, if they are to be measured.

    They are left out of a document that cannot be measured.
    """
    contents = state.contents
    if contents is None:
        return
    parts = _parts(state)
    draft = contents.draft_pages()
    place = pieces.index(contents.xml(draft))
    for _ in range(_ROUNDS):
        pages = bookmark_pages(pieces, contents.bookmarks, parts, state.fonts)
        pieces[place] = contents.xml(pages)
        # Longer numbers may need another line of the contents, and move what follows.
        if contents.longest_number(pages) <= contents.longest_number(draft):
            break
        draft = pages


def _parts(state: BriefContext) -> DocumentParts:
    main = state.package.main_document_part
    headers = {
        identifier: rel.target_part.element
        for identifier, rel in main.rels.items()
        if rel.reltype.rpartition("/")[2] in ("header", "footer") and isinstance(rel.target_part, XmlPart)
    }
    return DocumentParts(
        styles=_root(main.part_related_by(RELATIONSHIP_TYPE.STYLES)),
        numbering=main.numbering_part.element,
        settings=main.settings.element,
        footnotes=state.package.footnotes.element,
        headers=headers,
        theme=state.template.theme,
    )


def _root(part: Part) -> Any:
    """Return the root element of a part that stays unparsed in the package."""
    from lxml import etree

    return etree.fromstring(part.blob)
