"""Find the publication that a name or a path means."""

from __future__ import annotations

import difflib
from pathlib import Path

from builder.diagnostics import UsageError

__all__ = ["FILE_NAME", "locate", "publications"]

FILE_NAME = "publication.yaml"


def publications(root: Path) -> list[str]:
    """Names of the publications under `root`/content, sorted."""
    content = root / "content"
    if not content.is_dir():
        return []
    return sorted(folder.name for folder in content.iterdir() if (folder / FILE_NAME).is_file())


def locate(publication: str | Path | None, root: Path | None = None) -> Path:
    """The `publication.yaml` meant by a name under `content/`, a folder, a file, or nothing at all.

    Raises UsageError when there is none, or, with nothing given, when there are several.
    """
    root = root or Path()
    if publication is None:
        return _only_one(root)
    path = root / publication
    for candidate in (path, path / FILE_NAME, root / "content" / publication / FILE_NAME):
        if candidate.is_file():
            return candidate
    names = publications(root)
    near = difflib.get_close_matches(str(publication), names, n=1)
    if near:
        raise UsageError(f"no publication '{publication}' here; did you mean '{near[0]}'?")
    if path.is_dir():
        raise UsageError(f"no {FILE_NAME} in {publication}")
    known = f"; content/ holds {', '.join(names)}" if names else "; there is no content/ with publications here"
    raise UsageError(f"no publication '{publication}'{known}")


def _only_one(root: Path) -> Path:
    here = root / FILE_NAME
    if here.is_file():
        return here
    names = publications(root)
    if len(names) == 1:
        return root / "content" / names[0] / FILE_NAME
    if not names:
        raise UsageError("no publication here: name one, or make one with 'builder init NAME'")
    raise UsageError(f"content/ holds several publications, name one: {', '.join(names)}")
