from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.templates.defaults import default_template
from builder.templates.open import open_template
from builder.templates.word.reader import BriefTemplate, read_brief_template
from builder.tree.document import Document
from builder.writers.word.brief import write_brief
from tests.documents import everything
from tests.files.opc import Opc

Write = Callable[[Document], Opc]


@pytest.fixture(scope="session")
def house() -> BriefTemplate:
    """The Word template that comes with the builder, read."""
    return read_brief_template(open_template(default_template("docx"), "docx"))


@pytest.fixture
def write(house: BriefTemplate, tmp_path: Path) -> Write:
    """`write(document)`: the brief of that document, as parts."""

    def brief(document: Document) -> Opc:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.docx"
        write_brief(document, house).save(str(path))
        return Opc(path)

    return brief


@pytest.fixture(scope="session")
def demo(house: BriefTemplate, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of each node, as a file."""
    path = tmp_path_factory.mktemp("demo") / "demo.docx"
    write_brief(everything(), house).save(str(path))
    return path


@pytest.fixture(scope="session")
def opc(demo: Path) -> Opc:
    """The same, as parts."""
    return Opc(demo)
