"""`builder check`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from builder.cli.build import PublicationArgument
from builder.cli.console import show_diagnostics

__all__ = ["check_command"]


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
    output_format: Annotated[
        OutputFormats, typer.Option("--output-format", help="How to tell it.")
    ] = OutputFormats.text,
) -> None:
    """Tell everything that is wrong in the content, with its place, without building."""
    from builder.actions.check.runner import check
    from builder.actions.locate import locate

    path = locate(publication)
    report = check(path, _codes(select), _codes(ignore))
    if fix and report.fixes:
        from builder.actions.check.fixes import apart, mend

        mend(apart(report.fixes))
        report = check(path, _codes(select), _codes(ignore))
    show_diagnostics(report.diagnostics, output_format.value)  # type: ignore[arg-type]
    if report.failed:
        raise typer.Exit(1)


def _codes(options: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for option in options or () for code in option.split(",") if code.strip())
