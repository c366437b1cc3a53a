"""Drawings in SVG: what is drawn goes into the documents; what acts, fetches or tells of its author does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.content.files import FileProblem
from builder.content.picture_files import read_picture
from builder.content.svg import MAX_SVG, drawing_of
from tests.documents import png

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 200 100">'
)


def svg(inner: str = '<rect width="200" height="100" fill="#36c"/>', head: str = HEAD) -> bytes:
    return f"{head}{inner}</svg>".encode()


def copies(levels: int) -> str:
    """Groups that each copy the one before ten times."""
    groups = '<g id="g0"><path d="M0 0h1"/></g>'
    for level in range(1, levels + 1):
        groups += f'<g id="g{level}">' + f'<use href="#g{level - 1}"/>' * 10 + "</g>"
    return groups


DRAWN = {
    "a gradient": '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke: url( \'#a\' )"/>',
    "a copy": '<g id="g"/><use xlink:href="#g"/>',
    "a bitmap": '<image href="data:image/png;base64,AAAA" width="1" height="1"/>',
    "a style": "<style>.a { fill: #36c } </style><text class='a' xml:space='preserve'>Été  2024</text>",
    "a few copies of copies": copies(3),
}
REFUSED = {
    "a script": ("<script>alert(1)</script>", "the element `script` (line 1)"),
    "a handler": ('<rect onclick="x()"/>', "the event handler `onclick`"),
    "a page inside": ("<foreignObject><p>x</p></foreignObject>", "`foreignObject`"),
    "a bitmap elsewhere": ('<image xlink:href="https://a.org/x.png"/>', "another file or address"),
    "a local file": ('<image href="file:///etc/passwd"/>', "another file or address"),
    "a drawing in a drawing": ('<image href="data:image/svg+xml;base64,AAAA"/>', "another file or address"),
    "a copy from elsewhere": ('<use href="b.svg#a"/>', "another file or address"),
    "a style elsewhere": ("<style>@import 'a.css';</style>", "another file or address"),
    "a colour elsewhere": ('<rect fill="url(http://a.org/#b)"/>', "another file or address"),
    "a style after an element": ("<style>.a{}<g/>.b{fill:url(//a.org)}</style>", "another file or address"),
    "an escape": (r'<rect fill="\75rl(http://a.org)"/>', "a backslash"),
    "copies of copies": (copies(9), "more than 200,000 elements"),
    "a copy of itself": ('<g id="g"><use href="#g"/></g>', "more than 200,000 elements"),
    "what does not end": ("<g>", "is damaged"),
}


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_stays(name: str) -> None:
    drawing = drawing_of(svg(DRAWN[name]), "a.svg")
    before, after = etree.fromstring(svg(DRAWN[name])), etree.fromstring(drawing.blob)
    assert [(e.tag, dict(e.attrib), e.text) for e in after.iter()] == [
        (e.tag, dict(e.attrib), e.text) for e in before.iter()
    ]
    assert drawing.proportion == 2.0
    assert drawing_of(drawing.blob, "a.svg") == drawing


@pytest.mark.parametrize("name", REFUSED)
def test_what_acts_or_fetches_is_refused(name: str) -> None:
    inner, words = REFUSED[name]
    with pytest.raises(FileProblem) as caught:
        drawing_of(svg(inner), "a.svg")
    assert words in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("blob", "words"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("<text>&a;</text>"), "entities"),
        (svg().decode().encode("utf-16"), "not in UTF-8"),
        (b"\x1f\x8b" + bytes(20), "compressed"),
        (b"<svg/>", "not an SVG"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "not an SVG"),
        (b"", "damaged"),
        (svg("<g>" * 400 + "</g>" * 400), ""),
        (svg("<!--" + "x" * MAX_SVG + "-->"), "10 MB"),
    ],
)
def test_a_file_that_is_no_plain_drawing_is_refused(blob: bytes, words: str) -> None:
    with pytest.raises(FileProblem) as caught:
        drawing_of(blob, "a.svg")
    assert words in caught.value.message


def test_what_says_of_the_author_is_removed() -> None:
    inner = (
        "<!-- Anna --><metadata><a>Anna</a></metadata><inkscape:view name='Anna'/>"
        '<g inkscape:export-filename="/home/Anna/a.png"/>'
        '<text>mots<set attributeName="href" to="Anna"/> et mots</text>'
        '<a xlink:href="https://a.org/Anna"><rect width="1"/></a>'
    )
    doctype = b'<?xml-stylesheet href="Anna.css"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "Anna.dtd">'
    clean = drawing_of(doctype + svg(inner), "a.svg").blob
    assert b"Anna" not in clean and b"inkscape" not in clean
    assert "mots et mots" in clean.decode()


@pytest.mark.parametrize(
    ("head", "proportion"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="1cm">', 3.0),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="50">', 0.0),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0 0 9">', 0.0),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="un deux">', 0.0),
    ],
)
def test_its_proportions_are_read(head: str, proportion: float) -> None:
    assert drawing_of(svg("", head), "a.svg").proportion == pytest.approx(proportion)


def test_a_drawing_comes_with_its_twin(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(svg())
    (tmp_path / "a.png").write_bytes(png(400, 200))
    picture = read_picture(tmp_path, "a.svg")
    assert (picture.media_type, picture.width, picture.height) == ("image/png", 400, 200)
    assert picture.drawing == drawing_of(svg(), "a.svg").blob


def test_a_missing_or_different_twin_is_reported_at_its_place(reported: Callable[..., list[str]]) -> None:
    yaml = "sections:\n  - title: Un\n    blocks:\n      - image: {file: un.svg, alt: ''}\n"
    assert reported(yaml, un__svg=svg()) == [
        "6:23: `un.svg` needs the same drawing as `un.png`, for programs that do not show SVG "
        "(export it as PNG beside the drawing, 2,000 pixels wide)"
    ]
    assert reported(yaml, un__svg=svg(), un__png=png(300, 300)) == [
        "6:23: `un.png` is 1.00 times as wide as high, and `un.svg` 2.00 times (export the PNG again from the drawing)"
    ]


@given(st.data())
@settings(deadline=None)
def test_a_damaged_drawing_is_read_or_refused(data: st.DataObject) -> None:
    blob = bytearray(svg("".join(DRAWN.values())))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(blob) - 1))
        blob[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    try:
        clean = drawing_of(bytes(blob), "a").blob
    except FileProblem as problem:
        assert problem.message
    else:
        assert drawing_of(clean, "a").blob == clean
