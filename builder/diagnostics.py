"""What can be wrong, as data: a code, a place, a message and a mend. Nothing here prints or exits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from builder.source import NOWHERE, Span

__all__ = ["BuildError", "Diagnostic", "Severity"]

Severity = Literal["error", "warning", "info"]


class Diagnostic(Struct, frozen=True):
    """One finding. `code` is a stable kebab-case name (`unknown-key`); `hint` is the mend, in one line, or empty."""

    code: str
    message: str
    span: Span = NOWHERE
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.span}: " if self.span.file else ""
        mend = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{mend}"


class BuildError(Exception):
    """Stops a build. Carries every diagnostic found so far, in source order; raised once, shown once by the caller."""

    def __init__(self, diagnostics: Iterable[Diagnostic] | Diagnostic):
        found = (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        self.diagnostics: tuple[Diagnostic, ...] = found
        super().__init__("\n".join(str(one) for one in found))

    def __reduce__(self) -> tuple[type[BuildError], tuple[tuple[Diagnostic, ...]]]:
        return BuildError, (self.diagnostics,)
