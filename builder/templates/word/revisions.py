"""Accept the tracked changes of a template and take out its comments, so that no reviewer is named in what is built.

ECMA-376 part 1, 17.13.4 (comments), 17.13.5 (revisions), 17.13.7 (permissions, which name editors).
"""

from __future__ import annotations

from typing import Any

from builder.templates.word.style_sheet import W

__all__ = ["accept_revisions"]


def _tags(*names: str) -> frozenset[str]:
    return frozenset(f"{W}{name}" for name in names)


_FORMER = _tags(
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange",
    "tcPrChange", "numberingChange",
)  # fmt: skip
"""Formatting as it was before a change."""
_MARKS = _tags(
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "commentRangeStart",
    "commentRangeEnd", "commentReference", "annotationRef", "permStart", "permEnd", "cellIns", "cellMerge",
)  # fmt: skip
_ADDED, _REMOVED = _tags("ins", "moveTo"), _tags("del", "moveFrom")
_CELL_REMOVED = f"{W}cellDel"
_CONCERNED = _FORMER | _MARKS | _ADDED | _REMOVED | {_CELL_REMOVED}
_MARK_PROPERTIES = f"{W}rPr"
_ROW_PROPERTIES = f"{W}trPr"
_PARAGRAPH, _PARAGRAPH_PROPERTIES, _RUN = f"{W}p", f"{W}pPr", f"{W}r"
_BLOCKS = _tags("p", "tbl", "sdt")
_HOLDERS = _tags("hdr", "ftr", "tc", "txbxContent")


def accept_revisions(root: Any) -> bool:
    """Accept all changes in a part and remove its comments. Return whether there were any."""
    changed = False
    for element in list(root.iter(*_CONCERNED)):
        if element.getparent() is None or not _is_within(element, root):
            continue
        tag = element.tag
        if tag in _FORMER or tag in _MARKS:
            _remove_mark(element)
        elif tag in _REMOVED:
            _remove(element)
        elif tag in _ADDED:
            _unwrap(element)
        else:
            _remove_cell(element)
        changed = True
    if changed:
        for holder in root.iter(*_HOLDERS):
            if not any(child.tag in _BLOCKS for child in holder):
                holder.append(holder.makeelement(_PARAGRAPH, {}))
    return changed


def _is_within(element: Any, root: Any) -> bool:
    return any(ancestor is root for ancestor in element.iterancestors())


def _remove_mark(element: Any) -> None:
    parent = element.getparent()
    parent.remove(element)
    if parent.tag == _RUN and all(child.tag == _MARK_PROPERTIES for child in parent):
        parent.getparent().remove(parent)  # it held the mark of a comment alone


def _remove(element: Any) -> None:
    """Remove deleted content; for the mark of a deleted row or paragraph, what it belongs to."""
    parent = element.getparent()
    if parent.tag == _ROW_PROPERTIES:
        row = parent.getparent()
        table = row.getparent()
        table.remove(row)
        if table.tag == f"{W}tbl" and table.find(f".//{W}tr") is None:
            table.getparent().remove(table)
    elif parent.tag == _MARK_PROPERTIES:
        parent.remove(element)
        _join(parent.getparent().getparent())
    else:
        parent.remove(element)


def _join(paragraph: Any) -> None:
    """Join a paragraph whose mark was deleted with the next, which gives the two its properties."""
    following = paragraph.getnext() if paragraph.tag == _PARAGRAPH else None
    if following is None or following.tag != _PARAGRAPH:
        return
    index = 1 if len(following) and following[0].tag == _PARAGRAPH_PROPERTIES else 0
    following[index:index] = [child for child in paragraph if child.tag != _PARAGRAPH_PROPERTIES]
    paragraph.getparent().remove(paragraph)


def _unwrap(element: Any) -> None:
    """Put inserted content in the place of its mark; the mark of an inserted row or paragraph goes."""
    parent = element.getparent()
    index = parent.index(element)
    parent[index : index + 1] = list(element)


def _remove_cell(element: Any) -> None:
    """Remove a deleted cell, unless it is the only one of its row."""
    cell = element.getparent().getparent()
    element.getparent().remove(element)
    row = cell.getparent()
    if row is not None and len(row.findall(f"{W}tc")) > 1:
        row.remove(cell)
