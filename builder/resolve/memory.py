"""What one resolution remembers for the next of the same publication with other values: a text or a block is resolved
again only if a figure or a named text that it used has changed, or a source was cited before it that was not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from builder.content.model.figures import Figure
from builder.content.model.publication import Publication
from builder.content.model.values import Text

__all__ = ["Memory", "Noted"]

_Value = TypeVar("_Value")
_Node = TypeVar("_Node")


class Noted(dict[str, _Value], Generic[_Value]):
    """A mapping that notes which names are looked up; `names` is None while nobody wants to know."""

    __slots__ = ("names",)

    def __init__(self, values: Mapping[str, _Value]):
        super().__init__(values)
        self.names: set[str] | None = None

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value by its name."""
        if self.names is not None:
            self.names.add(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> _Value:
        if self.names is not None:
            self.names.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        if self.names is not None:
            self.names.add(str(name))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        if self.names is not None:
            self.names.update(super().__iter__())
        return super().__iter__()


class _Remembered(Struct):
    """A node, what it was resolved from, the written sources that it may cite, the figures and texts that it used
    (None: there was none), the sources that had been cited before it, and those that it cited.
    """

    source: Any
    node: Any
    entries: object
    figures: dict[str, Figure | None]
    texts: dict[str, Text | None]
    cited_before: frozenset[str]
    cited: frozenset[str]


class Memory:
    """The texts and blocks of the last resolution of one publication in one language."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], _Remembered] = {}
        self._figures: Noted[Figure] = Noted({})
        self._texts: Noted[Text] = Noted({})

    def watched(self, publication: Publication) -> Publication:
        """Return the publication to resolve, of which the memory sees what is used."""
        self._figures, self._texts = Noted(publication.figures), Noted(publication.texts)
        return replace(publication, figures=self._figures, texts=self._texts)

    def recall(
        self,
        key: tuple[object, ...],
        source: object,
        make: Callable[[], _Node],
        *,
        entries: object,
        cited: set[str],
        faults: list[Any],
    ) -> _Node:
        """Return the node that `make` gives, or the one remembered for `key` if nothing that it depends on has changed.

        `entries` are the written sources, `cited` those that the document has cited so far, `faults` its diagnostics: a
        node with any is not remembered.
        """
        known = self._known.get(key)
        if known is not None and known.entries is entries and self._holds(known, source, cited):
            cited |= known.cited
            return known.node  # type: ignore[no-any-return]
        before, count = frozenset(cited), len(faults)
        figures: set[str] = set()
        texts: set[str] = set()
        self._figures.names, self._texts.names = figures, texts
        try:
            node = make()
        finally:
            self._figures.names = self._texts.names = None
        if len(faults) == count:
            self._known[key] = _Remembered(
                source,
                node,
                entries,
                {name: self._figures.get(name) for name in figures},
                {name: self._texts.get(name) for name in texts},
                before,
                frozenset(cited - before),
            )
        return node

    def same(self, key: tuple[object, ...], node: _Node, parts: tuple[object, ...]) -> _Node:
        """Return the node remembered for `key` if it was made of the same objects, else `node`, remembered now."""
        known = self._known.get(key)
        if known is not None and len(known.source) == len(parts) and all(map(_equal, known.source, parts)):
            return known.node  # type: ignore[no-any-return]
        self._known[key] = _Remembered(parts, node, None, {}, {}, frozenset(), frozenset())
        return node

    def _holds(self, known: _Remembered, source: object, cited: set[str]) -> bool:
        return (
            known.source is source
            and all(_equal(self._figures.get(name), figure) for name, figure in known.figures.items())
            and all(_equal(self._texts.get(name), text) for name, text in known.texts.items())
            and known.cited_before == cited
        )


def _equal(first: object, other: object) -> bool:
    return first is other or first == other
