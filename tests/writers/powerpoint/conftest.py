from __future__ import annotations

from pathlib import Path

import pytest

from builder.templates.deck.template import DeckTemplate, read_deck_template
from builder.templates.defaults import default_template
from builder.templates.open import open_template
from builder.writers.powerpoint.deck import write_deck
from tests.files.opc import Opc
from tests.writers.powerpoint.decks import deck, document


@pytest.fixture(scope="session")
def house() -> DeckTemplate:
    """The deck template that comes with the builder, ready for writing."""
    return read_deck_template(open_template(default_template("pptx"), "pptx"))


@pytest.fixture(scope="session")
def demo(house: DeckTemplate, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One slide of each layout, as a file."""
    path = tmp_path_factory.mktemp("demo") / "demo.pptx"
    write_deck(document(), deck(house.facts), house).save(str(path))
    return path


@pytest.fixture(scope="session")
def opc(demo: Path) -> Opc:
    """The same, as parts."""
    return Opc(demo)
