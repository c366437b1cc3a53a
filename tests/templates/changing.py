"""Change the XML inside an Office file that a library wrote."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

__all__ = ["changed"]


def changed(blob: bytes, change: Callable[[str, str], str | None]) -> bytes:
    """The file with each XML part as `change` gives it back for its name; None leaves the part out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content: bytes | None = old.read(name)
            if name.endswith((".xml", ".rels")) and content is not None:
                text = change(name, content.decode())
                content = text.encode() if text is not None else None
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()
