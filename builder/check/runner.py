"""Run the rules over a publication and collect their findings in source order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from builder import pipeline
from builder.check import waivers
from builder.check.context import CheckContext
from builder.check.registry import RULES
from builder.check.rule import Rule, SourceEdit
from builder.content.loader import load
from builder.content.suggestions import did_you_mean
from builder.diagnostics import BuildError, Diagnostic, UsageError

if TYPE_CHECKING:
    from builder.tree.document import Document
    from builder.typeset.plan import Deck

__all__ = ["Report", "check", "chosen", "together"]


class Report(Struct, frozen=True):
    """The findings of a check, in source order. `edits` holds the fix of each finding, often empty."""

    diagnostics: tuple[Diagnostic, ...]
    edits: tuple[tuple[SourceEdit, ...], ...] = ()
    loaded: bool = True
    """True if the publication could be read; if not, the findings are the reason, and no rule ran."""

    @property
    def fixes(self) -> tuple[tuple[SourceEdit, ...], ...]:
        """The edits of each fixable finding."""
        return tuple(one for one in self.edits if one)

    @property
    def failed(self) -> bool:
        """True if there is an error among the findings."""
        return any(one.severity == "error" for one in self.diagnostics)


def check(path: Path, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Report:
    """Return all findings about a publication. Errors of the loader come alone: the rules need content that loads.

    `select` and `ignore` are codes or beginnings of codes; with nothing selected every rule runs. Raises UsageError for
    one that matches no rule.
    """
    rules = chosen(select, ignore)
    try:
        publication = load(path)
        context = CheckContext(path, publication, pipeline.document, lambda documents: _planned(context, documents))
        _ = context.documents
    except BuildError as error:
        return Report(_ordered(error.diagnostics), loaded=False)
    found: dict[Diagnostic, tuple[SourceEdit, ...]] = {}
    for rule in rules:
        for finding in rule.find(context):
            found.setdefault(rule.diagnostic(finding), finding.edits)
    left = _ordered(waivers.apply(found, _waivers(context), rules, len(rules) == len(RULES)))
    return Report(left, tuple(found.get(one, ()) for one in left))


def together(reports: Sequence[Report]) -> Report:
    """Return the findings of several publications as one report."""
    return Report(
        tuple(one for report in reports for one in report.diagnostics),
        tuple(one for report in reports for one in report.edits or ((),) * len(report.diagnostics)),
        all(report.loaded for report in reports),
    )


def chosen(select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """Return the rules that a selection matches. Raises UsageError for a code that no rule begins with."""
    codes = [rule.code for rule in RULES]
    for code in (*select, *ignore):
        if not any(one.startswith(code) for one in codes):
            groups = ", ".join(dict.fromkeys(one[:3] for one in codes))
            raise UsageError(f"no rule '{code}'{did_you_mean(code, codes)}; the groups are {groups}")
    return [
        rule
        for rule in RULES
        if (not select or rule.code.startswith(tuple(select))) and not rule.code.startswith(tuple(ignore))
    ]


def _waivers(context: CheckContext) -> tuple[waivers.Waiver, ...]:
    text = context.path.read_text(encoding="utf-8-sig")
    if "builder:" not in text:
        return ()
    scalars = (markup.scalar for one in context.texts for markup in one.entries.values())
    return waivers.read_waivers(context.publication.span.file, text, (one for one in scalars if one is not None))


def _planned(context: CheckContext, documents: list[Document]) -> tuple[tuple[Deck, ...], tuple[Diagnostic, ...]]:
    template = pipeline.template_path(context.publication, "pptx", None)
    return pipeline.planning(documents, template)


def _ordered(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.span, one.code)))
