"""`builder init`."""

from __future__ import annotations

from typing import Annotated

import typer

from builder.cli.console import show_paths
from builder.cli.settings import with_settings

__all__ = ["init_command"]


@with_settings
def init_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Lower-case words joined by hyphens.")],
) -> None:
    """Create a starter publication, content/NAME/publication.yaml, ready to build."""
    from builder.actions.starter import start

    show_paths(start(name))
