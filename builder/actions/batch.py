"""The files of a publication for each row of a table."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.actions.build import FORMATS, epoch_of
from builder.actions.locate import locate
from builder.batches.batch import Batch, BatchRequest, Outcome, prepare_batch
from builder.pipeline import Format

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["batch"]


def batch(
    publication: str | Path | None,
    rows: str | Path,
    out: str,
    executor: Executor | None = None,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    resume: bool = False,
    only: Sequence[str] = (),
    fail_fast: bool = False,
    shard: tuple[int, int] | None = None,
    languages: Sequence[str] | None = None,
    formats: Sequence[Format] = FORMATS,
    templates: dict[Format, Path] | None = None,
) -> Iterator[Outcome]:
    """Check all rows of a table, then yield the outcome of each row as its files are written.

    `out` is the pattern of the rows' folders: `output/{code}`. The rows are made by `executor` (any of
    `concurrent.futures`, which the caller shuts down), on the Dask cluster of the scheduler at an address, or by
    `workers` processes; 1 is this process. With several, call it under `if __name__ == "__main__":`.

    Raises UsageError for a wrong argument, BuildError with all problems of the publication or of the rows, before the
    first file is written.
    """
    request = BatchRequest(
        publication=locate(publication),
        rows=str(rows),
        output=out,
        languages=tuple(languages) if languages else None,
        formats=tuple(formats),
        templates=templates or {},
        epoch=epoch_of(os.environ),
        resume=resume,
        only=tuple(only),
        fail_fast=fail_fast,
        shard=shard,
    )
    return _outcomes(prepare_batch(request), executor, workers, scheduler)


def _outcomes(prepared: Batch, executor: Executor | None, workers: int, scheduler: str | None) -> Iterator[Outcome]:
    with prepared.workers(executor, workers, scheduler) as place:
        yield from prepared.run(place)
