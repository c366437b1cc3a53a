"""Text on slides and notes pages: runs with their language, paragraphs with their list marks, body properties.

Every run has a language, for spelling, hyphenation and screen readers. Bullets and numbers are list marks, never typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.language import office_tag
from builder.office.xml import attribute, escape
from builder.templates.deck.facts import Alignment, Level, Placeholder
from builder.tree.ordinals import ordinal_pieces
from builder.tree.prose import SOFT_HYPHEN, Break, CrossRef, Inlines, Run, reference_words
from builder.typeset.plan import BOX_GAP, CODE_FONT, Fit, SlideParagraph, indents
from builder.writers.powerpoint.drawing import fill

__all__ = [
    "RunWriter",
    "TextFormat",
    "body_properties",
    "box_paragraph",
    "box_paragraphs",
    "placeholder_format",
    "placeholder_paragraphs",
]

_SUPERSCRIPT = ' baseline="30000"'
_ALIGNMENTS: dict[Alignment, str] = {"left": "l", "centre": "ctr", "right": "r"}
_BULLETS = ("•", "–", "•")
_CODE = f'<a:latin typeface="{CODE_FONT}"/><a:cs typeface="{CODE_FONT}"/>'
_LINK_AS_TEXT = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""Sets the colour of a link to that of its text (PowerPoint 2019 and later; earlier versions keep the theme's)."""


class TextFormat(Struct, frozen=True, kw_only=True):
    """Formatting of text outside placeholders: size in points, theme colour, theme font. 0 and "" inherit."""

    size: float = 0.0
    bold: bool = False
    colour: str = ""
    font: str = ""


INHERITED = TextFormat()


def placeholder_format(placeholder: Placeholder, size: float = 0.0) -> TextFormat:
    """Return the format of runs in a placeholder: inherited but for a `size` and a colour that the plan gives them.

    They are written to runs: LibreOffice mixes a colour of the slide's list style with that of the layout.
    """
    return TextFormat(size=size, colour=placeholder.ink) if size or placeholder.ink else INHERITED


class RunWriter:
    """Writes runs in the document's language. `link` returns the relationship id of a URL, `jump` that of a reference's
    target; `links_as_text` leaves links in the colour of the text around them.
    """

    def __init__(
        self,
        language: str,
        link: Callable[[str], str] | None = None,
        jump: Callable[[str], str] | None = None,
        links_as_text: bool = False,
    ):
        self.language = language
        self._link = link
        self._jump = jump
        self._colour_of_links = _LINK_AS_TEXT if links_as_text else ""
        self._plain = f'<a:r><a:rPr lang="{language}"/><a:t>'

    def text(self, text: str, text_format: TextFormat = INHERITED) -> str:
        """Return plain text as a run, or as several around the letters of ordinals; "" for an empty text."""
        if not text:
            return ""
        runs = []
        for piece, superscript in ordinal_pieces(text, self.language):
            marks = _SUPERSCRIPT if superscript else ""
            properties = self._properties(self.language, text_format, marks=marks)
            runs.append(f"<a:r>{properties}<a:t>{_characters(piece)}</a:t></a:r>")
        return "".join(runs)

    def inlines(self, inlines: Inlines, text_format: TextFormat = INHERITED, link: str = "") -> str:
        """Return runs, breaks and references as DrawingML; runs without a link of their own have `link`."""
        parts = []
        for inline in inlines:
            if isinstance(inline, Run):
                parts.append(self._run(inline, text_format, link))
            elif isinstance(inline, Break):
                parts.append(f"<a:br>{self._properties(self.language, text_format)}</a:br>")
            elif isinstance(inline, CrossRef):
                parts.append(self._reference(inline, text_format))
        return "".join(parts)

    def properties(self, text_format: TextFormat = INHERITED) -> str:
        """Return the properties of a run, for fields."""
        return self._properties(self.language, text_format)

    def end(self, text_format: TextFormat = INHERITED) -> str:
        """Return the properties of a paragraph without text."""
        return self._properties(self.language, text_format, element="a:endParaRPr")

    def jump_to(self, relation: str) -> str:
        """Return the link to a slide, in the colour of the text around it."""
        return f'<a:hlinkClick r:id="{relation}" action="ppaction://hlinksldjump">{_LINK_AS_TEXT}</a:hlinkClick>'

    def _run(self, run: Run, text_format: TextFormat, link: str = "") -> str:
        if text_format is INHERITED and not (
            run.strong
            or run.emphasis
            or run.code
            or run.superscript
            or run.subscript
            or run.strike
            or run.link
            or run.language
            or link
        ):
            return f"{self._plain}{_characters(run.text)}</a:t></a:r>"
        if not run.text:
            return ""
        language = office_tag(run.language) if run.language else self.language
        if run.link and self._link:
            link = self._click(self._link(run.link))
        marks = _marks(run)
        marks += ' noProof="1"' if run.code else ""
        rpr = self._properties(language, text_format, run.strong, marks, run.code, link)
        return f"<a:r>{rpr}<a:t>{_characters(run.text)}</a:t></a:r>"

    def _reference(self, reference: CrossRef, text_format: TextFormat) -> str:
        text = reference_words(reference)
        target = self._jump(reference.target) if self._jump else ""
        link = self._click(target, ' action="ppaction://hlinksldjump"') if target else ""
        rpr = self._properties(self.language, text_format, reference.strong, _marks(reference), False, link)
        return f"<a:r>{rpr}<a:t>{_characters(text)}</a:t></a:r>"

    def _click(self, relation: str, action: str = "") -> str:
        """Return `a:hlinkClick`, in the theme's colour of links or, if its contrast is too low, in that of the text."""
        if not self._colour_of_links:
            return f'<a:hlinkClick r:id="{relation}"{action}/>'
        return f'<a:hlinkClick r:id="{relation}"{action}>{self._colour_of_links}</a:hlinkClick>'

    def _properties(
        self,
        language: str,
        text_format: TextFormat,
        strong: bool = False,
        marks: str = "",
        code: bool = False,
        link: str = "",
        element: str = "a:rPr",
    ) -> str:
        """Return `a:rPr`, its children in the schema's order: fill, fonts, link."""
        size = f' sz="{round(text_format.size * 100)}"' if text_format.size else ""
        bold = ' b="1"' if text_format.bold or strong else ""
        inner = ""
        if text_format.colour:
            inner = fill(text_format.colour)
        if code:
            inner += _CODE
        elif text_format.font:
            inner += f'<a:latin typeface="{text_format.font}"/>'
        inner += link
        start = f'<{element} lang="{attribute(language)}"{size}{bold}{marks}'
        return f"{start}>{inner}</{element}>" if inner else f"{start}/>"


def _characters(words: str) -> str:
    """Escape words. PowerPoint has no optional hyphen: soft hyphens are left out."""
    return escape(words.replace(SOFT_HYPHEN, ""))


def _marks(inline: Run | CrossRef) -> str:
    """Return the attributes of italic, strike-through, raised and lowered characters (shifts as in PowerPoint)."""
    marks = ' i="1"' if inline.emphasis else ""
    marks += ' strike="sngStrike"' if inline.strike else ""
    marks += _SUPERSCRIPT if inline.superscript else ""
    return marks + (' baseline="-25000"' if inline.subscript else "")


# --- Paragraphs ------------------------------------------------------------------------------------------------------


def placeholder_paragraphs(
    runs: RunWriter,
    paragraphs: Sequence[SlideParagraph],
    levels: Sequence[Level],
    spread: float = 0.0,
    text_format: TextFormat = INHERITED,
    growth: float = 1.0,
) -> str:
    """Return the paragraphs of a placeholder, with only those properties that differ from its levels. Runs have
    `text_format`, and are `growth` times as large as their level; `spread` points are added before paragraphs of the
    first level.
    """
    starts = _starts(paragraphs)
    parts = []
    for index, (paragraph, start) in enumerate(zip(paragraphs, starts, strict=True)):
        level = levels[min(paragraph.level, len(levels) - 1)] if levels else None
        margin, indent = indents(level, paragraph.mark, paragraph.level)
        attributes = f' lvl="{paragraph.level}"' if paragraph.level else ""
        if level is None or (margin, indent) != (level.margin_left, level.indent):
            attributes += f' marL="{margin}" indent="{indent}"'
        mark = _mark(paragraph, start, inherited=level is not None and level.bullet)
        if spread and index and level is not None and not paragraph.level:
            before = round((level.space_before + spread) * 100)
            mark = f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef>{mark}'
        pr = f"<a:pPr{attributes}>{mark}</a:pPr>" if mark else f"<a:pPr{attributes}/>" if attributes else ""
        own = text_format
        if growth != 1 and level is not None:
            own = replace(text_format, size=level.size * growth)
        text = runs.inlines(paragraph.inlines, own)
        if paragraph.unit != 1 and level is not None:
            smaller = replace(own, size=level.size * growth * paragraph.unit)
            text = runs.inlines(paragraph.inlines[:-1], own) + runs.inlines(paragraph.inlines[-1:], smaller)
        parts.append(f"<a:p>{pr}{text or runs.end(own)}</a:p>")
    return "".join(parts)


def box_paragraphs(
    runs: RunWriter,
    paragraphs: Sequence[SlideParagraph],
    text_format: TextFormat,
    first: bool = True,
    alignment: Alignment = "left",
) -> str:
    """Return the paragraphs of a text box; `first` is True if they begin the box."""
    starts = _starts(paragraphs)
    parts = []
    for index, (paragraph, start) in enumerate(zip(paragraphs, starts, strict=True)):
        margin, indent = indents(None, paragraph.mark, paragraph.level, text_format.size)
        gap = 0.0 if first and index == 0 else BOX_GAP
        text = runs.inlines(paragraph.inlines, text_format) or runs.end(text_format)
        parts.append(_box(text, margin, indent, gap, _mark(paragraph, start, inherited=False), alignment))
    return "".join(parts)


def box_paragraph(text: str, gap: float = 0.0) -> str:
    """Return a plain paragraph of a text box from its runs, with `gap` points before it."""
    return _box(text, 0, 0, gap, "<a:buNone/>")


def _box(text: str, margin: int, indent: int, gap: float, mark: str, alignment: Alignment = "left") -> str:
    return (
        f'<a:p><a:pPr marL="{margin}" indent="{indent}" algn="{_ALIGNMENTS[alignment]}">'
        '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef>'
        f'<a:spcPts val="{round(gap * 100)}"/></a:spcBef><a:spcAft><a:spcPts val="0"/>'
        f"</a:spcAft>{mark}</a:pPr>{text}</a:p>"
    )


def _mark(paragraph: SlideParagraph, start: int, inherited: bool) -> str:
    """Return the list mark if it differs from the level's (`inherited`: the level has a bullet)."""
    if paragraph.mark == "number":
        size = '<a:buSzPct val="100000"/>' if inherited else ""
        return f'{size}<a:buFont typeface="+mn-lt"/><a:buAutoNum type="arabicPeriod"{_start_at(start)}/>'
    if paragraph.mark == "none":
        return "<a:buNone/>" if inherited else ""
    if inherited:
        return ""
    return f'<a:buFont typeface="Arial"/><a:buChar char="{_BULLETS[min(paragraph.level, 2)]}"/>'


def _start_at(start: int) -> str:
    return f' startAt="{start}"' if start > 1 else ""


def _starts(paragraphs: Iterable[SlideParagraph]) -> list[int]:
    """Return the first number of each paragraph's list (0 without a number): Office counts on from there by itself.

    A list continues while its numbers are consecutive; deeper paragraphs in between do not end it, others do.
    """
    starts = []
    running: dict[int, tuple[int, int]] = {}
    for paragraph in paragraphs:
        level = paragraph.level
        for deeper in [depth for depth in running if depth > level]:
            del running[deeper]
        if paragraph.mark != "number":
            running.pop(level, None)
            starts.append(0)
            continue
        start, last = running.get(level, (paragraph.number, paragraph.number - 1))
        if paragraph.number != last + 1:
            start = paragraph.number
        running[level] = (start, paragraph.number)
        starts.append(start)
    return starts


def body_properties(fit: Fit, *, running: bool = True) -> str:
    """Return `a:bodyPr` of a placeholder, with the type shrunk as planned: Office uses these numbers as they are.

    Only `running` text may be shrunk when somebody edits it: LibreOffice sets the lines of other texts closer as soon
    as they may be.
    """
    inset = f' lIns="{fit.insets[0]}" rIns="{fit.insets[1]}"' if fit.insets is not None else ""
    if fit.scale == 100_000 and fit.reduction == 0:
        return f"<a:bodyPr{inset}>{'<a:normAutofit/>' if running else '<a:noAutofit/>'}</a:bodyPr>"
    scale = f' fontScale="{fit.scale}"' if fit.scale != 100_000 else ""
    reduction = f' lnSpcReduction="{fit.reduction}"' if fit.reduction else ""
    return f"<a:bodyPr{inset}><a:normAutofit{scale}{reduction}/></a:bodyPr>"
