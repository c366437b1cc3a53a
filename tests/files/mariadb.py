"""A MariaDB server of the tests' own: in a temporary folder, on a free loopback port, with a password."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.files.tools import absent

__all__ = ["PASSWORD", "USER", "server"]

USER, PASSWORD = "auteur", "s3cret-word"
_PATIENCE = 60.0


def _program(name: str) -> str:
    """Return a program of MariaDB; Debian keeps the server out of the path. Skip the test if it is not installed."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin") or absent("MariaDB")


@contextmanager
def server(script: str) -> Iterator[str]:
    """Start a server and run the SQL `script` in a database; give its address for SQLAlchemy. It never runs as root."""
    install, daemon, client = map(_program, ("mariadb-install-db", "mariadbd", "mariadb"))
    folder = Path(tempfile.mkdtemp(prefix="builder-mariadb-"))
    account: dict[str, int] = {}
    if os.geteuid() == 0:
        other = pwd.getpwnam("nobody")
        account = {"user": other.pw_uid, "group": other.pw_gid}
        os.chown(folder, other.pw_uid, other.pw_gid)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    data, place = f"--datadir={folder / 'data'}", f"--socket={folder / 's.sock'}"

    def run(*command: str, words: str = "") -> None:
        subprocess.run(
            command,
            cwd=folder,
            env=environment,
            input=words.encode(),
            capture_output=True,
            check=True,
            timeout=_PATIENCE,
            **account,  # type: ignore[call-overload]
        )

    options = ("--auth-root-authentication-method=normal", "--skip-test-db")
    try:
        run(install, "--no-defaults", data, *options)
        with (folder / "log").open("wb") as log:
            running = subprocess.Popen(
                [daemon, "--no-defaults", data, place, f"--port={port}", "--bind-address=127.0.0.1", "--skip-log-bin"],
                cwd=folder,
                env=environment,
                stdout=log,
                stderr=log,
                **account,  # type: ignore[call-overload]
            )
        try:
            deadline = time.monotonic() + _PATIENCE
            while not (folder / "s.sock").exists() and time.monotonic() < deadline and running.poll() is None:
                time.sleep(0.05)
            granted = f"GRANT ALL ON *.* TO {USER}@'127.0.0.1' IDENTIFIED BY '{PASSWORD}';"
            run(
                client,
                "--no-defaults",
                "--default-character-set=utf8mb4",
                place,
                "-u",
                "root",
                words=f"CREATE DATABASE budget; {granted} USE budget; {script}",
            )
            yield f"mysql://{USER}:{PASSWORD}@127.0.0.1:{port}/budget"
        finally:
            running.terminate()
            running.wait(_PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
