"""Rules and their findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.diagnostics import Diagnostic, Severity
from builder.source import Span
from builder.source_edits.edits import SourceEdit

if TYPE_CHECKING:
    from builder.check.context import CheckContext

__all__ = ["Finding", "Rule"]


class Finding(Struct, frozen=True):
    """One violation of a rule. `edits`, if any, fix it without changing the meaning of the text."""

    message: str
    span: Span
    hint: str = ""
    edits: tuple[SourceEdit, ...] = ()
    severity: Severity | None = None
    """The severity, if it differs from the rule's own."""


class Rule(Struct, frozen=True, kw_only=True):
    """A rule: its code (three letters for the group, three digits), its name, and the function that applies it.

    `bad` and `good` are short pieces of YAML for the table of rules in the docs, see `docs/checks.md`.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    find: Callable[[CheckContext], Iterable[Finding]]
    bad: str = ""
    good: str = ""
    fixable: bool = False
    finds_errors: bool = False
    """True if some findings are errors although the rule's own severity is lower."""

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """Return the finding as a diagnostic under the rule's code."""
        return Diagnostic(self.code, finding.message, finding.span, finding.hint, finding.severity or self.severity)
