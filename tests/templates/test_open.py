from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest

from builder.brand.template_check import check_template
from builder.diagnostics import BuildError, Diagnostic
from builder.office.limits import MOST_ENTRIES
from builder.templates.defaults import default_template
from builder.templates.open import Kind, open_template
from tests.templates.office_files import BODY, DOTX, POTX, PRESENTATION, R, W, parts, rels, types, zipped

DOCX = Path(docx.__file__).parent / "templates" / "default.docx"
PPTX = Path(pptx.__file__).parent / "templates" / "default.pptx"
DTD = '<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
W_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def members(blob: bytes) -> set[str]:
    """The names in an archive."""
    return set(zipfile.ZipFile(io.BytesIO(blob)).namelist())


def refused(folder: Path, blob: bytes, kind: Kind = "docx") -> Diagnostic:
    """The one diagnostic that a file is refused with."""
    path = folder / f"template.{kind}"
    path.write_bytes(blob)
    with pytest.raises(BuildError) as caught:
        open_template(path, kind)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.span.file == str(path)
    assert "\n" not in str(diagnostic)
    return diagnostic


@pytest.mark.parametrize(("path", "kind"), [(DOCX, "docx"), (PPTX, "pptx")])
def test_a_sound_template_opens(path: Path, kind: Kind) -> None:
    file = open_template(path, kind)
    assert members(file.blob) - {"_rels/.rels"} == members(path.read_bytes()) - {"_rels/.rels"}
    assert file.digest == open_template(path, kind).digest


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_the_default_templates_open(kind: Kind) -> None:
    assert open_template(default_template(kind), kind).blob == default_template(kind).read_bytes()


def test_the_picture_of_the_first_page_is_not_related(tmp_path: Path) -> None:
    package = pptx.Presentation(io.BytesIO(open_template(PPTX, "pptx").blob)).part.package
    names = {str(part.partname)[1:] for part in package.iter_parts()}
    reachable = {name for name in members(PPTX.read_bytes()) if not name.endswith(".rels")}
    assert reachable - names == {"[Content_Types].xml", "docProps/thumbnail.jpeg"}


@pytest.mark.parametrize(
    ("path", "kind", "plain", "template"),
    [
        (DOCX, "docx", "wordprocessingml.document", "wordprocessingml.template"),
        (PPTX, "pptx", "presentationml.presentation", "presentationml.template"),
        (PPTX, "pptx", "presentationml.presentation", "presentationml.slideshow"),
    ],
)
def test_a_template_becomes_a_document(tmp_path: Path, path: Path, kind: Kind, plain: str, template: str) -> None:
    entries = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    entries["[Content_Types].xml"] = entries["[Content_Types].xml"].replace(
        f"{plain}.main+xml".encode(), f"{template}.main+xml".encode()
    )
    copy = tmp_path / "made.dotx"
    copy.write_bytes(zipped(entries))
    file = open_template(copy, kind)
    opened: Any = docx.Document(io.BytesIO(file.blob)) if kind == "docx" else pptx.Presentation(io.BytesIO(file.blob))
    assert opened.part.content_type.endswith(f"{plain}.main+xml")


def with_header(*relationships: tuple[str, str, str], **more: str | bytes) -> dict[str, str | bytes]:
    """A package whose header, which builds keep, has these relationships."""
    return parts(
        types=types(word__header1=f"{W_TYPES}.header+xml"),
        **{
            "word/header1.xml": f'<w:hdr xmlns:w="{W}"/>',
            "word/_rels/document.xml.rels": rels((f"{R}/header", "header1.xml", "")),
            "word/_rels/header1.xml.rels": rels(*relationships),
            **more,
        },
    )


def test_hyperlinks_to_the_web_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "links.docx"
    links = ((f"{R}/hyperlink", "https://example.org/?a=1&amp;b=2", "External"), (f"{R}/hyperlink", "#top", ""))
    path.write_bytes(zipped(with_header(*links)))
    (header,) = docx.Document(io.BytesIO(open_template(path, "docx").blob)).part.rels.values()
    assert [rel.target_ref for rel in header.target_part.rels.values()] == ["https://example.org/?a=1&b=2", "#top"]


@pytest.mark.parametrize(
    "relationship",
    [
        (f"{R}/image", "NULL", ""),
        (f"{R}/image", "media/missing.png", ""),
        (f"{R}/image", "https://example.org/pixel.png", "External"),
        (f"{R}/hyperlink", "ftp://ftp.example.org/x", "External"),
        (f"{R}/hyperlink", "javascript:alert(1)", "External"),
        (f"{R}/hyperlink", "chapter.docx", "External"),
        (f"{R}/chart", "charts/chart1.xml", ""),
        (f"{R}/customXml", "../customXml/item1.xml", ""),
        (f"{R}/aFChunk", "afchunk.mht", ""),
        (f"{R}/oleObject", "file:///etc/passwd", "External"),
        (f"{R}/comments", "comments.xml", ""),
    ],
)
def test_the_body_that_a_build_throws_away_does_not_refuse_a_template(
    tmp_path: Path, relationship: tuple[str, str, str]
) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(zipped(parts(**{"word/_rels/document.xml.rels": rels(relationship)})))
    document = docx.Document(io.BytesIO(open_template(path, "docx").blob))
    assert not document.part.rels


def test_a_missing_property_or_thumbnail_does_not_refuse_a_template(tmp_path: Path) -> None:
    root = rels(
        (f"{R}/officeDocument", "word/document.xml", ""),
        (f"{R}/extended-properties", "docProps/app.xml", ""),
        (f"{R}/customXml", "customXml/item1.xml", ""),
        (f"{R}/metadata/core-properties", "https://example.org/core.xml", "External"),
    )
    path = tmp_path / "template.docx"
    path.write_bytes(zipped(parts(root=root)))
    docx.Document(io.BytesIO(open_template(path, "docx").blob))


@pytest.mark.parametrize(
    ("kind", "macros"),
    [
        ("docx", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("docx", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    ],
)
def test_macros_are_left_behind_and_reported(tmp_path: Path, kind: Kind, macros: str) -> None:
    project = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    entries = parts(
        types=types(macros),
        **{"word/_rels/document.xml.rels": rels((project, "vbaProject.bin", "")), "word/vbaProject.bin": b"x"},
    )
    path = tmp_path / "template.docm"
    path.write_bytes(zipped(entries))
    file = open_template(path, kind)
    assert file.macros
    assert not docx.Document(io.BytesIO(file.blob)).part.rels
    assert ("macros", "left out by builds") in [(fact.name, fact.value) for fact in check_template(path).facts]


def test_links_of_the_slides_that_a_template_brings_do_not_matter(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.part.relate_to("file:///C:/film.mp4", f"{R}/video", is_external=True)
    deck.save(str(tmp_path / "deck.pptx"))
    assert open_template(tmp_path / "deck.pptx", "pptx").blob


@pytest.mark.parametrize("target", ["file:///C:/Users/anna/house.dotm", "https://example.org/evil.dotm"])
def test_the_template_that_a_file_was_once_made_from_is_forgotten(tmp_path: Path, target: str) -> None:
    entries = parts(**{"word/_rels/document.xml.rels": rels((f"{R}/attachedTemplate", target, "External"))})
    path = tmp_path / "template.docx"
    path.write_bytes(zipped(entries))
    blob = open_template(path, "docx").blob
    assert not docx.Document(io.BytesIO(blob)).part.rels
    assert target.encode() not in zipfile.ZipFile(io.BytesIO(blob)).read("word/_rels/document.xml.rels")


def test_unreached_parts_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "orphan.docx"
    path.write_bytes(zipped(parts(**{"word/orphan.xml": "<a/>"})))
    names = [
        str(part.partname) for part in docx.Document(io.BytesIO(open_template(path, "docx").blob)).part.package.parts
    ]
    assert "/word/orphan.xml" not in names
    path.write_bytes(zipped(parts(**{"word/orphan.xml": "<a>"})))
    assert open_template(path, "docx")


NOT_OFFICE = [
    (b"", "template-not-office"),
    (b"hello", "template-not-office"),
    (OLE, "template-not-office"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "template-encrypted"),
    (zipped({"a.txt": "a"}), "template-not-office"),
    (zipped(parts())[:-30], "template-damaged"),
    (b"PK\x03\x04" + bytes(100), "template-damaged"),
]


@pytest.mark.parametrize(("blob", "code"), NOT_OFFICE)
def test_what_is_no_office_file_is_refused(tmp_path: Path, blob: bytes, code: str) -> None:
    assert refused(tmp_path, blob).code == code


def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.docx", tmp_path):
        with pytest.raises(BuildError) as caught:
            open_template(path, "docx")
        assert caught.value.diagnostics[0].code == "template-not-found"


CONTENTS = [
    (parts(types=types(PRESENTATION)), "template-wrong-kind"),
    (parts(types=types(POTX)), "template-wrong-kind"),
    (parts(types=types(WORKBOOK)), "template-wrong-kind"),
    (with_header((f"{R}/control", "vbaProject.bin", ""), **{"word/vbaProject.bin": b"x"}), "template-macros"),
    (parts(root=None), "template-missing-part"),
    (parts(root=rels()), "template-missing-part"),
    (parts(document=None), "template-missing-part"),
    (parts(**{"word/_rels/document.xml.rels": rels((f"{R}/styles", "styles.xml", ""))}), "template-missing-part"),
    (parts(document=BODY.replace("</w:body>", "")), "template-damaged"),
    (parts(document="<a>" * 500 + "</a>" * 500), "template-damaged"),
    (parts(document=b""), "template-damaged"),
    (parts(document=b"\xff\xfe\x00"), "template-damaged"),
    (parts(document=BODY.replace("<w:document", DTD + "<w:document")), "template-entities"),
    (parts(document=BODY.replace("UTF-8", "UTF-16").replace("<w:document", DTD + "<w:document").encode("utf-16")),
     "template-entities"),
    (parts(document=b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-'), "template-damaged"),
    (parts(types=DTD + types()), "template-entities"),
    (parts(root=DTD + rels((f"{R}/officeDocument", "word/document.xml", ""))), "template-entities"),
]  # fmt: skip


@pytest.mark.parametrize(("entries", "code"), CONTENTS)
def test_contents_that_no_template_may_have_are_refused(
    tmp_path: Path, entries: dict[str, str | bytes], code: str
) -> None:
    assert refused(tmp_path, zipped(entries)).code == code


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "https://example.org/pixel.png"),
        ("oleObject", "file:///etc/passwd"),
        ("hyperlink", "javascript:alert(1)"),
        ("hyperlink", "file:///etc/passwd"),
        ("hyperlink", "\\\\server\\share"),
        ("frame", "https://example.org/"),
    ],
)
def test_links_out_of_the_file_are_refused_with_a_fix(tmp_path: Path, kind: str, target: str) -> None:
    diagnostic = refused(tmp_path, zipped(with_header((f"{R}/{kind}", target, "External"))))
    assert diagnostic.code == "template-external"
    assert kind in diagnostic.message
    assert diagnostic.hint


NAMES = [
    "../evil.xml",
    "/evil.xml",
    "word//evil.xml",
    "word/./evil.xml",
    "C:/evil.xml",
    "word\\evil.xml",
    "a\x01.xml",
    "..",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, zipped(parts(**{name: "<a/>"}))).code == "template-unsafe-name"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["word/document.xml", "word/Document.xml"])
def test_one_part_twice_is_refused(tmp_path: Path, second: str) -> None:
    stream = io.BytesIO(zipped(parts()))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(second, BODY)
    assert refused(tmp_path, stream.getvalue()).code == "template-duplicate-entry"


def test_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = zipped(parts(**{"word/media/image.png": bytes(8 * 1024 * 1024)}))
    assert refused(tmp_path, bomb).code == "template-too-large"
    many = zipped({**parts(), **{f"word/{n}.xml": "<a/>" for n in range(MOST_ENTRIES)}})
    assert refused(tmp_path, many).code == "template-too-large"
    dense = parts(document=f'<w:document xmlns:w="{W}">{"<w:p/>" * 2_000_001}</w:document>')
    assert refused(tmp_path, zipped(dense)).code == "template-too-large"


def test_an_entry_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    honest = zipped(parts(**{"word/media/image.png": bytes(range(256)) * 4096}))
    lying = honest.replace(struct.pack("<I", 256 * 4096), struct.pack("<I", 100))
    assert lying != honest
    assert refused(tmp_path, lying).code == "template-damaged"


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    blob = bytearray(zipped(parts()))
    at = blob.index(b"PK\x01\x02")
    blob[at + 8] |= 1
    assert refused(tmp_path, bytes(blob)).code == "template-encrypted"


def test_any_damage_gives_an_error_and_never_a_traceback(tmp_path: Path) -> None:
    sound = zipped(parts(types=types(DOTX)))
    for at in range(0, len(sound), 7):
        broken = bytearray(sound)
        broken[at] ^= 0xFF
        path = tmp_path / "broken.docx"
        path.write_bytes(bytes(broken))
        try:
            open_template(path, "docx")
        except BuildError as error:
            assert len(error.diagnostics) == 1
