"""LibreOffice as a program that may hang, fail or be absent, and the PDFs that it makes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builder.diagnostics import BuildError, UsageError
from builder.office import libreoffice
from builder.office.libreoffice import LayoutStopped, lay_out
from builder.office.pdf import destinations, font_families
from tests.files.tools import module
from tests.office.standing_in import OUTPUT, STARTED, runs, script, wait_until
from tests.office.standing_in import program as program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def test_all_files_are_laid_out_in_one_start_with_a_profile_of_their_own(program: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    copies = 'for file in "$@"; do cp "$file" "${file%.docx}.pdf"; done'
    script(program, f'echo "$*" >> {log}\n{OUTPUT}\n{copies}')
    assert lay_out([b"a", b"b", b"c"], ".docx") == [b"a", b"b", b"c"]
    (call,) = log.read_text(encoding="utf-8").splitlines()
    assert "-env:UserInstallation=file://" in call and str(Path("~").expanduser() / ".config") not in call


def test_a_failure_is_reported_by_the_missing_file_not_by_the_exit_code(program: Path) -> None:
    script(program, "exit 0")
    with pytest.raises(BuildError, match="made no PDF"):
        lay_out([b"a"], ".docx")
    script(program, f'{OUTPUT}\ncp "$1" "${{1%.docx}}.pdf"; exit 77')
    assert lay_out([b"a"], ".docx") == [b"a"]


def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    script(program, STARTED.format(started))
    monkeypatch.setattr(libreoffice, "_START_TIME", 1.0)
    monkeypatch.setattr(libreoffice, "_FILE_TIME", 0.0)
    with pytest.raises(BuildError, match="did not finish"):
        lay_out([b"a"], ".docx")
    child = int(started.read_text(encoding="utf-8"))
    wait_until(lambda: not runs(child))


def test_files_of_several_formats_are_laid_out_together(program: Path) -> None:
    copies = 'for file in "$@"; do cp "$file" "${file%.*}.pdf"; done'
    script(program, f"{OUTPUT}\n{copies}")
    assert lay_out([b"brief", b"deck"], (".docx", ".pptx")) == [b"brief", b"deck"]


def test_it_is_ended_as_soon_as_its_pages_are_unwanted(program: Path, tmp_path: Path) -> None:
    started = tmp_path / "started"
    script(program, STARTED.format(started))
    with pytest.raises(LayoutStopped):
        lay_out([b"a"], ".docx", started.exists)
    child = int(started.read_text(encoding="utf-8"))
    wait_until(lambda: not runs(child))


def test_pages_that_stay_wanted_are_made(program: Path) -> None:
    script(program, f'{OUTPUT}\nsleep 0.2; cp "$1" "${{1%.docx}}.pdf"')
    assert lay_out([b"a"], ".docx", lambda: False) == [b"a"]


def test_nothing_of_a_layout_stays_behind(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    script(program, "exit 1")
    with pytest.raises(BuildError):
        lay_out([b"a"], ".docx")
    assert list(scratch.iterdir()) == []


def test_a_missing_program_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.office.libreoffice.shutil.which", lambda name: None)
    with pytest.raises(UsageError, match="no LibreOffice"):
        lay_out([b"a"], ".docx")


def _pdf(names: dict[str, int], pages: int) -> bytes:
    """A PDF of empty pages with named destinations, as LibreOffice writes them."""
    kids = " ".join(f"{3 + n} 0 R" for n in range(pages))
    targets = " ".join(f"/{name}[{2 + page} 0 R/XYZ 0 700 0]" for name, page in names.items())
    objects = [
        f"<</Type/Catalog/Pages 2 0 R/Dests<<{targets}>>>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>",
        *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages,
        "<</Type/FontDescriptor/FontName/BAAAAA+Carlito-Bold/Flags 4>>",
        "<</Type/FontDescriptor/FontName/LiberationSans/Flags 4>>",
    ]
    data, places = b"%PDF-1.6\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def test_named_destinations_give_the_pages_of_bookmarks() -> None:
    module("pypdfium2")
    data = _pdf({"5FToc000000001": 1, "5FToc000000002": 3, "plain": 2}, 3)
    assert destinations(data) == {"_Toc000000001": 1, "_Toc000000002": 3, "plain": 2}
    assert destinations(_pdf({}, 1)) == {}


def test_a_damaged_pdf_is_refused() -> None:
    module("pypdfium2")
    with pytest.raises(BuildError, match="damaged"):
        destinations(b"nothing")


def test_fonts_are_known_by_their_families() -> None:
    assert font_families(_pdf({}, 1)) == {"carlito", "liberationsans"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_while_it_starts_ends_it_too(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The signal comes before the process is known to the caller."""
    script(program, "sleep 600")
    started: list[int] = []
    start = subprocess.Popen

    def interrupted(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        process = start(*arguments, **options)
        started.append(process.pid)
        signal.raise_signal(number)
        return process

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(libreoffice.subprocess, "Popen", interrupted)
    before = signal.signal(number, stop)
    try:
        with pytest.raises(KeyboardInterrupt):
            lay_out([b"a"], ".docx")
        assert signal.getsignal(number) is stop
    finally:
        signal.signal(number, before)
    wait_until(lambda: not runs(started[0]))
