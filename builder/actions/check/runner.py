"""Run the rules over a publication, and gather what they find in source order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.actions import stages
from builder.actions.check import waivers
from builder.actions.check.context import Context
from builder.actions.check.registry import RULES
from builder.actions.check.rule import Edit, Rule
from builder.content.loader import load
from builder.diagnostics import BuildError, Diagnostic

if TYPE_CHECKING:
    from builder.tree.nodes import Document
    from builder.typeset.plan import Deck

__all__ = ["Report", "check"]


class Report(Struct, frozen=True):
    """What a check found, in source order; `fixes` holds the edits of each finding that can be mended, apart."""

    diagnostics: tuple[Diagnostic, ...]
    fixes: tuple[tuple[Edit, ...], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings."""
        return any(one.severity == "error" for one in self.diagnostics)


def check(path: Path, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Report:
    """All findings about a publication. What the loader refuses comes alone: the rules need content that loads.

    `select` and `ignore` are codes or beginnings of codes; with nothing selected every rule runs.
    """
    try:
        publication = load(path)
        context = Context(path, publication, stages.document, lambda documents: _planned(context, documents))
        _ = context.documents
    except BuildError as error:
        return Report(_ordered(error.diagnostics))
    found: dict[Diagnostic, tuple[Edit, ...]] = {}
    for rule in chosen(select, ignore):
        for finding in rule.find(context):
            found.setdefault(rule.diagnostic(finding), finding.edits)
    text = path.read_text(encoding="utf-8-sig")
    accepted = waivers.read_waivers(publication.span.file, text)
    left = _ordered(waivers.apply(found, accepted))
    return Report(left, tuple(found[one] for one in left if found.get(one)))


def chosen(select: Sequence[str], ignore: Sequence[str]) -> Iterable[Rule]:
    """The rules that a selection means."""
    return (
        rule
        for rule in RULES
        if (not select or rule.code.startswith(tuple(select))) and not rule.code.startswith(tuple(ignore))
    )


def _planned(context: Context, documents: list[Document]) -> tuple[tuple[Deck, ...], tuple[Diagnostic, ...]]:
    template = stages.template_path(context.publication, "pptx", None)
    return stages.planning(documents, template)


def _ordered(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.span, one.code)))
