"""Pictures are known by their bytes: type, size, resolution; cut, disguised and monstrous ones are refused."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from builder.content.files import FileProblem
from builder.content.images import Picture, examine
from builder.content.model.blocks import ImageBlock
from builder.content.model.publication import Publication
from tests.hostile.pictures import chunk

FORMS = " (write a share such as 60%, or a length such as 8 cm, 80 mm or 3 in)"


def picture(kind: str, size: tuple[int, int] = (20, 10), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("JPEG", "jpeg"), ("GIF", "gif")])
def test_a_picture_is_measured(kind: str, suffix: str) -> None:
    measured = examine(picture(kind), f"un.{suffix}")
    assert (measured.media_type, measured.width, measured.height) == (f"image/{kind.lower()}", 20, 10)
    assert measured.dpi == (96.0, 96.0)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_its_resolution_is_read(kind: str) -> None:
    assert examine(picture(kind, dpi=(300, 150)), "un").dpi == pytest.approx((300, 150), abs=0.1)


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"optimize": True}, {"quality": 5, "exif": b"Exif\x00\x00" + b"x" * 99}]
)
def test_jpegs_of_all_kinds(options: dict[str, Any]) -> None:
    assert examine(picture("JPEG", (33, 44), **options), "un.jpg").height == 44


def test_an_unbelievable_resolution_is_that_of_a_screen() -> None:
    assert examine(picture("PNG", dpi=(1, 1)), "un.png").dpi == (96.0, 96.0)


def refused(blob: bytes, name: str = "un.png") -> str:
    with pytest.raises(FileProblem) as caught:
        examine(blob, name)
    return caught.value.message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_cut_picture_is_refused(kind: str) -> None:
    blob = picture(kind, (200, 100))
    for end in (4, 12, 20, len(blob) // 2, len(blob) - 3):
        assert refused(blob[:end], "un")


def test_a_damaged_picture_is_refused() -> None:
    blob = bytearray(picture("PNG"))
    blob[20] ^= 1
    assert refused(bytes(blob)) == "`un.png` is damaged or cut short"


def test_a_disguised_picture_is_refused() -> None:
    assert refused(picture("JPEG"), "un.png") == "`un.png` is a JPEG file"
    assert (
        refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
        == "`un.png` is not a PNG, JPEG, GIF, TIFF, WebP, BMP or SVG picture"
    )
    assert refused(b"MZ\x90\x00" * 30, "un.gif") == "`un.gif` is not a PNG, JPEG, GIF, TIFF, WebP, BMP or SVG picture"
    assert refused(b"", "un.gif") == "`un.gif` is not a PNG, JPEG, GIF, TIFF, WebP, BMP or SVG picture"


@pytest.mark.parametrize(
    ("width", "height", "said"), [(0, 5, "cut short"), (50_000, 10, "pixels"), (20_000, 20_000, "100 million")]
)
def test_a_bomb_is_refused(width: int, height: int, said: str) -> None:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    blob = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    assert said in refused(blob)


@given(st.binary(max_size=80), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b""]))
@settings(deadline=None)
def test_no_bytes_break_the_examination(blob: bytes, head: bytes) -> None:
    try:
        assert isinstance(examine(head + blob, "un"), Picture)
    except FileProblem as problem:
        assert problem.message


def test_a_picture_for_each_language(read: Callable[..., Publication]) -> None:
    block = (
        read(
            "sections:\n  - title: Un\n    blocks:\n      - image: {file: {fr: un.png, en: two.jpg}, alt: ''}\n",
            un__png=picture("PNG"),
            two__jpg=picture("JPEG", (7, 8)),
        )
        .sections[0]
        .blocks[0]
    )
    assert isinstance(block, ImageBlock)
    assert {tag: (file.name, file.width) for tag, file in block.image.files.items()} == {
        "fr": ("un.png", 20),
        "en": ("two.jpg", 7),
    }
    assert block.image.alt is not None and block.image.alt.entries[""].blocks == ()


@pytest.mark.parametrize(
    ("width", "message"),
    [
        ("60", "expected a share or a length, found `60` (write 60%, or 60 mm)"),
        ("'7,5 cm'", "expected a share or a length, found `7,5 cm` (write 7.5 cm)"),
        (
            "300px",
            "expected a share or a length, found `300px`" + FORMS,
        ),
        (
            "wide",
            "expected a share or a length, found `wide`" + FORMS,
        ),
        ("120%", "a width of 120% is outside 5% to 100% of the text (write a share such as 60%)"),
        ("0", "a width of 0 is outside 5% to 100% of the text (write a share such as 60%)"),
        (
            "8 mm2",
            "expected a share or a length, found `8 mm2`" + FORMS,
        ),
        ("1 mm", "a width of 1 mm is outside 5 mm to 1 m (check the unit)"),
        ("80 in", "a width of 80 in is outside 5 mm to 1 m (check the unit)"),
        ("[1, 2]", "`width`: expected a share or a length, found a list (write 60% or 8 cm)"),
        ("", "`width` is empty (add a value, or delete the line)"),
    ],
)
def test_a_width_that_is_none_is_reported_at_its_place(
    reported: Callable[..., list[str]], width: str, message: str
) -> None:
    yaml = f"sections:\n  - title: Un\n    blocks:\n      - image: {{file: un.png, alt: '', width: {width}}}\n"
    assert reported(yaml, un__png=picture("PNG")) == [f"6:47: {message}"]


def test_a_width_with_a_decimal_comma_is_reported_in_braces_too(reported: Callable[..., list[str]]) -> None:
    yaml = "sections:\n  - title: Un\n    blocks:\n      - image: {file: un.png, alt: '', width: 7,5 cm}\n"
    assert any("comma" in message or "7.5" in message for message in reported(yaml, un__png=picture("PNG")))


def test_a_bad_picture_is_reported_at_its_name(reported: Callable[..., list[str]]) -> None:
    said = reported(
        "sections:\n  - title: Un\n    blocks:\n      - image: {file: un.png, alt: {fr: '', en: x}}\n",
        un__png=b"nothing",
    )
    assert said == ["6:23: `un.png` is not a PNG, JPEG, GIF, TIFF, WebP, BMP or SVG picture (export it as PNG or JPEG)"]
