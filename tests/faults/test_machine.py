"""No room, no permission, no folder, nobody listening: the exit code and one line tell, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.running import COMMAND, NAMES, build, contents, leftovers, place
from tests.files.disks import small_disk
from tests.files.tools import program
from tests.marking import sampled
from tests.small import SMALL

resource = pytest.importorskip("resource", reason="limits of a process are POSIX only")


def powerless() -> list[str]:
    """What to put before a command so that root's privileges do not open closed folders to it."""
    if os.geteuid() != 0:
        return []
    return [program("setpriv"), "--bounding-set=-all", "--inh-caps=-all"]


def build_powerless(root: Path) -> tuple[int, str, str]:
    """The build without privileges: exit code, standard output, standard error."""
    done = subprocess.run([*powerless(), *COMMAND], cwd=root, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for some of the files, not for all."""
    with small_disk(tmp_path, 128) as folder:
        yield folder


@pytest.mark.full
def test_a_full_disk_is_reported_and_the_earlier_file_stays(tmp_path: Path, disk: Path) -> None:
    place(tmp_path)
    assert build(tmp_path, "--format", "docx", "--lang", "fr", "--output", str(disk))[0] == 0
    before = contents(disk)
    (disk / "filler").write_bytes(bytes(len(b"x") * (shutil.disk_usage(disk).free - 8_192)))
    place(tmp_path, SMALL.replace("Petit", "Autre"))
    code, out, err = build(tmp_path, "--format", "docx", "--lang", "fr", "--output", str(disk))
    assert (code, out) == (1, "")
    assert err == f"{disk}/small.fr.docx:1:1: cannot write the file: No space left on device\n"
    assert contents(disk) == before
    assert leftovers(disk) == ["filler"]


def test_a_file_larger_than_allowed_is_reported_and_nothing_stays(tmp_path: Path) -> None:
    place(tmp_path)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    # Python would keep the first bytes of a compiled module that may not be written whole, and every later start read
    # them.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    code, out, err = build(tmp_path, before=limit, env=environment)
    assert (code, out) == (1, "")
    assert "cannot write the file: File too large" in err
    assert list((tmp_path / "output").iterdir()) == []


def test_no_permission_is_reported_with_the_folder_as_it_was(tmp_path: Path) -> None:
    place(tmp_path).chmod(0o555)
    code, out, err = build_powerless(tmp_path)
    assert (code, out) == (1, "")
    assert err.startswith("output/small.") and "Permission denied" in err
    assert not (tmp_path / "output").exists()


def test_a_publication_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    place(tmp_path)
    (tmp_path / "content/small/publication.yaml").chmod(0)
    code, _, err = build_powerless(tmp_path)
    assert code == 1
    assert err == "content/small/publication.yaml:1:1: cannot read `publication.yaml`: Permission denied\n"


@pytest.mark.full
def test_content_that_cannot_be_written_builds(tmp_path: Path) -> None:
    place(tmp_path)
    (tmp_path / "output").mkdir()
    for folder in (tmp_path / "content/small", tmp_path / "content", tmp_path):
        folder.chmod(0o555)
    assert build_powerless(tmp_path)[0] == 0
    assert sorted(contents(tmp_path / "output")) == NAMES


def test_a_folder_in_place_of_the_file_is_reported_and_kept(tmp_path: Path) -> None:
    place(tmp_path)
    for name in NAMES:
        (tmp_path / "output" / name / "inside").mkdir(parents=True)
    code, _, err = build(tmp_path)
    assert code == 1
    assert "output/small.fr.docx:1:1: cannot write the file: Is a directory" in err or "pptx" in err
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == NAMES


@pytest.mark.parametrize("target", ["output", "output/deeper"])
def test_a_file_in_place_of_the_folder_is_reported_and_kept(tmp_path: Path, target: str) -> None:
    place(tmp_path)
    (tmp_path / "output").write_text("mine")
    code, _, err = build(tmp_path, "--output", target)
    assert code == 2
    assert "'output' is a file, not a folder" in err
    assert (tmp_path / "output").read_text() == "mine"


@pytest.mark.full
def test_a_link_in_place_of_the_file_is_replaced_not_followed(tmp_path: Path) -> None:
    place(tmp_path)
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "output").mkdir()
    for name in NAMES:
        (tmp_path / "output" / name).symlink_to("../precious")
    assert build(tmp_path)[0] == 0
    assert (tmp_path / "precious").read_text() == "mine"
    assert sorted(contents(tmp_path / "output")) == NAMES


VANISHES = """
import shutil, sys
from builder import output
from builder.cli.app import run
real = output._remove_leftovers
def vanish(target):
    real(target)
    shutil.rmtree("output", ignore_errors=True)
output._remove_leftovers = vanish
sys.argv = ["builder", "build", "small"]
run()
"""


@pytest.mark.full
def test_an_output_folder_that_vanishes_is_reported(tmp_path: Path) -> None:
    place(tmp_path)
    done = subprocess.run([sys.executable, "-c", VANISHES], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"cannot write the file: No such file or directory" in done.stderr
    assert b"Traceback" not in done.stderr


FORKLESS = """
import errno, os, sys
from builder.cli.app import run
from tests.marking import sampled
def fork():
    raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
os.fork = fork
sys.argv = ["builder", "build", "small"]
run()
"""


@pytest.mark.full
def test_without_processes_to_spare_one_does_it_all(tmp_path: Path) -> None:
    place(tmp_path)
    done = subprocess.run([sys.executable, "-c", FORKLESS], cwd=tmp_path, capture_output=True, text=True, check=False)
    reported = "".join(f"output/{name}\n" for name in _in_order())
    assert (done.returncode, done.stdout, done.stderr) == (0, reported, "")
    assert sorted(contents(tmp_path / "output")) == NAMES


def _in_order() -> list[str]:
    return [f"small.{tag}.{kind}" for kind in ("docx", "pptx") for tag in ("fr", "en")]


COMMANDS = [["build", "small"], ["brief", "small", "-l", "fr", "-o", "-"], ["schema"]]


@pytest.mark.parametrize("arguments", sampled(COMMANDS, ["schema"]))
def test_standard_output_that_is_full_is_reported(tmp_path: Path, arguments: list[str]) -> None:
    place(tmp_path)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND[:3], *arguments], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr == b"builder: No space left on device\n"


@pytest.mark.parametrize("arguments", sampled(COMMANDS, ["schema"]))
def test_a_reader_that_has_gone_is_no_drama(tmp_path: Path, arguments: list[str]) -> None:
    place(tmp_path)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*COMMAND[:3], *arguments], cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr and done.stderr.count(b"\n") <= 1, done.stderr


def _closed(number: int) -> Callable[[], None]:
    return lambda: os.close(number)


@pytest.mark.parametrize("number", sampled([0, 1, 2], 1))
def test_closed_standard_streams_do_no_harm(tmp_path: Path, number: int) -> None:
    place(tmp_path)
    done = subprocess.run(COMMAND, cwd=tmp_path, preexec_fn=_closed(number), check=False, capture_output=number == 0)
    assert done.returncode in (0, 1)
    assert sorted(contents(tmp_path / "output")) == NAMES


@pytest.mark.full
def test_without_home_or_any_environment_it_builds(tmp_path: Path) -> None:
    place(tmp_path)
    assert build(tmp_path, env={})[0] == 0
    assert build(tmp_path, env={"HOME": "/nonexistent", "TMPDIR": "/nonexistent"})[0] == 0


def test_a_current_folder_that_was_deleted_is_reported(tmp_path: Path) -> None:
    place(tmp_path)
    gone = tmp_path / "gone"
    gone.mkdir()
    code, _, err = build(tmp_path, before=lambda: (os.chdir(gone), gone.rmdir())[1])
    assert code in (1, 2)
    assert err.count("\n") == 1 and err.startswith("builder: ")
