"""`builder template check` and `builder template new`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from builder.cli.console import show_diagnostics, show_paths
from builder.cli.settings import with_settings

__all__ = ["template_app"]

template_app = typer.Typer(
    help="Inspect a template, or create a branded pair.", no_args_is_help=True, rich_markup_mode=None
)


class ReportFormats(StrEnum):
    """The values of `--output-format`."""

    text = "text"
    json = "json"


@template_app.command("check")
@with_settings
def check_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="A .docx, .dotx, .pptx or .potx.")],
    output_format: Annotated[
        ReportFormats, typer.Option("--output-format", help="Output format.")
    ] = ReportFormats.text,
) -> None:
    """Report what a template offers, what builds use, and what to fix."""
    import msgspec

    from builder.brand.report import as_text
    from builder.brand.template_check import check_template

    report = check_template(file)
    if output_format is ReportFormats.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
    else:
        sys.stdout.write(as_text(report))
        show_diagnostics(report.diagnostics)
    if not report.usable:
        raise typer.Exit(1)


@template_app.command("new")
@with_settings
def new_command(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", show_default=False, help="Folder to create under templates/.")
    ] = None,
    brand: Annotated[
        Path | None, typer.Option("--brand", metavar="FILE", show_default="brand.yml", help="Brand file.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", show_default=False, help="Output folder.")
    ] = None,
) -> None:
    """Create brief.docx and deck.pptx in the colours, fonts and logo of a brand."""
    from builder.brand.new import new_templates

    created = new_templates(brand, name, output)
    show_diagnostics(created.diagnostics)
    show_paths(created.paths)
