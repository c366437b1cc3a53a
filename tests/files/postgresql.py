"""A PostgreSQL server of the tests' own: in a temporary folder, on a free loopback port, with a password."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.files.tools import absent

__all__ = ["PASSWORD", "USER", "server"]

USER, PASSWORD = "auteur", "s3cret-word"


def _program(name: str) -> str:
    """Return a program of PostgreSQL; Debian keeps them out of the path. Skip the test if it is not installed."""
    place = shutil.which(name) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)
    if place is None:
        absent("PostgreSQL")
    return place


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """Start a server; give its address for SQLAlchemy. It never runs as root, which PostgreSQL refuses."""
    initdb, control = _program("initdb"), _program("pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="builder-postgresql-"))
    account: dict[str, int] = {}
    if os.geteuid() == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        other = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
        account = {"user": other.pw_uid, "group": other.pw_gid}
        os.chown(folder, other.pw_uid, other.pw_gid)
    data, secret = folder / "data", folder / "password"
    secret.write_text(PASSWORD)
    secret.chmod(0o644)
    port = _free_port()

    def run(*command: str) -> None:
        with (folder / "log").open("ab") as log:
            subprocess.run(
                command,
                cwd=folder,
                check=True,
                timeout=120,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **account,  # type: ignore[call-overload]
            )

    try:
        authentication = ("--auth=scram-sha-256", f"--pwfile={secret}", f"--username={USER}")
        run(initdb, "-D", str(data), "--no-sync", "--encoding=UTF8", "--locale=C", *authentication)
        options = f"-p {port} -h 127.0.0.1 -k {folder} -F -c max_connections=10"
        run(control, "-D", str(data), "-w", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://{USER}:{PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            run(control, "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
