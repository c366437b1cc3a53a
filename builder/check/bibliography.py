"""Recognise entries of a bibliography in running text: they keep the language, marks and numbers of the work."""

from __future__ import annotations

from builder.late_patterns import compiled

__all__ = ["is_entry"]

_LONGEST = 500
"""Characters of an entry at most."""
_YEAR = r"(?:\(|[,.;:]\s?|\s)(?:1[5-9]|20)\d{2}[a-z]?(?:\)|[,.;:]|$)"
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_SURNAME_FIRST = (
    rf"\W*{_NAME}(?:\s{_NAME})?,\s(?:[A-ZÀ-ÖØ-Þ]\.[\s-]?)+(?:[,;&(]|(?:et|and)\s{_NAME},|(?:1[5-9]|20)\d\d)"
)
"""Smith, J. (2019); Smith, J. and Martin, A."""
_OTHER_AUTHOR = (
    rf"\W*(?:{_NAME}\s[A-Z]{{1,3}}[,.]\s"  # Smith J, Martin A.
    rf"|{_NAME},\s{_NAME}(?:\s[A-Z]\.)?(?:[,.;&(]|\s[(&]|\s(?:et|and)\s)"  # Smith, Jane (2019)
    rf"|{_NAME}\s(?:[A-Z]\.\s)?{_NAME}(?:\s(?:et|and|&)\s{_NAME}\s{_NAME})?,\s"  # Jane Smith, The City, London
    r"|[^.,;:!?]{2,80}\.?\s\((?:1[5-9]|20)\d{2}[a-z]?\)[.,:])"  # Statistics Canada (2021). The City.
)
_DETAIL = (
    r"\b(?:ISBN|ISSN|doi|DOI|[Vv]ol\.|[Nn]os?\.?\s?\d|n[°ᵒ]s?\s?\d|pp?\.\s?\d|\d+\s?pp?\.|éd\.|eds?\.|dir\.|coll\."
    r"|et al\.|(?:Press|Presses|Éditions?|Editions?|Verlag|Journal of|Revue|Review|Cahiers?|Working Papers?)\b"
    r"|[A-ZÀ-Þ][\w-]+(?:\s[A-Z][\w-]+)?\s?:\s[A-ZÀ-Þ][\w' -]+[,.]"
    r"|(?:Paris|London|Londres|Ottawa|Montréal|Bruxelles),\s[A-Z])"
)
"""What identifies a work: a number of a volume or page, a publisher, a place of publication."""

_CLOSING = r",\s(?:1[5-9]|20)\d{2},\s(?:\d+\s?pp?\.|pp?\.\s?\d[\d–-]*\.?)\s*$"
"""The year and the pages at the end: ", 2019, 45 p."."""


def is_entry(text: str) -> bool:
    """Return True if a paragraph has the form of a bibliographic entry: an author, a year, and what identifies it."""
    if len(text) > _LONGEST or not compiled(_YEAR).search(text):
        return False
    if compiled(_SURNAME_FIRST).match(text) or compiled(_CLOSING).search(text):
        return True
    return compiled(_OTHER_AUTHOR).match(text) is not None and compiled(_DETAIL).search(text) is not None
