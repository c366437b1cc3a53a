"""Tables, charts, big numbers, timelines and pictures of the text view."""

from __future__ import annotations

from lxml import etree

from builder.content.model.exhibits import ChartKind
from builder.preview.html import Child, element
from builder.preview.views.prose import CellWriter, figure_link, inlines, text_elements
from builder.tree.blocks import HighlightNode, TimelineNode
from builder.tree.exhibits import CellNode, ChartNode, ImageNode, SeriesNode, TableNode
from builder.tree.labels import Labels
from builder.tree.prose import Inlines, Prose, unformatted

__all__ = ["chart", "highlights", "image", "table", "timeline"]


def table(cell: CellWriter, node: TableNode, labels: Labels) -> list[etree._Element]:
    """Return a table with its caption, source and notes."""
    caption = _caption(cell, labels.table, node.number, node.caption, labels)
    head = element("thead")
    if node.header_groups:
        head.append(_group_row(cell, node))
    head.append(
        element(
            "tr",
            *(
                inlines(cell, element("th", scope="col", class_=f"align-{column.align}"), column.header)
                for column in node.columns
            ),
        )
    )
    body = element("tbody", *(_row(cell, node, number) for number in range(len(node.rows))))
    name = unformatted(node.caption) or node.alt
    drawn = element("div", element("table", head, body), class_="scroll", tabindex="0", role="group", aria_label=name)
    return [*caption, drawn, *_foot(cell, node.source, node.note, labels)]


def _group_row(cell: CellWriter, node: TableNode) -> etree._Element:
    row = element("tr")
    groups = {group.start: group for group in node.header_groups}
    column = 0
    while column < len(node.columns):
        group = groups.get(column)
        if group is None:
            row.append(element("td"))
            column += 1
        else:
            head = element("th", scope="colgroup", colspan=str(group.count), class_="align-center")
            row.append(inlines(cell, head, group.header))
            column += group.count
    return row


def _row(cell: CellWriter, node: TableNode, number: int) -> etree._Element:
    row = element("tr", class_=node.kind(number) if node.kind(number) != "row" else None)
    for position, (column, content) in enumerate(zip(node.columns, node.rows[number], strict=True)):
        if content.covered:
            continue
        heads = position == 0 and node.row_header
        tag = element(
            "th" if heads else "td",
            scope="row" if heads else None,
            class_=f"align-{column.align}" + (" set-off" if content.highlight or column.highlight else ""),
            colspan=str(content.across) if content.across > 1 else None,
            rowspan=str(content.down) if content.down > 1 else None,
        )
        row.append(_content(cell, tag, content))
    return row


def _content(cell: CellWriter, tag: etree._Element, content: CellNode) -> etree._Element:
    """Write a cell. The number of a figure is set without its figure's place in the words: the cell itself has it."""
    figure = cell.index.figure_at(content.span)
    words = content.inlines
    if figure is None or any(cell.index.figure_at(inline.span) is not None for inline in words):
        return inlines(cell, tag, words)
    tag.append(figure_link(cell.block, cell.words, figure, unformatted(words)))
    return tag


def chart(cell: CellWriter, node: ChartNode, labels: Labels) -> list[etree._Element]:
    """Return a chart as the table of its values, which a reader can check against the source."""
    horizontal = (node.x,) if node.x is not None else ()
    series = (*horizontal, *node.series, *((node.total,) if node.total else ()))
    points = node.categories or ("",) * max(len(column.values) for column in series)
    named = element("th", _kind_name(cell, node), scope="col", class_="chart-kind")
    head = element("tr", named, *(element("th", column.name, scope="col", class_="align-right") for column in series))
    rows = [
        element(
            "tr",
            element("th", point or str(number + 1), scope="row"),
            *(
                element("td", _value(cell, node, place, column, number), class_="align-right")
                for place, column in enumerate(series)
            ),
        )
        for number, point in enumerate(points)
    ]
    name = unformatted(node.caption) or node.alt
    values = element("table", element("thead", head), element("tbody", *rows), class_="chart")
    return [
        *_caption(cell, labels.figure, node.number, node.caption, labels),
        element("div", values, class_="scroll", tabindex="0", role="group", aria_label=name),
        *_alternative(cell, node.alt),
        *_foot(cell, node.source, node.note, labels),
    ]


def _value(cell: CellWriter, node: ChartNode, place: int, column: SeriesNode, number: int) -> Child:
    """Return a value as it must be read; that of a figure leads to the ledger."""
    if column.values[number] is None:
        return "–"
    words = column.texts[number] or str(column.values[number])
    figure = cell.index.figure_in_chart(node.key, place, number) if column is not node.total else None
    return words if figure is None else figure_link(cell.block, cell.words, figure, words)


def _kind_name(cell: CellWriter, node: ChartNode) -> str:
    names: dict[ChartKind, str] = {
        "column": cell.words._("Column chart"),
        "bar": cell.words._("Bar chart"),
        "line": cell.words._("Line chart"),
        "area": cell.words._("Area chart"),
        "pie": cell.words._("Pie chart"),
        "doughnut": cell.words._("Doughnut chart"),
        "combined": cell.words._("Combined chart"),
        "scatter": cell.words._("Scatter chart"),
    }
    return names[node.kind]


def highlights(cell: CellWriter, items: tuple[HighlightNode, ...]) -> list[etree._Element]:
    """Return big numbers with their labels."""
    tiles = element("ul", class_="tiles")
    for item in items:
        figure = cell.index.figure_at(item.span)
        prefix = element("span", item.prefix, class_="bound") if item.prefix else None
        value = item.value if figure is None else figure_link(cell.block, cell.words, figure, item.value)
        unit = element("span", item.suffix, class_="unit") if item.suffix else None
        label = inlines(cell, element("span", class_="label"), item.label)
        tiles.append(element("li", prefix, element("strong", value, unit), label))
    return [tiles]


def timeline(cell: CellWriter, node: TimelineNode) -> list[etree._Element]:
    """Return dated events."""
    events = element("dl", class_="timeline")
    for event in node.events:
        events.append(element("dt", event.date))
        title = element("p", inlines(cell, element("strong"), event.title))
        events.append(element("dd", title, *text_elements(cell, event.text)))
    return [events]


def image(cell: CellWriter, node: ImageNode, labels: Labels) -> list[etree._Element]:
    """Return a picture with its caption and credit."""
    address = cell.picture(node.blob, node.media_type)
    drawn = element("img", src=address, alt=node.alt, width=str(node.width), height=str(node.height), loading="lazy")
    credit = [inlines(cell, element("p", labels.credit, class_="foot"), node.credit)] if node.credit else []
    return [
        *_caption(cell, labels.figure, node.number, node.caption, labels),
        drawn,
        *_alternative(cell, node.alt),
        *credit,
    ]


def _alternative(cell: CellWriter, words: str) -> list[etree._Element]:
    """Return the alternative text, which authors check as they check words."""
    if not words:
        return []
    label = element("span", cell.words._("Alternative text:"), class_="label", lang=cell.words.language)
    return [element("p", label, f" {words}", class_="alternative")]


def _caption(cell: CellWriter, noun: str, number: str, caption: Inlines, labels: Labels) -> tuple[etree._Element, ...]:
    if not caption:
        return ()
    led = f"{noun}\u00a0{number}{labels.caption_separator}" if number else ""
    return (inlines(cell, element("p", led, class_="caption"), caption),)


def _foot(cell: CellWriter, source: Inlines, note: Prose, labels: Labels) -> list[etree._Element]:
    foot = []
    if note:
        paragraphs = text_elements(cell, note)
        for paragraph in paragraphs:
            paragraph.tail = " "
        foot.append(element("div", element("span", labels.note), *paragraphs, class_="foot"))
    if source:
        foot.append(inlines(cell, element("p", labels.source, class_="foot"), source))
    return foot
