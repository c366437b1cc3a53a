"""Files named by content are inside the publication's folder, regular files, of a limited size, in UTF-8."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.content.files import FileProblem, decode, read_inside, read_source
from builder.diagnostics import BuildError

FIX = "(save the file as UTF-8)"
LINKS = pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "publication"
    (inside / "images").mkdir(parents=True)
    (inside / "images" / "un.png").write_bytes(b"x")
    (tmp_path / "secret.png").write_bytes(b"secret")
    return inside


def problem(folder: Path, name: str, limit: int = 100) -> str:
    with pytest.raises(FileProblem) as caught:
        read_inside(folder, name, limit)
    assert str(folder) not in caught.value.message
    return f"{caught.value.code}: {caught.value.message} {caught.value.hint}".strip()


def test_files_inside_are_read(folder: Path) -> None:
    assert read_inside(folder, "images/un.png", 100) == b"x"
    assert read_inside(folder, "./images/un.png", 100) == b"x"


@pytest.mark.parametrize("name", ["../secret.png", "images/../../secret.png", "/etc/passwd", "~/x", "..", "images/.."])
def test_paths_that_leave_are_refused(folder: Path, name: str) -> None:
    assert problem(folder, name).startswith("path-outside: ")


@pytest.mark.parametrize("name", ["", " ", "a\x00b", "a" * 500])
def test_names_of_no_file_are_refused(folder: Path, name: str) -> None:
    assert problem(folder, name).startswith("path: ")


@pytest.mark.parametrize("name", ["C:\\x.png", "C:/x.png", "c:x", "c:", "C:..\\secret.png"])
def test_drive_letters_are_refused(folder: Path, name: str) -> None:
    message = f"path: `{name}` begins with a drive letter copy the file into the folder and write its path from there"
    assert problem(folder, name) == message


@pytest.mark.parametrize("name", ["images\\un.png", "..\\secret.png", "\\\\server\\share\\x.png", "\\\\?\\C:\\x.png"])
def test_backslashes_are_refused(folder: Path, name: str) -> None:
    assert problem(folder, name) == f"path: `{name}` contains a backslash separate folders with `/`"


DEVICES = ["CON", "NUL", "aux.yaml", "prn.png", "Com1.csv", "LPT9", "com\u00b2.csv", "CONIN$", "nul .txt", "con:x"]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("pattern", ["{}", "images/{}", "{}/un.png"])
def test_device_names_of_windows_are_refused_on_every_system(folder: Path, device: str, pattern: str) -> None:
    with pytest.raises(FileProblem) as caught:
        read_inside(folder, pattern.format(device), 100)
    assert (caught.value.code, caught.value.hint) == ("path", "rename the file")
    assert caught.value.message == f"`{device}` is a device name on Windows"


@pytest.mark.parametrize("name", ["console.png", "nulls.csv", "aux1.png", "com10.csv", "com.png", "x.con"])
def test_names_that_only_resemble_devices_are_read(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"x")
    assert read_inside(folder, name, 100) == b"x"


@pytest.mark.parametrize("name", ["aux.yaml", "CON", "nul.yml"])
def test_a_publication_named_like_a_device_is_refused_before_it_is_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("languages: [fr]\n", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        read_source(tmp_path / name)
    [diagnostic] = caught.value.diagnostics
    assert (diagnostic.message, diagnostic.hint) == (f"`{name}` is a device name on Windows", "rename the file")


@LINKS
def test_links_out_of_the_folder_are_refused(folder: Path) -> None:
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "up").symlink_to(folder.parent)
    (folder / "loop").symlink_to(folder / "loop")
    assert "outside the publication" in problem(folder, "link.png")
    assert "outside the publication" in problem(folder, "up/secret.png")
    assert problem(folder, "loop")


@LINKS
def test_links_inside_the_folder_are_followed(folder: Path) -> None:
    (folder / "link.png").symlink_to(folder / "images" / "un.png")
    assert read_inside(folder, "link.png", 100) == b"x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a POSIX feature")
def test_a_named_pipe_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert "not a file" in problem(folder, "pipe")


def test_a_folder_and_a_file_over_the_limit_are_refused(folder: Path) -> None:
    (folder / "big").write_bytes(b"x" * 2_000_000)
    assert problem(folder, "images").startswith("file: ")
    assert "2 MB" in problem(folder, "big", 1_000_000)


def test_a_missing_file_is_reported_with_the_nearest_name(folder: Path) -> None:
    message = problem(folder, "images/nu.png")
    assert message == "file-missing: no file `images/nu.png` in the publication's folder did you mean `un.png`?"


@pytest.mark.parametrize(
    ("blob", "message"),
    [
        (
            "é".encode("latin-1"),
            "f:1:1: the file is not in UTF-8: byte 0xE9 here, which would be `é` in Windows-1252 " + FIX,
        ),
        (
            b"ab\r\nc\x92",
            "f:2:2: the file is not in UTF-8: byte 0x92 here, which would be `’` in Windows-1252 " + FIX,
        ),
        (
            b"\xef\xbb\xbfa\nb\xe9",
            "f:2:2: the file is not in UTF-8: byte 0xE9 here, which would be `é` in Windows-1252 " + FIX,
        ),
        (
            b"\xef\xbb\xbf\xe9",
            "f:1:1: the file is not in UTF-8: byte 0xE9 here, which would be `é` in Windows-1252 " + FIX,
        ),
        ("é".encode("utf-16"), "f:1:1: the file is in UTF-16 (save it as UTF-8)"),
        (b"\x89PNG\r\n\x00\xff", "f:1:1: the file is not text"),
        (b"a: \x00", "f:1:1: the file is not text"),
        (b"a: x\x07y", "f:1:5: U+0007, a control character, is not allowed in a text (delete it)"),
        ("a\nb\u2028c".encode(), "f:2:2: U+2028, an invisible line break, is not allowed in a text (delete it)"),
        ("\ufeffa: \ufffe".encode(), "f:1:4: U+FFFE, a control character, is not allowed in a text (delete it)"),
        (
            b"\xed\xa0\x80",
            "f:1:1: the file is not in UTF-8: byte 0xED here, which would be `í` in Windows-1252 " + FIX,
        ),
    ],
)
def test_encodings_are_reported(blob: bytes, message: str) -> None:
    assert [str(problem) for problem in decode(blob, "f")[1]] == [message]


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode("\ufeffa: é".encode(), "f") == ("a: é", [])


@pytest.mark.parametrize("make", ["missing", "folder", "denied"])
def test_a_publication_that_cannot_be_read_is_reported(tmp_path: Path, make: str) -> None:
    path = tmp_path / "publication.yaml"
    if make == "folder":
        path.mkdir()
    elif make == "denied":
        if os.name == "nt" or os.geteuid() == 0:
            pytest.skip("needs POSIX permissions, and root may read everything")
        path.write_text("a: b", encoding="utf-8")
        path.chmod(0)
    with pytest.raises(BuildError) as caught:
        read_source(path)
    assert len(caught.value.diagnostics) == 1
