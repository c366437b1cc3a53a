"""Find a publication by name or path."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.diagnostics import UsageError

__all__ = ["FILE_NAME", "locate", "locate_all", "publications"]

FILE_NAME = "publication.yaml"


def publications(root: Path) -> list[str]:
    """Return the names of the publications under `root`/content, sorted."""
    content = root / "content"
    if not content.is_dir():
        return []
    return sorted(folder.name for folder in content.iterdir() if (folder / FILE_NAME).is_file())


def locate(publication: str | Path | None, root: Path | None = None) -> Path:
    """Return the `publication.yaml` for a name under `content/`, a folder, a file, or None (the only publication).

    Raises UsageError if there is none, or, for None, if there are several.
    """
    root = root or Path()
    if publication is None:
        return _only_one(root)
    if not str(publication).strip():
        raise UsageError("the name of the publication is empty")
    path = root / publication
    for candidate in (path, path / FILE_NAME, root / "content" / publication / FILE_NAME):
        if candidate.is_file():
            return candidate
    names = publications(root)
    similar = _similar(str(publication), names)
    if similar:
        raise UsageError(f"no publication '{publication}' here; did you mean '{similar[0]}'?")
    if path.is_dir():
        raise UsageError(f"no {FILE_NAME} in {publication}")
    known = f"content/ contains {', '.join(names)}" if names else "there is no content/ folder with publications here"
    raise UsageError(f"no publication '{publication}' ({known})")


def locate_all(names: Sequence[str] | None) -> list[Path]:
    """Return what `locate` returns for each name, or for none the only publication.

    Raises UsageError for a publication that is named twice, and for two whose files would have the same names.
    """
    paths = [locate(name) for name in names] if names else [locate(None)]
    folders: dict[str, Path] = {}
    for path in (path.resolve() for path in paths):
        earlier = folders.setdefault(path.parent.name.casefold(), path)
        if earlier is not path:
            if earlier == path:
                raise UsageError(f"'{path.parent.name}' is named twice")
            raise UsageError(f"two publications are called '{path.parent.name}' (build them to different folders)")
    return paths


def _similar(name: str, names: list[str]) -> list[str]:
    import difflib

    return difflib.get_close_matches(name, names, n=1)


def _only_one(root: Path) -> Path:
    here = root / FILE_NAME
    if here.is_file():
        return here
    names = publications(root)
    if len(names) == 1:
        return root / "content" / names[0] / FILE_NAME
    if not names:
        raise UsageError("no publication here (create one with 'builder init NAME')")
    raise UsageError(f"several publications in content/, name one: {', '.join(names)}")
