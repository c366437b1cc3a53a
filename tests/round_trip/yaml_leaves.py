"""What of a YAML file has changed, found by a parser that is not the builder's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml

__all__ = ["Leaf", "changed_leaves"]


class Leaf(NamedTuple):
    """A scalar: the keys and numbers that lead to it, its value, and the characters that it takes."""

    path: tuple[str, ...]
    value: str
    start: int
    end: int


def changed_leaves(before: str, after: str) -> dict[tuple[str, ...], tuple[str, str]]:
    """The scalars that have another value, with both values. Everything else must have kept every character."""
    first, second = _leaves(before), _leaves(after)
    assert [leaf.path for leaf in first] == [leaf.path for leaf in second]
    changed = {}
    at = begin = 0
    for old, new in zip(first, second, strict=True):
        assert before[at : old.start] == after[begin : new.start], f"before {'.'.join(old.path)}"
        if old.value != new.value:
            changed[old.path] = (old.value, new.value)
        else:
            assert before[old.start : old.end] == after[new.start : new.end], ".".join(old.path)
        at, begin = old.end, new.end
    assert before[at:] == after[begin:]
    return changed


def _leaves(text: str) -> list[Leaf]:
    return sorted(_below(yaml.compose(text, yaml.SafeLoader), ()), key=lambda leaf: leaf.start)


def _below(node: yaml.Node | None, path: tuple[str, ...]) -> Iterator[Leaf]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _below(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _below(value, (*path, str(number)))
    elif isinstance(node, yaml.ScalarNode):
        yield Leaf(path, node.value, node.start_mark.index, node.end_mark.index)
