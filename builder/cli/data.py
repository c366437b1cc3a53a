"""`builder data refresh`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from builder.cli.arguments import PublicationArgument
from builder.cli.console import show_note, show_paths
from builder.cli.settings import with_settings

__all__ = ["data_app"]

data_app = typer.Typer(help="Read the data of databases again.", no_args_is_help=True, rich_markup_mode=None)


@data_app.callback()
def _group() -> None:
    """Read the data of databases again."""


@data_app.command("refresh")
@with_settings
def refresh_command(
    publication: PublicationArgument = None,
    apply: Annotated[bool, typer.Option("--apply", "--yes", "-y", help="Write the snapshots that differ.")] = False,
) -> None:
    """Run the queries of a publication, and show what changes; builds read the snapshots that this writes."""
    from builder.actions.locate import locate
    from builder.actions.refresh import refresh
    from builder.diagnostics import one_line

    outcome = refresh(locate(publication), apply)
    if not outcome.rows:
        show_note("the publication has no queries")
        return
    for name, rows in outcome.rows.items():
        state = "unchanged" if rows is None else f"{rows:,} row{'s' * (rows != 1)}, changed"
        if name in outcome.requeried:
            state = "the same rows, from the present query"
        sys.stdout.write(one_line(f"{name}: {state}") + "\n")
    for change in outcome.changes:
        sys.stdout.write(f"  {one_line(change)}\n")
    show_paths(outcome.written)
    if not apply and any(rows is not None for rows in outcome.rows.values()):
        show_note("nothing is written (add --apply to write the snapshots)")
