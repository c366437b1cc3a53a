"""The command forked from a process that has its modules loaded: a start costs a hundredth of a second, not a third.

A child begins where `python -m builder` begins, with arguments, folder, streams and limits of its own: it runs
`builder.__main__.main`. Nothing but modules is loaded before, so no command sees what another has left in memory.
That modules are found when they are first needed is for tests with a start of their own (`tests/cli`, `tests/faults`).
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, Any, NamedTuple, NoReturn

__all__ = ["Done", "Forked", "forked", "run_forked"]

ROOT = Path(__file__).parents[2]
_PRELOADED = (
    "builder.cli.build",
    "builder.cli.check",
    "builder.cli.template",
    "builder.check.registry",
    "builder.check.runner",
    "builder.content.sources.workbook",
    "builder.writers.word.brief",
    "builder.templates.word.reader",
    "builder.writers.powerpoint.deck",
    "builder.templates.deck.reader",
    "builder.typeset.deck",
)
_MOST = 1 << 20
"""Bytes of a request."""


class Done(NamedTuple):
    """The exit code of a command, negative for the signal that ended it, and what it printed."""

    code: int
    out: bytes
    err: bytes


class Forked(NamedTuple):
    """A command that runs."""

    process: int
    server: socket.socket

    def kill(self, sent: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to the command and the processes that it has started."""
        os.killpg(self.process, sent)

    def wait(self, patience: float) -> int:
        """Return the exit code. Raises TimeoutExpired, and ends the command, after `patience` seconds."""
        self.server.settimeout(patience)
        try:
            return int(self._answer())
        except TimeoutError:
            self.kill()
            self.server.settimeout(None)
            self._answer()
            raise subprocess.TimeoutExpired(["builder"], patience) from None

    def _answer(self) -> str:
        return _line(self.server)


def run_forked(
    folder: Path, arguments: tuple[str, ...], patience: float, limits: Mapping[int, int] | None = None
) -> Done:
    """Run `builder ARGUMENTS` in a folder to its end, at most `patience` seconds. `limits` are those of the process, by
    number (`resource.RLIMIT_AS`).
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with forked(folder, arguments, out, err, limits) as command:
            code = command.wait(patience)
        return Done(code, _all_of(out), _all_of(err))


@contextmanager
def forked(
    folder: Path,
    arguments: tuple[str, ...],
    out: IO[bytes],
    err: IO[bytes],
    limits: Mapping[int, int] | None = None,
) -> Iterator[Forked]:
    """Begin `builder ARGUMENTS` in a folder, as leader of a group of processes. Wait for its end before the next."""
    server = _server(os.getpid()).connection
    request = {"folder": str(folder), "arguments": arguments, "environment": dict(os.environ)}
    request["limits"] = list((limits or {}).items())
    socket.send_fds(server, [json.dumps(request).encode() + b"\n"], [out.fileno(), err.fileno()])
    yield Forked(int(_line(server)), server)


def _all_of(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    return stream.read()


def _line(server: socket.socket) -> str:
    """Read a line of the server, which has no more than one to say."""
    answer = server.recv(64)
    if not answer:
        raise RuntimeError("the server of commands has ended")
    return answer.decode().strip()


class _Server(NamedTuple):
    process: subprocess.Popen[bytes]
    connection: socket.socket


@cache
def _server(_: int) -> _Server:
    """Start the server of the test process of that number, which ends when the process does."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.files.forking", str(theirs.fileno())],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
    atexit.register(_end, process, ours)
    return _Server(process, ours)


def _end(process: subprocess.Popen[bytes], connection: socket.socket) -> None:
    connection.close()
    process.wait()


def _serve(connection: socket.socket) -> None:
    """Answer requests: first with the number of the new process, then with its exit code."""
    while True:
        data, streams, _, _ = socket.recv_fds(connection, _MOST, 2)
        if not data:
            return
        process = os.fork()
        if process == 0:
            os.setpgid(0, 0)
            connection.close()
            _become_command(json.loads(data), streams)
        with suppress(OSError):  # the child has done it, or has ended
            os.setpgid(process, process)
        for stream in streams:
            os.close(stream)
        connection.send(str(process).encode())
        connection.send(str(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])).encode())


def _become_command(request: dict[str, Any], streams: list[int]) -> NoReturn:
    """Run the command in this process, and end it as Python ends."""
    import resource

    code = 1
    try:
        for number, stream in enumerate(streams, 1):
            os.dup2(stream, number)
            os.close(stream)
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["environment"])
        sys.argv = ["builder", *request["arguments"]]
        # Python would keep the first bytes of a compiled module that may not be written whole, and read them later.
        sys.dont_write_bytecode = bool(request["limits"])
        for limit, most in request["limits"]:
            resource.setrlimit(limit, (most, most))
        code = _code_of_main()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _code_of_main() -> int:
    from builder.__main__ import main

    try:
        main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    return 0


def _preload() -> None:
    import gc
    from importlib import import_module

    from builder.office.deferred import defer_imports

    defer_imports()
    for name in _PRELOADED:
        import_module(name)
    gc.freeze()


if __name__ == "__main__":
    _preload()
    _serve(socket.socket(fileno=int(sys.argv[1])))
