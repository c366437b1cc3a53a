"""`builder init`."""

from __future__ import annotations

from typing import Annotated

import typer

from builder.actions.starter import Kind, start
from builder.cli.console import show_paths
from builder.cli.settings import with_settings

__all__ = ["init_command"]


@with_settings
def init_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Lower-case words joined by hyphens.")],
    kind: Annotated[Kind, typer.Option("--kind", "-k", help="What to start from.")] = "briefing",
    lang: Annotated[
        str, typer.Option("--lang", "-l", metavar="TAGS", help="Languages, the source language first: fr-CA,en-CA, …")
    ] = "fr,en",
) -> None:
    """Create a starter publication, content/NAME/publication.yaml, ready to build."""
    show_paths(start(name, kind, [tag.strip() for tag in lang.split(",")]))
