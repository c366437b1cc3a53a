"""The commands, their exit codes, and the errors that end them."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import typer

from builder.cli import accept, build, check, init, schema, template
from builder.cli.console import prepare_streams, show_diagnostics, show_error
from builder.diagnostics import BuildError, UsageError

__all__ = ["app", "run"]

app = typer.Typer(
    name="builder",
    help="One bilingual source; a Word brief and a PowerPoint deck in each language.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(build.build_command)
app.command("brief")(build.brief_command)
app.command("deck")(build.deck_command)
app.command("check")(check.check_command)
app.command("accept")(accept.accept_command)
app.command("init")(init.init_command)
app.command("schema")(schema.schema_command)
app.add_typer(template.template_app, name="template")


def run() -> None:
    """Run the command line: exit 0 when done, 1 for problems in content, templates or the machine, 2 for a usage error.

    An interrupted command exits with the code that shells expect (130, 143) and leaves nothing half written.
    """
    _open_closed_streams()
    prepare_streams()
    signal.signal(signal.SIGTERM, _terminate)
    # A command is short and its trees have no cycles: collecting garbage takes up to a third of a long build.
    gc.disable()
    try:
        try:
            app()
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
    """Report an error of the machine, such as a full or closed output, and exit 1. It has no location in the content."""
    where = f"{error.filename}: " if error.filename else ""
    with suppress(OSError):
        show_error(f"{where}{error.strerror or error}")
    # The rest of the buffer cannot be written either, and Python would report that at exit.
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)
