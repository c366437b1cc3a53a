"""The ordered rules of each locale, with the authority for each (the sources are in docs/locales.md).

Order matters: apostrophes before quotation marks (`l'"effet"`), quotation marks before the spaces inside guillemets and
before the marks that follow them, high marks before low ones (`mot .;`), digit groups before units.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from builder.language import base_language, fallbacks
from builder.resolve.typography import bindings, rules
from builder.resolve.typography.passage import DIGIT
from builder.resolve.typography.rules import NARROW, NBSP, TypographyRule

__all__ = ["RuleSet", "rule_set"]


class RuleSet(NamedTuple):
    """The rules of a language, and a scan that returns True if a text has anything for them."""

    rules: tuple[TypographyRule, ...]
    candidate: re.Pattern[str]


class French(Struct, frozen=True):
    """The signs on which French-speaking countries differ."""

    high: str = NARROW
    """Before `; ! ?`: a thin no-break space [IN] [LACROUX]."""
    colon: str = NBSP
    """Before `:`: a full no-break space [IN, p. 149]."""
    inside: str = NBSP
    """Inside guillemets [IN]."""
    second: tuple[str, str] = ("“", "”")
    """Quotation marks inside a quotation."""
    percent: str = NBSP
    groups: str = NARROW


_FRENCH = {
    "fr": French(),  # France, and Belgium, Luxembourg and Africa as France
    "fr-CA": French(high="", groups=NBSP),  # [OQLF] [CLES]: nothing before ; ! ? and a no-break space before :
    # [ROMAND] thin before all four, thin inside guillemets [ANTIDOTE] [TYPST]; ‹ › second and 25% closed up [CLDR]
    "fr-CH": French(colon=NARROW, inside=NARROW, second=(f"‹{NARROW}", f"{NARROW}›"), percent=""),
}

_ENGLISH_CLOSED_DASH = "—"  # en-US, en-CA: em dash closed
_ENGLISH_SPACED_DASH = f"{NBSP}– "  # en-GB and the rest of the world: spaced en dash

# Quotation marks by language: first level, second level [CLDR delimiters]; the spaces inside are none.
_QUOTES: dict[str, tuple[tuple[str, str], ...]] = {
    "de": (("„", "“"), ("‚", "‘")),
    "de-CH": (("«", "»"), ("‹", "›")),
    "de-LI": (("«", "»"), ("‹", "›")),
    "it": (("«", "»"), ("“", "”")),
    "es": (("«", "»"), ("“", "”")),
    "pt": (("“", "”"), ("‘", "’")),
    "pt-PT": (("«", "»"), ("“", "”")),
    "nl": (("“", "”"), ("‘", "’")),
    "rm": (("«", "»"), ("‹", "›")),
    "lb": (("„", "“"), ("‚", "‘")),
    "da": (("“", "”"), ("‘", "’")),
    "nb": (("«", "»"), ("‘", "’")),
    "nn": (("«", "»"), ("‘", "’")),
    "no": (("«", "»"), ("‘", "’")),
    "sv": (("”", "”"), ("’", "’")),
    "fi": (("”", "”"), ("’", "’")),
    "ga": (("“", "”"), ("‘", "’")),
    "pl": (("„", "”"), ("«", "»")),
    "cs": (("„", "“"), ("‚", "‘")),
    "sk": (("„", "“"), ("‚", "‘")),
    "sl": (("„", "“"), ("‚", "‘")),
    "hr": (("„", "”"), ("‚", "’")),
    "hu": (("„", "”"), ("»", "«")),
    "ro": (("„", "”"), ("«", "»")),
    "bg": (("„", "“"), ("‘", "’")),
    "el": (("«", "»"), ("“", "”")),
    "et": (("„", "“"), ("‚", "‘")),
    "lv": (("“", "”"), ("‘", "’")),
    "lt": (("„", "“"), ("‚", "‘")),
    "ru": (("«", "»"), ("„", "“")),
    "uk": (("«", "»"), ("„", "“")),
    "ca": (("«", "»"), ("“", "”")),
}

_LATIN_APOSTROPHE = frozenset(
    {"it", "ca", "nl", "de", "pt", "lb", "rm", "ga"}
)  # languages that write U+2019 between letters

# fmt: off
_UNITS = frozenset({
    "km", "m", "cm", "mm", "µm", "nm", "dm", "km²", "m²", "cm²", "mm²", "m³", "cm³", "dm³", "ha", "kg", "g", "mg", "µg",
    "t", "kt", "Mt", "Gt", "l", "L", "hl", "hL", "cl", "cL", "ml", "mL", "o", "ko", "Mo", "Go", "To", "Po", "octet",
    "octets", "B", "kB", "KB", "MB", "GB", "TB", "PB", "bit", "bits", "Wh", "kWh", "MWh", "GWh", "TWh", "W", "kW", "MW",
    "GW", "TW", "Hz", "kHz", "MHz", "GHz", "V", "kV", "J", "kJ", "MJ", "GJ", "Pa", "hPa", "kPa", "MPa", "mA", "dB",
    "min", "ms", "s", "km/h", "m/s", "ppm", "px", "pt",
})
_CODES = frozenset({
    "EUR", "USD", "CAD", "GBP", "CHF", "JPY", "CNY", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "MAD", "XOF", "XAF",
})
_FRENCH_MONTHS = frozenset({
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre", "janv.", "févr.", "avr.", "juil.", "sept.", "oct.", "nov.", "déc.",
})
_FRENCH_FOLLOWERS = _UNITS | {
    "million", "millions", "milliard", "milliards", "billion", "billions", "mille", "milliers",
}
_ENGLISH_FOLLOWERS = _UNITS | {"thousand", "million", "billion", "trillion"}
_OTHER_FOLLOWERS = _UNITS | {"%", "‰", "€", "$", "£"}
_GERMAN_FOLLOWERS = _OTHER_FOLLOWERS | {"Million", "Millionen", "Milliarde", "Milliarden", "Mio.", "Mrd."}
# fmt: on
# fmt: off
_FRENCH_NUMBERED = frozenset({
        "n°", "N°", "n°s", "N°s", "nos", "Nos", "p.", "pp.", "P.", "art.", "Art.", "§", "§§", "fig.", "Fig.",
        "vol.", "Vol.", "chap.", "Chap.", "ch.", "tabl.", "Tabl.", "figure", "figures", "Figure", "Figures",
        "tableau", "tableaux", "Tableau", "Tableaux", "section", "sections", "Section", "Sections", "chapitre",
        "chapitres", "Chapitre", "Chapitres", "annexe", "annexes", "Annexe", "Annexes", "article", "articles",
        "Article", "Articles", "page", "pages", "Page", "Pages", "encadré", "encadrés", "Encadré", "Encadrés",
    })
_FRENCH_TITLES = frozenset({
        "M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Drs", "Pr", "Prs", "Me", "Mes",
    })
_ENGLISH_NUMBERED = (
    frozenset({
        "No.", "Nos.", "no.", "nos.", "p.", "pp.", "art.", "Art.", "§", "§§", "fig.", "figs.", "Fig.", "Figs.",
        "vol.", "Vol.", "ch.", "Ch.", "tab.", "Tab.", "figure", "figures", "Figure", "Figures", "table", "tables",
        "Table", "Tables", "section", "sections", "Section", "Sections", "chapter", "chapters", "Chapter",
        "Chapters", "annex", "annexes", "Annex", "Annexes", "article", "articles", "Article", "Articles", "page",
        "pages", "Page", "Pages", "Box",
    })
    | _CODES
)
_ENGLISH_TITLES = frozenset({
        "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof", "Prof.", "St", "St.",
    })
_GERMAN_NUMBERED = frozenset({
        "Nr.", "S.", "Art.", "Abs.", "§", "§§", "Abb.", "Tab.", "Kap.", "Abbildung", "Tabelle", "Kapitel",
        "Abschnitt", "Artikel", "Seite",
    })
# fmt: on
_GERMAN_ABBREVIATIONS = ("z. B.", "d. h.", "u. a.", "i. d. R.", "s. o.", "s. u.", "o. Ä.", "v. a.", "z. T.")


@lru_cache(maxsize=32)
def rule_set(language: str) -> RuleSet:
    """Return the rules of a language tag: the region's, else its language's, else the common ones."""
    base = base_language(language)
    if base == "fr":
        return _french(next(_FRENCH[tag] for tag in fallbacks(language) if tag in _FRENCH))
    if base == "en":
        american = language in ("en", "en-US", "en-CA")
        return _english(_ENGLISH_CLOSED_DASH if american else _ENGLISH_SPACED_DASH)
    return _other(language, base)


def _french(signs: French) -> RuleSet:
    own = (
        rules.single_spaces(),
        rules.apostrophes(),
        rules.ellipsis(),  # [IN]: one character, after the word
        rules.quotation_marks(((f"«{signs.inside}", f"{signs.inside}»"), signs.second), after_apostrophe=True),
        rules.guillemets("«", "»", signs.inside),
        *((rules.guillemets("‹", "›", NARROW),) if signs.second[0].startswith("‹") else ()),
        rules.high_marks({";": signs.high, "!": signs.high, "?": signs.high, ":": signs.colon}),
        rules.low_marks(),
        rules.ellipsis_closed(),
        rules.digit_groups(signs.groups),  # [IN]
        rules.percent(signs.percent),
        rules.money_after(),  # [IN] [OQLF]
        rules.degrees(),  # SI brochure, 5.4.3
        bindings.bind_after_figure(_FRENCH_FOLLOWERS, _CODES, _FRENCH_MONTHS),
        bindings.bind_words(_FRENCH_NUMBERED, _FRENCH_TITLES),  # [IN]
        bindings.bind_centuries(),
        bindings.bind_hours(),
        rules.double_hyphens(" – "),
        rules.asides(),  # house: the inner side is bound
    )
    return RuleSet(own, _candidate(own, _FRENCH_TITLES))


def _english(dash: str) -> RuleSet:
    own = (
        rules.single_spaces(),
        rules.ellipsis(),
        rules.double_hyphens(dash),
        rules.english_quotes(),
        rules.high_marks({";": "", "!": "", "?": "", ":": ""}),  # [CDN-STYLE] and every English guide
        rules.low_marks(),
        rules.percent(""),
        bindings.bind_after_figure(_ENGLISH_FOLLOWERS, _CODES),
        bindings.bind_words(_ENGLISH_NUMBERED, _ENGLISH_TITLES),  # [EU-EN] 7.3.3 for the codes of currencies
    )
    return RuleSet(own, _candidate(own, _ENGLISH_TITLES))


def _other(language: str, base: str) -> RuleSet:
    """Return the rules common to languages that space their words, with the language's quotation marks if known."""
    quotes = next((_QUOTES[tag] for tag in fallbacks(language) if tag in _QUOTES), None)
    german = base == "de"  # DIN 5008 for its abbreviations
    own = (
        rules.single_spaces(),
        *((rules.apostrophes(),) if base in _LATIN_APOSTROPHE else ()),
        *((rules.quotation_marks(quotes, after_apostrophe=base in ("it", "ca")),) if quotes else ()),
        bindings.bind_after_figure(_GERMAN_FOLLOWERS if german else _OTHER_FOLLOWERS, _CODES),
        bindings.bind_words(_GERMAN_NUMBERED | _CODES if german else _CODES, frozenset({"Dr.", "Prof."})),
        *((bindings.bind_abbreviations(_GERMAN_ABBREVIATIONS),) if german else ()),
    )
    return RuleSet(own, _candidate(own, frozenset({"Dr.", "Prof."})))


def _candidate(own: tuple[TypographyRule, ...], titles: frozenset[str]) -> re.Pattern[str]:
    """Return one pattern that matches in every text that any of the rules may change."""
    by_words = ("bind-words", "centuries", "hours", "single-spaces")  # after a figure, a full stop, or one of the words
    signs = frozenset(".0123456789" + DIGIT + NARROW + "§°").union(*(r.signs for r in own if r.name not in by_words))
    words = "|".join(re.escape(title) for title in sorted(titles))
    return re.compile(f"[{re.escape(''.join(sorted(signs)))}]|  |siècle|\\b(?:{words}) ")
