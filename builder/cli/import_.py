"""`builder import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.console import show_diagnostics, show_note, show_paths
from builder.cli.settings import settings, with_settings
from builder.diagnostics import Diagnostic
from builder.source import Span

if TYPE_CHECKING:
    from builder.exchange.taking import FileReport

__all__ = ["import_command"]


@with_settings
def import_command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", show_default=False, help="Files that translators return, in any format."),
    ],
    publication: Annotated[
        str | None,
        typer.Option(
            "--publication", "-p", metavar="PUBLICATION", show_default="the one that the file names", help="Where to."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Write nothing; print what would change.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Record translations that are no drafts as accepted, in reviewed.txt.")
    ] = False,
) -> None:
    """Write translations back into the source; print the files that change, or with --dry-run the change."""
    from builder.actions.import_translations import import_translations
    from builder.content.files import shown

    report = import_translations(files, publication=publication, dry_run=dry_run, accept=accept)
    show_diagnostics(report.problems)
    for file in report.files:
        show_diagnostics(file.absent if settings().verbose else _absent_texts(file))
    if dry_run:
        for change in report.changes:
            sys.stdout.write(change.diff)
    else:
        show_paths(Path(shown(change.path)) for change in report.changes)
    for file in report.files:
        show_note(f"{file.name}: {_summary(file, dry_run)}")
    if report.failed:
        raise typer.Exit(1)


def _absent_texts(file: FileReport) -> list[Diagnostic]:
    """Return one notice for all units that are not in a file."""
    count = len(file.absent)
    if not count:
        return []
    message = (
        f"{count} unit{'s' if count > 1 else ''} of the publication {'are' if count > 1 else 'is'} not in the file"
    )
    hint = f"-v names {'them' if count > 1 else 'it'}"
    return [Diagnostic("exchange", message, Span(file.name, 1, 0), hint, severity="info")]


def _summary(file: FileReport, dry_run: bool) -> str:
    drafts = f" (draft: {file.drafts})" if file.drafts else ""
    counts = [
        (file.written, f"{'to write' if dry_run else 'written'}{drafts}"),
        (file.unchanged, "there already"),
        (file.untranslated, "not translated"),
        (file.refused, "not taken"),
        (len(file.accepted), "to accept" if dry_run else "accepted"),
    ]
    return ", ".join(f"{number} {what}" for number, what in counts if number) or "no texts"
