"""Run the rules over a publication and collect their findings in source order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from builder import pipeline
from builder.check import waivers
from builder.check.context import CheckContext
from builder.check.counts import FindingCounts
from builder.check.registry import RULES
from builder.check.rule import Rule, SourceEdit
from builder.content.loader import load
from builder.content.suggestions import did_you_mean
from builder.diagnostics import BuildError, Diagnostic, UsageError

if TYPE_CHECKING:
    from builder.content.model.publication import Publication
    from builder.tree.document import Document
    from builder.typeset.plan import Deck

__all__ = ["Report", "check", "count_findings", "merged", "selected_rules"]


class Report(Struct, frozen=True):
    """The findings of a check, in source order. `edits` holds the fix of each finding, often empty."""

    diagnostics: tuple[Diagnostic, ...]
    edits: tuple[tuple[SourceEdit, ...], ...] = ()
    loaded: bool = True
    """True if the publication could be read; if not, the findings are the reason, and no rule ran."""

    @property
    def fixes(self) -> tuple[tuple[SourceEdit, ...], ...]:
        """The edits of each fixable finding."""
        return tuple(edits for edits in self.edits if edits)

    @property
    def failed(self) -> bool:
        """True if there is an error among the findings."""
        return any(finding.severity == "error" for finding in self.diagnostics)


def check(path: Path, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Report:
    """Return all findings about a publication. Errors of the loader come alone: the rules need content that loads.

    `select` and `ignore` are codes or beginnings of codes; with nothing selected every rule runs. Raises UsageError for
    one that matches no rule.
    """
    rules = selected_rules(select, ignore)
    try:
        publication = load(path)
        context = _context(path, publication)
        _ = context.documents
    except BuildError as error:
        return Report(_ordered(error.diagnostics), loaded=False)
    return _report(context, rules)


def count_findings(path: Path, publication: Publication) -> FindingCounts:
    """Return the numbers of errors and of marks left over that `check` finds in a publication that loads and resolves.

    Only the rules that find those are run; they need no layout.
    """
    rules = [rule for rule in RULES if rule.severity == "error" or rule.finds_errors or _is_left_over(rule.code)]
    findings = _report(_context(path, publication), rules).diagnostics
    errors = sum(finding.severity == "error" for finding in findings)
    return FindingCounts(errors, sum(_is_left_over(finding.code) for finding in findings))


def _is_left_over(code: str) -> bool:
    return code.startswith("MRK")


def _context(path: Path, publication: Publication) -> CheckContext:
    context = CheckContext(path, publication, pipeline.document, lambda documents: _planned(context, documents))
    return context


def _report(context: CheckContext, rules: Sequence[Rule]) -> Report:
    edits: dict[Diagnostic, tuple[SourceEdit, ...]] = {}
    for rule in rules:
        for finding in rule.find(context):
            edits.setdefault(rule.diagnostic(finding), finding.edits)
    findings = _ordered(waivers.apply(edits, _waivers(context), rules, len(rules) == len(RULES)))
    return Report(findings, tuple(edits.get(finding, ()) for finding in findings))


def merged(reports: Sequence[Report]) -> Report:
    """Return the findings of several publications as one report."""
    return Report(
        tuple(finding for report in reports for finding in report.diagnostics),
        tuple(edits for report in reports for edits in report.edits or ((),) * len(report.diagnostics)),
        all(report.loaded for report in reports),
    )


def selected_rules(select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """Return the rules that a selection matches. Raises UsageError for a code that no rule begins with."""
    codes = [rule.code for rule in RULES]
    for code in (*select, *ignore):
        if not any(known.startswith(code) for known in codes):
            groups = ", ".join(dict.fromkeys(known[:3] for known in codes))
            raise UsageError(f"unknown rule '{code}'{did_you_mean(code, codes)}; the groups are {groups}")
    return [
        rule
        for rule in RULES
        if (not select or rule.code.startswith(tuple(select))) and not rule.code.startswith(tuple(ignore))
    ]


def _waivers(context: CheckContext) -> tuple[waivers.Waiver, ...]:
    source = context.path.read_text(encoding="utf-8-sig")
    if "builder:" not in source:
        return ()
    scalars = [markup.scalar for text in context.texts for markup in text.entries.values()]
    known = [scalar for scalar in scalars if scalar is not None]
    return waivers.read_waivers(context.publication.span.file, source, known)


def _planned(context: CheckContext, documents: list[Document]) -> tuple[tuple[Deck, ...], tuple[Diagnostic, ...]]:
    template = pipeline.template_path(context.publication, "pptx", None)
    return pipeline.planning(documents, template)


def _ordered(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: (finding.span, finding.code)))
