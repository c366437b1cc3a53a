"""`builder accept`."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from builder.cli.arguments import LanguageOption
from builder.cli.settings import with_settings
from builder.diagnostics import UsageError

__all__ = ["accept_command"]


@with_settings
def accept_command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PUBLICATION] [KEY]...",
            show_default=False,
            help="The publication, and the texts to accept (default: all): keys or the beginnings of keys, as "
            "`builder check` prints them.",
        ),
    ] = None,
    lang: LanguageOption = None,
) -> None:
    """Mark translations as reviewed against their source, in reviewed.txt; print the key and language of each."""
    from builder.actions.accept import accept

    path, keys = _publication_and_keys(words or [])
    accepted = accept(path, lang or (), keys)
    for entry in accepted:
        sys.stdout.write(f"{entry.key} {entry.tag}\n")
    if not accepted:
        sys.stderr.write("nothing to accept: these translations are already accepted\n")


def _publication_and_keys(words: list[str]) -> tuple[Path, list[str]]:
    """Return the publication that the first argument names, and the keys; with a single publication, the first may be a
    key.

    Raises UsageError if no publication is found.
    """
    from builder.actions.locate import locate

    if words:
        with suppress(UsageError):
            return locate(words[0]), words[1:]
        with suppress(UsageError):
            return locate(None), words
    return locate(words[0] if words else None), words[1:]
