"""Rules of sections that their type hints cannot express."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.content.context import LoadContext
from builder.content.model.blocks import BlockBase
from builder.content.model.publication import Section
from builder.content.yaml_values import Mapping

__all__ = ["finish_section"]


def finish_section(section: Section, value: Mapping, context: LoadContext) -> Any:
    """Report what is for one medium in a section that only the other shows."""
    if section.only is not None:
        for part in _parts(section):
            if part.only is not None and part.only != section.only:
                message = f"`only: {part.only}` in a section with `only: {section.only}`: shown nowhere"
                context.problem("shown-nowhere", message, part.span, "delete one of them")
    return section


def _parts(section: Section) -> Iterator[BlockBase | Section]:
    yield from section.blocks
    for inner in section.sections:
        yield inner
        yield from _parts(inner)
