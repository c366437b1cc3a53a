"""`builder pull`: what it prints, what it writes, and its exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome, write
from tests.round_trip.word_edits import Brief
from tests.small import SMALL

Builder = Callable[..., Outcome]
SOURCE = Path("content/small/publication.yaml")


@pytest.fixture
def brief(place: Path, builder: Builder) -> Path:
    """The built French brief."""
    assert builder("build", "--lang", "fr", "--format", "docx").code == 0
    return place / "output" / "small.fr.docx"


def edited(path: Path, *changes: tuple[str, str]) -> str:
    """A copy of a brief with words typed over. Returns its name."""
    opened = Brief(path)
    for old, new in changes:
        opened.replace(old, new)
    return opened.save(Path("edited.docx")).name


def test_edits_are_shown_and_written_only_when_asked(brief: Path, builder: Builder) -> None:
    name = edited(brief, ("Une phrase.", "Une autre phrase."))
    shown = builder("pull", name)
    assert shown.code == 0 and SOURCE.read_text("utf-8") == SMALL
    assert shown.out.splitlines()[0] == (
        "content/small/publication.yaml:11:21: sections.money.blocks.0.text.0: + “autre”"
    )
    assert '+      - text: {fr: "Une autre phrase.", en: "One sentence."}' in shown.out.splitlines()
    assert shown.err == "builder: 5 passages read: 1 passage to change; --apply writes the changes\n"
    written = builder("pull", "--apply", name)
    assert (written.code, written.out) == (0, shown.out)
    assert SOURCE.read_text("utf-8") == SMALL.replace("Une phrase.", "Une autre phrase.")
    assert builder("pull", name).err == "builder: 5 passages read: nothing to change\n"


def test_what_the_author_has_to_decide_gives_exit_code_1(brief: Path, builder: Builder) -> None:
    outcome = builder("pull", "--apply", edited(brief, ("2,5", "2,6")))
    assert outcome.code == 1 and SOURCE.read_text("utf-8") == SMALL
    (line,) = outcome.out.splitlines()
    assert line.startswith("content/small/publication.yaml:9:") and "change figures.fund.amount" in line


def test_the_publication_is_found_by_the_file_or_named(
    brief: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = str(Path(edited(brief, ("Une phrase.", "Deux phrases."))).absolute())
    elsewhere = brief.parents[1] / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    lost = builder("pull", name)
    assert (lost.code, lost.out) == (2, "") and "name it with --publication" in lost.err
    assert builder("pull", "-p", str(brief.parents[1] / SOURCE), name).code == 0


def test_files_of_two_publications_are_refused(brief: Path, place: Path, builder: Builder) -> None:
    write(place, "other", SMALL)
    assert builder("build", "other", "--lang", "fr", "--format", "docx").code == 0
    outcome = builder("pull", str(brief), str(place / "output" / "other.fr.docx"))
    assert outcome.code == 2 and "several publications (small, other)" in outcome.err


@pytest.mark.parametrize("content", [b"", b"no archive", "half", "foreign"], ids=["empty", "text", "half", "foreign"])
def test_files_that_cannot_be_read_are_one_line(content: bytes | str, brief: Path, builder: Builder) -> None:
    import docx

    received = Path("received.docx")
    if content == "foreign":
        docx.Document().save(str(received))
    else:
        whole = brief.read_bytes()
        received.write_bytes(whole[: len(whole) // 2] if isinstance(content, str) else content)
    outcome = builder("pull", "--apply", received.name)
    assert outcome.code in (1, 2) and outcome.out == ""
    (line,) = outcome.err.splitlines()
    assert "received.docx" in line and "Traceback" not in line
    assert SOURCE.read_text("utf-8") == SMALL
