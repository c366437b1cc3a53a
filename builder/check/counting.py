"""Count what a build reports of its content: errors, and marks left over.

Only the rules that find those are imported, and they need no layout: the count may not delay the files.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from builder.check.context import CheckContext
from builder.check.counts import NOTHING, FindingCounts
from builder.check.rule import Rule
from builder.check.rules import staleness
from builder.check.rules.figures import agreement, totals
from builder.check.rules.left_over import emphasis, links, syntax
from builder.check.rules.parity import marks
from builder.diagnostics import Diagnostic

if TYPE_CHECKING:
    from builder.content.model.publication import Publication

__all__ = ["COUNTED", "count_findings"]


def _is_left_over(code: str) -> bool:
    return code.startswith("MRK")


COUNTED: tuple[Rule, ...] = tuple(
    rule
    for module in (agreement, totals, emphasis, links, syntax, marks, staleness)
    for rule in module.RULES
    if rule.severity == "error" or rule.finds_errors or _is_left_over(rule.code)
)
"""Every rule that finds errors or marks left over."""


def count_findings(path: Path, publication: Publication) -> FindingCounts:
    """Return the numbers of errors and of marks left over that `check` finds in a publication that resolves."""
    context = CheckContext(path, publication)
    findings = {rule.diagnostic(finding): None for rule in COUNTED for finding in rule.find(context)}
    counted = [finding for finding in findings if finding.severity == "error" or _is_left_over(finding.code)]
    return _counts(_not_waived(counted, context)) if counted else NOTHING


def _not_waived(findings: list[Diagnostic], context: CheckContext) -> list[Diagnostic]:
    from builder.check import waivers

    return waivers.apply(findings, waivers.waivers_of(context), COUNTED, all_ran=False)


def _counts(findings: list[Diagnostic]) -> FindingCounts:
    errors = sum(finding.severity == "error" for finding in findings)
    return FindingCounts(errors, sum(_is_left_over(finding.code) for finding in findings))
