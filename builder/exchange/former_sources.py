"""Former source texts, from the history that git keeps of a publication: what a stale translation was made from.

Only commands of git that read its object store are called, without network, hooks, pagers or drivers of the
repository's configuration: a publication may come from a stranger.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.check.context import texts_of
from builder.check.reviewed import hashed
from builder.content.loader import load
from builder.content.markup import Markup
from builder.diagnostics import BuildError
from builder.exchange.reviewed_states import StaleText

__all__ = ["former_sources"]

_MOST_COMMITS = 50
_MOST_FILES = 500
_SECONDS = 10
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never")


def former_sources(path: Path, language: str, stale: Iterable[StaleText]) -> dict[str, Markup]:
    """Return the former source text of stale translations, by key: the version of the publication in the file `path`
    whose hash was accepted, among the last 50 that changed its folder. What is not found is left out.
    """
    wanted: dict[str, list[str]] = {}
    for text in stale:
        wanted.setdefault(text.accepted_source, []).append(text.key)
    former: dict[str, Markup] = {}
    if not wanted:
        return former
    for texts in _former_versions(path, language):
        for markup in texts:
            for key in wanted.pop(hashed(markup.source), ()):
                former[key] = markup
        if not wanted:
            break
    return former


def _former_versions(path: Path, language: str) -> Iterator[list[Markup]]:
    """Yield the texts of each former version that loads, the newest first."""
    folder = path.parent.resolve()
    commits = (_git(folder, "rev-list", f"--max-count={_MOST_COMMITS}", "HEAD", "--", ".") or b"").decode().split()
    for commit in commits:
        with tempfile.TemporaryDirectory() as place:
            copy = Path(place) / folder.name
            if not _restore(folder, commit, copy):
                continue
            try:
                publication = load(copy / path.name, ())
            except (BuildError, OSError):
                continue
            markups = (text.markup(language) for text in texts_of(publication))
            yield [markup for markup in markups if markup is not None]


def _restore(folder: Path, commit: str, copy: Path) -> bool:
    """Write the files of a publication as they were in a commit; False if there are none, or too many."""
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", f"{commit}:{_inside(folder)}")
    entries = [line.split("\t", 1) for line in (listed or b"").decode("utf-8", "replace").split("\0") if line]
    regular = [(about.split()[2], name) for about, name in entries if about.startswith("100")]
    if not regular or len(regular) > _MOST_FILES:
        return False
    for blob, name in regular:
        target = copy / name
        data = _git(folder, "cat-file", "blob", blob)
        if data is None or not target.resolve().is_relative_to(copy.resolve()):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return True


def _inside(folder: Path) -> str:
    """Return the path of a folder inside its repository."""
    prefix = _git(folder, "rev-parse", "--show-prefix") or b""
    return prefix.decode("utf-8", "surrogateescape").rstrip("\n").rstrip("/")


def _git(folder: Path, *words: str) -> bytes | None:
    """Return what a command of git prints, or None if it fails or there is no git."""
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            ["git", *_SAFE, "-C", str(folder), *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env=environment,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None
