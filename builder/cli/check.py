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
    github = "github"


def check_command(
    publication: PublicationArgument = None,
    output_format: Annotated[
        OutputFormats, typer.Option("--output-format", help="How to tell it.")
    ] = OutputFormats.text,
) -> None:
    """Tell everything that is wrong in the content, with its place, without building."""
    from builder.actions.check.runner import check
    from builder.actions.locate import locate

    found = check(locate(publication))
    show_diagnostics(found, output_format.value)  # type: ignore[arg-type]
    if any(one.severity == "error" for one in found):
        raise typer.Exit(1)
