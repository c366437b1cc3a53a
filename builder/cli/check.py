"""`builder check`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.actions.usage import UsageProblem
from builder.cli.build import PublicationArgument
from builder.cli.findings import show_report

if TYPE_CHECKING:
    from builder.actions.check.runner import Report

__all__ = ["check_command"]

_CLEAR = "\x1b[2J\x1b[H"


class OutputFormats(StrEnum):
    """What `--output-format` takes."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


CodesOption = Annotated[
    list[str] | None, typer.Option(metavar="CODE", show_default=False, help="Rules, or groups such as FIG; repeatable.")
]


def check_command(
    publication: PublicationArgument = None,
    select: CodesOption = None,
    ignore: CodesOption = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend in the source what is safe to mend.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings too.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again at each change, until Ctrl-C.")] = False,
    explain: Annotated[
        str | None,
        typer.Option(metavar="CODE", show_default=False, help="Explain a rule, a group such as FIG, or all; no check."),
    ] = None,
    output_format: Annotated[
        OutputFormats, typer.Option("--output-format", help="How to tell it.")
    ] = OutputFormats.text,
) -> None:
    """Tell everything that is wrong in the content, with its place, without building."""
    if explain is not None:
        _explain(explain.upper())
        return
    from builder.actions.locate import locate

    path = locate(publication)
    selected, ignored = _codes(select), _codes(ignore)

    def look() -> Report:
        return _look(path, selected, ignored, fix)

    if watch:
        _watch(path, look, output_format.value)
        return
    report = look()
    show_report(report, output_format.value)
    if report.failed or (strict and any(one.severity == "warning" for one in report.diagnostics)):
        raise typer.Exit(1)


def _look(path: Path, select: tuple[str, ...], ignore: tuple[str, ...], fix: bool) -> Report:
    if not fix:
        from builder.actions.check.runner import check

        return check(path, select, ignore)
    from builder.actions.check.fixing import fix as mend

    report, mended = mend(path, select, ignore)
    if mended:
        sys.stderr.write(f"builder: {mended} mended\n")
    return report


def _watch(path: Path, look: Callable[[], Report], output_format: str) -> None:
    """Check at each change until the user ends it; a publication that vanishes for a moment is no end."""
    import time

    from builder.actions.check.watch import changes

    gc.enable()
    try:
        for _ in changes(path.parent, time.sleep):
            if sys.stderr.isatty():
                sys.stderr.write(_CLEAR)
            report = look()
            show_report(report, output_format)
            sys.stderr.write(f"builder: {len(report.diagnostics)} findings; watching {path.parent}, Ctrl-C ends\n")
            sys.stderr.flush()
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("\n")


def _explain(code: str) -> None:
    from builder.actions.check.explain import explained
    from builder.actions.check.registry import RULES

    rules = [rule for rule in RULES if code == "ALL" or rule.code.startswith(code)]
    if not rules:
        groups = ", ".join(dict.fromkeys(rule.code[:3] for rule in RULES))
        raise UsageProblem(f"no rule '{code}'; the groups are {groups}")
    sys.stdout.write("\n".join(map(explained, rules)))


def _codes(options: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for option in options or () for code in option.split(",") if code.strip())
