"""The Word package: names by counter, links in constant time, unreachable parts dropped, the same bytes each time."""

from __future__ import annotations

import io
import sys
import time
from collections import Counter

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from PIL import Image

from builder.office.word_package import WordPackage, WordRelationships


def opened() -> WordPackage:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return WordPackage.from_bytes(stream.getvalue())


def test_two_saves_are_equal_whenever_they_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    package = opened()
    first = package.to_bytes()
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert package.to_bytes() == first
    assert WordPackage.from_bytes(first).to_bytes() == first
    assert docx.Document(io.BytesIO(first)).styles["Heading 1"].name == "Heading 1"


def test_new_parts_take_the_first_unused_names() -> None:
    package = opened()
    chart = Part(PackURI("/word/charts/chart2.xml"), "application/xml", b"<c/>", package)
    package.main_document_part.relate_to(chart, "urn:chart")
    names = [str(package.next_partname("/word/charts/chart%d.xml")) for _ in range(3)]
    assert names == ["/word/charts/chart1.xml", "/word/charts/chart3.xml", "/word/charts/chart4.xml"]


def test_a_target_has_one_relationship() -> None:
    package = opened()
    index = WordRelationships(package.main_document_part)
    ids = [index.link(url) for url in ("https://a.example/", "https://b.example/", "https://a.example/")]
    assert ids[0] == ids[2] != ids[1]
    again = WordRelationships(WordPackage.from_bytes(package.to_bytes()).main_document_part)
    assert again.link("https://b.example/") == ids[1]


def test_unreachable_parts_are_not_saved() -> None:
    package = opened()
    part = Part(PackURI("/word/extra.xml"), "application/xml", b"<a/>", package)
    rid = package.main_document_part.relate_to(part, "urn:extra")
    assert b"word/extra.xml" in package.to_bytes()
    del package.main_document_part.rels[rid]
    assert b"word/extra.xml" not in package.to_bytes()


def test_many_links_take_linear_work() -> None:
    def calls(count: int) -> int:
        """The Python calls that adding so many links takes."""
        index = WordRelationships(opened().main_document_part)
        events: Counter[str] = Counter()
        before = sys.getprofile()
        sys.setprofile(lambda frame, event, argument: events.update((event,)))
        try:
            for number in range(count):
                index.link(f"https://example.org/{number}")
        finally:
            sys.setprofile(before)
        return events["call"]

    assert calls(2_000) < 20 * calls(200)


def test_settings_are_open_to_edits_through_python_docx() -> None:
    package = opened()
    package.document.settings.odd_and_even_pages_header_footer = True
    again = docx.Document(io.BytesIO(package.to_bytes()))
    assert again.settings.odd_and_even_pages_header_footer


def test_a_picture_that_the_package_has_is_found_again() -> None:
    first = opened()
    first.document.add_picture(io.BytesIO(picture("red")))
    package = WordPackage.from_bytes(first.to_bytes())
    package.document.add_picture(io.BytesIO(picture("red")))
    package.document.add_picture(io.BytesIO(picture("blue")))
    assert [str(part.partname) for part in package.iter_parts() if "/media/" in str(part.partname)] == [
        "/word/media/image1.png",
        "/word/media/image2.png",
    ]


def picture(colour: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), colour).save(stream, "PNG")
    return stream.getvalue()
