"""Location of the templates that come with the builder."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

__all__ = ["default_template"]

_NAMES = {"docx": "brief.docx", "pptx": "deck.pptx"}


@cache
def default_template(kind: Literal["docx", "pptx"]) -> Path:
    """Return the builder's own template: in a wheel beside the code, in a checkout in the repository's `templates/`."""
    package = Path(__file__).resolve().parent.parent
    bundled = package / "bundled" / "templates" / _NAMES[kind]
    return bundled if bundled.is_file() else package.parent / "templates" / _NAMES[kind]
