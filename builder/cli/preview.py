"""`builder preview`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

import typer

from builder.cli.arguments import PublicationsArgument
from builder.cli.console import show_note
from builder.cli.settings import with_settings

__all__ = ["preview_command"]


class PageLanguages(StrEnum):
    """Values of `--lang`: the languages of the page itself."""

    en = "en"
    fr = "fr"


@with_settings
def preview_command(
    publications: PublicationsArgument = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="PORT", show_default="a free one", help="Port to listen on.")
    ] = 0,
    lang: Annotated[
        PageLanguages | None, typer.Option(show_default="the browser's", help="Language of the page itself.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in the default browser.")] = False,
) -> None:
    """Show every language side by side on a local web page, redrawn at each save, until Ctrl-C."""
    from builder.actions.preview import preview

    def started(addresses: Mapping[str, str]) -> None:
        sys.stdout.write("".join(f"{address}\n" for address in addresses.values()))
        sys.stdout.flush()
        show_note("press Ctrl-C to stop")
        if open_browser:
            import webbrowser

            webbrowser.open(next(iter(addresses.values())))

    # The server runs for hours, and its libraries make cycles.
    gc.enable()
    preview(publications, port, lang.value if lang else "", os.environ, started)
