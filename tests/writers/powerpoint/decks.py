"""A small deck that has one of everything, made by hand, so that drawing is tested apart from planning."""

from __future__ import annotations

import datetime
from decimal import Decimal

from builder.resolve.axes import value_axis
from builder.resolve.numbers import formatter
from builder.templates.deck.facts import DeckFacts, Frame
from builder.tree.blocks import EventNode, HighlightNode
from builder.tree.document import Document, SectionNode
from builder.tree.exhibits import CellNode, ChartNode, ColumnNode, ImageNode, SeriesNode
from builder.tree.prose import Code, CrossRef, ItemList, ListItem, Paragraph, Run
from builder.typeset.plan import (
    CalloutPart,
    ChartPart,
    Deck,
    Fit,
    HighlightsPart,
    ImagePart,
    Slide,
    SlideParagraph,
    TablePart,
    TextPart,
    TimelinePart,
)
from tests.documents import FRENCH, HERE, NB, NNB, png, words


def point(text: str, level: int = 0, mark: str = "bullet", number: int = 0, key: str = "") -> SlideParagraph:
    return SlideParagraph(words(text), level, mark, number, HERE, key)  # type: ignore[arg-type]


CHART = ChartNode(
    span=HERE,
    key="sections.funding.blocks.1",
    kind="column",
    categories=("Amorçage", "Série A"),
    series=(SeriesNode(name="Montant levé", values=(Decimal(100), Decimal(400)), labels=(f"100{NB}M€", f"400{NB}M€")),),
    number_format=f'0"{NB}M€"',
    axis=value_axis("column", [(Decimal(100), Decimal(400))], None, formatter("fr")),
    id="funding",
    alt="La série A, 400 millions d’euros, vaut quatre fois l’amorçage.",
)
IMAGE = ImageNode(
    span=HERE,
    key="sections.origins.blocks.2",
    name="a.png",
    blob=png(),
    media_type="image/png",
    width=8,
    height=6,
    alt="Le siège de Paris",
)


def document(language: str = "fr", office: str = "fr-FR", title: str = "Le pari européen de Mistral AI") -> Document:
    funding = SectionNode(
        span=HERE,
        key="sections.funding",
        place=(5,),
        label="5",
        title=words("Financement"),
        id="funding-section",
        blocks=(CHART,),
    )
    return Document(
        name="demo",
        language=language,
        office_language=office,
        title=words(title),
        subtitle=words("Note de lecture"),
        labels=FRENCH,
        span=HERE,
        timestamp=datetime.datetime(2024, 9, 15, tzinfo=datetime.UTC),
        authors=("Ana Roy",),
        authors_text="Ana Roy",
        keywords=("IA", "Europe"),
        sections=(funding,),
        decimal_mark=",",
        group_mark=NNB,
    )


def notes() -> tuple[object, ...]:
    inner = ItemList((ListItem((Paragraph(words("sous-point")),)),), ordered=True, start=3)
    return (
        Paragraph(words("Ce que l’on dit à voix haute.")),
        ItemList((ListItem((Paragraph(words("premier")), inner)), ListItem((Paragraph(words("second")),)))),
        Code("pip install x\nbuilder build"),
        Paragraph((Run("Voir "), Run("le site", link="https://example.org/a?b=1&c=2"), Run("."))),
    )


def table(frame: Frame, key: str = "sections.comparison.blocks.0") -> TablePart:
    heads = ("Critère", "Mistral AI", "OpenAI", "Meta AI (LLaMA)", "Montant, en M€")
    columns = tuple(ColumnNode(header=words(h), align="decimal" if h.startswith("Mont") else "left") for h in heads)
    texts = (
        ("Licences", "Open source", "Propriétaire", "Semi-ouverte", "12,5"),
        ("Siège", "France", "États-Unis", "États-Unis", "1,0"),
        ("Accès aux modèles", "Libre", "Payant, par une API", "Publication limitée", "–"),
        ("Total", "–", "–", "–", "13,5"),
    )
    rows = tuple(tuple(CellNode(words(text)) for text in row) for row in texts)
    first = frame.width // 4
    width = (frame.width - first) // 4
    return TablePart(
        frame=frame,
        columns=columns,
        rows=rows,
        widths=(first, *([width] * 4)),
        header_height=420_000,
        row_heights=(420_000,) * 4,
        size=16.0,
        total=True,
        alt="Comparaison de quatre acteurs",
        name="Comparaison",
        key=key,
    )


def deck(template: DeckFacts) -> Deck:
    """One slide of each layout."""
    area = template.layouts["table"].content
    free = template.layouts["title-only"].content
    half = free.width * 47 // 100
    source = (
        Run(f"Source{NB}: F. Arab, «{NB}Mistral AI{NB}», "),
        Run("Startup.info", link="https://example.org/x"),
        Run(", 2024."),
    )
    head = {"kicker": "Financement", "notes": notes(), "section": (5,), "source": source}
    events = tuple(
        EventNode(date=date, title=words(title), span=HERE, key=f"sections.origins.blocks.1.{n}")
        for n, (date, title) in enumerate(
            (("2023", "Fondation"), ("Juin 2023", "Amorçage"), ("Décembre 2023", "Série A"))
        )
    )
    step = free.width // 3
    highlights = (
        HighlightNode(value=f"400{NB}M€", label=words("levés en série A"), span=HERE, key="h.0", prefix="plus de"),
        HighlightNode(value="3", label=words("cofondateurs"), span=HERE, key="h.1"),
        HighlightNode(value="2023", label=words("année de fondation"), span=HERE, key="h.2"),
    )
    listed = (
        point("Les fonds d’amorçage dépassent 100\u00a0millions d’euros", key="sections.funding.blocks.0.points.0"),
        SlideParagraph(
            (
                Run("Terme", strong=True),
                Run(f"{NB}: le "),
                Run("seed round", language="en", emphasis=True),
                Run(" est rare en Europe ("),
                CrossRef("funding", "figure", "figure", "1", "", HERE),
                Run(")"),
            ),
            0,
            "bullet",
            0,
            HERE,
            "sections.funding.blocks.0.points.1",
        ),
        point("Lightspeed Venture Partners mène le tour", 1),
        point("à titre personnel", 2),
        point("Premièrement", 0, "number", 1),
        point("détail", 1),
        point("Deuxièmement", 0, "number", 2),
        point("Sans marque", 0, "none"),
        SlideParagraph((Run("builder build", code=True), Run("  & <suite> x"), Run("2", superscript=True))),
    )
    slides = (
        Slide(
            layout="title",
            title=words("Le pari européen de Mistral AI"),
            key="title",
            kicker="Note de lecture",
            subtitle=words("Ce que l’on sait en 2024"),
            notes=notes(),
            parts=(
                TextPart(placeholder="attribution", paragraphs=(point("Ana Roy", mark="none"),)),
                TextPart(placeholder="date", paragraphs=(point("15 septembre 2024", mark="none"),)),
            ),
        ),
        Slide(
            layout="agenda",
            title=words("Plan"),
            key="agenda",
            parts=(
                TextPart(
                    placeholder="body", paragraphs=(point("Origines", 0, "number", 1), point("Modèles", 0, "number", 2))
                ),
                TextPart(placeholder="body2", paragraphs=(point("Financement", 0, "number", 3),)),
            ),
        ),
        Slide(
            layout="section",
            title=words("Financement"),
            key="sections.funding/divider",
            kicker="5",
            progress=(5, 13),
            subtitle=words("Le financement a précédé le produit"),
            section=(5,),
        ),
        Slide(
            layout="text",
            title=words(
                "Le financement a précédé le produit, ce qui a nourri l’enthousiasme autant que les interrogations"
            ),
            key="sections.funding/1",
            parts=(TextPart(placeholder="body", paragraphs=listed),),
            title_fit=Fit(90_000, 10_000, 2),
            **head,
        ),
        Slide(
            layout="two-content",
            title=words("Deux tours en moins d’un an"),
            key="sections.funding/2",
            caption="Montants levés",
            parts=(
                TextPart(placeholder="body", paragraphs=listed[:3], fit=Fit(92_500, 10_000, 5)),
                ChartPart(frame=Frame(free.x + free.width - half, area.y, half, area.height), chart=CHART, size=12.0),
            ),
            **head,
        ),
        Slide(
            layout="table",
            title=words("Seule Mistral AI publie librement"),
            key="sections.comparison/1",
            caption="Tableau 1 – Quatre acteurs comparés",
            parts=(table(Frame(area.x, area.y, area.width, 2_100_000)),),
            **head,
        ),
        Slide(
            layout="chart",
            title=words("Les montants ont quadruplé"),
            key="sections.funding/3",
            caption="Figure 1 – Montants levés",
            parts=(ChartPart(frame=area, chart=CHART, size=14.0),),
            **head,
        ),
        Slide(
            layout="picture",
            title=words("Le siège est à Paris"),
            key="sections.origins/1",
            caption="Le siège",
            parts=(ImagePart(frame=Frame(area.x, area.y, area.height * 4 // 3, area.height), image=IMAGE),),
            **head,
        ),
        Slide(
            layout="title-only",
            title=words("Un encadré"),
            key="sections.origins/2",
            parts=(
                CalloutPart(
                    frame=Frame(free.x, free.y, free.width, 1_400_000),
                    kind="warning",
                    title=words("Attention"),
                    paragraphs=(point("Les méthodes restent vagues.", mark="none"), point("un point")),
                    size=18.0,
                ),
            ),
            **head,
        ),
        Slide(
            layout="highlights",
            title=words("Trois nombres"),
            key="sections.funding/4",
            parts=(
                HighlightsPart(
                    items=highlights,
                    frames=tuple(
                        Frame(free.x + n * step, free.y + (500_000 if n == 0 else 730_000), step - 200_000, 1_800_000)
                        for n in range(3)
                    ),
                    values=(("400", f"{NB}M€"), ("3", ""), ("2023", "")),
                    labels=tuple(item.label for item in highlights),
                    insets=((200_000, 150_000, 45_720, 91_440), *((200_000, 400_000, 45_720, 91_440),) * 2),
                    value_size=54.0,
                    unit_size=28.0,
                    label_size=16.0,
                ),
            ),
            **head,
        ),
        Slide(
            layout="timeline",
            title=words("Neuf mois"),
            key="sections.origins/3",
            parts=(
                TimelinePart(
                    frame=free,
                    events=events,
                    axis=Frame(free.x, free.y + 600_000, free.width, 0),
                    frames=tuple(
                        Frame(free.x + n * step, free.y + 850_000, step - 200_000, 1_500_000) for n in range(3)
                    ),
                    markers=tuple((free.x + 91_440 + n * step, free.y + 600_000) for n in range(3)),
                    date_size=18.0,
                    title_size=18.0,
                    text_size=14.0,
                    texts=((point("par trois chercheurs", mark="none"),), (), ()),
                    alt="Chronologie\u00a0: 2023, Juin 2023, Décembre 2023",
                ),
            ),
            **head,
        ),
        Slide(
            layout="quote",
            title=words("L’entreprise se veut européenne"),
            key="sections.vision/1",
            parts=(
                TextPart(placeholder="body", paragraphs=(point("« Par l’Europe, pour l’Europe. »", mark="none"),)),
                TextPart(placeholder="attribution", paragraphs=(point("Arthur Mensch", mark="none"),)),
            ),
            **head,
        ),
        Slide(
            layout="sources",
            title=words("Sources"),
            key="sources",
            parts=(
                TextPart(
                    placeholder="body",
                    paragraphs=(point("Arab, F., « Mistral AI », Startup.info, 2024.", mark="none"),),
                ),
            ),
        ),
    )
    return Deck(slides=slides, sections=(("Ouverture", 0), ("Financement", 2), ("Financement", 7), ("Sources", 12)))
