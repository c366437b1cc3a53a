"""What is fuzzed: bytes as a publication, loaded and resolved. Anything but a Publication or a placed refusal is a bug.

The bytes are the file `publication.yaml`, or, after a line `%%% name`, another file beside it, so that data files and
pictures are fuzzed too.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from builder.content.loader import load
from builder.diagnostics import BuildError
from builder.pipeline import document

__all__ = ["try_bytes"]

_FILES = (b"%%% data.csv\n", b"%%% picture.png\n")


def try_bytes(blob: bytes) -> bool:
    """Whether the bytes are a publication. Raises whatever else the loader and the resolver raise."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        _spread(blob, folder)
        publication = load(folder / "publication.yaml")
        for language in publication.languages:
            document(publication, language)
    except BuildError as error:
        _assert_placed(error)
        return False
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return True


def _spread(blob: bytes, folder: Path) -> None:
    for mark in reversed(_FILES):
        blob, mark_found, rest = blob.partition(mark)
        if mark_found:
            (folder / mark.split()[1].decode()).write_bytes(rest)
    (folder / "publication.yaml").write_bytes(blob)


def _assert_placed(error: BuildError) -> None:
    assert error.diagnostics, "refused without a word"
    for diagnostic in error.diagnostics:
        assert (
            diagnostic.message and diagnostic.span.file and diagnostic.span.line >= 1 and diagnostic.span.column >= 1
        ), diagnostic
        assert len(str(diagnostic)) < 3_000 and "\n" not in str(diagnostic), diagnostic
