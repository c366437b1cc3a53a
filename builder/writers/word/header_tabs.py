"""Tab stops of headers and footers: what stands at the right edge does so on upright and on landscape pages.

An alignment tab (`w:ptab`, 17.3.3.23) finds the edge by itself in Word. LibreOffice takes it for an ordinary tab, so
its paragraph gets stops at the same places as well. Ordinary tabs stop at fixed positions, which are those of the
upright page: landscape sections get copies of the headers and footers that have tabs, with stops of their own. Lengths
are twips.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.parser import OxmlElement, parse_xml
from docx.parts.hdrftr import FooterPart, HeaderPart

from builder.office.xml import qn
from builder.templates.word.style_sheet import StyleSheet, number
from builder.writers.word.context import BriefContext

__all__ = ["HeaderTabs"]

_PARTS: dict[str, tuple[Any, str]] = {
    qn("w:headerReference"): (HeaderPart, RELATIONSHIP_TYPE.HEADER),
    qn("w:footerReference"): (FooterPart, RELATIONSHIP_TYPE.FOOTER),
}
_TAB, _ALIGNED, _RUN, _PARAGRAPH = qn("w:tab"), qn("w:ptab"), qn("w:r"), qn("w:p")
_SHARES = {"center": 0.5, "right": 1.0}
"""The stops that belong to the width of the page, and where; others keep their distance from the left edge."""
_CLEAR = "clear"

_Stops = dict[int, str]
"""The kind of each tab stop, by its position."""


class HeaderTabs:
    """The headers and footers of a brief. To be made when the body is written and before it is finished, since its
    landscape sections name the copies.
    """

    def __init__(self, state: BriefContext):
        self._state = state
        self._copies: set[Any] = set()
        if state.flow.has_landscape:
            self._copy()

    def place(self, styles: bytes) -> None:
        """Set the tab stops of every header and footer, once it has its words. `styles` is the styles part."""
        sheet, flow = StyleSheet(parse_xml(styles)), self._state.flow
        upright = flow.page.text_width
        for rel in self._state.package.main_document_part.rels.values():
            kind = rel.reltype.rpartition("/")[2]
            if kind in ("header", "footer") and isinstance(rel.target_part, XmlPart):
                turned = rel.target_part in self._copies
                for paragraph in rel.target_part.element.iter(_PARAGRAPH):
                    _place(paragraph, sheet, upright, flow.landscape_width if turned else upright)

    def _copy(self) -> None:
        """Give the landscape sections copies of the headers and footers that have tabs. Their pages are none of the
        kind "first", which only the first section has.
        """
        state = self._state
        main: Any = state.package.main_document_part
        section = main.element.body.find(qn("w:sectPr"))
        for reference in section.iter(*_PARTS):
            part = main.related_parts[reference.get(qn("r:id"))]
            page_kind = reference.get(qn("w:type"), "default")
            if page_kind == "first" or next(_tabs(part.element), None) is None:
                continue
            make, reltype = _PARTS[reference.tag]
            stem = reltype.rpartition("/")[2]
            name = state.package.next_partname(f"/word/{stem}%d.xml")
            copy = make(name, part.content_type, deepcopy(part.element), state.package)
            for rid, rel in part.rels.items():
                copy.load_rel(rel.reltype, rel.target_ref if rel.is_external else rel.target_part, rid, rel.is_external)
            self._copies.add(copy)
            identifier = state.relationships.relate(reltype, copy)
            state.flow.add_landscape_reference(f'<w:{stem}Reference w:type="{page_kind}" r:id="{identifier}"/>')


def _tabs(root: Any) -> Iterator[Any]:
    """Yield the tabs in the text of an element."""
    return (tab for tab in root.iter(_TAB, _ALIGNED) if tab.getparent().tag == _RUN)


def _place(paragraph: Any, sheet: StyleSheet, upright: int, width: int) -> None:
    """Set the stops of a paragraph for a width of the text; `upright` is the width that its own stops are made for."""
    tabs = list(_tabs(paragraph))
    ends = {tab.get(qn("w:alignment"), "") for tab in tabs if tab.tag == _ALIGNED}
    if not tabs or (ends and any(tab.tag == _TAB for tab in tabs)) or (not ends and width == upright):
        return
    inherited = _inherited(paragraph, sheet)
    own = _changed(inherited, paragraph.find(f"{qn('w:pPr')}/{qn('w:tabs')}"))
    if ends:
        wanted = {round(width * _SHARES[end]): end for end in sorted(ends & _SHARES.keys())}
    else:
        wanted = {
            round(position * width / upright) if stop in _SHARES else position: stop for position, stop in own.items()
        }
    if wanted != own:
        _write(paragraph, inherited, wanted)


def _write(paragraph: Any, inherited: _Stops, wanted: _Stops) -> None:
    """Give a paragraph the stops wanted, those of its style cleared where they are not among them (17.3.1.37)."""
    properties = paragraph.get_or_add_pPr()
    if properties.tabs is not None:
        properties.remove(properties.tabs)
    changes = {position: _CLEAR for position in inherited if position not in wanted}
    changes |= {position: stop for position, stop in wanted.items() if inherited.get(position) != stop}
    if not changes:
        return
    tabs = properties.get_or_add_tabs()
    for position in sorted(changes):
        tabs.append(OxmlElement("w:tab", {qn("w:val"): changes[position], qn("w:pos"): str(position)}))


def _inherited(paragraph: Any, sheet: StyleSheet) -> _Stops:
    """Return the stops that a paragraph has by its style."""
    named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    style = sheet.default("paragraph") if named is None else sheet.by_id.get(named.get(qn("w:val")))
    stops: _Stops = {}
    for ancestor in reversed(sheet.chain(style)):
        stops = _changed(stops, ancestor.find(f"{qn('w:pPr')}/{qn('w:tabs')}"))
    return stops


def _changed(stops: _Stops, tabs: Any) -> _Stops:
    """Return stops with those of a `w:tabs` element added, or cleared."""
    stops = dict(stops)
    for tab in () if tabs is None else tabs:
        position, stop = number(tab.get(qn("w:pos"))), tab.get(qn("w:val"), "left")
        if stop == _CLEAR:
            stops.pop(position, None)
        else:
            stops[position] = stop
    return stops
