"""`builder pull`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from builder.cli.console import show_note
from builder.cli.settings import settings, with_settings

__all__ = ["pull_command"]


@with_settings
def pull_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", show_default=False, help="Edited briefs and decks of one publication."),
    ],
    apply: Annotated[bool, typer.Option("--apply", help="Change the source; without it, nothing is written.")] = False,
    publication: Annotated[
        str | None,
        typer.Option(
            "--publication", "-p", metavar="PATH", show_default=False, help="Where the publication is, if not here."
        ),
    ] = None,
) -> None:
    """Bring edits, tracked changes and comments made in Word or PowerPoint back to the source.

    Prints the edits with their places, the difference of the source, what an author has to decide, and the comments.
    """
    from builder.actions.pull import pull
    from builder.round_trip.report import finding_line

    pulled = pull(files, publication, apply=apply)
    out = sys.stdout
    for line in pulled.edits:
        out.write(f"{line}\n")
    out.write(pulled.difference)
    for line in pulled.lines:
        out.write(f"{line}\n")
    if settings().verbose:
        for finding in pulled.details:
            out.write(f"{finding_line(finding)}\n")
        for line in pulled.files:
            out.write(f"{line}\n")
    show_note(_summary(len(pulled.edits), len(pulled.manual), len(pulled.comments), pulled.passages, applied=apply))
    if pulled.manual:
        raise typer.Exit(1)


def _summary(edits: int, manual: int, comments: int, passages: int, *, applied: bool) -> str:
    """Return the outcome in one line."""
    parts = [f"{_counted(edits, 'passage')} {'changed' if applied else 'to change'}" if edits else "nothing to change"]
    if manual:
        parts.append(f"{_counted(manual, 'edit')} for the author to decide")
    if comments:
        parts.append(_counted(comments, "comment"))
    hint = "; --apply writes the changes" if edits and not applied else ""
    return f"{_counted(passages, 'passage')} read: {', '.join(parts)}{hint}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' if number != 1 else ''}"
