"""What the tests of the loader share: publications written to a folder and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.content.loader import load
from builder.content.model.publication import Publication
from builder.diagnostics import BuildError

HEAD = "languages: [fr, en]\ntitle: Titre\n"


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Publication]:
    """`read(yaml)`: the publication, two lines of head put before it unless it declares languages; files by name."""
    monkeypatch.chdir(tmp_path)

    def loaded(yaml: str, head: str = HEAD, **files: bytes) -> Publication:
        for name, blob in files.items():
            (tmp_path / name.replace("__", ".")).write_bytes(blob)
        path = tmp_path / "publication.yaml"
        path.write_text(yaml if "languages:" in yaml else head + yaml, "utf-8", newline="")
        return load(Path("publication.yaml"))

    return loaded


@pytest.fixture
def reported(read: Callable[..., Publication]) -> Callable[..., list[str]]:
    """`reported(yaml)`: what is wrong, without the file's name."""

    def problems(yaml: str, head: str = HEAD, **files: bytes) -> list[str]:
        with pytest.raises(BuildError) as caught:
            read(yaml, head, **files)
        return [str(diagnostic).removeprefix("publication.yaml:") for diagnostic in caught.value.diagnostics]

    return problems
