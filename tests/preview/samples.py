"""A small publication with everything that the page marks, and servers that show publications."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from builder.preview.places import editor_address
from builder.preview.serving import PreviewServer
from tests import small

REPOSITORY = Path(__file__).resolve().parents[2]
TOKEN = "a-token-for-the-tests-"
SMALL = f"""\
{small.SMALL}\
  - id: time
    title: {{fr: Temps, en: Time}}
    message: {{fr: "Le temps passe.", en: "Time passes."}}
"""

LONG = SMALL + "".join(
    f"  - {{id: part-{n}, title: {{fr: Partie {n}, en: Part {n}}}, "
    f"message: {{fr: Phrase numéro {n}., en: Sentence number {n}.}}}}\n"
    for n in range(40)
)


def write(folder: Path, text: str = SMALL) -> Path:
    """Write a publication; return its file."""
    return small.write_publication(folder, text)


def copied(name: str, folder: Path) -> Path:
    """Copy a publication of the repository (`content/mistral-ai`) to a folder; return its file."""
    shutil.copytree(REPOSITORY / name, folder / Path(name).name)
    return folder / Path(name).name / "publication.yaml"


@contextmanager
def served(
    paths: Mapping[str, Path], *, port: int = 0, language: str = "", editor: str = ""
) -> Iterator[PreviewServer]:
    """Serve publications in a thread until the block ends."""
    ready = threading.Event()
    form = editor_address({"BUILDER_EDITOR": editor})
    server = PreviewServer(paths, port=port, token=TOKEN, editor=form, language=language, started=lambda _: ready.set())
    thread = threading.Thread(target=server.run, name="served")
    thread.start()
    try:
        assert ready.wait(20)
        yield server
    finally:
        server.stop()
        thread.join(10)
        assert not thread.is_alive()
