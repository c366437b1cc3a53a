"""Change the XML inside an Office file that a library wrote."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

__all__ = ["as_strict", "changed"]

_TRANSITIONAL = re.compile(
    r"http://schemas\.openxmlformats\.org/(wordprocessingml|presentationml|drawingml|officeDocument)/2006/([a-zA-Z/-]+)"
)
_SHARES = re.compile(r'(<a:(?:lumMod|lumOff|tint|shade|alpha|satMod|spcPct|buSzPct|gs) (?:val|pos)=")(\d+)"')
_CAMEL = {"extended-properties": "extendedProperties", "custom-properties": "customProperties"}


def changed(blob: bytes, change: Callable[[str, str], str | None]) -> bytes:
    """The file with each XML part as `change` gives it back for its name; None leaves the part out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content: bytes | None = old.read(name)
            if name.endswith((".xml", ".rels")) and content is not None:
                text = change(name, content.decode())
                content = text.encode() if text is not None else None
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def as_strict(blob: bytes) -> bytes:
    """The file in Strict Open XML, with measures in units and percentages, as Office writes it."""

    def namespace(match: re.Match[str]) -> str:
        *folders, last = match[2].split("/")
        return f"http://purl.oclc.org/ooxml/{'/'.join([match[1], *folders, _CAMEL.get(last, last)])}"

    def change(name: str, text: str) -> str:
        if name == "[Content_Types].xml":
            return text
        text = _TRANSITIONAL.sub(namespace, text)
        if name.startswith("word/"):
            text = re.sub(r'(<w:(?:sz|szCs|kern|position) w:val=")(-?\d+)"', _in(2, "pt"), text)
            text = re.sub(r"(<w:(?:pgSz|pgMar|ind|spacing|gridCol|tblInd|cols)\b[^>]*>)", _lengths, text)
            text = re.sub(r"(<w:ind [^>]*>)", _sides, text)
            text = re.sub(r'(<w:(?:jc|lvlJc|tab) w:val=")(left|right)"', lambda m: f'{m[1]}{_END[m[2]]}"', text)
            text = re.sub(r"<w:(?:tblBorders|tcBorders|tblCellMar|tcMar)>.*?</w:", _children, text, flags=re.DOTALL)
            text = text.replace("<w:document ", '<w:document w:conformance="strict" ', 1)
        else:
            text = text.replace("<p:presentation ", '<p:presentation conformance="strict" ', 1)
        return _SHARES.sub(_in(1000, "%"), text)

    return changed(blob, change)


_END = {"left": "start", "right": "end"}


def _in(parts: int, unit: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f'{match[1]}{int(match[2]) / parts:g}{unit}"'


def _lengths(match: re.Match[str]) -> str:
    names = "w|h|left|right|top|bottom|header|footer|gutter|hanging|firstLine|before|after|space"
    return re.sub(rf'( w:(?:{names})=")(-?\d+)"', lambda m: f'{m[1]}{int(m[2]) / 20:.2f}pt"', match[0])


def _sides(match: re.Match[str]) -> str:
    return re.sub(r" w:(left|right)=", lambda m: f" w:{_END[m[1]]}=", match[0])


def _children(match: re.Match[str]) -> str:
    return re.sub(r"<(/?)w:(left|right)\b", lambda m: f"<{m[1]}w:{_END[m[2]]}", match[0])
