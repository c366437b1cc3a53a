"""The characters that codes of a PDF's fonts stand for, by the fonts' ToUnicode maps (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["FontCharacters"]

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MOST_LINES = 100
"""Lines of a section of a map (9.10.3)."""


class FontCharacters:
    """Codes and characters of one font. Without a ToUnicode map codes are read as Latin-1."""

    def __init__(self, font: Any):
        self._bytes = 2 if font.get("/Subtype") == "/Type0" else 1
        stream = font.get("/ToUnicode")
        self._map = {} if stream is None else dict(_read_map(stream.read_bytes()))
        self._single = {code: self._map.get(code, "\ufffd") for code in range(256)} if self._map else {}

    def text(self, codes: bytes) -> str:
        """Return the characters of a string that is shown in this font."""
        if self._bytes == 1:
            return codes.decode("latin-1").translate(self._single)
        pairs = zip(codes[::2], codes[1::2], strict=False)
        return "".join(self._map.get(256 * high + low, "\ufffd") for high, low in pairs)

    def has_other_spaces(self) -> bool:
        """Return True if codes map to spaces other than U+0020."""
        return any(_is_other_space(text) for text in self._map.values())

    def map_with_spaces(self) -> bytes:
        """Return the ToUnicode map with U+0020 for spaces of every kind."""
        width = 2 * self._bytes
        lines = [
            f"<{code:0{width}X}> <{(' ' if _is_other_space(text) else text).encode('utf-16-be').hex().upper()}>"
            for code, text in sorted(self._map.items())
        ]
        sections = [lines[start : start + _MOST_LINES] for start in range(0, len(lines), _MOST_LINES)]
        body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in sections)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<{'0' * width}> <{'F' * width}>\nendcodespacerange\n{body}\n"
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


def _is_other_space(text: str) -> bool:
    return text.isspace() and text != " "


def _read_map(data: bytes) -> Iterator[tuple[int, str]]:
    for kind, body in _SECTION.findall(data):
        tokens = list(_TOKEN.finditer(body))
        if kind == b"bfchar":
            for code, target in zip(tokens[::2], tokens[1::2], strict=False):
                yield int(code[1], 16), _characters(target[1])
        else:
            yield from _read_ranges(tokens)


def _read_ranges(tokens: list[re.Match[bytes]]) -> Iterator[tuple[int, str]]:
    place = 0
    while place + 2 < len(tokens):
        low, high = int(tokens[place][1], 16), int(tokens[place + 1][1], 16)
        place += 2
        if tokens[place][2]:
            place += 1
            while place < len(tokens) and not tokens[place][3]:
                yield low, _characters(tokens[place][1])
                low += 1
                place += 1
        else:
            start = _characters(tokens[place][1])
            for code in range(low, high + 1) if start else ():
                yield code, start[:-1] + chr(ord(start[-1]) + code - low)
        place += 1


def _characters(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")
