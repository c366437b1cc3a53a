"""What a browser tab is sent: a view, then what each save changes in it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from builder.preview.views.text import TextView
from tests.preview.samples import SMALL, served, write

TEXT = "Une phrase."


class Stream:
    """The events of a browser tab, in order. The server leaves out states that are replaced before they are sent."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.iter_lines()
        self._regions: dict[str, str] = {}
        self.last = ""

    def next(self) -> dict[str, Any]:
        end = time.monotonic() + 30
        for line in self._lines:
            assert time.monotonic() < end, "no event for 30 seconds"
            if line.startswith("id: "):
                self.last = line.removeprefix("id: ")
            elif line.startswith("data: "):
                data: dict[str, Any] = json.loads(line.removeprefix("data: "))
                self._regions |= {key: block[0] for key, block in data["blocks"].items() if key.startswith("region-")}
                return data
        raise AssertionError("the stream has ended")

    def until(self, words: str, region: str = "region-status") -> list[dict[str, Any]]:
        """Return the messages up to the one after which a region holds the words."""
        messages = [self.next()]
        while words not in self._regions.get(region, ""):
            messages.append(self.next())
        return messages

    def until_block(self, words: str) -> None:
        """Read up to the message that has the words in a block."""
        while words not in str(self.next()["blocks"]):
            pass

    def settle(self) -> None:
        """Read until the findings of the present state are known."""
        while "inding" not in self._regions.get("region-status", ""):
            self.next()


@contextmanager
def listening(address: str, have: str = "", header: str = "", view: str = "text") -> Iterator[Stream]:
    headers = {"Last-Event-ID": header} if header else {}
    query = f"events?view={view}&lang=en&have={have}"
    with httpx.stream("GET", address + query, headers=headers, timeout=25) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Stream(response)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "small")


def keys(message: dict[str, Any]) -> set[str]:
    return {key for key in message["blocks"] if not key.startswith("region-")}


def test_a_save_sends_only_the_passage_that_changed(source: Path) -> None:
    with served({"small": source}) as server, listening(server.addresses["small"]) as stream:
        first = stream.until("No findings")
        assert {"title", "sections.money", "sections.money.blocks.0.text.0"} <= set().union(*map(keys, first))
        source.write_text(SMALL.replace(TEXT, "Deux phrases."), encoding="utf-8")
        changed = stream.next()
        assert keys(changed) == {"sections.money.blocks.0.text.0"}
        assert "order" not in changed
        assert "Deux phrases." in changed["blocks"]["sections.money.blocks.0.text.0"][0]


def test_a_line_added_above_moves_places_and_redraws_nothing(source: Path) -> None:
    with served({"small": source}) as server, listening(server.addresses["small"]) as stream:
        stream.until("No findings")
        source.write_text("# a remark\n" + SMALL, encoding="utf-8")
        moved = stream.next()
        assert keys(moved) == set()
        assert moved["places"]["sections.money.message"][0][1] == 10
        name, path = moved["files"][0]
        assert name.endswith("small/publication.yaml")
        assert path.endswith("small/publication.yaml")


def test_a_mistake_is_sent_with_its_line_and_goes_when_it_is_corrected(source: Path) -> None:
    with served({"small": source}) as server, listening(server.addresses["small"]) as stream:
        stream.until("No findings")
        source.write_text(SMALL.replace("title: {fr: Temps", "titel: {fr: Temps"), encoding="utf-8")
        broken = stream.until("unknown key", "region-problems")[-1]
        assert keys(broken) == set()
        assert broken["places"]["region-problems"][0][1:] == [15, 5]
        assert "publication.yaml:15:5" in broken["says"]
        source.write_text(SMALL, encoding="utf-8")
        mended = stream.next()
        assert mended["blocks"]["region-problems"][0] == ""


def test_a_section_that_moves_changes_the_order_and_redraws_its_number_only(source: Path) -> None:
    with served({"small": source}) as server, listening(server.addresses["small"]) as stream:
        stream.until("No findings")
        head, money, time = SMALL.partition("  - id: money")[0], "", ""
        money = SMALL.removeprefix(head).partition("  - id: time")[0]
        time = SMALL.removeprefix(head + money)
        source.write_text(head + time + money, encoding="utf-8")
        moved = stream.next()
        order = moved["order"]
        assert order.index("sections.time") < order.index("sections.money")
        assert keys(moved) == {"sections.money", "sections.time"}, "the numbers of the headings"


def test_a_tab_that_has_the_state_is_sent_nothing_and_another_one_everything(source: Path) -> None:
    with served({"small": source}) as server:
        address = server.addresses["small"]
        with listening(address) as stream:
            stream.until("No findings")
            have = stream.last
        with listening(address, header=have) as stream:
            source.write_text(SMALL.replace(TEXT, "Trois."), encoding="utf-8")
            stream.until_block("Trois.")
        with listening(address, have="other-3") as stream:
            assert "title" in keys(stream.next())


def test_of_twenty_quick_saves_the_last_one_stays(source: Path) -> None:
    with served({"small": source}) as server, listening(server.addresses["small"]) as stream:
        stream.until("No findings")
        for number in range(1, 21):
            source.write_text(SMALL.replace(TEXT, f"Phrase {number}."), encoding="utf-8")
        stream.until_block("Phrase 20.")


def test_the_stream_ends_with_the_server(source: Path) -> None:
    with served({"small": source}) as server, listening(server.addresses["small"]) as stream:
        stream.until("No findings")
        server.stop()
        with pytest.raises(AssertionError, match="ended"):
            stream.next()


def test_a_folder_that_goes_and_comes_back_is_seen(source: Path) -> None:
    away = source.parent.with_name("away")
    with served({"small": source}) as server, listening(server.addresses["small"]) as stream:
        stream.until("No findings")
        source.parent.rename(away)
        stream.until("no file", "region-problems")
        write(source.parent, SMALL.replace(TEXT, "De retour."))
        stream.until_block("De retour.")


def test_a_save_by_renaming_is_seen_and_files_of_editors_are_not(source: Path) -> None:
    with served({"small": source}) as server, listening(server.addresses["small"]) as stream:
        stream.until("No findings")
        revision = server.previews["small"].revision
        for name in (".publication.yaml.swp", "publication.yaml~", "#publication.yaml#", "4913", "~$x.docx"):
            (source.parent / name).write_text("x", encoding="utf-8")
        (source.parent / "output").mkdir()
        (source.parent / "output" / "small.fr.docx").write_bytes(b"x")
        new = source.with_name("publication.yaml.new")
        new.write_text(SMALL.replace(TEXT, "Remplacée."), encoding="utf-8")
        new.replace(source)
        stream.until_block("Remplacée.")
        stream.settle()
        assert server.previews["small"].revision <= revision + 4


def test_a_template_that_is_missing_is_a_finding_and_the_text_is_shown(source: Path) -> None:
    with served({"small": source}) as server, listening(server.addresses["small"]) as stream:
        stream.until("No findings")
        source.write_text(SMALL.replace(TEXT, "Deux.") + "deck: {template: none.pptx}\n", encoding="utf-8")
        stream.until_block("Deux.")
        stream.settle()
        state = server.previews["small"].state
        assert state.problems == ()
        (finding,) = state.findings.by_row[""]
        assert finding.diagnostic.code == "template-missing"


def test_an_error_of_the_program_is_shown_and_the_next_save_is_read(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served({"small": source}) as server, listening(server.addresses["small"]) as stream:
        stream.until("No findings")
        with monkeypatch.context() as patch:
            patch.setattr(TextView, "block", lambda *_: 1 / 0)
            source.write_text(SMALL.replace(TEXT, "Deux."), encoding="utf-8")
            for _ in range(200):
                if server.previews["small"].state.problems:
                    break
                time.sleep(0.05)
        (problem,) = server.previews["small"].state.problems
        assert problem.message.startswith("the builder failed: ZeroDivisionError")
        source.write_text(SMALL.replace(TEXT, "Trois."), encoding="utf-8")
        stream.until_block("Trois.")
