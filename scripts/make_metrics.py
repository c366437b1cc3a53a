"""Extract the metrics that measuring needs from font files into builder/typeset/metrics/.

    python scripts/make_metrics.py FOLDER…

Looks for the font files below the folders given (by file name) and writes one file per complete family. Needs fontTools
(`pip install -e '.[dev]'`). Advance widths are taken as they are. Kerning is left out: in running text it tightens far
more pairs than it opens, Office applies it only from the size that a run's `kern` names, and the spare that `fit.py`
keeps is larger than what it can add to a line.
"""

from __future__ import annotations

import sys
from array import array
from pathlib import Path

from fontTools.ttLib import TTFont

from builder.typeset.metrics_format import MISSING, FaceMetrics, code_points, pack

FAMILIES = {
    "carlito": "Carlito",
    "caladea": "Caladea",
    "liberation-sans": "LiberationSans",
    "liberation-sans-narrow": "LiberationSansNarrow",
    "liberation-serif": "LiberationSerif",
    "liberation-mono": "LiberationMono",
    "dejavu-sans": "DejaVuSans",
    "dejavu-serif": "DejaVuSerif",
    "open-sans": "OpenSans",
    "lato": "Lato",
    "roboto": "Roboto",
    "inter": "Inter",
}
STYLES = (("-Regular", ""), ("-Bold",), ("-Italic", "-Oblique"), ("-BoldItalic", "-BoldOblique"))
TARGET = Path(__file__).resolve().parent.parent / "builder" / "typeset" / "metrics"


def find(folders: list[Path], stem: str, styles: tuple[str, ...]) -> Path:
    """The font file of a style, by its name. Raises FileNotFoundError."""
    for folder in folders:
        for style in styles:
            for suffix in ("ttf", "otf"):
                for path in sorted(folder.rglob(f"{stem}{style}.{suffix}")):
                    return path
    raise FileNotFoundError(f"no {stem}{styles[0]} below {', '.join(map(str, folders))}")


def face(path: Path) -> FaceMetrics:
    """The metrics of one font file.

    The line is hhea's ascent, descent and gap unless the Windows metrics are taller: Office on Windows takes the larger
    of the two (Microsoft's OpenType recommendations, "OS/2 — usWinAscent"), except where the font says to use its
    typographic metrics.
    """
    font = TTFont(path, lazy=True)
    head, hhea, os2 = font["head"], font["hhea"], font["OS/2"]
    names, widths = font.getBestCmap(), font["hmtx"].metrics
    ascent, descent, gap = hhea.ascent, -hhea.descent, hhea.lineGap
    if os2.fsSelection & 0x80:
        ascent, descent, gap = os2.sTypoAscender, -os2.sTypoDescender, os2.sTypoLineGap
    elif os2.usWinAscent + os2.usWinDescent > ascent + descent + gap:
        ascent, descent, gap = os2.usWinAscent, os2.usWinDescent, 0
    advances = array("H", [widths[names[point]][0] if point in names else MISSING for point in code_points()])
    return FaceMetrics(head.unitsPerEm, ascent, descent, gap, advances)


def main(arguments: list[str]) -> int:
    """Write every family whose files are found; say which are not."""
    folders = [Path(argument) for argument in arguments]
    for name, stem in FAMILIES.items():
        try:
            faces = [face(find(folders, stem, styles)) for styles in STYLES]
        except FileNotFoundError as missing:
            print(f"{name}: left as it is ({missing})", file=sys.stderr)
            continue
        (TARGET / f"{name}.bin").write_bytes(pack(faces))
        print(f"{name}: {len(code_points())} code points", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
