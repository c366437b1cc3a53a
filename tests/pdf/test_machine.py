"""The real command with a LibreOffice that hangs, dies or is interrupted, and disks that are full; the same bytes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from builder.office import libreoffice
from tests.cli.conftest import Outcome
from tests.cli.conftest import builder as builder
from tests.cli.conftest import place as place
from tests.files.disks import small_disk
from tests.files.printing import Printed, run_printing
from tests.files.rendering import office_program
from tests.files.samples import folder_of
from tests.office.standing_in import OUTPUT, runs, script, wait_until
from tests.office.standing_in import program as program
from tests.pdf.reading import poppler
from tests.pdf.standing_in import plain_pdf

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")

Builder = Callable[..., Outcome]


def test_a_libreoffice_that_hangs_is_reported_and_the_office_files_are_written(
    place: Path, builder: Builder, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(program, "sleep 600")
    monkeypatch.setattr(libreoffice, "_START_TIME", 0.5)
    monkeypatch.setattr(libreoffice, "_FILE_TIME", 0.0)
    done = builder("build", "small", "--lang", "fr", "--pdf")
    assert done.code == 1
    reason = "LibreOffice did not finish in 0 seconds"
    assert done.err == f"small.fr.docx: {reason}\nsmall.fr.pptx: {reason}\n"
    assert sorted(path.name for path in (place / "output").iterdir()) == ["small.fr.docx", "small.fr.pptx"]
    assert done.out == "output/small.fr.docx\noutput/small.fr.pptx\n"


@pytest.mark.parametrize(
    "lines", ["kill -9 $$", "exit 77", f'{OUTPUT}\nprintf "%%PDF-1.6 cut" > "${{1%.docx}}.pdf"\nkill -9 $$']
)
def test_a_libreoffice_that_dies_is_reported_in_one_line(
    place: Path, builder: Builder, program: Path, lines: str
) -> None:
    script(program, lines)
    done = builder("brief", "small", "--lang", "fr", "-o", "x.pdf")
    assert (done.code, done.out) == (1, "") and done.err.count("\n") == 1
    assert done.err.startswith("small.fr.docx: LibreOffice made ")
    assert not (place / "x.pdf").exists()


def test_an_interrupted_build_ends_libreoffice_and_leaves_no_half_file(
    place: Path, program: Path, tmp_path: Path
) -> None:
    started, scratch = tmp_path / "started", tmp_path / "scratch"
    scratch.mkdir()
    script(program, f"echo $$ > {started}.new; mv {started}.new {started}; sleep 600 & wait")
    command = [sys.executable, "-m", "builder", "build", "small", "--pdf"]
    process = subprocess.Popen(command, cwd=place, stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(scratch)})
    wait_until(started.exists)
    process.send_signal(signal.SIGTERM)
    _, reported = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM and b"Traceback" not in reported
    group = int(started.read_text(encoding="utf-8"))
    wait_until(lambda: not runs(group))
    assert list(scratch.iterdir()) == []
    assert not [path for path in (place / "output").iterdir() if path.suffix in (".part", ".pdf")]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path, 200) as folder:
        yield folder


@pytest.mark.full
def test_a_full_disk_for_temporary_files_is_reported(place: Path, program: Path, disk: Path) -> None:
    script(program, f'{OUTPUT}\nfor file in "$@"; do head -c 300000 /dev/zero > "${{file%.*}}.pdf"; done')
    done = subprocess.run(
        [sys.executable, "-m", "builder", "build", "small", "--pdf"],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(disk)},
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.strip() and list(disk.iterdir()) == []


@pytest.mark.full
def test_a_full_disk_for_the_output_leaves_the_earlier_pdf(place: Path, program: Path, disk: Path) -> None:
    (disk / "pdf").write_bytes(plain_pdf(400))
    script(program, f'{OUTPUT}\nfor file in "$@"; do cp "{disk}/pdf" "${{file%.*}}.pdf"; done')
    target = disk / "x.pdf"
    target.write_bytes(b"earlier")
    (disk / "filler").write_bytes(bytes(shutil.disk_usage(disk).free - 4_096))
    command = [sys.executable, "-m", "builder", "brief", "small", "--lang", "fr", "-o", str(target)]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "No space left" in done.stderr and "Traceback" not in done.stderr
    assert target.read_bytes() == b"earlier"
    assert sorted(path.name for path in disk.iterdir()) == ["filler", "pdf", "x.pdf"]


@pytest.mark.full
@pytest.mark.render
@pytest.mark.parametrize("name", ["starter", "stress"])
def test_two_builds_give_the_same_bytes(printed: Callable[[str], Printed], name: str, tmp_path: Path) -> None:
    """Made by another process, in another folder, at another time."""
    files = printed(name)
    assert run_printing(tmp_path, ["build", str(folder_of(name, tmp_path / "source")), "--pdf", "-o", "output"]) == 0
    pdfs = sorted(path.name for path in (tmp_path / "output").glob("*.pdf"))
    assert len(pdfs) == 4
    for pdf in pdfs:
        assert (tmp_path / "output" / pdf).read_bytes() == (files.folder / "output" / pdf).read_bytes(), pdf


@pytest.mark.render
@pytest.mark.full
def test_a_publication_of_three_hundred_pages(tmp_path: Path) -> None:
    office_program()
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    import cases  # type: ignore[import-not-found]

    source = cases.sections(tmp_path, 600)
    assert run_printing(tmp_path, ["brief", str(source), "--lang", "en", "-o", "x.pdf"]) == 0
    reported = (tmp_path / "stderr").read_text(encoding="utf-8")
    assert "does not claim" not in reported and "left out" not in reported
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        assert len(pdf.pages) >= 300
        with pdf.open_outline() as outline:
            assert len(outline.root) == 600
    assert "Tagged:          yes" in poppler("pdfinfo", tmp_path / "x.pdf")
