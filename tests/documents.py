"""Resolved documents made by hand: the nodes that the tests of planning and of both writers share."""

from __future__ import annotations

import datetime
import io
import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PIL import Image

from builder.resolve.axes import value_axis
from builder.resolve.numbers import formatter
from builder.source import Span
from builder.tree.blocks import (
    CalloutNode,
    EventNode,
    HighlightNode,
    HighlightsNode,
    PointNode,
    PointsNode,
    QuoteNode,
    TextNode,
    TimelineNode,
)
from builder.tree.document import BlockLike, Document, SectionNode, SourceNode
from builder.tree.exhibits import CellNode, ChartNode, ColumnNode, ImageNode, SeriesNode, TableNode
from builder.tree.labels import Labels
from builder.tree.prose import Break, Code, CrossRef, Inlines, ItemList, ListItem, NoteRef, Paragraph, Prose, Run

HERE = Span("content/demo/publication.yaml", 12, 3)
NB, NNB = "\u00a0", "\u202f"

FRENCH = Labels(
    contents="Sommaire",
    agenda="Plan",
    abstract="Résumé",
    key_figures="Chiffres clés",
    sources="Sources",
    conclusion="Conclusion",
    source=f"Source{NB}: ",
    source_several=f"Sources{NB}: ",
    table="Tableau",
    figure="Figure",
    list_of_tables="Liste des tableaux",
    list_of_figures="Liste des figures",
    note=f"Note{NB}: ",
    continued="(suite)",
    continued_caption="(suite)",
    page_of=("Page ", " sur ", ""),
    term_separator=f"{NB}: ",
    caption_separator=f"{NB}– ",
    total="Total",
    keywords="Mots-clés",
    credit=f"Crédit{NB}: ",
    credit_several=f"Crédits{NB}: ",
    imprint_cite="Comment citer",
    imprint_contact="Contact",
    imprint_disclaimer="Avertissement",
    list_separator=f"{NNB}; ",
    notes="Notes",
    timeline="Chronologie",
    chart_alt_generated="(description générée à partir des données)",
)
ENGLISH = Labels(
    contents="Contents",
    agenda="Agenda",
    abstract="Summary",
    key_figures="Key figures",
    sources="Sources",
    conclusion="Conclusion",
    source="Source: ",
    source_several="Sources: ",
    table="Table",
    figure="Figure",
    list_of_tables="List of tables",
    list_of_figures="List of figures",
    note="Note: ",
    continued="(cont.)",
    continued_caption="(continued)",
    page_of=("Page ", " of ", ""),
    term_separator=": ",
    caption_separator=". ",
    total="Total",
    keywords="Keywords",
    credit="Credit: ",
    credit_several="Credits: ",
    imprint_cite="How to cite",
    imprint_contact="Contact",
    imprint_disclaimer="Disclaimer",
    list_separator="; ",
    notes="Notes",
    timeline="Timeline",
    chart_alt_generated="(generated)",
)


LABELS = {"fr": FRENCH, "en": ENGLISH}
_KEYS = itertools.count(1)


def key() -> str:
    """A key that no other node has."""
    return f"key-{next(_KEYS)}"


def words(text: str, **marks: Any) -> Inlines:
    return (Run(text, HERE, **marks),) if text else ()


def para(text: str, key: str = "") -> Paragraph:
    return Paragraph(words(text), HERE, key)


def items(*texts: str, ordered: bool = False, start: int = 1) -> ItemList:
    return ItemList(tuple(ListItem((para(text),), HERE) for text in texts), ordered, start, HERE)


def text(*blocks: Any, key: str = "t") -> TextNode:
    return TextNode(
        span=HERE, key=key, blocks=tuple(para(block) if isinstance(block, str) else block for block in blocks)
    )


def prose(*inlines: Any) -> TextNode:
    """One paragraph of these inlines."""
    return text(Paragraph(tuple(inlines), HERE))


def paragraphs(*texts: str) -> Prose:
    return tuple(para(content) for content in texts)


def note(content: str, *sources: str) -> NoteRef:
    return NoteRef((para(content),), HERE, sources)


def point(content: str, *nested: PointNode, term: str = "") -> PointNode:
    return PointNode(span=HERE, key=key(), inlines=words(content), term=words(term), points=nested)


def points(*items: str | PointNode) -> PointsNode:
    nodes = tuple(point(item) if isinstance(item, str) else item for item in items)
    return PointsNode(span=HERE, key=key(), points=nodes)


def cells(*texts: str) -> tuple[CellNode, ...]:
    return tuple(CellNode(words(text), None, HERE) for text in texts)


def table(rows: Any = 3, columns: Any = 3, **more: Any) -> TableNode:
    """A table of so many rows and columns, or of these."""
    if isinstance(columns, int):
        heads = (ColumnNode(header=words(f"Colonne {n}"), align="right", numeric=True) for n in range(1, columns))
        columns = (ColumnNode(header=words("Ouvrage")), *heads)
    if isinstance(rows, int):
        rows = tuple(cells(f"Pont {r}", *(f"{r * c}{NNB}234" for c in range(1, len(columns)))) for r in range(rows))
    defaults: dict[str, Any] = {
        "key": "sections.a.blocks.tbl",
        "id": "tbl-a",
        "caption": words("Des ouvrages"),
        "number": "1",
        "alt": "Tableau des ouvrages.",
    }
    return TableNode(span=HERE, columns=columns, rows=rows, **(defaults | more))


def grid(headers: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "", **more: Any) -> TableNode:
    """A table of these words, numbered if it has a caption; the cells of a row have one place."""
    cell_rows = (
        tuple(CellNode(words(cell), None, Span("publication.yaml", 8 + index, 3)) for cell in row)
        for index, row in enumerate(rows)
    )
    return TableNode(
        span=HERE,
        key=key(),
        columns=tuple(ColumnNode(header=words(header)) for header in headers),
        rows=tuple(cell_rows),
        caption=words(caption),
        number="1" if caption else "",
        alt="A table.",
        **more,
    )


def bars(categories: Sequence[str], caption: str = "") -> ChartNode:
    """A chart of columns without values, numbered if it has a caption."""
    series = SeriesNode(name="S", values=(None,) * len(categories), labels=("",) * len(categories))
    axis = value_axis("column", [], None, formatter("fr"))
    named = {"caption": words(caption), "number": "1" if caption else ""}
    return chart(key=key(), categories=tuple(categories), series=(series,), axis=axis, source=(), id=None, **named)


def chart(**more: Any) -> ChartNode:
    values = (Decimal(100), Decimal(400))
    defaults: dict[str, Any] = {
        "key": "sections.a.blocks.fig",
        "kind": "column",
        "id": "fig-a",
        "categories": ("Amorçage", "Série A"),
        "series": (SeriesNode(name="Montant", values=values, labels=(f"100{NB}M€", f"400{NB}M€")),),
        "caption": words("Deux tours"),
        "number": "1",
        "alt": "Le second tour vaut quatre fois le premier.",
        "source": words("Exemple, 2024"),
    }
    given = defaults | more
    rows = [row.values for row in given["series"]]
    given.setdefault("axis", value_axis(given["kind"], rows, None, formatter("fr")))
    return ChartNode(span=HERE, **given)


def png(width: int = 8, height: int = 6) -> bytes:
    """A plain teal picture."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#0e5a73").save(stream, "PNG")
    return stream.getvalue()


def image(width: int = 400, height: int = 300, **more: Any) -> ImageNode:
    defaults: dict[str, Any] = {"key": "sections.a.blocks.img", "name": "vue.png", "alt": "Un pont."}
    return ImageNode(
        span=HERE, blob=png(width, height), media_type="image/png", width=width, height=height, **(defaults | more)
    )


def picture(width: int, height: int, caption: str = "") -> ImageNode:
    """A picture of a size in pixels, without the pixels."""
    named = {"caption": words(caption), "number": "2" if caption else ""}
    return ImageNode(
        span=HERE,
        key=key(),
        name="p.png",
        blob=b"",
        media_type="image/png",
        width=width,
        height=height,
        alt="A picture.",
        **named,  # type: ignore[arg-type]
    )


def highlight(value: str, label: str = "Levés en série A", prefix: str = "", key: str = "h") -> HighlightNode:
    return HighlightNode(value=value, label=words(label), span=HERE, key=key, prefix=prefix)


def highlights(*items: HighlightNode) -> HighlightsNode:
    return HighlightsNode(span=HERE, key=key(), items=items)


def timeline(*events: tuple[str, str, str]) -> TimelineNode:
    """Events given as date, title and text."""
    nodes = tuple(
        EventNode(date=date, title=words(title), span=HERE, key=key(), text=paragraphs(body) if body else ())
        for date, title, body in events
    )
    return TimelineNode(span=HERE, key=key(), events=nodes)


def quote(said: str, by: str = "") -> QuoteNode:
    return QuoteNode(span=HERE, key=key(), blocks=paragraphs(said), attribution=words(by))


def callout(title: str, *texts: str) -> CalloutNode:
    return CalloutNode(span=HERE, key=key(), kind="note", title=words(title), blocks=paragraphs(*texts))


def source(name: str, title: str) -> SourceNode:
    return SourceNode(id=name, inlines=words(title), short=words(f"{title}, court"), span=HERE)


def topic(title: str, *blocks: BlockLike, message: str = "", notes: str = "", **more: Any) -> SectionNode:
    """A section whose title, message and notes are plain words, with a key of its own."""
    spoken = paragraphs(notes) if notes else ()
    given = {"key": key(), "title": words(title), "message": words(message), "notes": spoken}
    return section(1, title, *blocks, **(given | more))


def section(index: int, name: str, *blocks: Any, **more: Any) -> SectionNode:
    defaults: dict[str, Any] = {"key": f"sections.s{index}", "place": (index,), "title": words(name)}
    defaults["label"] = ".".join(map(str, more.get("place", (index,))))
    return SectionNode(**({"span": HERE, "blocks": blocks} | defaults | more))


def document(*sections: SectionNode, **more: Any) -> Document:
    language = more.get("language", "fr")
    defaults: dict[str, Any] = {
        "name": "demo",
        "language": "fr",
        "office_language": "en-GB" if language == "en" else "fr-FR",
        "title": words("Ponts & viaducs"),
        "labels": LABELS.get(language, FRENCH),
        "timestamp": datetime.datetime(2024, 9, 15, tzinfo=datetime.UTC),
        "decimal_mark": ",",
        "group_mark": NNB,
    }
    return Document(span=HERE, sections=sections, **(defaults | more))


def everything() -> Document:
    """One of each block, inline and option."""
    code = Code("if a < b:\n\treturn 1", HERE)
    nested = ItemList(
        (
            ListItem((para("premier"), para("encore lui"), items("dedans", "dehors", ordered=True))),
            ListItem((para("second"), code)),
        )
    )
    mixed = Paragraph(
        (
            Run("Du ", HERE),
            Run("gras", HERE, strong=True),
            Run(", de l’", HERE),
            Run("italique", HERE, emphasis=True),
            Run(", du ", HERE),
            Run("code", HERE, code=True),
            Run(", le XX", HERE),
            Run("e", HERE, superscript=True),
            Run(" siècle, un ", HERE),
            Run("lien", HERE, link="https://example.org/?a=1&b=2"),
            Run(", ", HERE),
            Run("open source", HERE, language="en"),
            note("Une note."),
            Break(HERE),
            Run("et la suite", HERE),
        ),
        HERE,
        "sections.s1.blocks.0.0",
    )
    references = prose(
        Run("Voir le ", HERE),
        CrossRef("tbl-a", "table", "tableau", "1", "«~Des ouvrages~»", HERE),
        Run(", la ", HERE),
        CrossRef("fig-a", "figure", "figure", "1", "", HERE),
        Run(", la ", HERE),
        CrossRef("s2", "section", "section", "2", f"«{NB}Exposés{NB}»", HERE),
        Run(" et la ", HERE),
        CrossRef("elsewhere", "figure", "figure", "9", "", HERE),
    )
    first = section(
        1,
        "Prose",
        text(mixed, para("Une liste :"), nested, code),
        references,
        PointsNode(
            span=HERE,
            key="sections.s1.blocks.points",
            points=(
                PointNode(
                    span=HERE,
                    key="sections.s1.blocks.points.0",
                    term=words("Terme"),
                    inlines=words("son sens"),
                    points=(PointNode(span=HERE, key="sections.s1.blocks.points.0.0", inlines=words("dessous")),),
                ),
            ),
        ),
        message=words("Le message."),
    )
    second = section(
        2,
        "Exposés",
        table(total=True, note=(para("Provisoire."),), source=words("Registre, 2024")),
        chart(alt_generated=True, unit="en millions d’euros"),
        image(caption=words("Vue"), number="2", credit=words("A. Photographe"), id="fig-b"),
        image(alt="", key="sections.s2.blocks.deco"),
        HighlightsNode(
            span=HERE,
            key="sections.s2.blocks.h",
            items=(highlight("2023"), highlight("3"), highlight("4")),
            sources=("src",),
        ),
        TimelineNode(
            span=HERE,
            key="sections.s2.blocks.t",
            events=(
                EventNode(
                    date="2023", title=words("Fondation"), span=HERE, key="ev.0", text=(para("Trois associés."),)
                ),
                EventNode(date="2024", title=words("Tour"), span=HERE, key="ev.1"),
            ),
        ),
        QuoteNode(span=HERE, key="q", blocks=(para(f"«{NB}Oui.{NB}»"),), attribution=words("Anonyme")),
        *(
            CalloutNode(
                span=HERE, key=f"c.{kind}", kind=kind, title=words("Titre"), blocks=(para("Texte."), items("un"))
            )
            for kind in ("note", "warning", "key")
        ),
        id="s2",
        sections=(section(21, "Dessous", text(para("Texte.")), place=(2, 1)),),
    )
    return document(
        first,
        second,
        subtitle=words("Un sous-titre"),
        status=words("Note d’information"),
        date=datetime.date(2024, 9, 15),
        date_text=f"15{NB}septembre 2024",
        authors=("Anne", "Bertrand"),
        authors_text="Anne et Bertrand",
        keywords=("ponts", "viaducs"),
        abstract=(para("Le résumé.", "abstract.0"), items("un", "deux")),
        key_figures=(highlight(f"100{NB}M€", prefix="plus de", key="kf.0"), highlight("2023", "Fondation", key="kf.1")),
        sources=(
            SourceNode(id="src", inlines=words("Registre des ponts, 2024."), short=words("Registre, 2024"), span=HERE),
        ),
    )
