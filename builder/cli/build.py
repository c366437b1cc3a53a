"""`builder build`, `builder brief` and `builder deck`."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.arguments import LanguageOption, PublicationArgument, PublicationsArgument
from builder.cli.console import Progress, progress, show_diagnostics, show_note, show_paths
from builder.cli.settings import with_settings
from builder.diagnostics import BuildError, UsageError

if TYPE_CHECKING:
    from builder.actions.build import Built, Request
    from builder.pipeline import Format

__all__ = ["brief_command", "build_command", "deck_command"]


OUTPUT = "output"
"""Default output folder."""


class BuildFormat(StrEnum):
    """The values of `--format`."""

    docx = "docx"
    pptx = "pptx"
    all = "all"


FileOption = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", show_default=False, help="Output file, or - for standard output."),
]
TemplateOption = Annotated[
    str | None, typer.Option("--template", metavar="FILE", show_default=False, help="Template to use.")
]
TemplatesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--template", metavar="FILE", show_default=False, help="Template to use: a Word or PowerPoint file; repeatable."
    ),
]
PdfOption = Annotated[
    bool,
    typer.Option("--pdf", help="Write PDFs as well, made by LibreOffice; without speaker notes and hidden slides."),
]
ExactPagesOption = Annotated[
    bool, typer.Option("--exact-pages", help="Put in the contents the page numbers that LibreOffice finds.")
]


@with_settings
def build_command(
    publications: PublicationsArgument = None,
    lang: LanguageOption = None,
    output_format: Annotated[BuildFormat, typer.Option("--format", "-f", help="Format to write.")] = BuildFormat.all,
    output: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="Output folder.")] = OUTPUT,
    template: TemplatesOption = None,
    pdf: PdfOption = False,
    exact_pages: ExactPagesOption = False,
) -> None:
    """Write the Word brief and the PowerPoint deck in each language."""
    from builder.actions.locate import locate_all
    from builder.actions.output_targets import output_folder, templates_by_format

    formats: tuple[Format, ...] = ("docx", "pptx") if output_format is BuildFormat.all else (output_format.value,)  # type: ignore[assignment]
    if exact_pages and "docx" not in formats:
        raise UsageError(
            "`--exact-pages` and `--format pptx` cannot be combined (only briefs have contents with pages)"
        )
    folder, templates = output_folder(output), templates_by_format(template or (), formats)
    requests = [
        _request(path, lang, formats, folder, templates=templates, exact_pages=exact_pages, pdf=pdf)
        for path in locate_all(publications)
    ]
    if pdf or exact_pages:
        _build_laid_out(requests, publications or [])
        return
    failed = False
    for place, request in enumerate(requests):
        name = publications[place] if publications else None
        try:
            _build(request, name, place, len(requests))
        except BuildError as error:
            # The publications that follow do not depend on this one.
            show_diagnostics(error.diagnostics)
            failed = True
    if failed:
        raise typer.Exit(1)


@with_settings
def brief_command(
    publication: PublicationArgument = None,
    lang: LanguageOption = None,
    output: FileOption = None,
    template: TemplateOption = None,
    pdf: PdfOption = False,
    exact_pages: ExactPagesOption = False,
) -> None:
    """Write the Word brief, its PDF, or both."""
    _build_single(publication, lang, "docx", output, template, pdf, exact_pages)


@with_settings
def deck_command(
    publication: PublicationArgument = None,
    lang: LanguageOption = None,
    output: FileOption = None,
    template: TemplateOption = None,
    pdf: PdfOption = False,
) -> None:
    """Write the PowerPoint deck, its PDF, or both."""
    _build_single(publication, lang, "pptx", output, template, pdf)


def _build_single(
    publication: str | None,
    languages: list[str] | None,
    kind: Format,
    output: str | None,
    template: str | None,
    pdf: bool,
    exact_pages: bool = False,
) -> None:
    from builder.actions.locate import locate
    from builder.actions.output_targets import target_file, templates_by_format

    templates = templates_by_format([template] if template is not None else (), (kind,))
    target = target_file(output, kind) if output is not None and output != "-" else None
    path = locate(publication)
    pdf = pdf or (target is not None and target.suffix.lower() == ".pdf")
    if pdf and output == "-":
        raise UsageError("`--pdf` and `-o -` cannot be combined (write -o NAME.pdf)")
    request = _request(path, languages, (kind,), Path(OUTPUT), target, templates, exact_pages, pdf)
    if pdf or (exact_pages and output != "-"):
        _build_laid_out([request], [publication] if publication else [])
        return
    _build(request, publication, to_stdout=output == "-")


def _request(
    path: Path,
    languages: list[str] | None,
    formats: tuple[Format, ...],
    folder: Path,
    target: Path | None = None,
    templates: dict[Format, Path] | None = None,
    exact_pages: bool = False,
    pdf: bool = False,
) -> Request:
    from builder.actions.build import Request, epoch_of

    return Request(
        publication=path,
        languages=tuple(languages) if languages else None,
        formats=formats,
        output=folder,
        target=target,
        templates=templates or {},
        epoch=epoch_of(os.environ),
        checked=True,
        exact_pages=exact_pages,
        pdf=pdf,
    )


def _build_laid_out(requests: list[Request], names: list[str]) -> None:
    """Build publications with PDFs, laid out together, and print what a user has to know of each."""
    from msgspec.structs import replace

    from builder.office.deferred import defer_imports
    from builder.pipeline import require_layout

    require_layout()
    defer_imports()
    from builder.actions.laid_out import build_all_laid_out

    show = progress()
    followed = [
        replace(request, progress=_part_of(show, place, len(requests))) for place, request in enumerate(requests)
    ]
    try:
        results = build_all_laid_out(followed)
    finally:
        if show:
            show("", 1)
    failed = False
    for place, result in enumerate(results):
        if isinstance(result, BuildError):
            show_diagnostics(result.diagnostics)
            failed = True
            continue
        _show_built(result, names[place] if names else None)
        show_diagnostics(result.failed)
        failed = failed or bool(result.failed)
    if failed:
        raise typer.Exit(1)


def _build(request: Request, name: str | None, place: int = 0, count: int = 1, *, to_stdout: bool = False) -> None:
    """Build the publication at `place` of `count`, and print what a user has to know. `name` is what the user calls
    it.
    """
    from msgspec.structs import replace

    show = progress()
    request = replace(request, progress=_part_of(show, place, count))
    try:
        built = _write(request, to_stdout)
    finally:
        if show:
            show("", 1)
    _show_built(built, name)


def _show_built(built: Built, name: str | None) -> None:
    """Print the paths of a publication's files, and what a user has to know of them."""
    show_paths(built.paths)
    show_diagnostics(built.left_out)
    check = f"builder check {name}" if name else "builder check"
    if built.findings is None:
        show_note(f"the content is too large to be checked during a build (run '{check}')")
    elif any(built.findings):
        show_note(f"'{check}' finds {built.findings}")


def _write(request: Request, to_stdout: bool) -> Built:
    from builder.actions.build import build_bytes, build_files
    from builder.office.deferred import defer_imports

    if "pptx" in request.formats:
        defer_imports()
    if not to_stdout:
        return build_files(request)
    data, built = build_bytes(request)
    sys.stdout.buffer.write(data)
    return built


def _part_of(show: Progress | None, place: int, count: int) -> Progress | None:
    """Return the progress of one publication as a part of the progress of all."""
    if show is None or count == 1:
        return show
    return lambda step, share: show(step, (place + share) / count)
