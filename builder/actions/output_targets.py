"""Check where files are to be written, before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.diagnostics import UsageError
from builder.file_names import name_fault
from builder.pipeline import Format

__all__ = ["output_folder", "target_file", "templates_by_format"]

_NOUNS: dict[Format, str] = {"docx": "brief", "pptx": "deck"}
_FORMATS: dict[str, Format] = {
    ".docx": "docx", ".dotx": "docx", ".docm": "docx", ".dotm": "docx",
    ".pptx": "pptx", ".potx": "pptx", ".pptm": "pptx", ".potm": "pptx",
}  # fmt: skip
"""The format that a template of each suffix is for."""


def target_file(text: str, kind: Format) -> Path:
    """Return the path of the single file to write: of this format, or its PDF. Raises UsageError if it is the name of
    neither, or not in a folder.
    """
    if not text:
        raise UsageError(f"-o: the file name is empty (write -o NAME.{kind})")
    path = Path(text)
    if path.is_dir():
        raise UsageError(f"-o: '{text}' is a folder (name a .{kind} file in it)")
    if path.suffix.lower() not in (f".{kind}", ".pdf"):
        raise UsageError(f"-o: a {_NOUNS[kind]} is a .{kind} or .pdf file, '{text}' is not (write -o NAME.{kind})")
    _check_names(path)
    if not path.parent.is_dir():
        fault = "is not a folder" if path.parent.exists() else "does not exist (create the folder first)"
        raise UsageError(f"-o: '{path.parent}' {fault}")
    return path


def output_folder(text: str) -> Path:
    """Return the folder to write to. Raises UsageError if it cannot be a folder."""
    if not text:
        raise UsageError("-o: the name of the folder is empty")
    path = Path(text)
    for kind, noun in _NOUNS.items():
        if path.suffix.lower() == f".{kind}" and not path.is_dir():
            raise UsageError(f"-o: a build writes several files to a folder (use 'builder {noun} -o {text}' for one)")
    if path.suffix.lower() == ".pdf" and not path.is_dir():
        raise UsageError(f"-o: a build writes several files to a folder (use 'builder brief -o {text}' for one)")
    if text == "-":
        raise UsageError("-o: a build writes several files to a folder (use 'builder brief' or 'builder deck' for one)")
    _check_names(path)
    file = next((part for part in (path, *path.parents) if part.exists()), None)
    if file is not None and not file.is_dir():
        raise UsageError(f"-o: '{file}' is a file, not a folder")
    return path


def templates_by_format(files: Sequence[str], formats: Sequence[Format]) -> dict[Format, Path]:
    """Return the template of each format. Raises UsageError for a file that does not exist, is neither a Word nor a
    PowerPoint file, is for a format that is not written, or is the second of its format.
    """
    templates: dict[Format, Path] = {}
    for text in files:
        path = Path(text)
        if not path.is_file():
            raise UsageError(f"no template file '{text}'")
        kind = _FORMATS.get(path.suffix.lower())
        if kind is None:
            raise UsageError(
                f"--template: '{text}' is neither a Word file (.docx, .dotx) nor a PowerPoint one (.pptx, .potx)"
            )
        if kind not in formats:
            raise UsageError(f"--template: '{text}' is for a {_NOUNS[kind]}, which is not written here")
        if kind in templates:
            raise UsageError(
                f"--template: '{templates[kind]}' and '{text}' cannot be combined (a {_NOUNS[kind]} has one template)"
            )
        templates[kind] = path
    return templates


def _check_names(path: Path) -> None:
    for part in path.parts:
        fault = name_fault(part)
        if fault:
            raise UsageError(f"-o: '{part}' {fault} (choose another name)")
