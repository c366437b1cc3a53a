"""The versions that decide the bytes of files: of the builder, of LibreOffice, and of the fonts that it sets."""

from __future__ import annotations

import shutil
import subprocess
from importlib.metadata import version

from builder.office.libreoffice import office_version
from builder.office.part_reader import PartReader

__all__ = ["versions"]

_PATTERN = "%{family[0]}\\n%{fontversion}"
_UNIT = 65_536
"""fontconfig gives the version of a font as a fixed-point number with 16 bits after the point."""


def versions() -> list[str]:
    """Return lines with the versions of the builder, of LibreOffice if it is installed, and of the fonts in which
    LibreOffice sets those of the default templates, as fontconfig reports.
    """
    lines = [f"builder {version('bilingual-builder')}"]
    office = office_version()
    if office:
        lines.append(office)
        lines += [f"{font}: {match}" for font in _default_fonts() if (match := _match(font))]
    return lines


def _default_fonts() -> list[str]:
    from builder.pdf.fonts import theme_fonts
    from builder.templates.defaults import default_template

    parts = PartReader(default_template("docx").read_bytes())
    return sorted({font for _, font in theme_fonts(parts, parts.main_part)})


def _match(font: str) -> str:
    """Return the family and the version of the font that fontconfig gives for another; "" if it is not there."""
    program = shutil.which("fc-match")
    if program is None:
        return ""
    run = subprocess.run([program, "-f", _PATTERN, font], capture_output=True, text=True, check=False)
    family, _, number = run.stdout.partition("\n")
    return f"{family} {int(number) / _UNIT:.3f}" if run.returncode == 0 and number.isdecimal() else ""
