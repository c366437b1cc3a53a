"""Create a starter publication that builds."""

from __future__ import annotations

import re
from pathlib import Path

from builder.actions.locate import FILE_NAME
from builder.diagnostics import UsageError
from builder.file_names import name_fault
from builder.output import write_whole

__all__ = ["start"]

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LONGEST_NAME = 100
_MODEL = Path(__file__).with_name("starter_content")
SCHEMA_NAME = "publication.schema.json"


def start(name: str, root: Path | None = None) -> list[Path]:
    """Write a starter publication to `root`/content/`name`, with the schema for editors, and return the files' paths.

    Raises UsageError if the name is not usable or is taken.
    """
    fault = name_fault(name)
    if fault:
        raise UsageError(f"'{name}' {fault} (choose another name)")
    if not _NAME.match(name) or len(name) > _LONGEST_NAME:
        raise UsageError(f"'{name}' is not a publication name (use lower-case words joined by hyphens)")
    content = (root or Path()) / "content"
    folder = content / name
    if folder.exists():
        raise UsageError(f"{folder} already exists")
    written = []
    for model in sorted(_MODEL.iterdir()):
        target = folder / model.name
        write_whole(target, model.read_bytes())
        written.append(target)
    if not (content / SCHEMA_NAME).exists():
        write_whole(content / SCHEMA_NAME, schema_text().encode())
    return sorted(written, key=lambda path: path.name != FILE_NAME)


def schema_text() -> str:
    """Return the JSON Schema as the text of the file that editors read."""
    import json

    from builder.content.schema import json_schema

    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
