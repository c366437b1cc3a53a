"""Labels of points: a number format if it draws no separator, else text, because Office would write numbers with the
separators of the reader's machine.

Positions are those that each kind of chart allows: another one makes PowerPoint repair the file, although the schema
accepts it. Bars side by side: `outEnd`; stacked bars: `ctr`; lines: `t`, `b`, `r`; pies: `outEnd`, `ctr`; areas and
doughnuts: none.
"""

from __future__ import annotations

from builder.office.xml import attribute, declare
from builder.tree.exhibits import SeriesNode
from builder.writers.charts.number_codes import number_code
from builder.writers.charts.style import Colour
from builder.writers.charts.text import ChartText

__all__ = [
    "NO_LEADER_LINES",
    "code_content",
    "label",
    "label_codes",
    "labels",
    "text_content",
]

_NO_BOX = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_FIELDS = (
    f'<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" {declare("c15")}><c15:dlblFieldTable/>'
    "</c:ext></c:extLst>"
)
"""What makes the fields of a label follow the data ([MS-ODRAWXML] 2.24.3.18)."""
NO_LEADER_LINES = (
    f'<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" {declare("c15")}>'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
"""What keeps Office from joining a moved label to its point ([MS-ODRAWXML] 2.24.3.65)."""
_FLAGS = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


def label_codes(row: SeriesNode) -> dict[int, str]:
    """Return the number formats that draw the labels of a series, by point: one for all if there is one. A point whose
    label needs text has none.
    """
    known = {point: (value, row.labels[point]) for point, value in enumerate(row.values) if value is not None}
    common = number_code(known.values())
    codes = {point: common or number_code([pair]) for point, pair in known.items()}
    return {point: code for point, code in codes.items() if code is not None}


def label(
    index: int, content: str, position: str, *, layout: str = "", fields: bool = False, extension: str = ""
) -> str:
    """Return `c:dLbl`: the label of one point. `content` is `text_content` or `code_content`; `position` is empty if
    the kind of chart has none. `fields` is True if the text has fields of the point; `extension` is for a text of
    other fields, in place of them.
    """
    place = f'<c:dLblPos val="{position}"/>' if position else ""
    more = _FIELDS if fields else extension
    return f'<c:dLbl><c:idx val="{index}"/>{layout}{content}{place}{_flags("showVal")}{more}</c:dLbl>'


def text_content(words: str, code: str | None = None) -> str:
    """Return the content of a label that is written as text (`c:rich`); `code` is the number format of its fields."""
    number_format = f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>' if code else ""
    return f"<c:tx>{words}</c:tx>{number_format}{_NO_BOX}"


def code_content(code: str, text_style: ChartText, ink: Colour | None = None) -> str:
    """Return the content of a label that Office draws from the value with a number format, so that it follows edits."""
    return f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>{_NO_BOX}{text_style.properties(ink, None)}'


def labels(
    each: list[str], text_style: ChartText, position: str, ink: Colour | None, *, rest: str | None, tail: str = ""
) -> str:
    """Return `c:dLbls` of a series from its labels `each`. `rest` is the number format of points that are added later;
    None if they show no value. `tail` holds the elements that only some kinds have at the end.
    """
    if not each and rest is None:
        return ""
    place = f'<c:dLblPos val="{position}"/>' if position and rest is not None else ""
    number_format = f'<c:numFmt formatCode="{attribute(rest)}" sourceLinked="0"/>' if rest is not None else ""
    shown = f"{number_format}{_NO_BOX}{text_style.properties(ink, None)}{place}"
    return f"<c:dLbls>{''.join(each)}{shown}{_flags('' if rest is None else 'showVal')}{tail}</c:dLbls>"


def _flags(shown: str) -> str:
    return "".join(f'<c:{name} val="{int(name == shown)}"/>' for name in _FLAGS)
