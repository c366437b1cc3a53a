"""Lists: items outside of a list, labels, and how the items are numbered (ISO 14289-1, 7.6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pikepdf import Name

from builder.pdf.draft import Draft
from builder.pdf.structure import Element, Kid, Mark, elements

__all__ = ["correct_lists"]

_BULLETS = {
    "Square": "\u25a0\u25a1\u25aa\u25ab\u25fc\u25fe\u2751\u2752\uf0a7",
    "Circle": "\u25cb\u25e6\u25ef\u26aa",
    "Disc": (
        "\u2022\u00b7\u25cf\u2219\u2013\u2014\u2012\u2043\u2023\u25b6\u25b8\u25ba\u25c6\u25c7\u2666\u2756"
        "\u2713\u27a2\u2192-*\uf0b7\uf0d8\uf0fc"
    ),
}
_NUMBERED = re.compile(r"[(\[]?([0-9]+|[a-z]{1,4}|[A-Z]{1,4})[.)\]:]*")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def correct_lists(draft: Draft) -> None:
    """Put items that are in no list into one, give labels elements of their own, and say how each list is numbered."""
    for element in list(elements(draft.root)):
        if element.type != "L":
            element.kids = _gathered(element.kids)
    for element in list(elements(draft.root)):
        if element.type == "L":
            _label(draft, element)


def _gathered(kids: Sequence[Kid]) -> list[Kid]:
    """Return kids with each sequence of list items in a list."""
    gathered: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element) and kid.type == "LI":
            last = gathered[-1] if gathered else None
            if isinstance(last, Element) and last.type == "L" and last.kids:
                last.kids.append(kid)
                continue
            kid = Element("L", [kid])
        gathered.append(kid)
    return gathered


def _label(draft: Draft, items: Element) -> None:
    rows = [kid for kid in items.kids if isinstance(kid, Element) and kid.type == "LI"]
    labels = [_label_text(draft, item) for item in rows]
    numbering = _numbering([label for label in labels if label])
    if not numbering:
        return
    for item, label in zip(rows, labels, strict=True):
        if label:
            _separate(item)
    items.set_attribute("/List", "/ListNumbering", Name("/" + numbering))


def _label_text(draft: Draft, item: Element) -> str:
    """Return the text of an item's label: of its own element, or the first mark of its paragraph; else ""."""
    first = item.kids[0] if item.kids else None
    if isinstance(first, Element) and first.type == "Lbl":
        return draft.text(first).strip()
    paragraph = _first_paragraph(item)
    if paragraph is None or len(paragraph.kids) < 2:
        return ""
    mark = paragraph.kids[0]
    return draft.text(mark).strip() if isinstance(mark, Mark) else ""


def _first_paragraph(item: Element) -> Element | None:
    body = item.kids[0] if item.kids else None
    if not isinstance(body, Element) or body.type != "LBody" or not body.kids:
        return None
    paragraph = body.kids[0]
    return paragraph if isinstance(paragraph, Element) and paragraph.type == "P" else None


def _separate(item: Element) -> None:
    """Move the first mark of an item's paragraph to a label."""
    paragraph = _first_paragraph(item)
    if paragraph is not None:
        item.kids.insert(0, Element("Lbl", [paragraph.kids.pop(0)]))


def _numbering(labels: Sequence[str]) -> str:
    """Return the value of ListNumbering for these labels, or "" if they are no labels."""
    if not labels:
        return ""
    for kind, characters in _BULLETS.items():
        if all(len(label) == 1 and label in characters for label in labels):
            return kind
    matches = [_NUMBERED.fullmatch(label) for label in labels]
    numerals = [match[1] for match in matches if match is not None]
    if len(numerals) != len(labels):
        return ""
    return next((kind for kind, value in _KINDS.items() if _counts([value(label) for label in numerals])), "")


def _counts(values: Sequence[int | None]) -> bool:
    first = values[0]
    return first is not None and list(values) == list(range(first, first + len(values)))


def _decimal(label: str) -> int | None:
    return int(label) if label.isdecimal() else None


def _letter(label: str, alphabet: str) -> int | None:
    return alphabet.index(label) + 1 if len(label) == 1 and label in alphabet else None


def _roman(label: str) -> int | None:
    if not label or set(label) - set(_ROMAN):
        return None
    digits = [_ROMAN[letter] for letter in label]
    return sum(-digit if digit < max(digits[index:]) else digit for index, digit in enumerate(digits))


_LOWER = "abcdefghijklmnopqrstuvwxyz"


def _lower_letter(label: str) -> int | None:
    return _letter(label, _LOWER)


def _upper_letter(label: str) -> int | None:
    return _letter(label, _LOWER.upper())


def _upper_roman(label: str) -> int | None:
    return _roman(label.lower()) if label.isupper() else None


_KINDS: dict[str, Callable[[str], int | None]] = {
    "Decimal": _decimal,
    "LowerAlpha": _lower_letter,
    "UpperAlpha": _upper_letter,
    "LowerRoman": _roman,
    "UpperRoman": _upper_roman,
}
