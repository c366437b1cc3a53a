"""The real pages: laid out while their tab is open, given up for a newer save, and honest about failures."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.office import libreoffice
from tests.files.rendering import office_program
from tests.office.standing_in import STARTED, runs, script, wait_until
from tests.office.standing_in import program as program
from tests.preview.browsing import Tab
from tests.preview.samples import LONG, SMALL, served, write

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script"),
]
Open = Callable[..., Tab]
SHEETS = "[...document.querySelectorAll('.sheet')]"
IMAGES = "[...document.querySelectorAll('.sheet img')]"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "small")


def wait_for_process(started: Path) -> int:
    """Return the process whose number the stand-in writes to a file."""
    wait_until(started.exists)
    return int(started.read_text(encoding="utf-8"))


@pytest.mark.full
@pytest.mark.render
def test_the_pages_are_those_of_the_files_and_the_place_is_kept(source: Path, tab: Open) -> None:
    office_program()
    source.write_text(LONG, encoding="utf-8")
    with served({"small": source}) as server:
        page = tab(server.addresses["small"], viewport={"width": 1200, "height": 500})
        page.wait_until_checked()
        page.page.evaluate("scrollTo(0, document.querySelector('[data-key=\"sections.part-30\"]').offsetTop)")
        page.page.get_by_role("tab", name="Pages").click()
        page.page.locator(".sheet.pptx").first.wait_for(timeout=120_000)
        page.expect(f"{IMAGES}.length > 8 && {IMAGES}.some((image) => image.naturalWidth === 1100)")
        top = page.page.evaluate(f"{SHEETS}.find((row) => row.getBoundingClientRect().bottom > 150).dataset.keys")
        assert {"sections.part-30", "sections.part-30.message", "sections.part-29.message"} & set(top.split())
        french, english = page.block("pages.docx.1").locator("img").all()
        assert french.get_attribute("alt") == "Page 1 (fr)"
        assert french.get_attribute("src") != english.get_attribute("src")
        assert page.page.evaluate(
            f"{SHEETS}.filter((row) => row.dataset.keys.split(' ').includes('sections.money')).length"
        )
        page.page.evaluate(f"{IMAGES}.forEach((image) => {{ image.mine = true }})")
        # One sentence of the brief, in French: the other pages stay as they are.
        source.write_text(LONG.replace("Une phrase.", "Une autre phrase."), encoding="utf-8")
        page.wait_for("an earlier state")
        page.page.locator(".notice.empty").wait_for(timeout=120_000, state="attached")
        assert (
            page.page.evaluate(f"{IMAGES}.filter((image) => image.mine).length")
            == page.page.evaluate(f"{IMAGES}.length") - 2
        ), "the row of the page, in both languages"
        page.page.get_by_role("tab", name="Text").click()
        page.wait_for("Une autre phrase.")


def test_a_new_save_ends_the_running_program(source: Path, tab: Open, program: Path, tmp_path: Path) -> None:
    started = tmp_path / "started"
    script(program, STARTED.format(started))
    with served({"small": source}) as server:
        page = tab(server.addresses["small"] + "#pages")
        first = wait_for_process(started)
        page.wait_for("laying out the pages")
        started.unlink()
        source.write_text(SMALL.replace("Une phrase.", "Deux."), encoding="utf-8")
        second = wait_for_process(started)
        assert not runs(first)
        assert runs(second)
        page.page.get_by_role("tab", name="Text").click()
        wait_until(lambda: not runs(second))  # nobody looks at the pages any more


@pytest.mark.full
def test_the_program_is_ended_with_the_server(source: Path, tab: Open, program: Path, tmp_path: Path) -> None:
    started = tmp_path / "started"
    script(program, STARTED.format(started))
    with served({"small": source}) as server:
        tab(server.addresses["small"] + "#pages")
        process = wait_for_process(started)
    wait_until(lambda: not runs(process))


@pytest.mark.full
def test_a_program_that_is_killed_is_reported_and_the_next_save_tries_again(
    source: Path, tab: Open, program: Path, axe: Callable[[Tab], list[str]]
) -> None:
    script(program, "kill -9 $$")
    with served({"small": source}) as server:
        page = tab(server.addresses["small"] + "#pages")
        page.wait_for("LibreOffice could not lay out the pages:")
        assert "made no PDF" in page.block("pages.state").inner_text()
        assert axe(page) == []
        program.unlink()
        script(program, "sleep 600")
        source.write_text(SMALL.replace("Une phrase.", "Deux."), encoding="utf-8")
        page.wait_for("laying out the pages")


def test_without_libreoffice_the_tab_says_how_to_install_it(
    source: Path, tab: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    with served({"small": source}) as server:
        page = tab(server.addresses["small"] + "#pages")
        page.wait_for("To install what is missing:")
        assert "libreoffice" in page.block("pages.state").locator("code").inner_text().lower()


@pytest.mark.full
def test_without_the_reader_of_pdfs_the_tab_says_how_to_install_it(
    source: Path, tab: Open, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(program, "exit 1")
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with served({"small": source}) as server:
        page = tab(server.addresses["small"] + "#pages")
        page.wait_for("pip install 'bilingual-builder[pdf]'")


@pytest.mark.full
def test_tabs_follow_the_keyboard(source: Path, tab: Open, program: Path) -> None:
    script(program, "sleep 600")
    with served({"small": source}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        page.page.locator("#tab-text").focus()
        page.page.keyboard.press("ArrowRight")
        assert page.page.evaluate("document.activeElement.id") == "tab-slides"
        page.page.keyboard.press("ArrowRight")
        assert page.page.evaluate("document.activeElement.id") == "tab-pages"
        assert page.page.locator("#tab-pages").get_attribute("aria-selected") == "true"
        assert page.page.locator("#tab-text").get_attribute("tabindex") == "-1"
        page.page.locator("#panel-pages").wait_for()
        assert page.page.locator("#panel-text").is_hidden()
        page.page.keyboard.press("Home")
        assert page.page.evaluate("document.activeElement.id") == "tab-text"
        page.page.keyboard.press("End")
        page.page.reload()
        page.page.locator("#panel-pages").wait_for()
