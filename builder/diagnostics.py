"""Problems as data: a code, a location, a message and a fix. Nothing here prints or exits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.source import NOWHERE, Span

__all__ = ["BuildError", "Diagnostic", "Severity", "UsageError", "one_line"]

Severity = Literal["error", "warning", "info"]


class Diagnostic(Struct, frozen=True):
    """A problem. `code` is a stable kebab-case name (`unknown-key`); `hint` is the fix in one line, or ""."""

    code: str
    message: str
    span: Span = NOWHERE
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        location = f"{self.span}: " if self.span.file else ""
        fix = f" ({self.hint})" if self.hint else ""
        return f"{location}{self.message}{fix}"


_CONTROL = frozenset(map(chr, [*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F)]))
_LONGEST = 1_000


def one_line(text: str) -> str:
    """Return the text on one line of at most 1,000 characters, its control characters escaped.

    Messages and paths quote untrusted input, which must not send control sequences to a terminal or flood it.
    """
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 2].rstrip() + " …"
    if text.isprintable():
        return text
    return "".join(char if char not in _CONTROL else char.encode("unicode_escape").decode() for char in text)


def _sanitised(problem: Diagnostic) -> Diagnostic:
    message, hint = one_line(problem.message), one_line(problem.hint)
    if message is problem.message and hint is problem.hint:
        return problem
    return replace(problem, message=message, hint=hint)


class BuildError(Exception):
    """Stops a build. Carries every problem found so far, in source order; raised once, shown once by the caller."""

    def __init__(self, diagnostics: Iterable[Diagnostic] | Diagnostic):
        problems = (diagnostics,) if isinstance(diagnostics, Diagnostic) else diagnostics
        self.diagnostics: tuple[Diagnostic, ...] = tuple(map(_sanitised, problems))
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type[BuildError], tuple[tuple[Diagnostic, ...]]]:
        return BuildError, (self.diagnostics,)


class UsageError(Exception):
    """A request that cannot be carried out: an unknown publication, an undeclared language, options that
    cannot be combined. The message is one line; the command line exits with 2.
    """
