"""Pictures reach Office as they must be shown: upright, in colours that it reads, without what the author did not mean
to publish; and unchanged byte for byte where nothing of that is needed.
"""

from __future__ import annotations

import io
import warnings
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from builder.content.files import FileProblem
from builder.content.images import Picture, examine
from tests.marking import sampled

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
SECRETS = (b"Canon EOS", b"Anna Secret", b"48.8566")
FORMATS = {"JPEG": "jpg", "PNG": "png", "TIFF": "tif", "WEBP": "webp", "BMP": "bmp", "GIF": "gif"}


def quarters(size: tuple[int, int] = (64, 32)) -> Image.Image:
    """Red and green above, blue and white below."""
    width, height = size
    image = Image.new("RGB", size, WHITE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(**tags: Any) -> bytes:
    data = Image.Exif()
    numbers = {"orientation": 0x0112, "model": 0x0110, "artist": 0x013B, "description": 0x010E}
    for name, value in tags.items():
        data[numbers[name]] = value
    return data.tobytes()


def as_held(image: Image.Image, orientation: int) -> Image.Image:
    """The pixels that a camera held in that way writes: turning them by the orientation gives the image back."""
    turn = Image.Transpose
    turns = {
        2: turn.FLIP_LEFT_RIGHT,
        3: turn.ROTATE_180,
        4: turn.FLIP_TOP_BOTTOM,
        5: turn.TRANSPOSE,
        6: turn.ROTATE_90,
        7: turn.TRANSVERSE,
        8: turn.ROTATE_270,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def opened(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.blob))
    image.load()
    assert Image.MIME[image.format or ""] == picture.media_type
    assert image.size == (picture.width, picture.height)
    return image


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours of the four quarters, in rows."""
    width, height = image.size
    places = [(across * width // 4, down * height // 4) for down in (1, 3) for across in (1, 3)]
    colours = image.convert("RGB")
    return [colours.getpixel(place) for place in places]  # type: ignore[misc]


def assert_quarters(picture: Picture, within: int = 12) -> None:
    for colour, expected in zip(corners(opened(picture)), (RED, GREEN, BLUE, WHITE), strict=True):
        assert all(abs(own - wanted) <= within for own, wanted in zip(colour, expected, strict=True)), colour


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_picture_stands_as_the_camera_was_held(kind: str, orientation: int) -> None:
    held = as_held(quarters(), orientation)
    options: dict[str, Any] = {"dpi": (200, 100) if orientation < 5 else (100, 200)} if kind != "WEBP" else {}
    picture = examine(saved(held, kind, exif=exif(orientation=orientation), **options), f"a.{FORMATS[kind]}")
    assert (picture.width, picture.height, picture.full_size) == (64, 32, None)
    assert_quarters(picture)
    assert not dict(opened(picture).getexif())
    if kind != "WEBP":
        assert picture.dpi == pytest.approx((200, 100), abs=0.5)


def test_a_turned_photograph_keeps_its_quality_and_its_size() -> None:
    noise = Image.effect_mandelbrot((320, 240), (-2, -1, 1, 1), 90).convert("RGB")
    blob = saved(noise, "JPEG", quality=80, subsampling=2, exif=exif(orientation=3))
    turned = examine(blob, "a.jpg")
    assert 0.8 < len(turned.blob) / len(blob) < 1.2
    with Image.open(io.BytesIO(blob)) as before:
        assert opened(turned).quantization == before.quantization  # type: ignore[attr-defined]


def secret(kind: str) -> bytes:
    """A picture with a place, a camera and an author, in every part of the format that may hold them."""
    tags = exif(model="Canon EOS", artist="Anna Secret", description="48.8566")
    if kind == "JPEG":
        plain = saved(quarters(), kind, exif=tags, comment=b"Anna Secret", dpi=(120, 120))
        notes = b"\xff\xed\x00\x1bPhotoshop 3.0\x00Anna Secret"
        return plain[:2] + notes + plain[2:] + b"film of Anna Secret"
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Author", "Anna Secret")
        info.add_itxt("XML:com.adobe.xmp", "<x>48.8566</x>", zip=False)
        return saved(quarters(), kind, exif=tags, pnginfo=info, dpi=(120, 120)) + b"film of Anna Secret"
    if kind == "GIF":
        return saved(quarters(), kind, comment=b"Anna Secret, Canon EOS, 48.8566")
    return saved(quarters(), kind, exif=tags)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "WEBP"])
def test_place_device_and_author_are_removed(kind: str) -> None:
    blob = secret(kind)
    assert any(word in blob for word in SECRETS)
    picture = examine(blob, f"a.{FORMATS[kind]}")
    assert not any(word in picture.blob for word in SECRETS)
    assert_quarters(picture)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_removing_the_metadata_leaves_each_pixel(kind: str) -> None:
    blob = secret(kind)
    with Image.open(io.BytesIO(blob)) as before:
        assert list(opened(examine(blob, "a")).convert("RGB").tobytes()) == list(before.convert("RGB").tobytes())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_a_picture_that_needs_nothing_is_embedded_as_it_is(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    blob = saved(quarters(), kind, **({} if kind == "GIF" else {"icc_profile": profile, "dpi": (120, 120)}))
    blob = examine(blob, "a").blob  # Pillow's own comments, if it writes any
    assert examine(blob, "a").blob is blob


def test_a_preview_in_the_header_is_removed() -> None:
    plain = saved(quarters(), "JPEG", dpi=(120, 120))
    assert plain[2:4] == b"\xff\xe0" and plain[4:6] == b"\x00\x10"
    preview = b"Anna Secret!" * 3
    header = b"\xff\xe0" + (16 + len(preview)).to_bytes(2, "big") + plain[6:18] + b"\x04\x03" + preview
    picture = examine(plain[:2] + header + plain[20:], "a.jpg")
    assert picture.blob == plain
    assert picture.dpi == (120, 120)


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_with_restart_markers_and_several_scans(progressive: bool) -> None:
    noise = Image.effect_noise((97, 61), 80).convert("RGB")
    blob = saved(noise, "JPEG", progressive=progressive, quality=97, exif=exif(model="Canon EOS"))
    picture = examine(blob, "a.jpg")
    with Image.open(io.BytesIO(blob)) as before:
        assert opened(picture).tobytes() == before.tobytes()
    assert b"Canon" not in picture.blob


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("CMYK", "JPEG"),
        ("CMYK", "TIFF"),
        ("P", "TIFF"),
        ("P", "BMP"),
        ("RGBA", "TIFF"),
        ("RGB", "BMP"),
        ("LAB", "TIFF"),
    ],
)
def test_colours_become_those_of_screens(mode: str, kind: str) -> None:
    image = quarters()
    if mode == "LAB":
        lab, screen = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, screen, lab, outputMode="LAB")
        assert converted is not None
        image = converted
    else:
        image = image.quantize(4) if mode == "P" else image.convert(mode)
    picture = examine(saved(image, kind), f"a.{FORMATS[kind]}")
    assert opened(picture).mode in ("RGB", "P")
    assert_quarters(picture, within=30 if mode == "LAB" else 12)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_of_grey_keep_their_tones(kind: str) -> None:
    image = Image.new("I;16", (3, 1))
    for place, value in enumerate((0, 0x8000, 0xFFFF)):
        image.putpixel((place, 0), value)
    picture = examine(saved(image, kind), f"a.{FORMATS[kind]}")
    assert opened(picture).mode == "L" and picture.blob[24] == 8
    assert opened(picture).tobytes() == b"\x00\x80\xff"


def test_measured_values_show_from_black_to_white() -> None:
    image = Image.new("F", (3, 1))
    for place, value in enumerate((-5.0, 0.0, 5.0)):
        image.putpixel((place, 0), value)
    levels = opened(examine(saved(image, "TIFF"), "a.tif")).tobytes()
    assert levels[0] == 0 and levels[1] in (127, 128) and levels[2] == 255


def test_transparency_stays() -> None:
    image = quarters().convert("RGBA")
    image.putpixel((3, 3), (0, 0, 0, 0))
    for kind in ("PNG", "TIFF", "WEBP"):
        picture = examine(saved(image, kind), f"a.{FORMATS[kind]}")
        assert picture.media_type == "image/png"
        assert opened(picture).convert("RGBA").getpixel((3, 3))[3] == 0  # type: ignore[index]


def test_a_photograph_of_a_format_without_loss_becomes_jpeg_and_a_drawing_png() -> None:
    photograph = Image.effect_noise((700, 700), 90).convert("RGB")
    assert examine(saved(photograph, "TIFF"), "a.tif").media_type == "image/jpeg"
    assert examine(saved(quarters((700, 700)), "TIFF"), "a.tif").media_type == "image/png"


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "TIFF"])
def test_the_first_of_several_frames_is_shown(kind: str) -> None:
    others = [Image.new("RGB", (64, 32), colour) for colour in (GREEN, BLUE)]
    blob = saved(quarters(), kind, save_all=True, append_images=others, **({"duration": 90} if kind != "TIFF" else {}))
    picture = examine(blob, f"a.{FORMATS[kind]}")
    assert picture.frames == 3
    assert getattr(opened(picture), "n_frames", 1) == 1
    assert_quarters(picture)


@pytest.mark.parametrize("kind", sampled(["JPEG", "PNG", "WEBP"], "JPEG"))
def test_a_huge_picture_is_reduced_and_keeps_its_size_on_paper(kind: str) -> None:
    options: dict[str, Any] = {} if kind == "WEBP" else {"dpi": (600, 600)}
    picture = examine(saved(quarters((5000, 2500)), kind, **options), f"a.{FORMATS[kind]}")
    assert (picture.width, picture.height) == (4096, 2048)
    assert picture.full_size == (5000, 2500)
    assert picture.width / picture.dpi[0] == pytest.approx(5000 / (96 if kind == "WEBP" else 600), rel=0.01)
    assert_quarters(picture)


@pytest.mark.full
def test_a_huge_turned_picture_is_reduced_as_it_stands() -> None:
    held = as_held(quarters((2500, 5000)), 6)
    picture = examine(saved(held, "JPEG", exif=exif(orientation=6)), "a.jpg")
    assert (picture.width, picture.height, picture.full_size) == (2048, 4096, (2500, 5000))
    assert_quarters(picture)


def test_the_same_picture_gives_the_same_bytes() -> None:
    for kind in ("TIFF", "WEBP", "BMP"):
        blob = saved(quarters(), kind)
        assert examine(blob, "a") == examine(bytes(bytearray(blob)), "a")


@given(st.sampled_from(sorted(FORMATS)), st.data())
@settings(deadline=None, max_examples=120)
def test_a_damaged_picture_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    blob = bytearray(secret(kind) if kind != "BMP" else saved(quarters(), kind))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(blob) - 1))
        blob[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.one_of(st.just(len(blob)), st.integers(0, len(blob))))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            picture = examine(bytes(blob[:end]), "a")
        except FileProblem as problem:
            assert problem.message.startswith("`a` ")
        else:
            assert picture.media_type in ("image/png", "image/jpeg", "image/gif")
