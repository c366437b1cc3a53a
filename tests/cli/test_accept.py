from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome, write
from tests.small import SMALL

Builder = Callable[..., Outcome]
KEYS = ["sections.money.blocks.0.text", "sections.money.blocks.1.points.0", "sections.money.message"]


@pytest.mark.parametrize("words", [[], ["small"], ["content/small"], ["--lang", "en"]])
def test_accept_prints_each_text_and_writes_the_file(place: Path, builder: Builder, words: list[str]) -> None:
    done = builder("accept", *words)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [f"{key} en" for key in (*KEYS, "sections.money.title", "title")]
    assert (place / "content/small/reviewed.txt").is_file()
    again = builder("accept", *words)
    assert (again.code, again.out) == (0, "")


@pytest.mark.parametrize("words", [["sections.money.message"], ["small", "sections.money.message"]])
def test_accept_one_text(place: Path, builder: Builder, words: list[str]) -> None:
    assert builder("accept", *words).out == "sections.money.message en\n"


def test_stale_texts_are_reported_until_they_are_accepted(place: Path, builder: Builder) -> None:
    builder("accept")
    source = place / "content/small/publication.yaml"
    source.write_text(SMALL.replace("Une phrase.", "Une autre phrase."), encoding="utf-8")
    reported = builder("check", "--select", "STL").err
    assert "builder accept sections.money.blocks.0.text --lang en" in reported
    assert builder("accept", "sections.money.blocks.0.text", "--lang", "en").code == 0
    assert builder("check", "--select", "STL").err == ""


def test_wrong_words_are_wrong_use(place: Path, builder: Builder) -> None:
    done = builder("accept", "sections.mony.message")
    assert done.code == 2
    assert "sections.money.message" in done.err
    write(place, "second", SMALL)
    assert builder("accept", "sections.money.message").code == 2


def test_the_marks_of_a_merge_stop_it(place: Path, builder: Builder) -> None:
    builder("accept")
    file = place / "content/small/reviewed.txt"
    file.write_text("<<<<<<< HEAD\n" + file.read_text())
    done = builder("accept")
    assert done.code == 1
    assert done.err.startswith("content/small/reviewed.txt:1:1: conflict marker of an unfinished merge")
