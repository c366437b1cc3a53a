"""BCP 47 language tags: their form, their fallbacks, and the full tag that Office files need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

__all__ = [
    "base_language",
    "declared_tags",
    "fallbacks",
    "is_language_tag",
    "normalise_tag",
    "office_tag",
    "reads_right_to_left",
    "region",
]

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*\Z")

_RIGHT_TO_LEFT = ("ar", "he", "fa", "ur", "yi")

# The region that Office assumes when a tag has none (CLDR likely subtags for the most frequent languages).
_LIKELY_REGION = {
    "fr": "FR", "en": "US", "de": "DE", "it": "IT", "es": "ES", "pt": "PT", "nl": "NL", "rm": "CH", "lb": "LU",
    "ga": "IE", "sv": "SE", "da": "DK", "nb": "NO", "nn": "NO", "fi": "FI", "et": "EE", "lv": "LV", "lt": "LT",
    "pl": "PL", "cs": "CZ", "sk": "SK", "sl": "SI", "hr": "HR", "hu": "HU", "ro": "RO", "bg": "BG", "el": "GR",
    "mt": "MT", "iu": "CA", "ar": "SA", "zh": "CN", "ja": "JP", "ko": "KR", "ru": "RU", "uk": "UA", "tr": "TR",
    "ca": "ES", "eu": "ES", "gl": "ES", "oc": "FR", "br": "FR", "co": "FR", "cy": "GB", "gd": "GB", "fy": "NL",
    "is": "IS", "fo": "FO", "sq": "AL", "sr": "RS", "bs": "BA", "mk": "MK", "be": "BY", "hy": "AM", "ka": "GE",
    "he": "IL", "fa": "IR", "hi": "IN", "th": "TH", "vi": "VN", "id": "ID", "sw": "KE", "af": "ZA", "la": "VA",
}  # fmt: skip


def is_language_tag(text: str) -> bool:
    """Return True if `text` has the form of a language tag (`fr`, `fr-CA`, `zh-Hant-TW`)."""
    return _TAG.match(text) is not None


def normalise_tag(tag: str) -> str:
    """Return the tag in its usual case: `fr-CA` for `FR-ca`, `zh-Hant` for `zh-hant` (RFC 5646, section 2.1.1)."""
    head, *rest = tag.replace("_", "-").split("-")
    parts = [p.title() if len(p) == 4 and p.isalpha() else p.upper() if len(p) <= 3 else p.lower() for p in rest]
    return "-".join([head.lower(), *parts])


def base_language(tag: str) -> str:
    """Return the language without script and region: `fr` for `fr-CA`."""
    return tag.split("-", 1)[0]


@lru_cache(maxsize=256)
def fallbacks(tag: str) -> tuple[str, ...]:
    """Return the tags whose texts may be used, nearest first: `("fr-CA", "fr")` for `fr-CA`."""
    parts = tag.split("-")
    return tuple("-".join(parts[:n]) for n in range(len(parts), 0, -1))


def declared_tags(tag: str, declared: Sequence[str]) -> list[str]:
    """Return the tags that a wanted tag stands for in a publication; none if it does not have the language.

    A wanted tag is declared itself or through its base language (`fr-CA` where `fr` is declared), or it is a range
    that stands for each declared tag which it begins (`fr` for `fr-CA` and `fr-CH`; RFC 4647, basic filtering).
    """
    if is_language_tag(tag) and set(fallbacks(tag)) & set(declared):
        return [tag]
    return [known for known in declared if tag in fallbacks(known)]


def region(tag: str) -> str:
    """Return the region of a tag, or "": `CA` for `fr-CA`."""
    return next((p for p in tag.split("-")[1:] if len(p) == 2 or p.isdigit()), "")


def reads_right_to_left(tag: str) -> bool:
    """Return True if the language is written from right to left."""
    return base_language(tag) in _RIGHT_TO_LEFT


def office_tag(tag: str) -> str:
    """Return the tag with a region, as Office files need it: `fr-FR` for `fr`, `en-US` for `en`."""
    if region(tag):
        return tag
    likely = _LIKELY_REGION.get(base_language(tag))
    return f"{tag}-{likely}" if likely else tag
