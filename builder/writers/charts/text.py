"""Words in charts: their properties, and labels written as text. Every run and every default names its language."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from builder.office.xml import attribute, escape
from builder.writers.charts.style import ChartStyle, Colour, colour

__all__ = ["LABEL_GAP", "LABEL_INSET", "LINE", "ChartText", "LabelLine", "LabelRun", "solid", "text_width", "wrap"]

LINE = 1.3
"""Height of a line, in type sizes."""
LABEL_GAP = 5.0
"""Points between a point of a line and its label: half of a marker and the label's inset."""
LABEL_INSET = 3.0
"""Points between the text of a label and its edge, at the left and at the right; half of it above and below."""

_FIELDS_IN_LABEL = 4
"""At most, so that every field of a chart has an identifier of its own."""
_NARROW = dict.fromkeys(map(ord, " \u00a0\u202f.,:;'’|iljtfrI()"))
_BESIDE, _ABOVE = round(LABEL_INSET * 12_700), round(LABEL_INSET * 6_350)
_LABEL_BODY = (
    f'<a:bodyPr wrap="none" lIns="{_BESIDE}" tIns="{_ABOVE}" rIns="{_BESIDE}" bIns="{_ABOVE}" anchor="ctr">'
    "<a:spAutoFit/></a:bodyPr>"
)


def solid(ink: Colour, opacity: int = 100_000) -> str:
    """Return a solid fill of an opacity in thousandths of a percent."""
    if opacity == 100_000:
        return f"<a:solidFill>{ink.xml}</a:solidFill>"
    opening, closing = ink.xml.rsplit("</", 1)
    return f'<a:solidFill>{opening}<a:alpha val="{opacity}"/></{closing}</a:solidFill>'


def text_width(text: str, size: float) -> float:
    """Estimate the width of `text` at `size`, in points: a little more than in the usual sans-serif faces, to
    be safe.
    """
    wide = len(text.translate(_NARROW))
    return size * (0.56 * wide + 0.3 * (len(text) - wide))


def wrap(text: str, width: float, size: float) -> tuple[str, ...]:
    """Wrap `text` into lines of at most `width` points, at ordinary spaces only."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


class LabelRun(Struct, frozen=True):
    """A part of a line of a label. A `field` (`VALUE`, `CATEGORYNAME`, `SERIESNAME`) follows the data in Office from
    2013 on; `text` is what it shows now, and what older programs show ([MS-ODRAWXML] 2.24.3).
    """

    text: str
    bold: bool = False
    field: str = ""


LabelLine = tuple[LabelRun, ...]


class ChartText(Struct, frozen=True):
    """Style, language and default colour of all texts of one chart."""

    style: ChartStyle
    language: str
    ink: Colour

    @classmethod
    def of(cls, style: ChartStyle, language: str) -> ChartText:
        """Return the texts' settings for a chart in the language `language` ("fr-FR")."""
        return cls(style, language, colour(style.colour, style))

    def smaller(self, factor: float) -> ChartText:
        """Return the same settings at a smaller size."""
        return ChartText(replace(self.style, size=self.style.size * factor), self.language, self.ink)

    def properties(self, ink: Colour | None = None, rotation: int | None = 0) -> str:
        """Return `c:txPr`: the text properties of an axis, a legend or the chart. `rotation` in 60,000ths of
        a degree.
        """
        turned = "" if rotation is None else f' rot="{rotation}" vert="horz"'
        default = self._run("defRPr", ink, bold=False)
        return (
            f"<c:txPr><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr>{default}</a:pPr>"
            f'<a:endParaRPr lang="{attribute(self.language)}"/></a:p></c:txPr>'
        )

    def title(self, lines: tuple[str, ...]) -> str:
        """Return `c:rich` for the title of a horizontal axis from its lines."""
        default, properties = (self._run(tag, None, bold=True) for tag in ("defRPr", "rPr"))
        paragraphs = "".join(
            f"<a:p><a:pPr>{default}</a:pPr><a:r>{properties}<a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines
        )
        return f'<c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/>{paragraphs}</c:rich>'

    def rich(self, lines: tuple[LabelLine, ...], ink: Colour | None = None, number: int = 0) -> str:
        """Return `c:rich` for a label from its lines. Only these lines break. Lines are paragraphs, because LibreOffice
        drops line breaks in labels. `number` makes the fields of this label distinct from those of other labels.
        """
        default = self._run("defRPr", ink, bold=False)
        paragraphs = []
        fields = number * _FIELDS_IN_LABEL
        for line in lines:
            runs = ""
            for run in line:
                text = f"<a:t>{escape(run.text)}</a:t>"
                if run.field:
                    fields += 1
                    identifier = f"{{00000000-0000-4000-8000-{fields:012X}}}"
                    opening = f'<a:fld id="{identifier}" type="{run.field}">'
                    runs += f"{opening}{self._run('rPr', ink, run.bold)}<a:pPr>{default}</a:pPr>{text}</a:fld>"
                else:
                    runs += f"<a:r>{self._run('rPr', ink, run.bold)}{text}</a:r>"
            paragraphs.append(f"<a:p><a:pPr>{default}</a:pPr>{runs}</a:p>")
        return f"<c:rich>{_LABEL_BODY}<a:lstStyle/>{''.join(paragraphs)}</c:rich>"

    def run_properties(self, *, bold: bool = False) -> str:
        """Return `a:rPr` of a run in the default colour."""
        return self._run("rPr", None, bold=bold)

    def _run(self, tag: str, ink: Colour | None, bold: bool) -> str:
        fill = solid(ink or self.ink)
        return (
            f'<a:{tag} lang="{attribute(self.language)}" sz="{round(self.style.size * 100)}" b="{int(bold)}">'
            f'{fill}<a:latin typeface="{attribute(self.style.font)}"/></a:{tag}>'
        )
