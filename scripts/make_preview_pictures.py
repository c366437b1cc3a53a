"""Draw the pictures of docs/preview.md and the README: the page as Chromium shows it, while a publication is edited."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from builder.actions.accept import accept
from builder.preview.places import editor_address
from builder.preview.serving import PreviewServer
from builder.preview.tokens import new_token

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SIZE = {"width": 1400, "height": 820}
MOST = 200_000
EDITS = {
    "En à peine un an, Mistral AI a levé": "En un an à peine, Mistral AI a levé",
    "The backers include": "The backers  include",
    "The rounds stir enthusiasm, but": "The rounds, of 100 million euros and more, stir enthusiasm, but",
}
"""A translation that becomes stale, a space too many, a number without its figure."""


@contextmanager
def served(file: Path) -> Iterator[str]:
    ready = threading.Event()
    server = PreviewServer(
        {file.parent.name: file},
        port=0,
        token=new_token(),
        editor=editor_address({}),
        language="",
        started=lambda _: ready.set(),
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    ready.wait()
    try:
        yield server.addresses[file.parent.name]
    finally:
        server.stop()
        thread.join()


def draw(page: Any, name: str) -> None:
    """Save what a page shows, with as few colours as its size asks for."""
    page.wait_for_timeout(1_800)  # the mark of changed passages fades
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for colours in (256, 128, 64, 32):
        stream = io.BytesIO()
        shot.quantize(colours, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
        if stream.tell() <= MOST:
            break
    (PICTURES / f"preview-{name}.png").write_bytes(stream.getvalue())


def go_to(page: Any, key: str) -> None:
    page.evaluate("(key) => scrollTo(0, document.querySelector(`[data-key='${key}']`).offsetTop - 105)", key)


def settled(page: Any) -> None:
    page.locator("#region-status .pill").filter(has_not_text="…").first.wait_for()


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        os.chdir(name)  # so that places read as they do in a project
        folder = Path("content") / "mistral-ai"
        shutil.copytree(ROOT / "content" / "mistral-ai", folder)
        file = folder / "publication.yaml"
        accept(file)
        text = file.read_text(encoding="utf-8")
        edited = text
        for before, after in EDITS.items():
            assert before in edited, before
            edited = edited.replace(before, after, 1)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        file.write_text(edited, encoding="utf-8")
        with served(file) as address:
            light = browser.new_context(viewport=SIZE, locale="en-GB").new_page()
            light.goto(address)
            settled(light)
            go_to(light, "sections.funding")
            draw(light, "text")
            broken = edited.replace("      - points:\n", "      - point:\n", 1)
            file.write_text(broken, encoding="utf-8")
            light.locator("#region-problems .finding").first.wait_for()
            go_to(light, "sections.introduction.blocks.0.text.0")
            light.evaluate("scrollBy(0, -110)")
            draw(light, "mistake")
            file.write_text(edited, encoding="utf-8")
            dark = browser.new_context(viewport=SIZE, locale="fr-FR", color_scheme="dark").new_page()
            dark.goto(address)
            settled(dark)
            go_to(dark, "sections.comparison")
            draw(dark, "dark")
            light.goto(f"{address}#slides")
            light.reload()
            light.locator("#panel-slides .badge.shrunk").first.wait_for()
            settled(light)
            go_to(light, "slides.8")
            draw(light, "slides")
            light.goto(f"{address}#pages")
            light.reload()
            light.locator(".sheet img").first.wait_for(timeout=120_000)
            go_to(light, "pages.docx.3")
            draw(light, "pages")
        browser.close()


if __name__ == "__main__":
    main()
