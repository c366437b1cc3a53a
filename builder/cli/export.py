"""`builder export`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.arguments import PublicationArgument
from builder.cli.console import show_note, show_paths
from builder.cli.settings import with_settings

if TYPE_CHECKING:
    from builder.exchange.formats import FormatName
    from builder.exchange.unit import State

__all__ = ["export_command"]


class Formats(StrEnum):
    """The values of `--format`."""

    po = "po"
    xliff = "xliff"
    xliff2 = "xliff2"
    docx = "docx"
    tmx = "tmx"
    tbx = "tbx"


class States(StrEnum):
    """The values of `--only`."""

    missing = "missing"
    stale = "stale"
    translated = "translated"
    accepted = "accepted"


@with_settings
def export_command(
    to: Annotated[str, typer.Option("--to", metavar="TAG", help="Language to translate into.")],
    publication: PublicationArgument = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="TAG", show_default="the source language", help="Language to translate from."),
    ] = None,
    output_format: Annotated[
        Formats,
        typer.Option(
            "--format",
            "-f",
            help="po, xliff (1.2), xliff2 (2.0), docx (a table for Word); tmx (a memory), tbx (the terms).",
        ),
    ] = Formats.po,
    only: Annotated[
        list[States] | None,
        typer.Option("--only", show_default="all", help="State of the texts to export. Repeatable."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False, help="Output file, or - for standard output."
        ),
    ] = None,
) -> None:
    """Write the texts for a translator, with their translations, places and limits.

    For OmegaT choose po, or xliff with --only missing: it takes the translation in an XLIFF file for the source.
    """
    from builder.actions.export import export_bytes, export_file
    from builder.actions.locate import locate

    path = locate(publication)
    name: FormatName = output_format.value
    states: list[State] = [state.value for state in only or ()]
    if output == "-":
        data, exported = export_bytes(path, to, source, name, states)
        sys.stdout.buffer.write(data)
    else:
        written, exported = export_file(path, to, source, name, states, Path(output) if output is not None else None)
        show_paths([written])
    show_note(str(exported))
