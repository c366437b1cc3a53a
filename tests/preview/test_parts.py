"""Parts of the preview on their own: tokens, places, the worker, the escape of words, the watch without events."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest
from lxml import html

from builder.diagnostics import UsageError
from builder.preview.html import element, fragment
from builder.preview.places import editor_address
from builder.preview.tokens import kept_token, state_folder
from builder.preview.watching import Watch
from builder.preview.worker import JobQueue, Superseded
from tests.preview.samples import write

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


def test_a_token_is_kept_for_a_port(tmp_path: Path) -> None:
    first = kept_token(8000, tmp_path / "state")
    assert kept_token(8000, tmp_path / "state") == first
    assert kept_token(8001, tmp_path / "state") != first
    assert len(first) == 22


@posix
@pytest.mark.parametrize("damage", ["readable", "link", "short", "binary"])
def test_a_token_that_others_may_know_is_replaced(tmp_path: Path, damage: str) -> None:
    first = kept_token(8000, tmp_path)
    file = tmp_path / "preview-8000"
    if damage == "readable":
        file.chmod(0o644)
    elif damage == "link":
        file.rename(tmp_path / "other")
        file.symlink_to(tmp_path / "other")
    else:
        file.write_bytes(b"x" if damage == "short" else b"\xff" * 22)
    second = kept_token(8000, tmp_path)
    assert second != first
    assert kept_token(8000, tmp_path) == second
    assert not file.is_symlink()
    assert file.stat().st_mode & 0o077 == 0


@posix
def test_without_a_place_for_it_each_preview_has_a_token_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert kept_token(8000, tmp_path / "file") != kept_token(8000, tmp_path / "file")


@posix
def test_the_folder_of_tokens_is_that_of_the_system(tmp_path: Path) -> None:
    assert state_folder({"XDG_STATE_HOME": str(tmp_path)}) == tmp_path / "bilingual-builder"
    assert state_folder({"XDG_STATE_HOME": "relative"}) == Path.home() / ".local/state/bilingual-builder"


@pytest.mark.parametrize(
    "form",
    [
        "vscode://file/{file}:{line}:{column}",
        "idea://open?file={file}&line={line}",
        "x-mine+1:{file}",
        "txmt://open?url=file://{file}&line={line}",
    ],
)
def test_addresses_of_editors_are_taken(form: str) -> None:
    assert editor_address({"BUILDER_EDITOR": form}) == form


@pytest.mark.parametrize(
    "form", ["vim {file}", "DATA:text/html,{file}", "javascript:{file}", "about:{file}", "a b://{file}", "x://'{file}"]
)
def test_what_is_no_address_of_an_editor_is_refused(form: str) -> None:
    with pytest.raises(UsageError, match="BUILDER_EDITOR"):
        editor_address({"BUILDER_EDITOR": form})


def test_the_newest_of_several_jobs_is_done_and_the_running_one_is_reported() -> None:
    worker = JobQueue("test")
    go, done, started = threading.Event(), threading.Event(), threading.Event()
    seen: list[str] = []

    def first(superseded: Superseded) -> None:
        started.set()
        go.wait(10)
        seen.append(f"first, superseded: {superseded()}")

    worker.submit("a", first)
    assert started.wait(10)
    for number in range(5):
        worker.submit("a", lambda _, number=number: seen.append(str(number)))  # type: ignore[misc]
    worker.submit("b", lambda _: done.set())
    go.set()
    assert done.wait(10)
    worker.stop()
    assert seen == ["first, superseded: True", "4"]


@pytest.mark.parametrize(
    "words", ["<script>&amp;", "\"'><img src=x>", "]]><!--", "\x00\ud800\u202ex", "a\nb", "&#60;b>"]
)
def test_words_are_never_mark_up(words: str) -> None:
    text = fragment([element("p", words, element("b", words), words, title=words)])
    (read,) = html.fromstring(f"<div>{text}</div>")
    kept = words.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert [inner.tag for inner in read.iter()] == ["p", "b"]
    assert (read.text, read[0].text, read[0].tail, read.get("title")) == (kept, kept, kept, kept)


def test_changes_are_seen_where_the_system_sends_no_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "true")
    source = write(tmp_path / "small")
    saves: list[None] = []
    watch = Watch(source.parent, [], lambda: saves.append(None))
    try:
        for number in range(200):
            source.write_text(f"# {number}\n", encoding="utf-8")
            os.utime(source, (number + 1, number + 1))
            time.sleep(0.1)
            if len(saves) > 1:
                break
        assert len(saves) > 1
    finally:
        watch.stop()


def test_a_save_before_the_watch_begins_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import watchfiles

    source = write(tmp_path / "small")
    saves: list[str] = []

    def late_watch(*_: object, **__: object) -> object:
        source.write_text("# saved while nobody watched\n", encoding="utf-8")
        return iter([set()])

    monkeypatch.setattr(watchfiles, "watch", late_watch)
    watch = Watch(source.parent, [], lambda: saves.append(source.read_text(encoding="utf-8")))
    for _ in range(200):
        if len(saves) > 1:
            break
        time.sleep(0.02)
    watch.stop()
    assert saves[1] == "# saved while nobody watched\n"


def test_a_system_without_watches_left_is_polled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import watchfiles

    calls: list[bool | None] = []
    saved = threading.Event()

    def watch_of_a_full_system(*_: object, force_polling: bool | None, **__: object) -> object:
        calls.append(force_polling)
        if not force_polling:
            raise OSError(28, "no space left on device")
        return iter([{(watchfiles.Change.modified, str(tmp_path / "x"))}])

    monkeypatch.setattr(watchfiles, "watch", watch_of_a_full_system)
    monkeypatch.setattr("builder.preview.watching._PATIENCE", 10)
    watch = Watch(tmp_path, [], saved.set)
    for _ in range(200):
        if True in calls:
            break
        time.sleep(0.02)
    watch.stop()
    assert calls[0] is None
    assert True in calls
    assert saved.is_set()
