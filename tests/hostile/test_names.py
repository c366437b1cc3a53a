"""Hostile names of publications, languages and outputs, and hostile templates, through the command."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.templates.defaults import default_template
from tests.hostile.running import publication, run, tree
from tests.marking import sampled
from tests.templates.office_files import R, parts, rels, types, zipped

SMALL = "languages: [fr, en]\ntitle: Essai\nsections:\n  - {title: Un, blocks: [{text: Deux.}]}\n"


NAMES = ["a b", "é", "-rf", "--help", ".hidden", "CON", "nul", "a\nb", "a'b", 'a"b', "%s", "日本", "a" * 200, "$(id)",
         "a;b", "\u202egnp"]  # fmt: skip


@pytest.mark.parametrize("name", sampled(NAMES, "é"))
def test_a_folder_of_any_name_builds_inside_the_output_folder(tmp_path: Path, name: str) -> None:
    publication(tmp_path, SMALL, name=name)
    answer = run(tmp_path, "build", "--lang", "fr")
    assert answer.built, answer.err
    assert {file.parent for file in answer.files} == {tmp_path / "output"}


def test_a_folder_whose_name_drives_the_terminal_is_refused(tmp_path: Path) -> None:
    publication(tmp_path, SMALL, name="a\x1b[2Jb")
    answer = run(tmp_path, "build")
    assert answer.code == 1
    assert "control character" in answer.err


def test_a_folder_of_too_long_a_name_is_reported(tmp_path: Path) -> None:
    publication(tmp_path, SMALL, name="a" * 250)
    answer = run(tmp_path, "build")
    assert answer.code == 1
    assert "cannot write the file: File name too long" in answer.err


ABSENT = ["../x", "/etc", "x\0y", "", ".", "..", "a" * 5_000, "content/../../x", "CON", "a\nb"]


@pytest.mark.parametrize("name", sampled(ABSENT, "../x", "x\0y", "a\nb"))
def test_a_publication_that_is_not_there_is_wrong_use(tmp_path: Path, name: str) -> None:
    publication(tmp_path, SMALL)
    if "\0" in name:
        name = "x%00y"
    answer = run(tmp_path, "check", name)
    assert answer.code == (1 if len(name) > 255 else 2)
    assert answer.err.startswith("builder: ")


NOT_PLAIN = ["../x", "a/b", "A", "-a", ".a", "a b", "a\nb", "é", "", "a" * 300, "con/nul", "a--b"]


@pytest.mark.parametrize("name", sampled(NOT_PLAIN, "../x", "A", ""))
def test_a_new_publication_has_a_plain_name(tmp_path: Path, name: str) -> None:
    before = tree(tmp_path)
    answer = run(tmp_path, "init", "--", name)
    assert answer.code in (1, 2)
    assert tree(tmp_path) <= before | {Path("content")}


NO_LANGUAGES = ["../fr", "fr/../../x", "", "fr\nen", "x" * 1_000, "fr;id", "de", "-x"]


@pytest.mark.parametrize("tag", sampled(NO_LANGUAGES, "../fr"))
def test_a_language_that_is_none_is_wrong_use(tmp_path: Path, tag: str) -> None:
    publication(tmp_path, SMALL)
    answer = run(tmp_path, "build", f"--lang={tag}")
    assert answer.code == 2


def _zip_with(name: str, content: bytes) -> bytes:
    """The default brief template with one entry added or replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(default_template("docx")) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return stream.getvalue()


DTD = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
TEMPLATES: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "empty": (b"", "template"),
    "words": (b"hello", "template"),
    "cut": (default_template("docx").read_bytes()[:-500], "template"),
    "old-word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "template"),
    "deck-as-brief": (default_template("pptx").read_bytes(), "template"),
    "zip-of-nothing": (zipped({}), "template"),
    "no-main-part": (zipped(parts(document=None)), "template"),
    "outside-relation": (
        zipped(parts(root=rels((f"{R}/officeDocument", "../../../etc/passwd", "")))), "template"),
    "external-styles": (
        zipped(parts(**{"word/_rels/document.xml.rels": rels((f"{R}/styles", "http://x.example/s.xml", "External"))})),
        "outside"),
    "external-entity": (lambda: _zip_with("word/styles.xml", DTD + b"<w>&a;</w>"), "document type"),
    "bomb": (lambda: _zip_with("word/media/bomb.bin", bytes(100_000_000)), "size|unpack"),
    "climbing-entry": (lambda: _zip_with("../../evil.xml", b"<a/>"), "not allowed"),
    "absolute-entry": (lambda: _zip_with("/etc/evil.xml", b"<a/>"), "not allowed"),
    "deep-xml": (lambda: _zip_with("word/styles.xml", b"<a>" * 100_000 + b"</a>" * 100_000), "well-formed|too"),
    "many-attributes": (
        lambda: _zip_with("word/styles.xml", b"<a" + b' a=""' * 3_000_000 + b"/>"), "unreasonable size"),
    "other-styles": (lambda: _zip_with("word/styles.xml", b"<a/>"), "template"),
    "types-of-nothing": (zipped(parts(types=types().replace("wordprocessingml", "x"))), "template"),
}  # fmt: skip


@pytest.mark.parametrize("name", sampled(TEMPLATES, "bomb"))
def test_a_hostile_template_is_refused_from_the_command_and_from_the_content(tmp_path: Path, name: str) -> None:
    template, reported = TEMPLATES[name]
    blob = template if isinstance(template, bytes) else template()
    source = SMALL + "brief: {template: t.docx}\n"
    publication(tmp_path, source, {"t.docx": blob})
    publication(tmp_path, SMALL, name="other")
    for arguments in (["brief", "it"], ["brief", "other", "--template", "content/it/t.docx"]):
        answer = run(tmp_path, *arguments)
        if name == "other-styles":
            assert answer.code in (0, 1)
            continue
        assert answer.code == 1
        assert "t.docx:1:1: " in answer.err
        assert any(word in answer.err for word in reported.split("|")), answer.err


def test_a_template_that_never_ends_is_refused(tmp_path: Path) -> None:
    publication(tmp_path, SMALL)
    for path in ("/dev/zero", "/dev/null", "."):
        assert run(tmp_path, "brief", "--template", path).code in (1, 2)


ARGUMENTS = [
    ["build", ""], ["build", "--output", ""], ["build", "--output", "content/it/publication.yaml/x"],
    ["build", "-l", ""], ["build", "content/folder/publication.yaml"], ["build", "content/link"], ["brief", "-o", ""],
    ["brief", "-o", "/"], ["brief", "-l", "fr", "-o", "content"], ["deck", "-l", "fr", "-o", "x.odp"],
    ["deck", "-l", "fr", "-o", "a/b/c.pptx"], ["deck", "-l", "fr", "-o", "lpt1.pptx"], ["brief", "--template", ""],
    ["brief", "--template", "content"], ["brief", "--template", "x" * 5_000],
    ["brief", "-l", "fr", "-o", "x" * 300 + ".docx"], ["check", "--select", "\udcff"], ["check", "\udcff"],
    ["accept", "\udcff"], ["accept", "", ""], ["init", "\udcff"], ["init", "con."], ["template"],
    ["template", "check", ""], ["template", "check", "content"], ["template", "new", "--brand", "content"],
    ["\udcff"], ["build", "it", "it"], ["build", "--format", "pdf"], ["schema", "--nothing"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", sampled(ARGUMENTS, ARGUMENTS[0], ARGUMENTS[7]), ids=str)
def test_arguments_that_make_no_sense_are_answered_in_one_line(tmp_path: Path, arguments: list[str]) -> None:
    publication(tmp_path, SMALL)
    (tmp_path / "content" / "folder" / "publication.yaml").mkdir(parents=True)
    (tmp_path / "content" / "link").symlink_to("link")
    before = tree(tmp_path)
    answer = run(tmp_path, *arguments)
    assert answer.code in (1, 2)
    assert tree(tmp_path) == before
