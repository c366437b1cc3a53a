"""`builder batch`."""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.arguments import LanguageOption, PublicationArgument
from builder.cli.build import BuildFormat, TemplatesOption
from builder.cli.console import MOST_SHOWN, progress, show_error_line, show_note
from builder.cli.settings import with_settings
from builder.diagnostics import UsageError

if TYPE_CHECKING:
    from types import FrameType

    from builder.batches.batch import Batch, Outcome

__all__ = ["batch_command"]

_SHARD = re.compile(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})")
_REFRESH = 0.1
"""Seconds for which a progress bar stays."""
_MOST_KEYS = 3
"""Keys that a message about several rows names."""

RowsOption = Annotated[
    str,
    typer.Option(
        "--rows", metavar="FILE", show_default=False, help="Table of values: CSV, book.xlsx!Sheet, Parquet, JSON Lines."
    ),
]
FoldersOption = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar="PATTERN", show_default=False, help="Folder of each row: 'out/{code}', s3://…/{code}."
    ),
]


@with_settings
def batch_command(
    rows: RowsOption,
    output: FoldersOption,
    publication: PublicationArgument = None,
    lang: LanguageOption = None,
    output_format: Annotated[BuildFormat, typer.Option("--format", "-f", help="Format to write.")] = BuildFormat.all,
    template: TemplatesOption = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", metavar="N", min=1, show_default="one per processor", help="Number of processes; 1: no others."
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", show_default=False, help="Dask scheduler: tcp://host:8786."),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Keep the rows that are done and unchanged.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="KEY", show_default=False, help="Make only the row of this folder; repeatable."),
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first row that fails.")] = False,
    shard: Annotated[
        str | None,
        typer.Option("--shard", metavar="K/N", show_default=False, help="Make part K of N only, for job arrays."),
    ] = None,
) -> None:
    """Write the brief and the deck for each row of a table: one publication, many communes, schools or grantees."""
    from builder.actions.build import epoch_of
    from builder.actions.locate import locate
    from builder.actions.output_targets import templates_by_format
    from builder.batches.batch import BatchRequest, prepare_batch
    from builder.pipeline import Format
    from builder.processors import usable_processors

    if workers is not None and scheduler is not None:
        raise UsageError("`--workers` and `--scheduler` cannot be combined (the cluster has its own workers)")
    formats: tuple[Format, ...] = ("docx", "pptx") if output_format is BuildFormat.all else (output_format.value,)  # type: ignore[assignment]
    request = BatchRequest(
        publication=locate(publication),
        rows=rows,
        output=output,
        languages=tuple(lang) if lang else None,
        formats=formats,
        templates=templates_by_format(template or (), formats),
        epoch=epoch_of(os.environ),
        resume=resume,
        only=tuple(only or ()),
        fail_fast=fail_fast,
        shard=_parsed_shard(shard),
    )
    gc.enable()  # a batch makes many documents in one process, whose objects refer to one another
    batch = prepare_batch(request)
    _report_before(batch)
    interrupts = _Interrupts()
    before = signal.signal(signal.SIGINT, interrupts)
    report = _Report(batch)
    try:
        with batch.workers(None, workers or usable_processors(), scheduler) as place:
            for outcome in batch.run(place, interrupts.stopping):
                report.add(outcome)
    finally:
        report.close()
        signal.signal(signal.SIGINT, before)
    if interrupts.count:
        show_note("interrupted; what is done stays (run again with --resume)")
        raise typer.Exit(128 + signal.SIGINT)
    if batch.failed:
        raise typer.Exit(1)


def _parsed_shard(text: str | None) -> tuple[int, int] | None:
    """Return the part and the number of parts of `3/10`."""
    if text is None:
        return None
    match = _SHARD.fullmatch(text)
    part, count = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= part <= count:
        raise UsageError(f"--shard: '{text}' is no part of a whole (write 3/10 for the third of ten)")
    return part, count


def _report_before(batch: Batch) -> None:
    if batch.gone:
        listed = ", ".join(batch.gone[:_MOST_KEYS]) + (", …" if len(batch.gone) > _MOST_KEYS else "")
        count = f"{len(batch.gone):,} folder{'s' if len(batch.gone) > 1 else ''}"
        show_note(f"{count} of rows that are not in the table any more: {listed} (delete them if nobody needs them)")
    if batch.kept:
        which = f"{batch.kept:,} row{'s are' if batch.kept > 1 else ' is'}"
        show_note(f"{which if batch.total else f'all {which}'} done already")


class _Interrupts:
    """Counts the interrupts: the first lets the rows end that run, the second ends the command."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.count += 1
        if self.count > 1:
            raise KeyboardInterrupt
        show_note("no more rows are begun; those that run end first (press Ctrl-C again to end them now)")

    def stopping(self) -> bool:
        """Return True if no more rows are to be begun."""
        return self.count > 0


class _Report:
    """What a run prints: paths, failed rows, a bar, and at the end the warnings, each once."""

    def __init__(self, batch: Batch):
        self._batch = batch
        self._show = progress()
        self._begin = self._shown = time.monotonic()
        self._done = 0
        self._files = 0
        self._problems = 0
        self._warnings: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def add(self, outcome: Outcome) -> None:
        """Print the paths or the problems of a row, and the state of the run."""
        failed = outcome.status == "failed"
        if self._show and (failed or outcome.files):
            self._show("", 0)
        sys.stdout.writelines(f"{path}\n" for path in outcome.files)
        self._done += 1
        self._files += len(outcome.files)
        for problem in outcome.problems:
            if failed:
                self._problems += 1
                if self._problems <= MOST_SHOWN:
                    show_error_line(f"{outcome.key} (line {outcome.line}): {problem}")
            else:
                self._counts[problem] = self._counts.get(problem, 0) + 1
                keys = self._warnings.setdefault(problem, [])
                keys += [outcome.key] if len(keys) < _MOST_KEYS else []
        now = time.monotonic()
        if self._show and (now - self._shown >= _REFRESH or self._done == self._batch.total):
            self._shown = now
            self._show(self._state(now), self._done / self._batch.total)

    def _state(self, now: float) -> str:
        total, seconds = self._batch.total, max(now - self._begin, 1e-3)
        left = round((total - self._done) * seconds / self._done)
        failed = f", {self._batch.failed:,} failed" if self._batch.failed else ""
        clock = (
            f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}" if left >= 3600 else f"{left // 60}:{left % 60:02}"
        )
        return f"{self._done:,} of {total:,} rows{failed}, {self._files / seconds:.0f} files/s, {clock} left"

    def close(self) -> None:
        """Print the end of the run."""
        if self._show:
            self._show("", 1)
        sys.stdout.flush()
        if self._problems > MOST_SHOWN:
            show_note(f"{self._problems - MOST_SHOWN:,} more problems are in {self._batch.manifest}")
        for warning, keys in self._warnings.items():
            count = self._counts[warning]
            more = ", …" if count > len(keys) else ""
            show_note(f"warning in {count:,} row{'s' if count > 1 else ''} ({', '.join(keys)}{more}): {warning}")
        if not self._batch.total:
            return
        failed = f", {self._batch.failed:,} failed" if self._batch.failed else ""
        done = self._done - self._batch.failed
        show_note(f"{done:,} of {self._batch.total:,} rows done{failed}; {self._batch.manifest}")
