"""A fontconfig file of the tests' own, so that LibreOffice sets every file in the same open fonts on any machine.

The machine's own rules are left out: a machine with Noto or with Microsoft's fonts would break lines elsewhere.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

__all__ = ["SUBSTITUTES", "font_environment"]

SUBSTITUTES = {
    "Carlito": ("Calibri", "Calibri Light", "Aptos"),
    "Caladea": ("Cambria",),
    "Liberation Sans": ("Arial", "Helvetica", "Segoe UI", "sans-serif"),
    "Liberation Sans Narrow": ("Arial Narrow",),
    "Liberation Serif": ("Times New Roman", "Times", "Garamond", "serif"),
    "Liberation Mono": ("Courier New", "Courier"),
    "DejaVu Sans": ("Verdana", "Tahoma", "Franklin Gothic Book"),
    "DejaVu Sans Mono": ("Consolas", "Menlo", "monospace"),
    "DejaVu Serif": ("Georgia",),
    "OpenSymbol": ("Symbol", "Wingdings"),
}
"""The open font for each family that the templates and the tests' publications name; metrics are equal or wider."""

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/lib/libreoffice/share/fonts",
    "/opt/homebrew/share/fonts",
    "/Library/Fonts",
)


def font_environment(folder: Path) -> dict[str, str]:
    """Write `fonts.conf` and its cache to `folder`; return the environment variables that make programs use it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "fonts.conf"
    file.write_text(_configuration(folder / "cache"), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(file), "FONTCONFIG_PATH": str(folder)}


def _configuration(cache: Path) -> str:
    directories = [*FOLDERS, str(Path("~/.local/share/fonts").expanduser()), str(Path("~/.fonts").expanduser())]
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
        "<fontconfig>",
        *(f"<dir>{escape(directory)}</dir>" for directory in directories),
        f"<cachedir>{escape(str(cache))}</cachedir>",
        "<selectfont>",
        *(f"<rejectfont>{_pattern('scalable', f'<bool>{value}</bool>')}</rejectfont>" for value in ("true", "false")),
        "<acceptfont>",
        *(_pattern("family", f"<string>{name}</string>") for name in SUBSTITUTES),
        "</acceptfont>",
        "</selectfont>",
        *(_match(family, name) for name, families in SUBSTITUTES.items() for family in families),
        *_fallback("DejaVu Sans", "Liberation Sans"),
        "</fontconfig>",
    ]
    return "\n".join(lines) + "\n"


def _pattern(name: str, value: str) -> str:
    return f'<pattern><patelt name="{name}">{value}</patelt></pattern>'


def _match(family: str, substitute: str) -> str:
    return (
        f'<match target="pattern"><test name="family" qual="any" compare="eq"><string>{family}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{substitute}</string></edit></match>'
    )


def _fallback(*families: str) -> list[str]:
    return [
        f'<match target="pattern"><edit name="family" mode="append_last"><string>{family}</string></edit></match>'
        for family in families
    ]
