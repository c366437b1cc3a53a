"""The options that every command has: how much it prints, and whether in colour."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import Annotated, Any

import typer
from msgspec import Struct

from builder.diagnostics import UsageError

__all__ = ["Settings", "change_settings", "settings", "with_settings"]


class Settings(Struct, frozen=True):
    """What a command prints on standard error: errors only (`quiet`), each step as well (`verbose`), in colour."""

    quiet: bool = False
    verbose: bool = False
    color: bool = True


_current: ContextVar[Settings] = ContextVar("settings", default=Settings())  # noqa: B039 - frozen


def settings() -> Settings:
    """Return the settings of the command that runs."""
    return _current.get()


def change_settings(new: Settings) -> None:
    """Set the settings of the command that runs. Raises UsageError for two that exclude each other."""
    if new.quiet and new.verbose:
        raise UsageError("`--quiet` and `--verbose` cannot be combined")
    _current.set(new)


_Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
_Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print each step with the time since the start.")]
_NoColor = Annotated[bool, typer.Option("--no-color", help="Print without colour, as with NO_COLOR set.")]


def with_settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return the command with `--quiet`, `--verbose` and `--no-color` after its own options."""

    @functools.wraps(command)
    def run(*, quiet: bool, verbose: bool, no_color: bool, **arguments: Any) -> Any:
        change_settings(Settings(quiet, verbose, not no_color))
        return command(**arguments)

    signature = inspect.signature(command, eval_str=True)
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=annotation)
        for name, annotation in (("quiet", _Quiet), ("verbose", _Verbose), ("no_color", _NoColor))
    ]
    run.__signature__ = signature.replace(parameters=[*signature.parameters.values(), *added])  # type: ignore[attr-defined]
    return run
