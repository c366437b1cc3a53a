"""Substitution of metrics for fonts.

Three cases. Fonts whose metrics are shipped, or that have a shipped metric twin, are exact. Other known fonts are
measured with their nearest relative, widened by a factor chosen on the safe side (lower case and figures were compared;
the larger ratio was rounded up), with their own line height. Any other font is treated as a wide one.
"""

from __future__ import annotations

from msgspec import Struct

__all__ = ["UNKNOWN", "Substitute", "heading_substitute", "substitute", "twins"]


class Substitute(Struct, frozen=True):
    """The metrics file to use, the factor for widths (`bold` separately for faces that are wider by more), and the line
    height in ems (None: the metrics' own).
    """

    metrics: str
    factor: float = 1.0
    line: float | None = None
    exact: bool = False
    bold: float | None = None


UNKNOWN = Substitute("liberation-sans", 1.12, 1.3)
"""Treatment of an unknown font: an eighth wider than Arial, as Verdana and Montserrat nearly are."""

_UNKNOWN_HEADING = Substitute("dejavu-serif", 1.05, 1.3)
"""Treatment of an unknown font of headings: the widest shipped font that is not monospaced, and a margin. Headings have
more capitals than text, and a line too many pushes into what is below."""
_HEADING_MARGIN = 1.04
"""Factor for headings in a font measured with a relative, whose own factor was chosen for lower case and figures."""

_EXACT = {
    "calibri": Substitute("carlito", exact=True),
    "carlito": Substitute("carlito", exact=True),
    "cambria": Substitute("caladea", line=1.172, exact=True),
    "caladea": Substitute("caladea", exact=True),
    "arial": Substitute("liberation-sans", exact=True),
    "helvetica": Substitute("liberation-sans", exact=True),
    "liberation sans": Substitute("liberation-sans", exact=True),
    "arimo": Substitute("liberation-sans", exact=True),
    "arial narrow": Substitute("liberation-sans-narrow", exact=True),
    "liberation sans narrow": Substitute("liberation-sans-narrow", exact=True),
    "times new roman": Substitute("liberation-serif", exact=True),
    "times": Substitute("liberation-serif", exact=True),
    "liberation serif": Substitute("liberation-serif", exact=True),
    "tinos": Substitute("liberation-serif", exact=True),
    "courier new": Substitute("liberation-mono", exact=True),
    "liberation mono": Substitute("liberation-mono", exact=True),
    "cousine": Substitute("liberation-mono", exact=True),
    "dejavu sans": Substitute("dejavu-sans", exact=True),
    "dejavu serif": Substitute("dejavu-serif", exact=True),
    "open sans": Substitute("open-sans", exact=True),
    "lato": Substitute("lato", exact=True),
    "roboto": Substitute("roboto", exact=True),
    "inter": Substitute("inter", exact=True),
}

_NEAR = {
    "aptos": Substitute("liberation-sans", 1.03, 1.3),
    "aptos display": Substitute("liberation-sans", 1.03, 1.3),
    "aptos narrow": Substitute("liberation-sans", 0.95, 1.3),
    "aptos serif": Substitute("liberation-serif", 1.18, 1.35),
    "arial black": Substitute("liberation-sans", 1.35, 1.411),
    "avenir": Substitute("liberation-sans", 1.04, 1.366),
    "avenir next": Substitute("liberation-sans", 1.05, 1.366),
    "avenir next lt pro": Substitute("liberation-sans", 1.05, 1.366),
    "bahnschrift": Substitute("liberation-sans", 1.0, 1.2),
    "barlow": Substitute("liberation-sans", 1.0, 1.2),
    "bierstadt": Substitute("liberation-sans", 1.03, 1.3),
    "book antiqua": Substitute("liberation-serif", 1.15, 1.25),
    "bookman old style": Substitute("liberation-serif", 1.32, 1.17),
    "calibri light": Substitute("carlito", 1.01),
    "candara": Substitute("liberation-sans", 1.0, 1.221),
    "century gothic": Substitute("liberation-sans", 1.13, 1.226),
    "century schoolbook": Substitute("liberation-serif", 1.2, 1.2),
    "comic sans ms": Substitute("liberation-sans", 1.12, 1.394),
    "consolas": Substitute("liberation-mono", 1.0, 1.171),
    "constantia": Substitute("liberation-serif", 1.18, 1.221),
    "corbel": Substitute("liberation-sans", 1.0, 1.221),
    "dm sans": Substitute("liberation-sans", 1.06, 1.302),
    "eb garamond": Substitute("liberation-serif", 1.02, 1.305),
    "fira sans": Substitute("liberation-sans", 1.05, 1.2),
    "franklin gothic book": Substitute("liberation-sans", 1.0, 1.133),
    "franklin gothic medium": Substitute("liberation-sans", 1.02, 1.133),
    "futura": Substitute("liberation-sans", 1.06, 1.3),
    "garamond": Substitute("liberation-serif", 1.0, 1.125),
    "gelasio": Substitute("liberation-serif", 1.24, 1.25, bold=1.43),
    "georgia": Substitute("liberation-serif", 1.24, 1.136, bold=1.43),
    "gill sans": Substitute("liberation-sans", 1.0, 1.2),
    "gill sans mt": Substitute("liberation-sans", 1.0, 1.2),
    "gill sans nova": Substitute("liberation-sans", 1.0, 1.2),
    "grandview": Substitute("liberation-sans", 1.12, 1.3),
    "helvetica neue": Substitute("liberation-sans", 1.02, 1.2),
    "ibm plex sans": Substitute("liberation-sans", 1.06, 1.3),
    "ibm plex serif": Substitute("liberation-serif", 1.22, 1.3),
    "impact": Substitute("liberation-sans", 1.0, 1.22),
    "lucida sans": Substitute("dejavu-sans", 1.0, 1.18),
    "lucida sans unicode": Substitute("dejavu-sans", 1.0, 1.54),
    "marianne": Substitute("liberation-sans", 1.1, 1.3),
    "merriweather": Substitute("dejavu-serif", 1.02, 1.257),
    "montserrat": Substitute("dejavu-sans", 1.05, 1.219),
    "neue haas grotesk text pro": Substitute("liberation-sans", 1.02, 1.3),
    "noto sans": Substitute("open-sans", 1.04, 1.362),
    "noto serif": Substitute("dejavu-serif", 1.0, 1.362),
    "nunito": Substitute("liberation-sans", 1.05, 1.364),
    "nunito sans": Substitute("liberation-sans", 1.05, 1.364),
    "oswald": Substitute("liberation-sans", 0.95, 1.482),
    "palatino": Substitute("liberation-serif", 1.15, 1.35),
    "palatino linotype": Substitute("liberation-serif", 1.15, 1.35),
    "perpetua": Substitute("liberation-serif", 1.0, 1.15),
    "playfair display": Substitute("liberation-serif", 1.18, 1.333),
    "poppins": Substitute("dejavu-sans", 1.03, 1.5),
    "pt sans": Substitute("liberation-sans", 1.0, 1.294),
    "pt serif": Substitute("liberation-serif", 1.2, 1.325),
    "raleway": Substitute("liberation-sans", 1.1, 1.174),
    "rockwell": Substitute("liberation-serif", 1.24, 1.175),
    "seaford": Substitute("liberation-sans", 1.04, 1.3),
    "segoe ui": Substitute("liberation-sans", 1.05, 1.33),
    "segoe ui light": Substitute("liberation-sans", 1.03, 1.33),
    "segoe ui semibold": Substitute("liberation-sans", 1.08, 1.33),
    "segoe ui semilight": Substitute("liberation-sans", 1.03, 1.33),
    "selawik": Substitute("liberation-sans", 1.05, 1.33),
    "sitka text": Substitute("liberation-serif", 1.25, 1.4),
    "source sans 3": Substitute("liberation-sans", 0.98, 1.257),
    "source sans pro": Substitute("liberation-sans", 0.98, 1.257),
    "source serif pro": Substitute("liberation-serif", 1.18, 1.257),
    "tahoma": Substitute("liberation-sans", 1.08, 1.207),
    "tenorite": Substitute("liberation-sans", 1.1, 1.33),
    "trebuchet ms": Substitute("liberation-sans", 1.05, 1.162),
    "tw cen mt": Substitute("liberation-sans", 0.98, 1.15),
    "ubuntu": Substitute("liberation-sans", 1.04, 1.149),
    "verdana": Substitute("dejavu-sans", 1.0, 1.215),
    "work sans": Substitute("liberation-sans", 1.1, 1.173),
}


def substitute(font: str) -> Substitute | None:
    """Return how to measure a font named as in Office, or None if nothing is known of it."""
    name = " ".join(font.lower().split())
    return _EXACT.get(name) or _NEAR.get(name)


def heading_substitute(font: str) -> Substitute:
    """Return how to measure headings in a font: wider than its text, unless it is measured exactly."""
    own = substitute(font)
    if own is None:
        return _UNKNOWN_HEADING
    if own.exact:
        return own
    bold = own.bold * _HEADING_MARGIN if own.bold else None
    return Substitute(own.metrics, own.factor * _HEADING_MARGIN, own.line, bold=bold)


def twins(font: str) -> tuple[str, ...]:
    """Return the names of the fonts that have the widths of a font, if it is one that is measured exactly."""
    own = _EXACT.get(" ".join(font.lower().split()))
    return tuple(name for name, other in _EXACT.items() if own is not None and other.metrics == own.metrics)
