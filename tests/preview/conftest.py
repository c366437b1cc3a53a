"""A browser for the tests that need one: Debian's Chromium, started once for all of them, in a thread of its own.

Playwright keeps an event loop running in its thread, where other tests could not run theirs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.files.tools import absent, program
from tests.preview.browsing import Tab

_AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_thread = ThreadPoolExecutor(1, "browser")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run the tests marked `browser` in the browser's thread."""
    if pyfuncitem.get_closest_marker("browser") is None:
        return None
    names = pyfuncitem._fixtureinfo.argnames
    arguments = {name: pyfuncitem.funcargs[name] for name in names}
    _thread.submit(pyfuncitem.obj, **arguments).result()
    return True


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    chromium = program("chromium", "chromium-browser")
    from playwright.sync_api import sync_playwright

    def start() -> tuple[Any, Any]:
        playwright = sync_playwright().start()
        return playwright, playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])

    playwright, started = _thread.submit(start).result()
    yield started

    def stop() -> None:
        started.close()
        playwright.stop()

    _thread.submit(stop).result()


@pytest.fixture
def tab(browser: Any) -> Iterator[Callable[..., Tab]]:
    """`tab(address, color_scheme="dark")` opens a page. At the end no page may have written to its console."""
    opened: list[tuple[Any, Tab]] = []

    def open_tab(address: str, **options: Any) -> Tab:
        context = browser.new_context(**{"locale": "en-GB", "viewport": {"width": 1400, "height": 900}, **options})
        opened.append((context, Tab(context.new_page())))
        opened[-1][1].page.goto(address)
        return opened[-1][1]

    yield open_tab

    def close() -> None:
        for context, _ in opened:
            context.close()

    _thread.submit(close).result()
    assert [message for _, own in opened for message in own.messages] == []


@pytest.fixture(scope="session")
def axe() -> Callable[[Tab], list[str]]:
    """`axe(tab)`: what axe-core finds wrong with a page, in one line each."""
    if not _AXE.is_file():
        absent("axe-core")
    script = _AXE.read_text(encoding="utf-8")

    def check(own: Tab) -> list[str]:
        # Through the debugger's protocol: the page's policy lets no other script in.
        own.page.evaluate(script)
        violations = own.page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
        return [
            f"{violation['id']}: {node['html'][:120]}: {json.dumps(node['any'][:1])[:200]}"
            for violation in violations
            for node in violation["nodes"][:3]
        ]

    return check
