from __future__ import annotations

from typing import Any

import pytest

from builder.content.model.blocks import Highlight, HighlightsBlock
from builder.diagnostics import BuildError
from builder.tree.blocks import HighlightNode, HighlightsNode
from builder.tree.prose import plain
from tests.resolve.make import AT, amount, publication, resolved, section, source, text


def shown(*highlights: Highlight, language: str = "fr", **more: Any) -> HighlightsNode:
    block = HighlightsBlock(span=AT, key="h", highlights=highlights)
    (node,) = resolved(publication(section(block), **more), language).sections[0].blocks
    assert isinstance(node, HighlightsNode)
    return node


def highlight(name: str, **more: Any) -> Highlight:
    return Highlight(span=AT, key=f"h.{name}", figure=name, **more)


SEED = amount("seed", 100_000_000, bound="more-than", label=text(fr="levés d'emblée", en="raised at once"), source="s")
WORK = [source("s", title="T")]


def parts(node: HighlightNode) -> tuple[str, str, str]:
    return node.prefix, node.value, plain(node.label)


def test_a_big_number_has_its_bound_apart_and_its_label_with_a_capital() -> None:
    (french,) = shown(highlight("seed"), figures=[SEED], sources=WORK).items
    (english,) = shown(highlight("seed"), figures=[SEED], sources=WORK, language="en").items
    assert parts(french) == ("plus de", "100\u00a0M€", "Levés d’emblée")
    assert english.value == "€100M"
    assert english.prefix and plain(english.label) == "Raised at once"


@pytest.mark.parametrize(
    ("language", "label", "printed"),
    [
        ("fr", "agents municipaux", "Agents municipaux"),
        ("fr", "à venir", "À venir"),
        ("fr", "écoles ouvertes", "Écoles ouvertes"),
        ("en", "municipal staff", "Municipal staff"),
        ("en-GB", "iPhone users", "iPhone users"),
        ("fr", "m² de bureaux", "m²\u00a0de bureaux"),
        ("fr-CA", "kWh produits", "kWh produits"),
        ("nl", "ijsbanen", "IJsbanen"),
        ("de-CH", "öffentliche Stellen", "Öffentliche Stellen"),
    ],
)
def test_a_label_alone_begins_with_a_capital_unless_its_small_letter_is_its_own(
    language: str, label: str, printed: str
) -> None:
    figure = amount("seed", 5, label=text(label))
    (node,) = shown(highlight("seed"), figures=[figure], languages=(language,), language=language).items
    assert plain(node.label).replace("m² de", "m²\u00a0de") == printed


def test_the_highlights_own_label_stands_as_it_is() -> None:
    (node,) = shown(highlight("seed", label=text("euros levés")), figures=[SEED], sources=WORK).items
    assert plain(node.label) == "euros levés"


def test_sources_are_named_once() -> None:
    other = amount("other", 5, source="s")
    node = shown(highlight("seed"), highlight("other"), figures=[SEED, other], sources=WORK)
    assert node.sources == ("s",)
    assert [item.source_id for item in node.items] == ["s", "s"]


def test_an_unknown_style_is_reported() -> None:
    with pytest.raises(BuildError, match="upside-down"):
        shown(highlight("seed", style="upside-down"), figures=[SEED], sources=WORK)


def test_key_figures_of_the_first_page() -> None:
    sample = publication(figures=[SEED], sources=WORK, key_figures=(highlight("seed"),))
    assert [parts(figure) for figure in resolved(sample).key_figures] == [("plus de", "100\u00a0M€", "Levés d’emblée")]
