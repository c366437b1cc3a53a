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
from builder.resolve.typography.nouns import NUMBERED_BY_ORDINAL, numbered_nouns
from builder.resolve.typography.passage import DIGIT
from builder.resolve.typography.quotes import Marks
from builder.resolve.typography.rules import NARROW, NBSP, TypographyRule
from builder.resolve.typography.telephone import bind_telephone_numbers

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
_QUOTES: dict[str, Marks] = {
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
    "km", "m", "cm", "mm", "µm", "nm", "dm", "km²", "m²", "cm²", "mm²", "m³", "cm³", "dm³",
    "km2", "m2", "cm2", "mm2", "m3", "cm3", "dm3", "ha", "kg", "g", "mg", "µg",
    "t", "kt", "Mt", "Gt", "l", "L", "hl", "hL", "cl", "cL", "ml", "mL", "o", "ko", "Mo", "Go", "To", "Po", "octet",
    "octets", "B", "kB", "KB", "MB", "GB", "TB", "PB", "bit", "bits", "Wh", "kWh", "MWh", "GWh", "TWh", "W", "kW", "MW",
    "GW", "TW", "Hz", "kHz", "MHz", "GHz", "V", "kV", "J", "kJ", "MJ", "GJ", "Pa", "hPa", "kPa", "MPa", "mA", "dB",
    "min", "ms", "s", "km/h", "m/s", "ppm", "px", "pt", "°C", "°F",
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
_ENGLISH_FOLLOWERS = _UNITS | {"thousand", "million", "billion", "trillion", "a.m", "p.m", "am", "pm"}
_OTHER_FOLLOWERS = _UNITS | {"%", "‰", "€", "$", "£"}
_GERMAN_FOLLOWERS = _OTHER_FOLLOWERS | {"Million", "Millionen", "Milliarde", "Milliarden", "Mio.", "Mrd."}
# fmt: on
# fmt: off
_FRENCH_NUMBERED = frozenset({
        "n°", "N°", "n°s", "N°s", "nº", "Nº", "nºs", "Nºs", "no", "No",
        "nos", "Nos", "p.", "pp.", "P.", "art.", "Art.", "§", "§§", "fig.", "Fig.",
        "vol.", "Vol.", "t.", "L.", "R.", "chap.", "Chap.", "ch.", "tabl.", "Tabl.", "figure", "figures",
        "Figure", "Figures",
        "tableau", "tableaux", "Tableau", "Tableaux", "section", "sections", "Section", "Sections", "chapitre",
        "chapitres", "Chapitre", "Chapitres", "annexe", "annexes", "Annexe", "Annexes", "article", "articles",
        "Article", "Articles", "page", "pages", "Page", "Pages", "encadré", "encadrés", "Encadré", "Encadrés",
    })
_FRENCH_TITLES = frozenset({
        "M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Drs", "Pr", "Prs", "Me", "Mes",
    })
_FRENCH_COURTESY = ("M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles")
_FRENCH_ABBREVIATIONS = (
    "p. ex.", "P. ex.", "i. e.", "av. J.-C.", "apr. J.-C.", "op. cit.", "loc. cit.", "s. d.", "s. l.", "N. B.", "P. S.",
    "et al.", "c. à d.",
)
_ENGLISH_NUMBERED = (
    frozenset({
        "No.", "Nos.", "no.", "nos.", "p.", "P.", "pp.", "Pp.", "art.", "Art.", "§", "§§", "fig.", "figs.", "Fig.",
        "Figs.", "vol.", "Vol.", "ch.", "Ch.", "tab.", "Tab.", "figure", "figures", "Figure", "Figures", "table",
        "tables", "Table", "Tables", "section", "sections", "Section", "Sections", "chapter", "chapters", "Chapter",
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
_ENGLISH_ABBREVIATIONS = ("e. g.", "i. e.", "et al.", "p. m.", "a. m.")
# fmt: off
_ABBREVIATIONS = {
    "de": ("z. B.", "d. h.", "u. a.", "i. d. R.", "s. o.", "s. u.", "o. Ä.", "v. a.", "z. T."),  # DIN 5008
    "es": ("p. ej.", "P. ej.", "EE. UU.", "a. m.", "p. m.", "a. C.", "d. C."),
    "it": ("p. es.", "P. es.", "a. C.", "d. C.", "s. d."),
    "nl": ("d. w. z.", "o. a.", "m. a. w."),
    "pt": ("p. ex.", "P. ex.", "a. C.", "d. C."),
}
_NUMBERED = {
    "es": frozenset({"n.º", "N.º", "nº", "Nº", "n.os", "núm.", "Núm.", "núms.", "pág.", "págs.", "Pág.", "p.", "P.",
                     "pp.", "art.", "arts.", "Art.", "fig.", "Fig.", "cap.", "vol.", "§"}),
    "it": frozenset({"n.", "N.", "nn.", "n°", "N°", "nº", "pag.", "pagg.", "Pag.", "p.", "P.", "pp.", "art.", "artt.",
                     "Art.", "fig.", "Fig.", "cap.", "vol.", "§"}),
    "nl": frozenset({"nr.", "Nr.", "nrs.", "no.", "blz.", "Blz.", "p.", "P.", "art.", "Art.", "afb.", "Afb.", "fig.",
                     "Fig.", "§"}),
    "pt": frozenset({"n.º", "N.º", "nº", "Nº", "n.os", "pág.", "págs.", "Pág.", "p.", "P.", "pp.", "art.",
                     "arts.", "fig.", "Fig.", "cap.", "vol.", "§"}),
}
_TITLES = {
    "de": frozenset({"Dr.", "Prof.", "St."}),
    "es": frozenset({"Sr.", "Sra.", "Sres.", "Sras.", "Srta.", "D.", "Dña.", "Dr.", "Dra.", "Prof."}),
    "it": frozenset({"Sig.", "sig.", "Sig.ra", "sig.ra", "Dott.", "dott.", "Dr.", "Prof.", "prof."}),
    "nl": frozenset({"dhr.", "Dhr.", "mevr.", "Mevr.", "mw.", "Mw.", "dr.", "Dr.", "prof.", "Prof."}),
    "pt": frozenset({"Sr.", "Sra.", "Srs.", "Sras.", "Dr.", "Dra.", "Prof."}),
}
_MONTHS = {
    "de": ("Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
           "November", "Dezember", "Jan.", "Feb.", "Apr.", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "setiembre",
           "octubre", "noviembre", "diciembre"),
    "it": ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
           "novembre", "dicembre"),
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"),
    "pt": ("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
           "novembro", "dezembro"),
}
# fmt: on
_BETWEEN_DAY_AND_MONTH = {"es": "de", "pt": "de"}
_CURRENCY_SIGNS = "€$£¥"


@lru_cache(maxsize=64)
def rule_set(language: str, quoted: bool = False) -> RuleSet:
    """Return the rules of a language tag: the region's, else its language's, else the common ones.

    `quoted` is for the paragraphs of a quotation whose own marks are printed: quotation marks in them are inner ones.
    """
    base = base_language(language)
    if base == "fr":
        return _french(next(_FRENCH[tag] for tag in fallbacks(language) if tag in _FRENCH), quoted)
    if base == "en":
        american = language in ("en", "en-US", "en-CA")
        return _english(_ENGLISH_CLOSED_DASH if american else _ENGLISH_SPACED_DASH, quoted)
    return _other(language, base, quoted)


def _french(signs: French, quoted: bool) -> RuleSet:
    marks = ((f"«{signs.inside}", f"{signs.inside}»"), signs.second)
    measures = _FRENCH_FOLLOWERS | _CODES | _FRENCH_MONTHS
    own = (
        rules.single_spaces(),
        rules.apostrophes(),
        rules.ellipsis(),  # [IN]: one character, after the word
        rules.quotation_marks(marks, after_apostrophe=True, inside=quoted),
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
        bindings.bind_nouns(numbered_nouns("fr"), measures, "fr"),
        bindings.bind_reigns("fr"),
        bindings.bind_courtesy(_FRENCH_COURTESY, ("le", "la", "les", "l’")),  # [IN]
        bindings.bind_ordinals(NUMBERED_BY_ORDINAL),  # [IN]
        bindings.bind_hours(),
        bindings.bind_abbreviations(_FRENCH_ABBREVIATIONS),
        bind_telephone_numbers(),
        rules.double_hyphens(" – "),
        rules.asides(),  # house: the inner side is bound
    )
    return RuleSet(own, _candidate(own, _FRENCH_TITLES))


def _english(dash: str, quoted: bool) -> RuleSet:
    own = (
        rules.single_spaces(),
        rules.ellipsis(),
        rules.double_hyphens(dash),
        rules.english_quotes(inside=quoted),
        rules.high_marks({";": "", "!": "", "?": "", ":": ""}),  # [CDN-STYLE] and every English guide
        rules.low_marks(),
        rules.percent(""),
        bindings.bind_after_figure(_ENGLISH_FOLLOWERS, _CODES),
        bindings.bind_words(_ENGLISH_NUMBERED, _ENGLISH_TITLES),  # [EU-EN] 7.3.3 for the codes of currencies
        bindings.bind_nouns(numbered_nouns("en"), _ENGLISH_FOLLOWERS | _CODES, "en"),
        bindings.bind_reigns("en"),
        bindings.bind_currency_before(_CURRENCY_SIGNS),
        bindings.bind_abbreviations(_ENGLISH_ABBREVIATIONS),
        bind_telephone_numbers(),
    )
    return RuleSet(own, _candidate(own, _ENGLISH_TITLES))


def _other(language: str, base: str, quoted: bool) -> RuleSet:
    """Return the rules common to languages that space their words, with the language's quotation marks if known."""
    quotes = next((_QUOTES[tag] for tag in fallbacks(language) if tag in _QUOTES), None)
    followers = _GERMAN_FOLLOWERS if base == "de" else _OTHER_FOLLOWERS
    months = _MONTHS.get(base, ())
    nouns = numbered_nouns(base)
    titles = _TITLES.get(base, frozenset({"Dr.", "Prof."}))
    numbered = _GERMAN_NUMBERED if base == "de" else _NUMBERED.get(base, frozenset())
    own = (
        rules.single_spaces(),
        *((rules.apostrophes(),) if base in _LATIN_APOSTROPHE else ()),
        *((rules.dutch_apostrophes(),) if base == "nl" else ()),
        *((rules.quotation_marks(quotes, base in ("it", "ca"), quoted),) if quotes else ()),
        bindings.bind_after_figure(followers, _CODES),
        bindings.bind_words(numbered | _CODES, titles),
        *((bindings.bind_nouns(nouns, followers | _CODES | set(months), base),) if nouns else ()),
        *((bindings.bind_reigns(base),) if nouns else ()),
        *((bindings.bind_dated_days(months, _BETWEEN_DAY_AND_MONTH.get(base, "")),) if months else ()),
        bindings.bind_currency_before(_CURRENCY_SIGNS),
        *((bindings.bind_abbreviations(_ABBREVIATIONS[base]),) if base in _ABBREVIATIONS else ()),
        bind_telephone_numbers(),
        *((rules.asides(),) if quotes else ()),
    )
    return RuleSet(own, _candidate(own, titles))


def _candidate(own: tuple[TypographyRule, ...], titles: frozenset[str]) -> re.Pattern[str]:
    """Return one pattern that matches in every text that any of the rules may change."""
    by_words = ("bind-words", "nouns", "reigns", "courtesy", "ordinals", "hours", "single-spaces")
    signs = frozenset(".0123456789" + DIGIT + NARROW + "§°").union(*(r.signs for r in own if r.name not in by_words))
    words = "|".join(re.escape(title) for title in sorted(titles))
    # What is bound follows a figure or a full stop, or is a title, a lone capital, a Roman numeral or an ordinal.
    lone = "(?: [A-ZÀ-ÖØ-ÞŒ](?![a-zà-öø-ÿœ]))|[IVX](?:e|er|re) "
    return re.compile(f"[{re.escape(''.join(sorted(signs)))}]|  |{lone}|\\b(?:{words}) ")
