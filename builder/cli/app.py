"""The commands, their exit codes, and the errors that end them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from builder.cli.console import prepare_streams, show_diagnostics, show_error
from builder.cli.settings import Settings, change_settings
from builder.diagnostics import BuildError, UsageError

__all__ = ["command_line", "run"]

_COMMANDS = {
    "build": "builder.cli.build:build_command",
    "brief": "builder.cli.build:brief_command",
    "deck": "builder.cli.build:deck_command",
    "batch": "builder.cli.batch:batch_command",
    "check": "builder.cli.check:check_command",
    "preview": "builder.cli.preview:preview_command",
    "pull": "builder.cli.pull:pull_command",
    "accept": "builder.cli.accept:accept_command",
    "export": "builder.cli.export:export_command",
    "import": "builder.cli.import_:import_command",
    "data": "builder.cli.data:data_app",
    "init": "builder.cli.init:init_command",
    "schema": "builder.cli.schema:schema_command",
    "template": "builder.cli.template:template_app",
}
"""Each command, in the order of the help, and the function or group of commands that carries it out."""


def command_line(words: Sequence[str]) -> typer.Typer:
    """Return the application for a command line: with the command that it names only, which saves time, or with all."""
    app = typer.Typer(
        name="builder",
        help="One bilingual source; a Word brief and a PowerPoint deck in each language.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    # With a callback, an application of one command still reads the command's name.
    app.callback()(_main)
    for name in [words[0]] if words and words[0] in _COMMANDS else _COMMANDS:
        module, _, attribute = _COMMANDS[name].partition(":")
        command = getattr(import_module(module), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def _print_version(asked: bool) -> None:
    if asked:
        from builder.actions.versions import versions

        typer.echo("\n".join(versions()))
        raise typer.Exit


def _main(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_print_version,
            help="Print the versions and exit.",
        ),
    ] = False,
) -> None:
    """Read the options before a command."""


def run() -> None:
    """Run the command line: exit 0 when done, 1 for problems in content, templates or the machine, 2 for a usage error.

    An interrupted command exits with the code that shells expect (130, 143) and leaves nothing half written.
    """
    _open_closed_streams()
    prepare_streams()
    change_settings(Settings())
    signal.signal(signal.SIGTERM, _terminate)
    try:
        try:
            command_line(sys.argv[1:])(prog_name="builder")
        finally:
            sys.stdout.flush()
    except BuildError as error:
        show_diagnostics(error.diagnostics)
        sys.exit(1)
    except UsageError as problem:
        show_error(str(problem))
        sys.exit(2)
    except MemoryError:
        show_error("not enough memory")
        sys.exit(1)
    except OSError as error:
        _report_machine_error(error)


def _open_closed_streams() -> None:
    """Open the null device for a command started without standard output or error (`>&-`)."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end


def _terminate(*_: object) -> None:
    sys.exit(128 + signal.SIGTERM)


def _report_machine_error(error: OSError) -> None:
    """Report an error of the machine without a location in the content (a full or closed output), and exit 1."""
    where = f"{error.filename}: " if error.filename else ""
    with suppress(OSError):
        show_error(f"{where}{error.strerror or error}")
    # The rest of the buffer cannot be written either, and Python would report that at exit.
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)
