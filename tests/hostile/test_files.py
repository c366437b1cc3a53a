"""Hostile pictures, data files and paths, through the command."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.pictures import chunk, gif, jpeg, png
from tests.hostile.running import publication, run
from tests.marking import sampled

HEAD = "languages: [fr, en]\ntitle: Essai\nsections:\n  - title: Un\n    blocks:\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>1</script></svg>'


def image(file: str) -> str:
    return HEAD + f"      - image: {{file: {file}, alt: Dessin, caption: Dessin}}\n"


def data(file: str, columns: str = "{header: A, key: a}, {header: B, key: b}") -> str:
    return HEAD + f"      - table: {{data: {file}, columns: [{columns}]}}\n"


def chart(file: str) -> str:
    return HEAD + f"      - chart: {{kind: bar, data: {file}, category: a, series: [{{name: S, key: b}}], alt: A}}\n"


PICTURES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not a PNG"),
    "words": (b"hello", "not a PNG"),
    "html-as-png": (b"<html><script>alert(1)</script></html>", "not a PNG"),
    "svg-as-png": (SVG, "not a PNG"),
    "executable-as-png": (b"MZ" + bytes(500), "not a PNG"),
    "zip-as-png": (b"PK\x03\x04" + bytes(500), "not a PNG"),
    "tiff-as-png": (b"II*\x00" + bytes(500), "is a TIFF"),
    "signature-alone": (b"\x89PNG\r\n\x1a\n", "cut short"),
    "jpeg-as-png": (jpeg(), "is a JPEG"),
    "gif-as-png": (gif(), "is a GIF"),
    "bomb": (png(60_000, 60_000, b""), "60000 × 60000"),
    "wide-bomb": (png(2_000_000_000, 1, b""), "pixels"),
    "many-pixels": (png(20_000, 20_000, b""), "million"),
    "no-pixels": (png(0, 0, b""), "cut short"),
    "cut": (png(40, 40)[:-20], "cut short"),
    "wrong-sum": (png()[:-6] + b"\0\0\0\0\0\0", "cut short"),
    "long-chunk": (b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR" + bytes(50), "cut short"),
    "no-data": (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + chunk(b"IEND", b""), "cut short"),
    "data-not-deflated": (png().replace(zlib.compress((b"\0" + bytes(4)) * 3, 9), b"x" * 11), "cut short"),
    "two-headers": (png(extra=chunk(b"IHDR", bytes(13))), "cut short"),
}  # fmt: skip


@pytest.mark.parametrize("name", sampled(PICTURES, "bomb"))
def test_a_hostile_picture_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    blob, reported = PICTURES[name]
    publication(tmp_path, image("p.png"), {"p.png": blob})
    answer = run(tmp_path, "build")
    assert answer.code == 1
    assert re.match(rf"content/it/publication.yaml:6:23: .*{reported}", answer.err), answer.err


OTHER_PICTURES: dict[str, tuple[str, bytes, str]] = {
    "jpeg-frame": ("p.jpg", jpeg(frame=b"\x08\xff"), "cut short"),
    "jpeg-bomb": ("p.jpg", jpeg(65_000, 65_000), "pixels"),
    "jpeg-flat": ("p.jpg", jpeg(8, 0), "cut short"),
    "jpeg-cut": ("p.jpg", jpeg()[:60], "cut short"),
    "jpeg-fill": ("p.jpg", b"\xff\xd8\xff" + b"\xff" * 100_000, "cut short"),
    "jpeg-zero": ("p.jpg", b"\xff\xd8\xff\xe0\x00\x00" + bytes(100), "cut short"),
    "gif-cut": ("p.gif", gif()[:-4], "cut short"),
    "gif-flat": ("p.gif", gif(0, 0), "cut short"),
    "gif-short": ("p.gif", b"GIF89a;", "cut short"),
    "svg": ("p.svg", SVG, "p.svg"),
    "bmp": ("p.bmp", b"BM" + bytes(60), "cut short"),
    "webp": ("p.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "cut short"),
    "webp-bomb": ("p.webp", b"RIFF\x20\x00\x00\x00WEBPVP8L\x08\x00\x00\x00\x2f\xff\xff\xff\x0f" + bytes(9), "pixels"),
    "tiff": ("p.tif", b"II*\x00" + bytes(500), "cut short"),
    "heic": ("p.heic", b"\x00\x00\x00\x18ftypheic" + bytes(60), "HEIC"),
    "emf": ("p.emf", b"\x01\x00\x00\x00" + bytes(100), "not a PNG"),
}


@pytest.mark.parametrize("name", sampled(OTHER_PICTURES, "jpeg-cut"))
def test_other_hostile_pictures_are_refused(tmp_path: Path, name: str) -> None:
    file, blob, message = OTHER_PICTURES[name]
    publication(tmp_path, image(file), {file: blob})
    answer = run(tmp_path, "brief", "--lang", "fr")
    assert answer.code == 1
    assert message in answer.err, answer.err


STRANGE_PICTURES: dict[str, tuple[str, bytes]] = {
    "png": ("p.png", png()),
    "tall": ("p.png", png(1, 29_000)),
    "wide": ("p.png", png(29_000, 1)),
    "dense": ("p.png", png(extra=chunk(b"pHYs", b"\xff" * 8 + b"\x01"))),
    "commented": ("p.png", png(extra=chunk(b"tEXt", b"Comment\0<script>"))),
    "trailing": ("p.png", png() + b"<html>trailing"),
    "jpeg": ("p.jpg", jpeg()),
    "gif": ("p.gif", gif()),
    "odd-name": ("é à & b.png", png()),
    "folders": ("a/b/c/d/p.png", png()),
    "bare": ("p", png()),
    "suffix": ("p.exe", png()),
}


@pytest.mark.parametrize("name", sampled(STRANGE_PICTURES, "odd-name"))
def test_a_strange_but_whole_picture_builds(tmp_path: Path, name: str) -> None:
    file, blob = STRANGE_PICTURES[name]
    publication(tmp_path, image(f'"{file}"'), {file: blob})
    answer = run(tmp_path, "build", "--lang", "en")
    assert answer.built, answer.err
    assert len(answer.files) == 2


PATHS = {
    "absolute": "/etc/passwd",
    "home": "~/secret.png",
    "up": "../secret.png",
    "up-inside": "a/../../secret.png",
    "up-and-back": "../it/p.png",
    "backslash": "..\\secret.png",
    "drive": "C:/secret.png",
    "share": "//host/share/p.png",
    "address": "https://example.org/p.png",
    "file-address": "file:///etc/passwd",
    "data-address": "data:image/png;base64,AAAA",
    "nul": "p\\0.png",
    "newline": "p\\n.png",
    "missing": "missing.png",
    "empty": "",
    "blank": " ",
    "dot": ".",
    "folder": "folder",
    "long": "p" * 5_000,
    "deep": "a/" * 3_000 + "p.png",
    "link": "link.png",
    "folder-link": "elsewhere/secret.png",
    "loop": "loop.png",
    "pipe": "pipe.png",
    "device": "device.png",
    "endless": "zero.png",
    "process": "self.png",
}


@pytest.mark.parametrize("write", sampled([image, data, chart], data))
@pytest.mark.parametrize("name", sampled(PATHS, "link"))
def test_a_path_out_of_the_folder_or_to_no_file_is_refused(
    tmp_path: Path, name: str, write: Callable[[str], str]
) -> None:
    folder = publication(tmp_path, write(f'"{PATHS[name]}"'))
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "content" / "secret.png").write_bytes(png())
    (folder / "folder").mkdir()
    (folder / "link.png").symlink_to("../../secret.png")
    (folder / "elsewhere").symlink_to("../..")
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "zero.png").symlink_to("/dev/zero")
    (folder / "self.png").symlink_to("/proc/self/mem")
    (folder / "device.png").symlink_to("/dev/null")
    os.mkfifo(folder / "pipe.png")
    answer = run(tmp_path, "check")
    assert answer.code == 1
    assert all(re.match(r"content/it/publication\.yaml:6:\d+: ", line) for line in answer.err.splitlines()), answer.err
    assert "secret" not in answer.err or "secret" in PATHS[name]


def test_each_language_of_a_picture_is_held_to_the_folder(tmp_path: Path) -> None:
    source = image('{fr: good.png, en: "../secret.png"}')
    publication(tmp_path, source, {"good.png": png()})
    (tmp_path / "content" / "secret.png").write_bytes(png())
    answer = run(tmp_path, "build", "--lang", "fr")
    assert answer.code == 1
    assert re.match(r"content/it/publication.yaml:6:43: .*outside", answer.err), answer.err


@pytest.mark.parametrize("what", sampled(["pipe", "folder", "loop", "zero", "unreadable-link"], "pipe"))
def test_a_publication_that_is_no_file_is_refused(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "content" / "it"
    folder.mkdir(parents=True)
    path = folder / "publication.yaml"
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        path.symlink_to({"loop": path.name, "zero": "/dev/zero", "unreadable-link": "nowhere"}[what])
    for arguments in (["build"], ["build", "it"], ["check", "content/it/publication.yaml"]):
        assert run(tmp_path, *arguments).code in (1, 2)


TABLES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "blank": (b"\n\n\n", "empty"),
    "utf-16": ("a,b\n1,2\n".encode("utf-16"), "UTF-16"),
    "latin-1": ("a,b\né,2\n".encode("latin-1"), r"d\.csv:2:1: .*UTF-8"),
    "binary": (bytes(range(256)) * 10, "UTF-8|not text"),
    "nul": (b"a,b\n1,\x002\n", "not text"),
    "control": (b"a,b\n1,\x1b[2J\n", r"d\.csv:2:3: U\+001B"),
    "unclosed": (b'a,b\n"1,2\n3,4\n', r"d\.csv:2:1: "),
    "unclosed-long": (b'a,b\n"' + b"x,y\n" * 500_000, r"d\.csv:2:1: "),
    "quotes": (b"a,b\n" + b'"' * 1_000_001, r"d\.csv:2:1: "),
    "wide-row": (b"a,b\n1,2,3\n", r"d\.csv:2:3: .*3 fields"),
    "narrow-row": (b"a,b\n1\n", r"d\.csv:2:1: .*1 field"),
    "same-names": (b"a,b,a\n1,2,3\n", "two columns"),
    "no-such-column": (b"c,d\n1,2\n", "column"),
    "million-digits": (b"a,b\n1," + b"9" * 1_000_000 + b"\n", r"d\.csv:2:3: .*digits"),
    "many-fields": (b"a,b\n" + b"1,2\n" * 2_000_000, "fields"),
    "xlsx-as-csv": (b"PK\x03\x04\x00\x00" + bytes(100), "not text"),
}  # fmt: skip


@pytest.mark.parametrize("name", sampled(TABLES, "unclosed"))
def test_a_hostile_data_file_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    blob, reported = TABLES[name]
    publication(tmp_path, data("d.csv"), {"d.csv": blob})
    answer = run(tmp_path, "build")
    assert answer.code == 1
    assert re.search(reported, answer.err), answer.err[:2_000]


STRANGE_TABLES = {
    "header-only": b"a,b\n",
    "crlf": b"a,b\r\n1,2\r\n",
    "semicolons": b"a;b\n1,5;2\n",
    "tabs": b"a\tb\n1\t2\n",
    "mark": b"\xef\xbb\xbfa,b\n1,2\n",
    "quoted": b'a,b\n"x\n=cmd|\'/C calc\'!A0","""q"""\n',
    "markup": b"a,b\n<b>,]]>\n&amp;,{{fund}}\n",
    "wide": b"a,b,c" + b",".join(b"%d" % n for n in range(200)) + b"\n" + b"1," * 201 + b"1\n",
}


@pytest.mark.parametrize("name", sampled(STRANGE_TABLES, "quoted"))
def test_a_strange_but_regular_data_file_builds(tmp_path: Path, name: str) -> None:
    publication(tmp_path, data("d.csv"), {"d.csv": STRANGE_TABLES[name]})
    answer = run(tmp_path, "build", "--lang", "fr")
    assert answer.code in (0, 1)
    assert answer.built or re.match(r"content/it/(publication\.yaml|d\.csv):\d+:\d+: ", answer.err)
