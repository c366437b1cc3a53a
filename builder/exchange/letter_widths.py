"""Average width of the characters of a text, by language and font: how many of them a line holds."""

from __future__ import annotations

import re
from functools import cache

from builder.language import base_language
from builder.typeset.fonts import Face

__all__ = ["average_width"]

_FREQUENCIES = {
    "en": "e13t9a8o8i7n7s6h6r6d4l4c3u3m2w2f2g2y2p2b1v1k1",
    "fr": "e15s8a8i7t7n7r7u6l5o6d4c3m3p3é2v2q1f1b1g1h1à1",
    "de": "e16n10s7r7i7a6t6d5h5u4l3g3c3o3m2w2b2f2k1z1v1p1ü1ä1ö1",
    "it": "e12a12i10o10n7t6r6l6s5c4d4u3p3m3v2g2h1f1b1z1",
    "nl": "e19n10a7t7i6r6o6d6s4l4g3v3h2k2m2u2b2p2w1j1z1c1f1",
    "es": "e12a11o9s8n7r7i6l5d5t5u3c4m3p2b2h1q1y1v1g2f1í1ó1á1",
    "pt": "a14e12o10s7r6i6n5d5m5u4t4c4l3p2v2g1h1q1b1f1ã1ç1é1",
}
"""Letters of each language with their frequency in per cent, rounded."""
_BESIDES = "      " * 3 + "A.,1"
"""Spaces, capitals, marks and digits among a hundred letters."""
_ANY = "en"


def average_width(face: Face, language: str, *, caps: bool = False) -> float:
    """Return the width of a character of average width, in ems. `caps`: the text is set in capitals."""
    sample = _sample(base_language(language))
    return face.width(sample.upper() if caps else sample) / len(sample)


@cache
def _sample(language: str) -> str:
    frequencies = _FREQUENCIES.get(language, _FREQUENCIES[_ANY])
    letters = "".join(letter * int(count) for letter, count in re.findall(r"(\D)(\d+)", frequencies))
    return letters + _BESIDES
