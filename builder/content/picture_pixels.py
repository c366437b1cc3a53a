"""Draw a picture again with Pillow: turned as the camera says, in colours that Office reads, no larger than pages
need.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

__all__ = ["LONGEST_SIDE", "Redrawn", "orientation_of", "redraw"]

LONGEST_SIDE = 4096
"""Pixels of the longest side: 346 an inch over the length of an A4 page (print asks for 300), and a screen of 4K."""
_HEAVY = 300_000
"""Bytes, from which a PNG with more than a byte a pixel is a photograph, and JPEG is meant for those."""
_QUALITY = 92
_ORIENTATION = 0x0112
_ACROSS = frozenset((5, 6, 7, 8))
"""The orientations that exchange width and height (Exif 2.32, tag 274)."""
_OFFICE_MODES = frozenset(("1", "L", "P", "LA", "RGB", "RGBA"))
_OTHER_MODES = {"PA": "RGBA", "RGBa": "RGBA", "La": "LA", "RGBX": "RGB", "YCbCr": "RGB", "HSV": "RGB"}
_PROFILE_SPACES = {b"RGB ": ("RGB", "RGBA", "P"), b"GRAY": ("L", "LA")}


class Redrawn(Struct, frozen=True):
    """A picture drawn again: its file, media type and size; the size that it had before it was reduced; `across` if the
    file's width is now its height.
    """

    blob: bytes
    media_type: str
    width: int
    height: int
    full_size: tuple[int, int]
    across: bool


def orientation_of(image: ImageFile) -> int:
    """Return how the camera was held, from 1 (as the pixels are) to 8; 1 if the file does not say it in earnest."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # damaged Exif data make Pillow raise errors of many kinds; the pixels may be whole
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def redraw(image: ImageFile, *, lossy: bool) -> Redrawn:
    """Return the picture as a JPEG or PNG file without metadata. `lossy` pictures without transparency become JPEG."""
    from PIL.Image import Resampling

    orientation = orientation_of(image)
    opened = image.size
    target = _reduced(opened)
    if target != opened:
        image.draft("RGB", target)
    coding = _jpeg_coding(image) if target == opened else {}
    image.load()
    across = orientation in _ACROSS
    turns = 1 if image.format == "TIFF" else orientation  # Pillow has turned a TIFF as it loaded it
    if turns in _ACROSS or image.size == opened[::-1]:
        opened, target = opened[::-1], target[::-1]
    profile = image.info.get("icc_profile") or b""
    coded_in = image.mode
    drawn, profile = _in_office_colours(_turned(image, turns), profile)
    if drawn.size != target:
        drawn = _smooth(drawn).resize(target, Resampling.LANCZOS, reducing_gap=3.0)
    drawn = _without_idle_alpha(drawn)
    blob, media_type = _saved(drawn, profile, lossy, coding if drawn.mode == coded_in else {})
    return Redrawn(blob, media_type, drawn.width, drawn.height, opened, across)


def _reduced(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, LONGEST_SIDE / max(size))
    return (max(1, round(size[0] * scale)), max(1, round(size[1] * scale))) if scale < 1 else size


def _jpeg_coding(image: ImageFile) -> dict[str, Any]:
    """Return the tables and the sampling of a JPEG file: with the same, a turned one loses next to nothing."""
    if image.format != "JPEG" or image.mode not in ("L", "RGB"):
        return {}
    from PIL.JpegImagePlugin import get_sampling

    sampling = get_sampling(image)
    tables = getattr(image, "quantization", {})
    return {"qtables": list(tables.values()), "subsampling": 0 if sampling == 1 else sampling} if tables else {}


def _turned(image: Image, orientation: int) -> Image:
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def _in_office_colours(image: Image, profile: bytes) -> tuple[Image, bytes]:
    """Return the picture in 8 bits of grey or RGB, and the profile if it still describes its colours."""
    if image.mode in ("CMYK", "LAB"):
        return _from_print_colours(image, profile), b""
    if image.mode == "F":
        return _from_range(image), b""
    if image.mode.startswith("I"):
        image = _from_16_bits(image)
    elif image.mode not in _OFFICE_MODES:
        image = image.convert(_OTHER_MODES.get(image.mode, "RGB"))
    fits = image.mode in _PROFILE_SPACES.get(profile[16:20], ())
    return image, profile if fits else b""


def _from_print_colours(image: Image, profile: bytes) -> Image:
    """Return CMYK or Lab colours as sRGB, by the picture's own profile if it has a usable one."""
    from PIL import ImageCms

    try:
        if image.mode == "LAB":
            source = ImageCms.createProfile("LAB")
        elif profile[16:20] == b"CMYK":
            source = ImageCms.ImageCmsProfile(BytesIO(profile)).profile
        else:
            return image.convert("RGB")
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image.convert("RGB") if image.mode == "CMYK" else image.getchannel(0)
    return converted if converted is not None else image


def _from_16_bits(image: Image) -> Image:
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _from_range(image: Image) -> Image:
    """Return measured values (a mode without a scale of its own) from the least in black to the greatest in white."""
    low, high = cast(tuple[float, float], image.getextrema())
    factor = 255 / (high - low) if high > low else 0.0
    return image.point(lambda value: value * factor - low * factor).convert("L")


def _smooth(image: Image) -> Image:
    """Return the picture in a mode whose pixels can be mixed."""
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image.convert("L") if image.mode == "1" else image


def _without_idle_alpha(image: Image) -> Image:
    if image.mode in ("RGBA", "LA") and image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB" if image.mode == "RGBA" else "L")
    return image


def _saved(image: Image, profile: bytes, lossy: bool, coding: dict[str, Any]) -> tuple[bytes, str]:
    """Return the file and its media type. Only colours and transparency of what Pillow knows of the picture go in."""
    transparency = image.info.get("transparency")
    image.info = {} if transparency is None else {"transparency": transparency}
    opaque = image.mode in ("L", "RGB") and transparency is None
    if not (lossy and opaque):
        blob = _file(image, "PNG", icc_profile=profile or None)
        if not opaque or len(blob) < _HEAVY or len(blob) < image.width * image.height:
            return blob, "image/png"
    options = coding or {"quality": _QUALITY}
    return _file(image, "JPEG", icc_profile=profile or None, **options), "image/jpeg"


def _file(image: Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
