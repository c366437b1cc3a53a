"""What a command prints on a terminal: colours, the line of the source under a problem, progress."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builder.cli.console import progress
from builder.cli.excerpt import excerpt
from builder.cli.settings import Settings, change_settings
from builder.source import Span
from tests.marking import sampled
from tests.small import SMALL

pty = pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")

WRONG = SMALL.replace("    message:", "    mesage:")


def on_terminal(place: Path, *words: str, columns: int = 100, **environment: str) -> str:
    """Return what `builder WORDS` prints on standard error when that is a terminal of so many columns."""
    master, terminal = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "COLUMNS")}
    process = subprocess.Popen(
        [sys.executable, "-m", "builder", *words],
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        cwd=place,
        env={**kept, "TERM": "xterm", "COLUMNS": str(columns), **environment},
    )
    os.close(terminal)
    parts = []
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # Linux reports the end of a terminal as an error
            break
        if not part:
            break
        parts.append(part)
    process.wait()
    os.close(master)
    return b"".join(parts).decode().replace("\r\n", "\n")


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*[mK]|\r", "", text)


def test_a_problem_is_shown_in_its_line_with_a_caret_under_it(place: Path) -> None:
    (place / "content/small/publication.yaml").write_text(WRONG, encoding="utf-8")
    shown = on_terminal(place, "build")
    assert "\x1b[" in shown
    lines = plain(shown).splitlines()
    first = next(number for number, line in enumerate(lines) if "unknown key `mesage`" in line)
    assert lines[first].startswith("content/small/publication.yaml:9:5: ")
    assert lines[first + 1] == '    9 |     mesage: {fr: "Le fonds atteint {fund}.", en: "The fund reaches {fund}."}'
    assert lines[first + 2] == "      |     ^"


@pytest.mark.parametrize("how", sampled(["option", "variable", "dumb"], "variable"))
def test_colour_can_be_declined(place: Path, how: str) -> None:
    (place / "content/small/publication.yaml").write_text(WRONG, encoding="utf-8")
    words = ["build", "--no-color"] if how == "option" else ["build"]
    environment = {"variable": {"NO_COLOR": "1"}, "dumb": {"TERM": "dumb"}}.get(how, {})
    shown = on_terminal(place, *words, **environment)
    assert not re.search(r"\x1b\[[0-9;]*m", shown)
    assert "      |     ^" in shown.splitlines()


@pytest.mark.full
def test_a_sound_build_leaves_the_terminal_empty(place: Path) -> None:
    shown = on_terminal(place, "build")
    assert plain(shown.rpartition("\x1b[K")[2]) == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_build_shows_a_bar_that_never_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    seconds = iter([0.0, 0.1, 0.7, 0.8, 9.0])
    show = progress(lambda: next(seconds))
    assert show is not None
    show("report: content", 0)
    assert terminal.getvalue() == ""  # nothing to see of a build that takes no time
    show("report: fr", 0.25)
    show("a-publication-with-a-long-name: PowerPoint decks", 0.5)
    show("", 1)
    drawn = terminal.getvalue().split("\r\x1b[K")[1:]
    assert drawn == [
        "[######..................] 25% report: fr"[:39],
        "[############............] 50% a-publication-with-a-long-name: PowerPoint decks"[:39],
        "",
    ]


def test_quiet_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    change_settings(Settings(quiet=True))
    assert progress() is None
    change_settings(Settings())


@pytest.mark.parametrize(
    ("line", "column", "source", "indent"),
    [
        ("key: value", 6, "    1 | key: value", "      |      "),
        ("\tkey: value", 2, "    1 |  key: value", "      |  "),
        ("名前: x", 5, "    1 | 名前: x", "      |       "),
        ("e\u0301: x", 5, "    1 | e\u0301: x", "      |    "),
        ("a\x1b[31mb", 6, "    1 | a\\x1b[31mb", "      |         "),
        ("x" * 60 + "here" + "y" * 60, 61, "    1 | … " + "x" * 18 + "here" + "y" * 15 + " …", "      | " + " " * 20),
    ],
)
def test_the_caret_stands_under_the_column(tmp_path: Path, line: str, column: int, source: str, indent: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(line + "\n", encoding="utf-8")
    assert excerpt(Span(str(file), 1, column), 50) == (source, indent)


@pytest.mark.parametrize("span", [("none.yaml", 1, 1), ("x.yaml", 9, 1), ("x.yaml", 1, 99), ("", 0, 0), ("b", 1, 1)])
def test_a_place_that_cannot_be_shown_has_no_excerpt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, span: tuple[str, int, int]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yaml").write_text("key: value\n", encoding="utf-8")
    (tmp_path / "b").write_bytes(b"\xff\xfe\x00binary")
    assert excerpt(Span(*span), 80) is None
