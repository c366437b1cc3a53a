from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pptx
import pytest

from builder.office.package import RELATIONSHIPS, ROOT, Package

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def small() -> Package:
    package = Package()
    package.add_part("/word/document.xml", MAIN, b"<a/>")
    package.relate(ROOT, f"{RELATIONSHIPS}/officeDocument", "/word/document.xml")
    return package


@pytest.mark.parametrize("library", [docx.Document, pptx.Presentation])
def test_a_snapshot_of_either_library_reads_back_the_same(library: Any) -> None:
    opened = library()
    package = Package.from_opc(opened.part.package)
    again = library(io.BytesIO(package.to_bytes()))
    before = {str(part.partname): (part.content_type, part.blob) for part in opened.part.package.iter_parts()}
    after = {str(part.partname): (part.content_type, part.blob) for part in again.part.package.iter_parts()}
    assert before == after


def test_the_same_parts_give_the_same_bytes_at_any_time() -> None:
    assert small().to_bytes() == small().to_bytes()
    with zipfile.ZipFile(io.BytesIO(small().to_bytes())) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
        assert archive.testzip() is None


def test_a_copy_goes_its_own_way() -> None:
    first = small()
    before = first.to_bytes()
    second = first.copy()
    second.replace("/word/document.xml", b"<b/>")
    second.add_part("/word/styles.xml", "application/xml", b"<s/>")
    second.relate("/word/document.xml", f"{RELATIONSHIPS}/styles", "/word/styles.xml")
    second.unrelate(ROOT, "rId1")
    assert first.to_bytes() == before
    assert first.main_part == "/word/document.xml"


def test_ids_count_up_and_one_target_has_one_id() -> None:
    package = small()
    source = "/word/document.xml"
    first = package.relate(source, f"{RELATIONSHIPS}/hyperlink", "https://a.example/", external=True)
    second = package.relate(source, f"{RELATIONSHIPS}/hyperlink", "https://b.example/", external=True)
    assert (first, second) == ("rId1", "rId2")
    assert package.relate(source, f"{RELATIONSHIPS}/hyperlink", "https://a.example/", external=True) == first
    assert package.copy().relate(source, f"{RELATIONSHIPS}/hyperlink", "https://c.example/", external=True) == "rId3"


def test_a_removed_relationship_s_id_is_not_mistaken_for_another() -> None:
    package = small()
    package.relate("/word/document.xml", "t", "https://a.example/", external=True)
    package.relate("/word/document.xml", "t", "https://b.example/", external=True)
    package.unrelate("/word/document.xml", "rId1")
    assert package.relate("/word/document.xml", "t", "https://a.example/", external=True) == "rId3"


def test_names_of_a_family_are_the_first_free_ones() -> None:
    package = small()
    package.add_part("/word/charts/chart2.xml", "application/xml", b"<c/>")
    pattern = "/word/charts/chart{}.xml"
    assert [package.add_part(package.next_name(pattern), "application/xml", b"<c/>") for _ in range(2)] == [
        "/word/charts/chart1.xml",
        "/word/charts/chart3.xml",
    ]


def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match="document"):
        small().add_part("/word/document.xml", MAIN, b"")


def test_pruning_drops_what_nothing_leads_to() -> None:
    package = small()
    for name in ("/word/a.xml", "/word/b.xml", "/word/c.xml"):
        package.add_part(name, "application/xml", b"<a/>")
    package.relate("/word/document.xml", "t", "/word/a.xml")
    package.relate("/word/a.xml", "t", "/word/document.xml")
    package.relate("/word/b.xml", "t", "/word/c.xml")
    package.prune()
    assert set(package.parts) == {"/word/document.xml", "/word/a.xml"}
    assert "/word/b.xml" not in package.relationships


def test_media_types_are_declared_by_extension_or_by_name() -> None:
    package = small()
    package.add_part("/word/media/image1.png", "image/png", b"png")
    package.add_part("/word/media/odd.png", "image/x-odd", b"odd")
    with zipfile.ZipFile(io.BytesIO(package.to_bytes())) as archive:
        types = archive.read("[Content_Types].xml").decode()
    assert '<Default Extension="png" ContentType="image/png"/>' in types
    assert '<Override PartName="/word/media/odd.png" ContentType="image/x-odd"/>' in types
    assert "image1" not in types


def test_targets_are_written_relative_and_links_escaped() -> None:
    package = small()
    package.add_part("/docProps/core.xml", "application/xml", b"<a/>")
    package.relate("/word/document.xml", "t", "/docProps/core.xml")
    package.relate("/word/document.xml", "t", 'https://a.example/?a=1&b="2"', external=True)
    with zipfile.ZipFile(io.BytesIO(package.to_bytes())) as archive:
        xml = archive.read("word/_rels/document.xml.rels").decode()
    assert 'Target="../docProps/core.xml"' in xml
    assert 'Target="https://a.example/?a=1&amp;b=&quot;2&quot;" TargetMode="External"' in xml
