"""What an open browser tab looks at."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

__all__ = ["VIEWS", "Audience", "ViewName"]

ViewName = Literal["text", "slides", "pages"]
VIEWS: tuple[ViewName, ...] = ("text", "slides", "pages")
"""The views in the order of their tabs."""


class Audience(Struct, frozen=True):
    """A view in a language of the page."""

    view: ViewName
    language: str
