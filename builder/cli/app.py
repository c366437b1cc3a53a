"""The commands, and what happens to the errors that they meet."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import typer

from builder.cli import accept, build, check, init, schema, template
from builder.cli.console import show_diagnostics, show_usage_problem, use_utf8
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
    """Run the command line: exit 0 when done, 1 for problems in content, templates or the machine, 2 for wrong use.

    Interrupted, it exits as shells expect (130, 143), with nothing half written.
    """
    _open_closed_streams()
    use_utf8()
    signal.signal(signal.SIGTERM, _terminate)
    # A command lives for a moment and its trees hold no cycles: collecting costs up to a third of a long build.
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
        show_usage_problem(str(problem))
        sys.exit(2)
    except MemoryError:
        show_usage_problem("not enough memory")
        sys.exit(1)
    except OSError as error:
        _give_up(error)


def _open_closed_streams() -> None:
    """Give a command started without standard output or error (`>&-`) somewhere to write."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end


def _terminate(*_: object) -> None:
    sys.exit(128 + signal.SIGTERM)


def _give_up(error: OSError) -> None:
    """Tell a fault of the machine that no place in the content explains: standard output closed or full, no folder."""
    where = f"{error.filename}: " if error.filename else ""
    with suppress(OSError):
        show_usage_problem(f"{where}{error.strerror or error}")
    # What is left in the buffer cannot be written either: Python would complain of it at the end.
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)
