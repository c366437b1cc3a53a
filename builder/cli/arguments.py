"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["LanguageOption", "PublicationArgument", "PublicationsArgument"]


def _publications(incomplete: str) -> list[str]:
    """Return the names that shells complete a publication with."""
    from builder.actions.locate import publications

    return [name for name in publications(Path()) if name.startswith(incomplete)]


PublicationArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[PUBLICATION]",
        show_default=False,
        autocompletion=_publications,
        help="A name under content/, or a path. Optional if there is only one publication.",
    ),
]
PublicationsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PUBLICATION]...",
        show_default=False,
        autocompletion=_publications,
        help="Names under content/, or paths; optional if there is only one.",
    ),
]
LanguageOption = Annotated[
    list[str] | None,
    typer.Option("--lang", "-l", metavar="TAG", show_default="all", help="fr, en, fr-CA, … or all. Repeatable."),
]
