"""Fixtures shared by all tests: every sample publication is built, and rendered, once for all test processes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.once import once
from tests.files.rendering import office_program, render
from tests.files.samples import Sample, build_sample


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A temporary folder that all test processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "shared"


@pytest.fixture(scope="session")
def built(shared_folder: Path) -> Callable[[str], Sample]:
    """`built("budget")`: the files of that publication, built at the first call of the run."""

    def sample(name: str) -> Sample:
        return Sample(name, once(shared_folder / "built" / name, lambda folder: build_sample(name, folder)))

    return sample


@pytest.fixture(scope="session")
def rendered(shared_folder: Path, built: Callable[[str], Sample]) -> Callable[[str, str, str], Path]:
    """`rendered("budget", "fr-CA", "pptx")`: that file as a PDF; skips where LibreOffice is absent.

    All files of one kind of a publication (its briefs, its decks) are converted in one call.
    """

    def pdf(name: str, language: str, kind: str) -> Path:
        office_program()
        sample = built(name)
        source = sample.file(language, kind)
        folder = once(shared_folder / "rendered" / f"{name}.{kind}", lambda folder: render(sample.files(kind), folder))
        return folder / f"{source.name}.pdf"

    return pdf
