"""Remove from a presentation what belongs to another deck or another author, on the objects of python-pptx.

Slides with their notes and comments, sections, custom shows, tags, properties, thumbnail, signature; and every pointer
to a slide that masters, layouts or view properties hold. Parts that nothing refers to any more are not saved.
"""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part, XmlPart
from pptx.oxml import parse_xml
from pptx.presentation import Presentation

from builder.office.deck_package import DeckPackage
from builder.office.xml import qn
from builder.templates.open import DECK_LOSES

__all__ = ["empty_deck"]

_LISTS = ("p:sldIdLst", "p:custShowLst", "p:photoAlbum", "p:modifyVerifier", "p:custDataLst", "p:smartTags")
_PACKAGE_KINDS = ("thumbnail", "origin", "custom-properties", "core-properties", "extended-properties")
_VIEWS = (RELATIONSHIP_TYPE.VIEW_PROPS, RELATIONSHIP_TYPE.PRES_PROPS)
_SECTION_LIST = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_SLIDES = (CONTENT_TYPE.PML_SLIDE, CONTENT_TYPE.PML_NOTES_SLIDE)


def empty_deck(package: DeckPackage) -> None:
    """Remove slides and what describes another file or author."""
    presentation = package.presentation
    _drop(package, _PACKAGE_KINDS)
    _drop(presentation.part, DECK_LOSES)
    _drop_lists(presentation)
    for rel in presentation.part.rels.values():
        if rel.reltype in _VIEWS and not rel.is_external:
            _reduce_view(rel.target_part)
    for part in list(package.iter_parts()):
        if part.content_type not in _SLIDES:
            _drop_jumps(part)


def _drop(source: Any, kinds: tuple[str, ...]) -> None:
    """Remove the relationships of these kinds from a part or the package."""
    relationships = source._rels
    for rid, rel in list(relationships.items()):
        if rel.reltype.rsplit("/", 1)[-1] in kinds:
            relationships.pop(rid)


def _drop_lists(presentation: Presentation) -> None:
    """Remove the lists of slides, custom shows, sections and tags."""
    root: Any = presentation.element
    for name in _LISTS:
        for element in root.findall(qn(name)):
            root.remove(element)
    for extension in list(root.iterfind(f"{qn('p:extLst')}/{qn('p:ext')}")):
        if extension.get("uri") == _SECTION_LIST:
            extension.getparent().remove(extension)


def _reduce_view(part: Part) -> None:
    """Remove the parts of view or presentation properties that name slides: outline views, custom shows,
    slide ranges.
    """
    root = _root(part)
    for element in list(root):
        if _local_name(element) in ("outlineViewPr", "showPr") and any(map(_names_slides, element.iter())):
            root.remove(element)
    for rid in list(part.rels):
        part.rels.pop(rid)
    _store(part, root)


def _names_slides(element: Any) -> bool:
    return _local_name(element) in ("sldLst", "sld", "custShow", "sldRg")


def _local_name(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _drop_jumps(part: Part) -> None:
    """Remove a part's relationships to slides and the elements that use them."""
    rids = [rid for rid, rel in part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.SLIDE]
    if not rids:
        return
    root = _root(part)
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.get(qn("r:id")) in rids and element.getparent() is not None:
            element.getparent().remove(element)
    _store(part, root)
    for rid in rids:
        part.rels.pop(rid)


def _root(part: Part) -> Any:
    """Return the root element of a part, parsed where python-pptx keeps the bytes."""
    return part._element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _store(part: Part, root: Any) -> None:
    if not isinstance(part, XmlPart):
        part.blob = serialize_part_xml(root)
