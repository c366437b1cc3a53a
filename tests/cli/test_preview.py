"""`builder preview` from outside: what it prints, how it ends, what it refuses."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome, write
from tests.marking import sampled

Builder = Callable[..., Outcome]


@contextmanager
def running(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "builder", "preview", *words]
    environment = {**os.environ, "XDG_STATE_HOME": str(folder / "state"), "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def address_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("sign", "code"), sampled([(signal.SIGINT, 0), (signal.SIGTERM, 143)], (signal.SIGINT, 0)))
def test_it_prints_its_address_and_ends_quietly_with_a_stream_open(
    place: Path, sign: signal.Signals, code: int
) -> None:
    with running(place) as process:
        address = address_of(process)
        assert address.startswith("http://127.0.0.1:")
        assert address.endswith("/small/")
        with urllib.request.urlopen(address + "events?view=text", timeout=20) as stream:
            assert stream.readline() == b"retry: 500\n"
            process.send_signal(sign)
            out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (code, "", "builder: press Ctrl-C to stop\n")


@pytest.mark.full
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_fixed_port_keeps_its_address_and_others_do_not(place: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    addresses = []
    for words in (["--port", port], ["--port", port], ["-q"], ["-q"]):
        with running(place, *words) as process:
            addresses.append(address_of(process))
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)
    assert addresses[0] == addresses[1]
    assert f":{port}/" in addresses[0]
    assert len(set(addresses)) == 3
    kept = place / "state" / "bilingual-builder" / f"preview-{port}"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_several_publications_have_an_address_each(place: Path) -> None:
    write(place, "other", (place / "content/small/publication.yaml").read_text(encoding="utf-8"))
    with running(place, "small", "other") as process:
        first, second = address_of(process), address_of(process)
    assert first.removesuffix("small/") == second.removesuffix("other/")


def test_a_port_that_is_taken_is_reported(place: Path, builder: Builder) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = builder("preview", "--port", str(port))
    assert (done.code, done.out) == (2, "")
    assert f"port {port} cannot be used" in done.err
    assert "choose another one with --port" in done.err


@pytest.mark.parametrize("form", ["code -g {file}", "vscode://file/", "javascript:alert('{file}')", "{file}"])
def test_an_editor_is_an_address_and_not_a_command(
    place: Path, builder: Builder, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUILDER_EDITOR", form)
    done = builder("preview")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("builder: BUILDER_EDITOR: expected an address with {file} (write an address")


def test_a_missing_library_is_one_line(place: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "uvicorn" else real(name))
    done = builder("preview")
    assert (done.code, done.out) == (2, "")
    assert done.err == "builder: the preview needs uvicorn (install it: pip install 'bilingual-builder[preview]')\n"


def test_help_loads_no_server(place: Path) -> None:
    code = "import sys; from builder.cli.app import run\ntry: run()\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "preview", "--help"],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert not {"starlette", "uvicorn", "watchfiles", "docx", "pptx"} & set(done.stdout.split())
