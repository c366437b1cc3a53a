"""What can be wrong, as data: a code, a place, a message and a mend. Nothing here prints or exits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.source import NOWHERE, Span

__all__ = ["BuildError", "Diagnostic", "Severity", "UsageError", "one_line"]

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


_CONTROL = frozenset(map(chr, [*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F)]))
_LONGEST = 1_000


def one_line(text: str) -> str:
    """The text on one line of bearable length, its control characters written out.

    Messages and paths quote what strangers wrote, and that must neither drive a terminal nor flood it.
    """
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 2].rstrip() + " …"
    if text.isprintable():
        return text
    return "".join(char if char not in _CONTROL else char.encode("unicode_escape").decode() for char in text)


def _tame(one: Diagnostic) -> Diagnostic:
    message, hint = one_line(one.message), one_line(one.hint)
    return one if message is one.message and hint is one.hint else replace(one, message=message, hint=hint)


class BuildError(Exception):
    """Stops a build. Carries every diagnostic found so far, in source order; raised once, shown once by the caller."""

    def __init__(self, diagnostics: Iterable[Diagnostic] | Diagnostic):
        found = (diagnostics,) if isinstance(diagnostics, Diagnostic) else diagnostics
        self.diagnostics: tuple[Diagnostic, ...] = tuple(map(_tame, found))
        super().__init__("\n".join(str(one) for one in self.diagnostics))

    def __reduce__(self) -> tuple[type[BuildError], tuple[tuple[Diagnostic, ...]]]:
        return BuildError, (self.diagnostics,)


class UsageError(Exception):
    """A request that cannot be carried out as given: an unknown publication, an undeclared language, options that
    cannot be combined. The message is one line; the command line exits with 2.
    """
