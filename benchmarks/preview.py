"""Time from a save to the browser: words, mistakes, and slides, over many saves of two publications.

    python benchmarks/preview.py [--saves 100] [--view text|slides]

Chromium shows the page; it notes the time at which the saved words (or the mistake) are in the page and laid out.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.cases import sections
from builder.preview.places import editor_address
from builder.preview.serving import PreviewServer
from builder.preview.tokens import new_token

FIRST = Path(__file__).resolve().parent.parent / "content" / "mistral-ai"
PAUSE = 0.25
"""Seconds between two saves: checks of the one before have ended."""
NOTE = """
() => {
  window.seen = {};
  const look = (records) => {
    const words = records.flatMap((record) => [...record.addedNodes].map((node) => node.textContent)).join(" ");
    const marks = [...words.matchAll(/mark(\\d+)/g)].map(([, mark]) => mark);
    if (marks.length) requestAnimationFrame(() => marks.forEach((mark) => { window.seen[mark] ||= Date.now(); }));
  };
  new MutationObserver(look).observe(document.body, {subtree: true, childList: true});
}
"""
SEEN = "(mark) => window.seen[mark] || 0"


def publication(folder: Path, name: str) -> tuple[Path, Callable[[int], str], Callable[[int], str]]:
    """Copy a publication. Return its file, its text with a mark in the words, and with a mark in a mistake."""
    if name == "first":
        shutil.copytree(FIRST, folder / "first")
        file = folder / "first" / "publication.yaml"
        text = file.read_text(encoding="utf-8")
        words = "Mistral AI se présente comme l'alternative"
    else:
        file = sections(folder, 100)
        text = file.read_text(encoding="utf-8").replace("languages: [en]", "languages: [fr, en]")
        words = "message: "
    assert words in text
    at = text.index(words) + len(words)
    return (
        file,
        lambda mark: f"{text[:at]} mark{mark} {text[at:]}",
        lambda mark: text.replace("sections:\n", f"mark{mark}:\nsections:\n", 1),
    )


@contextmanager
def serving(file: Path) -> Iterator[str]:
    ready = threading.Event()
    server = PreviewServer(
        {"case": file},
        port=0,
        token=new_token(),
        editor=editor_address({}),
        language="en",
        started=lambda _: ready.set(),
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    ready.wait()
    try:
        yield server.addresses["case"]
    finally:
        server.stop()
        thread.join()


def measure(page: Any, file: Path, text: Callable[[int], str], marks: range) -> list[float]:
    """Return the milliseconds of each save to the browser."""
    times = []
    for mark in marks:
        time.sleep(PAUSE)
        new = text(mark).encode()
        begin = time.time()
        file.write_bytes(new)
        while not (seen := page.evaluate(SEEN, str(mark))):
            page.wait_for_timeout(5)
        times.append(seen - begin * 1000)
    return times


def show(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    tail = ordered[max(0, round(len(ordered) * 0.95) - 1)]
    print(f"{name:<44} {statistics.median(times):6.0f} {tail:6.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=100)
    parser.add_argument("--view", choices=["text", "slides"], default="text")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{os.cpu_count()} processors, load {load:.1f}, {options.saves} saves, milliseconds")
    print(f"{'':<44} median   95 %")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for case in ("first", "100 sections"):
            file, words, mistake = publication(Path(name), case)
            with serving(file) as address:
                begin = time.time()
                page = browser.new_page()
                page.goto(f"{address}#{options.view}")
                page.wait_for_selector(".block")
                print(f"{case + ': first page':<44} {1000 * (time.time() - begin):6.0f}")
                page.evaluate(NOTE)
                show(f"{case}: words", measure(page, file, words, range(options.saves)))
                if options.view == "text":
                    show(f"{case}: mistakes", measure(page, file, mistake, range(1000, 1000 + options.saves)))
                page.close()
        browser.close()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"load at the end: {load:.1f}")


if __name__ == "__main__":
    main()
