"""The ordered rules of each locale, with the authority for each (the sources stand in docs/locales.md).

Order matters: apostrophes before quotation marks (`l'"effet"`), quotation marks before the spaces inside guillemets and
before the marks that follow them, digit groups before units.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from builder.language import base_language, fallbacks
from builder.resolve.typography import rules
from builder.resolve.typography.rules import NARROW, NBSP, Rule

__all__ = ["RuleSet", "rule_set"]


class RuleSet(NamedTuple):
    """The rules of a language, and the scan that tells whether a text has anything for them."""

    rules: tuple[Rule, ...]
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

_UNITS = (
    r"(?:[kcmµnd]?m[²³]?|k?g|mg|µg|t|ha|[hcm]?[lL]|[kMGTP]?(?:o|octets?|B|bit)|[kMGT]?(?:Wh|W|Hz|V|J|Pa)|mA|dB|min|ms|s|"
    r"km/h|m/s|kt|Mt|Gt|ppm|°|px|pt)(?![\w’'-])"
)
_CODES = r"(?:EUR|USD|CAD|GBP|CHF|JPY|CNY|AUD|NZD|SEK|NOK|DKK|PLN|MAD|XOF|XAF)"
_DIGIT = rules._NUMBER
_NEXT_NUMBER = f"(?:{rules._NUMBER}|\ue000)"
_FRENCH_MONTHS = (
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|janv\.|févr\.|avr\.|juil\.|"
    r"sept\.|oct\.|nov\.|déc\.)"
)
_CAPITAL = "[A-ZÀ-ÖØ-ÞŒ\ue000]"
_DIGITS = "0123456789\ue001"


@lru_cache(maxsize=32)
def rule_set(language: str) -> RuleSet:
    """The rules of a language tag: the region's, else its language's, else those that hold everywhere."""
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
        rules.ellipsis_closed(),
        rules.quotation_marks(((f"«{signs.inside}", f"{signs.inside}»"), signs.second), after_apostrophe=True),
        rules.guillemets("«", "»", signs.inside),
        *((rules.guillemets("‹", "›", NARROW),) if signs.second[0].startswith("‹") else ()),
        rules.low_marks(),
        rules.high_marks({";": signs.high, "!": signs.high, "?": signs.high, ":": signs.colon}),
        rules.digit_groups(signs.groups),  # [IN]
        rules.percent(signs.percent),
        rules.money_after(),  # [IN] [OQLF]
        rules.degrees(),  # BIPM, SI brochure 5.4.3
        rules.bind_hours(),
        rules.bind("units", f"(?<={_DIGIT})", _UNITS, _DIGITS),
        rules.bind("codes", f"(?<={_DIGIT})", rf"(?:(?:M|Md|G|k) )?{_CODES}\b", _DIGITS),
        rules.bind("code-scales", rf"(?<=\d[ {NBSP}])(?:Md|M|G|k)", rf"{_CODES}\b", _DIGITS),
        rules.bind("scales", f"(?<={_DIGIT})", r"(?:millions?|milliards?|billions?|mille|milliers?)\b", _DIGITS),
        rules.bind("dates", r"\b(?:\d{1,2}|1er)", rf"{_FRENCH_MONTHS}(?!\w)", _DIGITS),
        rules.bind("centuries", r"\b(?:[IVX]+|\d{1,2})(?:er|e)", r"siècles?\b", "s"),
        rules.bind(
            "numbers",
            r"(?<!\w)(?:[nN]°s?|[nN]os?|[pP]p?\.|[aA]rt\.|§§?|[fF]ig\.|[vV]ol\.|[cC]h(?:ap)?\.|[tT]abl?\.)",
            _NEXT_NUMBER,
            "°.§os",
        ),
        rules.bind(
            "references",
            r"\b(?:[fF]igures?|[tT]ableaux?|[sS]ections?|[cC]hapitres?|[aA]nnexes?|[aA]rticles?|[pP]ages?|[eE]ncadrés?)",
            r"\d",
            "0123456789",
        ),
        rules.bind("titles", r"(?<![\w.])(?:MM?\.|Mmes?|Mlles?|Drs?|Prs?|Mes?)", _CAPITAL, "MDP"),
        # Only where a capital with a full stop cannot end a sentence: two initials, or one that begins the text.
        rules.bind(
            "initials", r"(?:(?<![\w.])[A-ZÀ-ÖØ-Þ]\.(?:-?[A-ZÀ-ÖØ-Þ]\.)+|\A[A-ZÀ-ÖØ-Þ]\.)", r"[A-ZÀ-ÖØ-Þ]\w", "."
        ),
        rules.double_hyphens(" – "),
        rules.asides(),  # house: the inner side is bound
    )
    return RuleSet(own, _candidate(own, "Mmes?|Mlles?|[DP]rs?|Mes?|siècle"))


def _english(dash: str) -> RuleSet:
    own = (
        rules.single_spaces(),
        rules.ellipsis(),
        rules.double_hyphens(dash),
        rules.english_quotes(),
        rules.low_marks(),
        rules.high_marks({";": "", "!": "", "?": "", ":": ""}),  # [CDN-STYLE] and every English guide
        rules.percent(""),
        rules.bind("units", f"(?<={_DIGIT})", _UNITS, _DIGITS),
        rules.bind("codes", rf"\b{_CODES}", _NEXT_NUMBER, "EUCGJANSDPMX"),  # [EU-EN] 7.3.3
        rules.bind("codes-after", f"(?<={_DIGIT})", rf"{_CODES}\b", _DIGITS),
        rules.bind("scales", f"(?<={_DIGIT})", r"(?:thousand|million|billion|trillion)\b", _DIGITS),
        rules.bind(
            "numbers", r"(?<!\w)(?:Nos?\.|pp?\.|[aA]rt\.|§§?|[fF]igs?\.|[vV]ol\.|[cC]h\.|[tT]ab\.)", _NEXT_NUMBER, ".§"
        ),
        rules.bind(
            "references",
            r"\b(?:Figures?|figures?|Tables?|tables?|[sS]ections?|[cC]hapters?|[aA]nnex(?:es)?|[aA]rticles?|[pP]ages?|Box)",
            r"\d",
            "0123456789",
        ),
        rules.bind("titles", r"(?<![\w.])(?:Mr|Mrs|Ms|Dr|Prof|St)\.?", _CAPITAL, "MDPS"),
        rules.bind("initials", r"(?:(?<![\w.])[A-Z]\.(?:[- ]?[A-Z]\.)+|\A[A-Z]\.)", r"[A-Z]\w", "."),
    )
    return RuleSet(own, _candidate(own, "Mrs?|Ms|Dr|Prof|St|EUR|USD|CAD|GBP|CHF"))


def _other(language: str, base: str) -> RuleSet:
    """Rules that hold in every language of Latin, Greek or Cyrillic script, with the language's quotation marks if known."""
    quotes = next((_QUOTES[tag] for tag in fallbacks(language) if tag in _QUOTES), None)
    own = (
        rules.single_spaces(),
        *((rules.apostrophes(),) if base in _LATIN_APOSTROPHE else ()),
        *((rules.quotation_marks(quotes, after_apostrophe=base in ("it", "ca")),) if quotes else ()),
        rules.bind("units", f"(?<={_DIGIT})", rf"(?:{_UNITS}|[%‰€$£](?!\w))", _DIGITS),
        rules.bind("codes", rf"\b{_CODES}", _NEXT_NUMBER, "EUCGJANSDPMX"),
        rules.bind("codes-after", f"(?<={_DIGIT})", rf"{_CODES}\b", _DIGITS),
        *(_german() if base == "de" else ()),
    )
    return RuleSet(own, _candidate(own, "EUR|USD|CAD|GBP|CHF"))


def _german() -> tuple[Rule, ...]:
    """DIN 5008: abbreviations of several words (`z. B.`), dates, paragraphs and titles do not break."""
    months = "(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
    return (
        rules.bind("abbreviations", r"\b(?:z|u|d|i|o|s|v)\.", r"(?:B|a|h|d|R|Ä|U|A|o|u)\.", "."),
        rules.bind("dates", r"\b\d{1,2}\.", months, _DIGITS),
        rules.bind("numbers", r"(?<!\w)(?:Nr\.|S\.|Art\.|Abs\.|§§?|Abb\.|Tab\.|Kap\.)", _NEXT_NUMBER, ".§"),
        rules.bind("titles", r"(?<!\w)(?:Dr\.|Prof\.)", _CAPITAL, "."),
        rules.bind("scales", f"(?<={_DIGIT})", r"(?:Millionen?|Milliarden?|Mio\.|Mrd\.)", _DIGITS),
    )


def _candidate(own: tuple[Rule, ...], words: str) -> re.Pattern[str]:
    """One pattern that finds something in every text that any of the rules may change."""
    worded = {"titles", "codes", "centuries", "hours", "single-spaces", "numbers"}  # known by words, not by one sign
    signs = frozenset().union(*(rule.signs for rule in own if rule.name not in worded)) | frozenset(f"°§{NARROW}")
    return re.compile(f"[{re.escape(''.join(sorted(signs)))}]|  |\\b(?:{words})\\b")
