"""Poedit at work on a display without a screen: types a translation for the first text of a file, and saves it.

xvfb-run -a python -m tests.exchange.poedit FILE WORDS [PICTURE]
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

WIDTH, HEIGHT = 1280, 800
_ROW, _TRANSLATION = (250, 106), (250, 690)
"""Places in the window: the first row of the list, the box of the translation."""
_PATIENCE = 40.0
_STARTS = 2
"""Poedit is started again if it shows no window: on a busy machine it sometimes waits for ever for its first one."""


def xdotool(*words: str) -> str:
    done = subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False, timeout=30)
    return done.stdout.strip()


def started(file: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start Poedit, and wait for the window that shows a file."""
    for _ in range(_STARTS):
        poedit = subprocess.Popen(["poedit", str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            found = xdotool("search", "--onlyvisible", "--name", f"^{file.name}").splitlines()
            if found:
                return poedit, found[-1]
            time.sleep(0.2)
        stop(poedit)
    raise SystemExit("Poedit shows no window")


def stop(poedit: subprocess.Popen[bytes]) -> None:
    poedit.terminate()
    try:
        poedit.wait(timeout=30)
    except subprocess.TimeoutExpired:
        poedit.kill()
        poedit.wait()


def click(x: int, y: int) -> None:
    xdotool("mousemove", str(x), str(y), "click", "1")
    time.sleep(0.3)


def shoot(window: str, picture: str, row: int) -> None:
    """Save a picture of the window with a row of the list selected, from 0 on."""
    for _ in range(row):
        xdotool("key", "ctrl+Down")
    time.sleep(1.0)
    subprocess.run(["import", "-window", window, picture], check=True, timeout=30)


def main(file: Path, words: str, picture: str = "", row: str = "0") -> None:
    before = file.read_bytes()
    poedit, window = started(file)
    try:
        time.sleep(1.5)
        xdotool("windowmove", "--sync", window, "0", "0")
        xdotool("windowsize", "--sync", window, str(WIDTH), str(HEIGHT))
        time.sleep(0.5)
        click(*_ROW)
        if picture:
            shoot(window, picture, int(row))
            return
        click(*_TRANSLATION)
        xdotool("key", "ctrl+a")
        xdotool("type", "--delay", "30", words)
        time.sleep(0.3)
        xdotool("key", "ctrl+s")
        end = time.monotonic() + _PATIENCE
        while file.read_bytes() == before and time.monotonic() < end:
            time.sleep(0.2)
        time.sleep(0.5)
    finally:
        stop(poedit)
    if not picture and file.read_bytes() == before:
        raise SystemExit("Poedit has not saved the file")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
