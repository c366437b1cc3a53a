"""Templates whose styles of contents entries have the tab stops that are met in practice, as bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm

from builder.templates.defaults import default_template
from tests.templates.changing import changed

__all__ = ["CONTENTS_STYLES"]


def _with_entries(properties: str) -> bytes:
    """Return python-docx's template on A4 with styles of contents that have these paragraph properties."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    for level in range(1, 6):
        document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH).element.get_or_add_pPr()
    stream = io.BytesIO()
    document.save(stream)

    def change(name: str, text: str) -> str:
        if name != "word/styles.xml":
            return text
        return re.sub(
            r'(<w:name w:val="toc \d"/>(?:(?!</w:style>).)*?)<w:pPr/>', rf"\1<w:pPr>{properties}</w:pPr>", text,
            flags=re.DOTALL | re.IGNORECASE,
        )  # fmt: skip

    return changed(stream.getvalue(), change)


def beyond_the_indent() -> bytes:
    """The right tab stands at the edge of the text, and a right indent keeps titles away from it."""
    return _with_entries(
        '<w:tabs><w:tab w:val="left" w:pos="600"/><w:tab w:val="right" w:leader="underscore" w:pos="9071"/></w:tabs>'
        '<w:ind w:left="600" w:right="700" w:hanging="600"/>'
    )


def without_stops() -> bytes:
    """No tab at all: Word gives each entry its own."""
    return _with_entries('<w:ind w:left="220"/>')


def one_stop() -> bytes:
    """Only the tab of the page number, which a number's own tab would reach as well."""
    return _with_entries('<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9071"/></w:tabs>')


def house() -> bytes:
    """The builder's own template."""
    return default_template("docx").read_bytes()


def numbered_one_stop() -> bytes:
    """The builder's own, with numbered headings, whose entries have only the tab of the page number."""
    entry = '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs></w:pPr>'

    def change(name: str, text: str) -> str:
        if name != "word/styles.xml":
            return text
        pattern = r'(<w:name w:val="toc \d"/>(?:(?!</w:style>).)*?)<w:pPr>.*?</w:pPr>'
        return re.sub(pattern, rf"\1{entry}", text, flags=re.DOTALL)

    return changed(house(), change)


CONTENTS_STYLES: dict[str, Callable[[], bytes]] = {
    "beyond-the-indent": beyond_the_indent,
    "without-stops": without_stops,
    "one-stop": one_stop,
    "house": house,
    "numbered-one-stop": numbered_one_stop,
}
