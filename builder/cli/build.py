"""`builder build`, `builder brief` and `builder deck`."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.console import progress, show_diagnostics, show_error, show_paths
from builder.diagnostics import UsageError

if TYPE_CHECKING:
    from builder.pipeline import Format

__all__ = ["brief_command", "build_command", "deck_command"]


OUTPUT = "output"
"""Default output folder."""


class Formats(StrEnum):
    """The values of `--format`."""

    docx = "docx"
    pptx = "pptx"
    all = "all"


PublicationArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[PUBLICATION]",
        show_default=False,
        help="A name under content/, or a path. Optional if there is only one publication.",
    ),
]
LanguageOption = Annotated[
    list[str] | None,
    typer.Option("--lang", "-l", metavar="TAG", show_default="all", help="fr, en, fr-CA, … or all. Repeatable."),
]
TargetOption = Annotated[
    str | None,
    typer.Option("-o", metavar="FILE", show_default=False, help="Output file, or - for standard output."),
]
TemplateOption = Annotated[
    str | None, typer.Option("--template", metavar="FILE", show_default=False, help="Template to use.")
]

ExactPagesOption = Annotated[
    bool, typer.Option("--exact-pages", help="Put in the contents the page numbers that LibreOffice finds.")
]


def build_command(
    publication: PublicationArgument = None,
    lang: LanguageOption = None,
    output_format: Annotated[Formats, typer.Option("--format", "-f", help="Format to write.")] = Formats.all,
    output: Annotated[str, typer.Option("--output", metavar="DIR", help="Output folder.")] = OUTPUT,
    exact_pages: ExactPagesOption = False,
) -> None:
    """Write the Word brief and the PowerPoint deck in each language."""
    formats: tuple[Format, ...] = ("docx", "pptx") if output_format is Formats.all else (output_format.value,)  # type: ignore[assignment]
    if exact_pages and "docx" not in formats:
        raise UsageError(
            "`--exact-pages` and `--format pptx` cannot be combined (only briefs have contents with pages)"
        )
    _build(publication, lang, formats, output, exact_pages=exact_pages)


def brief_command(
    publication: PublicationArgument = None,
    lang: LanguageOption = None,
    target: TargetOption = None,
    template: TemplateOption = None,
    exact_pages: ExactPagesOption = False,
) -> None:
    """Write the Word brief."""
    _build(publication, lang, ("docx",), OUTPUT, target, template, exact_pages)


def deck_command(
    publication: PublicationArgument = None,
    lang: LanguageOption = None,
    target: TargetOption = None,
    template: TemplateOption = None,
) -> None:
    """Write the PowerPoint deck."""
    _build(publication, lang, ("pptx",), OUTPUT, target, template)


def _build(
    publication: str | None,
    languages: list[str] | None,
    formats: tuple[Format, ...],
    output: str,
    target: str | None = None,
    template: str | None = None,
    exact_pages: bool = False,
) -> None:
    from builder.actions.build import Request, build_bytes, build_files, epoch_of
    from builder.actions.locate import locate
    from builder.actions.targets import output_folder, target_file

    if template is not None and not Path(template).is_file():
        raise UsageError(f"no template file '{template}'")
    show_progress = progress()
    request = Request(
        publication=locate(publication),
        languages=tuple(languages) if languages else None,
        formats=formats,
        output=output_folder(output),
        target=target_file(target, formats[0]) if target is not None and target != "-" else None,
        templates={formats[0]: Path(template)} if template else {},
        epoch=epoch_of(os.environ),
        progress=show_progress,
        checked=True,
        exact_pages=exact_pages,
    )
    try:
        if target == "-":
            data, built = build_bytes(request)
            sys.stdout.buffer.write(data)
        else:
            built = build_files(request)
    finally:
        if show_progress:
            show_progress("")
    show_paths(built.paths)
    show_diagnostics(built.left_out)
    check = f"builder check {publication}" if publication else "builder check"
    if built.findings is None:
        show_error(f"the content is too large to be checked during a build (run '{check}')")
    elif any(built.findings):
        show_error(f"'{check}' finds {built.findings}")
