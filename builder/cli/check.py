"""`builder check`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.arguments import PublicationsArgument
from builder.cli.console import show_note
from builder.cli.findings import show_report
from builder.cli.settings import with_settings
from builder.diagnostics import UsageError

if TYPE_CHECKING:
    from builder.check.runner import Report

__all__ = ["check_command"]

_CLEAR = "\x1b[2J\x1b[H"


class OutputFormats(StrEnum):
    """Values of `--output-format`."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


CodesOption = Annotated[
    list[str] | None, typer.Option(metavar="CODE", show_default=False, help="Rules, or groups such as FIG; repeatable.")
]


@with_settings
def check_command(
    publications: PublicationsArgument = None,
    lang: Annotated[
        list[str] | None,
        typer.Option("--lang", "-l", metavar="TAG", show_default="all", help="Languages that must be complete."),
    ] = None,
    select: CodesOption = None,
    ignore: CodesOption = None,
    fix: Annotated[bool, typer.Option("--fix", help="Fix what can safely be fixed in the source.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 on warnings too.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again after each change, until Ctrl-C.")] = False,
    explain: Annotated[
        str | None,
        typer.Option(metavar="CODE", show_default=False, help="Explain a rule, a group such as FIG, or ALL, and exit."),
    ] = None,
    output_format: Annotated[
        OutputFormats, typer.Option("--output-format", help="Output format.")
    ] = OutputFormats.text,
) -> None:
    """Check the content and report every problem with its location."""
    if explain is not None:
        _explain(explain.upper())
        return
    from builder.actions.locate import locate

    paths = [locate(name) for name in publications] if publications else [locate(None)]
    selected, ignored = _codes(select), _codes(ignore)

    def run() -> Report:
        return _checked(paths, selected, ignored, fix, lang)

    if watch:
        _watch(paths, run, output_format.value)
        return
    report = run()
    show_report(report, output_format.value)
    if report.failed or (strict and any(finding.severity == "warning" for finding in report.diagnostics)):
        raise typer.Exit(1)


def _checked(
    paths: list[Path], select: tuple[str, ...], ignore: tuple[str, ...], fix: bool, languages: list[str] | None
) -> Report:
    from builder.check.runner import check, merged

    if not fix:
        return merged([check(path, select, ignore, languages) for path in paths])
    from builder.check.fix_loop import fix as apply_fixes

    results = [apply_fixes(path, select, ignore, languages) for path in paths]
    count = sum(number for _, number in results)
    if count:
        show_note(f"{count} fixed")
    return merged([report for report, _ in results])


def _watch(paths: list[Path], run: Callable[[], Report], output_format: str) -> None:
    """Check at each change until the user stops it; a file that is briefly unreadable is reported and does
    not end it.
    """
    import time

    from builder.check.watch import changes

    gc.enable()
    folders = list(dict.fromkeys(path.parent for path in paths))
    try:
        for _ in changes(folders, time.sleep):
            if sys.stderr.isatty():
                sys.stderr.write(_CLEAR)
            report = run()
            show_report(report, output_format)
            count = len(report.diagnostics)
            findings = f"{count or 'no'} finding{'s' * (count != 1)}"
            sys.stderr.write(f"builder: {findings}; watching for changes, press Ctrl-C to stop\n")
            sys.stderr.flush()
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("\n")


def _explain(code: str) -> None:
    from builder.check.explain import explanation
    from builder.check.registry import RULES

    rules = [rule for rule in RULES if code == "ALL" or rule.code.startswith(code)]
    if not rules:
        groups = ", ".join(dict.fromkeys(rule.code[:3] for rule in RULES))
        raise UsageError(f"unknown rule '{code}'; the groups are {groups}")
    sys.stdout.write("\n".join(map(explanation, rules)))


def _codes(options: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for option in options or () for code in option.split(",") if code.strip())
