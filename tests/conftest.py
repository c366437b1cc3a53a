"""Fixtures shared by all tests: every sample publication is built, and rendered, once for all test processes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.files.once import once
from tests.files.printing import Printed, print_samples
from tests.files.rendering import office_program, render_all, source_of
from tests.files.samples import Sample, build_sample
from tests.marking import PROFILES

# The tests start the command some hundred times: its modules are compiled once, whatever the machine's habit.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


for name, number in PROFILES.items():
    # A red run must be due to the change: only `long` looks for new examples.
    settings.register_profile(name, max_examples=number, deadline=None, derandomize=name != "long")
settings.load_profile("quick")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Start a test process more than there are cores: some wait for LibreOffice, a browser or a validator. None leaves
    the number to xdist, which reads PYTEST_XDIST_AUTO_NUM_WORKERS.
    """
    return None if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS") else (os.cpu_count() or 1) + 1


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
def renderings(
    request: pytest.FixtureRequest, shared_folder: Path, built: Callable[[str], Sample]
) -> Callable[[], Path]:
    """`renderings()`: the folder with the PDFs of all files that the selected tests render, made in one start of
    LibreOffice. Skips where it is absent.
    """

    def convert(folder: Path) -> None:
        samples = [built(name).file(language, kind) for name, language, kind in _rendered_files(request.session.items)]
        sources = {source: None for item in request.session.items if (source := source_of(item))}
        render_all(samples, sources, folder)

    def folder() -> Path:
        office_program()
        return once(shared_folder / "rendered", convert)

    return folder


@pytest.fixture(scope="session")
def rendered(renderings: Callable[[], Path]) -> Callable[[str, str, str], Path]:
    """`rendered("budget", "fr-CA", "pptx")`: that file of a sample publication as a PDF."""
    return lambda name, language, kind: renderings() / f"{name}.{language}.{kind}.pdf"


@pytest.fixture
def rendering(request: pytest.FixtureRequest, renderings: Callable[[], Path]) -> Path:
    """The folder of the files that the function in the test's mark `render` writes, with a PDF beside each."""
    source = source_of(request.node)
    assert source is not None, "the mark `render` names no function"
    folder = renderings() / source.name
    if (folder / "failed").exists():
        raise RuntimeError((folder / "failed").read_text(encoding="utf-8"))
    return folder


@pytest.fixture(scope="session")
def printed(request: pytest.FixtureRequest, shared_folder: Path) -> Callable[[str], Printed]:
    """`printed("budget")`: that publication built with `--pdf`; skips where LibreOffice is absent.

    All publications that the selected tests need are built by one command.
    """

    def make(folder: Path) -> None:
        names = {call["name"] for call in _calls(request.session.items, "printed")}
        print_samples(sorted(names), folder)

    def sample(name: str) -> Printed:
        office_program()
        return Printed(name, once(shared_folder / "printed", make))

    return sample


def _calls(items: list[pytest.Item], fixture: str) -> list[dict[str, Any]]:
    """Return the parameters of the tests that use a fixture; others may have a parameter of that name."""
    calls = [(getattr(item, "fixturenames", ()), getattr(item, "callspec", None)) for item in items]
    return [
        call.params for names, call in calls if call is not None and fixture in names and fixture not in call.params
    ]


def _rendered_files(items: list[pytest.Item]) -> list[tuple[str, str, str]]:
    return sorted({(call["name"], call["language"], call["kind"]) for call in _calls(items, "rendered")})


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, None, None]:
    """Collect without the garbage collector, which finds nothing to free and takes a third of the time. What is
    collected lives until the end: later passes skip it.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run first one rendering test for each fixture of the session, which starts LibreOffice for all: the process that
    has them converts while the others run everything else. Last come the tests that read the same conversions, which
    need not wait then.
    """
    first: dict[tuple[str, str], pytest.Item] = {}
    waiting: set[pytest.Item] = set()
    for item in items:
        conversions = _conversions(item)
        waiting |= {item} if conversions else set()
        for fixture in conversions:
            first.setdefault(fixture, item)
    begun = set(first.values())
    items.sort(key=lambda item: 0 if item in begun else 2 if item in waiting else 1)


_CHEAP = ("tmp_path_factory", "shared_folder", "built", "worker_id", "testrun_uid")
"""Fixtures of the session that do not start LibreOffice."""


def _conversions(item: pytest.Item) -> list[tuple[str, str]]:
    """Return the fixtures of the session that a rendering test asks for, each with what defines it."""
    if item.get_closest_marker("render") is None:
        return []
    defined = [last for *_, last in item._fixtureinfo.name2fixturedefs.values()]  # type: ignore[attr-defined]
    return [(own.argname, own.baseid) for own in defined if own.scope == "session" and own.argname not in _CHEAP]
