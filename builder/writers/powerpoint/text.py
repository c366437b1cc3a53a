"""Text on slides and notes pages: runs with their language, paragraphs with their marks, bodies.

Every run names its language, for spelling, hyphenation and voices. Bullets and numbers are list marks, never typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from builder.language import office_tag
from builder.office.xml import attribute, escape
from builder.templates.deck.facts import Level
from builder.tree.nodes import Break, CrossRef, Inlines, Run
from builder.typeset.plan import BOX_GAP, CODE_FONT, Fit, SlideParagraph, indents
from builder.writers.powerpoint.drawing import fill

__all__ = ["RunWriter", "TextFormat", "body_properties", "box_paragraph", "box_paragraphs", "placeholder_paragraphs"]

_BULLETS = ("•", "–", "•")
_CODE = f'<a:latin typeface="{CODE_FONT}"/><a:cs typeface="{CODE_FONT}"/>'
_AS_TEXT = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""Says that a link takes the colour of its text (PowerPoint 2019 and later; others keep the theme's)."""


class TextFormat(Struct, frozen=True, kw_only=True):
    """How the words of a box outside placeholders look: points, a theme colour, a theme font. 0 and "" inherit."""

    size: float = 0.0
    bold: bool = False
    colour: str = ""
    font: str = ""


INHERITED = TextFormat()


class RunWriter:
    """Writes runs in the document's language. `link` gives the relationship of a URL, `jump` that of a reference;
    `links_as_text` leaves links in the colour of the words around them.
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
        self._colour_of_links = _AS_TEXT if links_as_text else ""
        self._plain = f'<a:r><a:rPr lang="{language}"/><a:t>'

    def words(self, text: str, look: TextFormat = INHERITED) -> str:
        """One run of plain words; nothing for an empty text."""
        if not text:
            return ""
        return f"<a:r>{self._properties(self.language, look)}<a:t>{escape(text)}</a:t></a:r>"

    def inlines(self, inlines: Inlines, look: TextFormat = INHERITED) -> str:
        """Runs, breaks and references as DrawingML."""
        parts = []
        for one in inlines:
            if isinstance(one, Run):
                parts.append(self._run(one, look))
            elif isinstance(one, Break):
                parts.append(f"<a:br>{self._properties(self.language, look)}</a:br>")
            elif isinstance(one, CrossRef):
                parts.append(self._reference(one, look))
        return "".join(parts)

    def end(self, look: TextFormat = INHERITED) -> str:
        """The properties of a paragraph that has no words."""
        return self._properties(self.language, look).replace("a:rPr", "a:endParaRPr")

    def _run(self, run: Run, look: TextFormat) -> str:
        if look is INHERITED and not (
            run.strong or run.emphasis or run.code or run.superscript or run.link or run.language
        ):
            return f"{self._plain}{escape(run.text)}</a:t></a:r>"
        if not run.text:
            return ""
        language = office_tag(run.language) if run.language else self.language
        link = ""
        if run.link and self._link:
            link = self._click(self._link(run.link))
        marks = ' i="1"' if run.emphasis else ""
        marks += ' baseline="30000"' if run.superscript else ""
        marks += ' noProof="1"' if run.code else ""
        rpr = self._properties(language, look, run.strong, marks, run.code, link)
        return f"<a:r>{rpr}<a:t>{escape(run.text)}</a:t></a:r>"

    def _reference(self, reference: CrossRef, look: TextFormat) -> str:
        text = f"{reference.prefix}\u00a0{reference.number}" if reference.number else reference.title
        target = self._jump(reference.target) if self._jump else ""
        link = self._click(target, ' action="ppaction://hlinksldjump"') if target else ""
        marks = ' i="1"' if reference.emphasis else ""
        rpr = self._properties(self.language, look, reference.strong, marks, False, link)
        return f"<a:r>{rpr}<a:t>{escape(text)}</a:t></a:r>"

    def _click(self, relation: str, action: str = "") -> str:
        """`a:hlinkClick`, in the theme's colour of links or, where that cannot be read, in that of the text."""
        if not self._colour_of_links:
            return f'<a:hlinkClick r:id="{relation}"{action}/>'
        return f'<a:hlinkClick r:id="{relation}"{action}>{self._colour_of_links}</a:hlinkClick>'

    def _properties(
        self, language: str, look: TextFormat, strong: bool = False, marks: str = "", code: bool = False, link: str = ""
    ) -> str:
        """`a:rPr`, its children in the schema's order: fill, fonts, link."""
        size = f' sz="{round(look.size * 100)}"' if look.size else ""
        bold = ' b="1"' if look.bold or strong else ""
        inner = ""
        if look.colour:
            inner = fill(look.colour)
        if code:
            inner += _CODE
        elif look.font:
            inner += f'<a:latin typeface="{look.font}"/>'
        inner += link
        start = f'<a:rPr lang="{attribute(language)}"{size}{bold}{marks}'
        return f"{start}>{inner}</a:rPr>" if inner else f"{start}/>"


# --- Paragraphs ------------------------------------------------------------------------------------------------------


def placeholder_paragraphs(
    runs: RunWriter,
    paragraphs: Sequence[SlideParagraph],
    levels: Sequence[Level],
    accent: str = "",
    spread: float = 0.0,
) -> str:
    """Paragraphs of a placeholder: only what differs from its levels is written. Terms in a column of their own are in
    the colour `accent`; `spread` points are added before paragraphs of the first level.
    """
    starts = _starts(paragraphs)
    parts = []
    for place, (paragraph, start) in enumerate(zip(paragraphs, starts, strict=True)):
        level = levels[min(paragraph.level, len(levels) - 1)] if levels else None
        margin, indent = indents(level, paragraph.mark, paragraph.level)
        if paragraph.tab:
            margin, indent = paragraph.tab, -paragraph.tab
        attributes = f' lvl="{paragraph.level}"' if paragraph.level else ""
        if level is None or (margin, indent) != (level.margin_left, level.indent):
            attributes += f' marL="{margin}" indent="{indent}"'
        mark = _mark(paragraph, start, inherited=level is not None and level.bullet)
        if spread and place and level is not None and not paragraph.level:
            before = round((level.space_before + spread) * 100)
            mark = f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef>{mark}'
        if paragraph.tab:
            mark += f'<a:tabLst><a:tab pos="{paragraph.tab}" algn="l"/></a:tabLst>'
        pr = f"<a:pPr{attributes}>{mark}</a:pPr>" if mark else f"<a:pPr{attributes}/>" if attributes else ""
        words = _defined(runs, paragraph, accent) if paragraph.tab else runs.inlines(paragraph.inlines)
        parts.append(f"<a:p>{pr}{words or runs.end()}</a:p>")
    return "".join(parts)


def _defined(runs: RunWriter, paragraph: SlideParagraph, accent: str) -> str:
    """A term in the accent, a tab in place of the space after its separator, and what is said of it."""
    *term, separator = paragraph.inlines[: paragraph.lead]
    look = TextFormat(colour=accent)
    words = separator.text.rstrip() if isinstance(separator, Run) else ""
    between = runs.words(f"{words}\t", TextFormat(colour=accent, bold=True))
    return runs.inlines(tuple(term), look) + between + runs.inlines(paragraph.inlines[paragraph.lead :])


def box_paragraphs(runs: RunWriter, paragraphs: Sequence[SlideParagraph], look: TextFormat, first: bool = True) -> str:
    """Paragraphs of a box outside placeholders; `first` says whether they begin the box."""
    starts = _starts(paragraphs)
    parts = []
    for place, (paragraph, start) in enumerate(zip(paragraphs, starts, strict=True)):
        margin, indent = indents(None, paragraph.mark, paragraph.level)
        gap = 0.0 if first and place == 0 else BOX_GAP
        words = runs.inlines(paragraph.inlines, look) or runs.end(look)
        parts.append(_box(words, margin, indent, gap, _mark(paragraph, start, inherited=False)))
    return "".join(parts)


def box_paragraph(words: str, gap: float = 0.0) -> str:
    """One plain paragraph of a box, from runs already written; `gap` points stand before it."""
    return _box(words, 0, 0, gap, "<a:buNone/>")


def _box(words: str, margin: int, indent: int, gap: float, mark: str) -> str:
    return (
        f'<a:p><a:pPr marL="{margin}" indent="{indent}" algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef>'
        f'<a:spcPts val="{round(gap * 100)}"/></a:spcBef><a:spcAft><a:spcPts val="0"/>'
        f"</a:spcAft>{mark}</a:pPr>{words}</a:p>"
    )


def _mark(paragraph: SlideParagraph, start: int, inherited: bool) -> str:
    """The list mark, where it is not the one that the level brings (`inherited`: the level has a bullet)."""
    if paragraph.mark == "number":
        return f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{_start_at(start)}/>'
    if paragraph.mark == "none":
        return "<a:buNone/>" if inherited else ""
    if inherited:
        return ""
    return f'<a:buFont typeface="Arial"/><a:buChar char="{_BULLETS[min(paragraph.level, 2)]}"/>'


def _start_at(start: int) -> str:
    return f' startAt="{start}"' if start > 1 else ""


def _starts(paragraphs: Iterable[SlideParagraph]) -> list[int]:
    """For each numbered paragraph, the number at which its list starts: Office counts on from there by itself.

    A list goes on while the numbers follow one another; deeper paragraphs between do not end it, others do.
    """
    starts = []
    running: dict[int, tuple[int, int]] = {}
    for paragraph in paragraphs:
        level = paragraph.level
        for deeper in [one for one in running if one > level]:
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


def body_properties(fit: Fit) -> str:
    """`a:bodyPr` of a placeholder, the type shrunk as planned: Office takes these numbers as they are."""
    inset = f' rIns="{fit.right_inset}"' if fit.right_inset is not None else ""
    if fit.scale == 100_000 and fit.reduction == 0:
        return f"<a:bodyPr{inset}><a:normAutofit/></a:bodyPr>"
    scale = f' fontScale="{fit.scale}"' if fit.scale != 100_000 else ""
    reduction = f' lnSpcReduction="{fit.reduction}"' if fit.reduction else ""
    return f"<a:bodyPr{inset}><a:normAutofit{scale}{reduction}/></a:bodyPr>"
