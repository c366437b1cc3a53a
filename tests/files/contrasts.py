"""The text that a built file draws, each with its colour and what is behind it, read from the file's XML alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.office.colour import contrast, first_colour, mapped_colours, resolve_colour
from tests.files.opc import Element, Opc
from tests.files.slidexml import A, P, ancestry, frame_of, placeholder, shapes, slides
from tests.files.wordxml import W, children_text, paragraphs, stories, style_of

__all__ = ["DrawnText", "brief_texts", "chart_fills", "deck_texts", "theme_of", "too_pale"]

Colours = dict[str, str]


class DrawnText(NamedTuple):
    """Words, their colour and their ground as RRGGBB, their size in points."""

    where: str
    words: str
    colour: str
    ground: str
    size: float
    bold: bool

    @property
    def least(self) -> float:
        """The contrast that WCAG 2.2 asks for (1.4.3)."""
        return 3.0 if self.size >= 18 or (self.bold and self.size >= 14) else 4.5


def too_pale(texts: list[DrawnText]) -> list[str]:
    """Return what cannot be read, one line each."""
    return [
        f"{text.where}: {text.words[:40]!r} #{text.colour} on #{text.ground}: {contrast(text.colour, text.ground):.2f}"
        for text in texts
        if contrast(text.colour, text.ground) < text.least
    ]


def theme_of(opc: Opc, part: str) -> Colours:
    """Return RRGGBB by slot of the theme of a part."""
    (theme,) = opc.related(part, "theme")[:1]
    (scheme,) = opc.find(theme, "//a:clrScheme")
    return {slot.tag.removeprefix(A): slot[0].get("val") if "srgb" in slot[0].tag else slot[0].get("lastClr")
            for slot in scheme}  # fmt: skip


# --- Decks -----------------------------------------------------------------------------------------------------------


def deck_texts(opc: Opc) -> list[DrawnText]:
    """Return the text of every slide, placeholders and tables included."""
    return [text for slide in slides(opc) for text in _slide_texts(opc, slide)]


def _names(opc: Opc, slide: str) -> Colours:
    (layout,) = opc.related(slide, "slideLayout")
    (master,) = opc.related(layout, "slideMaster")
    overriding = [*opc.find(slide, "//a:overrideClrMapping"), *opc.find(layout, "//a:overrideClrMapping")]
    used = overriding or opc.find(master, "//p:clrMap")
    return mapped_colours(theme_of(opc, master), dict(used[0].attrib))


def _slide_texts(opc: Opc, slide: str) -> Iterator[DrawnText]:
    names = _names(opc, slide)
    below = _backdrop(opc, slide, names)
    for shape in shapes(opc, slide):
        frame = frame_of(opc, slide, shape)
        if frame is None:
            continue
        own = _fill(shape.find(f"{P}spPr"), names)
        ground = own or _at(below, (frame[0] + 4, (frame[1] + frame[3]) / 2))
        if shape.tag == f"{P}sp":
            yield from _shape_texts(opc, slide, shape, names, ground)
        elif shape.tag == f"{P}graphicFrame":
            yield from _table_texts(opc, slide, shape, names, ground)
        if own:
            below.append((frame, own))


Painted = list[tuple[tuple[float, float, float, float], str]]


def _backdrop(opc: Opc, slide: str, names: Colours) -> Painted:
    (layout,) = opc.related(slide, "slideLayout")
    (master,) = opc.related(layout, "slideMaster")
    grounds = [node for part in (slide, layout, master) for node in opc.find(part, "/*/p:cSld/p:bg")]
    page = first_colour(grounds[0]) if grounds else None
    painted: Painted = [((-1e6, -1e6, 1e6, 1e6), (page is not None and resolve_colour(page, names)) or names["bg1"])]
    hidden = opc.xml(layout).get("showMasterSp") == "0"
    for part in (layout,) if hidden else (master, layout):
        for shape in shapes(opc, part):
            fill = _fill(shape.find(f"{P}spPr"), names) if placeholder(shape) is None else ""
            frame = frame_of(opc, part, shape)
            if fill and frame is not None:
                painted.append((frame, fill))
    return painted


def _at(painted: Painted, place: tuple[float, float]) -> str:
    x, y = place
    return [fill for (left, top, right, bottom), fill in painted if left <= x <= right and top <= y <= bottom][-1]


def _fill(properties: Element | None, names: Colours) -> str:
    solid = properties.find(f"{A}solidFill") if properties is not None else None
    return (resolve_colour(solid[0], names) or "") if solid is not None else ""


def _shape_texts(opc: Opc, slide: str, shape: Element, names: Colours, ground: str) -> Iterator[DrawnText]:
    chain = list(ancestry(opc, slide, shape))
    scale = int(next((node.get("fontScale", "100000") for node in shape.iter(f"{A}normAutofit")), "100000")) / 100_000
    for paragraph in shape.iter(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        level = int(properties.get("lvl", "0")) + 1 if properties is not None else 1
        inherited = [node for holder in chain for node in holder.iterfind(f".//{A}lvl{level}pPr/{A}defRPr")]
        inherited += _usual(opc, slide, shape, chain, level)
        for run in paragraph.iter(f"{A}r", f"{A}fld"):
            yield from _run_text(
                f"{slide} {shape.find('.//' + P + 'cNvPr').get('name')}", run, inherited, names, ground, scale
            )


def _usual(opc: Opc, slide: str, shape: Element, chain: list[Element], level: int) -> list[Element]:
    (layout,) = opc.related(slide, "slideLayout")
    (master,) = opc.related(layout, "slideMaster")
    kinds = [placeholder(holder).get("type", "obj") for holder in chain if placeholder(holder) is not None]
    style = "titleStyle" if {"title", "ctrTitle"} & set(kinds) else "bodyStyle"
    style = style if kinds and not {"ftr", "dt", "sldNum"} & set(kinds) else "otherStyle"
    return [
        *opc.find(master, f"//p:txStyles/p:{style}/a:lvl{level}pPr/a:defRPr"),
        *opc.find("ppt/presentation.xml", f"//p:defaultTextStyle/a:lvl{level}pPr/a:defRPr"),
    ]


def _run_text(
    where: str, run: Element, inherited: list[Element], names: Colours, ground: str, scale: float
) -> Iterator[DrawnText]:
    words = run.findtext(f"{A}t") or ""
    if not words.strip():
        return
    own = run.find(f"{A}rPr")
    chain = [*([own] if own is not None else []), *inherited]
    colour = next((fill for node in chain if (fill := _fill(node, names))), names["tx1"])
    link = own.find(f"{A}hlinkClick") if own is not None else None
    if link is not None and 'val="tx"' not in "".join(_attributes(link)):
        colour = names["hlink"]
    size = next((int(node.get("sz")) for node in chain if node.get("sz")), 1800) / 100 * scale
    bold = next((node.get("b") in ("1", "true") for node in chain if node.get("b")), False)
    yield DrawnText(where, words, colour, ground, size, bold)


def _attributes(link: Element) -> list[str]:
    return [f'{name}="{value}"' for node in link.iter() for name, value in node.attrib.items()]


def _table_texts(opc: Opc, slide: str, frame: Element, names: Colours, ground: str) -> Iterator[DrawnText]:
    for table in frame.iter(f"{A}tbl"):
        sid = table.findtext(f"{A}tblPr/{A}tableStyleId")
        (style, *_) = [*opc.find("ppt/tableStyles.xml", f"//a:tblStyle[@styleId='{sid}']"), None]
        flags = table.find(f"{A}tblPr")
        rows = table.findall(f"{A}tr")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row.findall(f"{A}tc")):
                parts = ["firstRow"] if r == 0 and flags.get("firstRow") == "1" else []
                parts += ["lastRow"] if r == len(rows) - 1 and flags.get("lastRow") == "1" else []
                parts += ["firstCol"] if c == 0 and flags.get("firstCol") == "1" else []
                kinds = [part for name in (*parts, "wholeTbl") if style is not None
                         and (part := style.find(f"{A}{name}")) is not None]  # fmt: skip
                colours = [node for part in kinds for node in part.iterfind(f"{A}tcTxStyle/{A}schemeClr")]
                fills = [fill for part in kinds if (fill := _fill(part.find(f"{A}tcStyle/{A}fill"), names))]
                behind = _fill(cell.find(f"{A}tcPr"), names) or next(iter(fills), ground)
                usual = resolve_colour(colours[0], names) if colours else names["tx1"]
                for run in cell.iter(f"{A}r"):
                    cell_names = names | {"tx1": usual or names["tx1"]}
                    yield from _run_text(f"{slide} table", run, [], cell_names, behind, 1)


# --- Briefs ----------------------------------------------------------------------------------------------------------


def brief_texts(opc: Opc) -> list[DrawnText]:
    """Return the text of the body, the notes, the headers and the footers."""
    sheet = _Sheet(opc)
    return [text for story in stories(opc) for p in paragraphs(opc, story) for text in sheet.texts(story, p)]


class _Sheet:
    def __init__(self, opc: Opc):
        self.styles = {node.get(f"{W}styleId"): node for node in opc.find("word/styles.xml", "//w:style")}
        self.defaults = opc.find("word/styles.xml", "//w:docDefaults//w:rPr")
        self.normal = next(
            iter(opc.strings("word/styles.xml", "//w:style[@w:type='paragraph'][@w:default='1']/@w:styleId"))
        )
        self.page = theme_of(opc, "word/document.xml")["lt1"]

    def texts(self, story: str, paragraph: Element) -> Iterator[DrawnText]:
        base = self.chain(style_of(paragraph) or self.normal)
        for run in paragraph.iter(f"{W}r"):
            words = children_text(run)
            if not words.strip():
                continue
            own = run.find(f"{W}rPr")
            named = own.find(f"{W}rStyle") if own is not None else None
            character = self.chain(named.get(f"{W}val")) if named is not None else []
            styles = [node.find(f"{W}rPr") for node in (*character, *base)]
            chain = [node for node in (own, *styles, *self.defaults) if node is not None]
            holders = [*([own] if own is not None else []), *(node.find(f"{W}rPr") for node in character)]
            holders += [paragraph.find(f"{W}pPr"), *(node.find(f"{W}pPr") for node in base)]
            holders += [cell.find(f"{W}tcPr") for cell in paragraph.iterancestors(f"{W}tc")]
            grounds = [shd.get(f"{W}fill") for node in holders if node is not None for shd in node.findall(f"{W}shd")]
            ground = next((fill for fill in grounds if fill not in ("auto", None)), self.page)
            colour = _first(chain, "color") or "auto"
            size = int(_first(chain, "sz") or 20) / 2
            bold = any(
                node.find(f"{W}b") is not None and node.find(f"{W}b").get(f"{W}val", "1") != "0" for node in chain[:1]
            )
            black = max("000000", "FFFFFF", key=lambda rgb: contrast(rgb, ground))
            yield DrawnText(
                f"{story} {style_of(paragraph)}", words, black if colour == "auto" else colour, ground, size, bold
            )

    def chain(self, sid: str) -> list[Element]:
        chain = []
        while sid in self.styles:
            chain.append(self.styles[sid])
            based = self.styles[sid].find(f"{W}basedOn")
            sid = based.get(f"{W}val") if based is not None else ""
        return chain


def _first(chain: list[Element], name: str) -> str | None:
    return next((node.find(f"{W}{name}").get(f"{W}val") for node in chain if node.find(f"{W}{name}") is not None), None)


# --- Charts ----------------------------------------------------------------------------------------------------------


def chart_fills(opc: Opc, theme: Colours) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each chart's part with its series or slices: colour, and that of the line around it ("" without one)."""
    names = mapped_colours(theme, {})
    for part in (name for name in opc.parts if "/charts/chart" in name and name.endswith(".xml")):
        points = opc.find(part, "//c:dPt/c:spPr") or opc.find(part, "//c:ser/c:spPr")
        yield part, [(_fill(node, names) or _line(node, names), _line(node, names)) for node in points]


def _line(properties: Element, names: Colours) -> str:
    return _fill(properties.find(f"{A}ln"), names)
