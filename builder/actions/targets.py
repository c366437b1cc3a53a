"""Check where files are to be written, before anything is read."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import UsageError
from builder.file_names import name_fault
from builder.pipeline import Format

__all__ = ["output_folder", "target_file"]

_NOUNS: dict[Format, str] = {"docx": "brief", "pptx": "deck"}


def target_file(text: str, kind: Format) -> Path:
    """Return the path of the single file to write. Raises UsageError if it is not the name of a file of this format, or
    not in a folder.
    """
    if not text:
        raise UsageError(f"-o: the file name is empty (write -o NAME.{kind})")
    path = Path(text)
    if path.is_dir():
        raise UsageError(f"-o: '{text}' is a folder (name a .{kind} file in it)")
    if path.suffix.lower() != f".{kind}":
        raise UsageError(f"-o: a {_NOUNS[kind]} is a .{kind} file, '{text}' is not (write -o NAME.{kind})")
    _check_names(path, "-o")
    if not path.parent.is_dir():
        fault = "is not a folder" if path.parent.exists() else "does not exist (create the folder first)"
        raise UsageError(f"-o: '{path.parent}' {fault}")
    return path


def output_folder(text: str) -> Path:
    """Return the folder to write to. Raises UsageError if it cannot be a folder."""
    if not text:
        raise UsageError("--output: the name of the folder is empty")
    path = Path(text)
    _check_names(path, "--output")
    file = next((part for part in (path, *path.parents) if part.exists()), None)
    if file is not None and not file.is_dir():
        raise UsageError(f"--output: '{file}' is a file, not a folder")
    return path


def _check_names(path: Path, option: str) -> None:
    for part in path.parts:
        fault = name_fault(part)
        if fault:
            raise UsageError(f"{option}: '{part}' {fault} (choose another name)")
