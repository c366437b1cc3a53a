"""Every publication that the tests have, and its texts as the model's fields name them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from builder.content.loader import load
from builder.content.model.publication import Publication

ROOT = Path(__file__).parents[2]

FILES = {
    path.parent.name: path
    for folder in ("content", "tests/publications", "docs/examples", "builder/actions/starter_content")
    for path in sorted((ROOT / folder).glob("*/publication.yaml"))
}
"""The source of each publication by its name."""


@cache
def loaded(name: str) -> Publication:
    """A publication, loaded once."""
    return load(FILES[name])


CASES = [(name, tag) for name in FILES for tag in loaded(name).languages]
"""Every publication in each of its languages."""
