from __future__ import annotations

from pathlib import Path

import docx
import pptx
import pytest

from builder.diagnostics import BuildError
from builder.office.received import ReceivedFile
from tests.templates.office_files import R, parts, rels, zipped

DOCX = Path(docx.__file__).parent / "templates" / "default.docx"
PPTX = Path(pptx.__file__).parent / "templates" / "default.pptx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DTD = '<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_a_document_and_a_presentation_are_reported_apart_by_their_content(tmp_path: Path) -> None:
    mislabelled = tmp_path / "x.pptx"
    mislabelled.write_bytes(DOCX.read_bytes())
    assert ReceivedFile(mislabelled).kind == "docx"
    assert ReceivedFile(PPTX).kind == "pptx"


def test_parts_are_found_by_their_relationships(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    links = rels(
        (f"{R}/footnotes", "Foot%6Eotes.xml", ""),
        (f"{R}/footnotes", "missing.xml", ""),
        (f"{R}/hyperlink", "https://example.org/", "External"),
    )
    path.write_bytes(
        zipped(parts(**{"word/_rels/document.xml.rels": links, "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"/>'}))
    )
    file = ReceivedFile(path)
    assert file.related(file.main, "footnotes") == ["word/footnotes.xml"]
    assert [relation.target for relation in file.relations(file.main).values() if relation.external] == [
        "https://example.org/"
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-not-office"),
        (b"hello", "file-not-office"),
        (OLE + bytes(504), "file-not-office"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
        (b"PK\x03\x04" + bytes(40), "file-damaged"),
        (zipped({"a.txt": "x"}), "file-not-office"),
        (zipped(parts(**{"../evil.xml": "<a/>"})), "file-unsafe-name"),
        (zipped(parts(**{"word/document.xml": f'{DTD}<w:document xmlns:w="{W}">&b;</w:document>'})), "file-entities"),
        (zipped(parts(**{"word/document.xml": "<w:document"})), "file-damaged"),
        (zipped(parts(**{"word/document.xml": "<html/>"})), "file-wrong-kind"),
        (zipped(parts(**{"word/document.xml": "<w>" * 400 + "</w>" * 400})), "file-damaged"),
        (zipped(parts(**{"word/media/bomb.bin": bytes(70 * 1024 * 1024)})), "file-too-large"),
    ],
)
def test_a_hostile_or_damaged_file_is_refused_in_one_line(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    with pytest.raises(BuildError) as caught:
        assert ReceivedFile(path).kind
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    assert diagnostic.span.file == str(path)
    assert diagnostic.message.startswith("the file ") and "\n" not in str(diagnostic)


@pytest.mark.parametrize("name", ["missing.docx", ""])
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BuildError):
        ReceivedFile(tmp_path / name)
