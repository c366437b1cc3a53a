"""Notation of numbers in running text, by language: marks, scales, currencies, ordinals, number words.

This covers more than the builder itself writes (`resolve/locales`), since an author may use any notation of the
language. A language without an entry accepts the marks of both habits and knows digits only.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from builder.language import base_language

__all__ = ["CURRENCY_SIGNS", "VULGAR_FRACTIONS", "Habits", "day_first", "habits", "knows"]


class Habits(Struct, frozen=True, kw_only=True):
    """Notation of a language. `decimal` is the usual decimal mark; `day_first` the order of a date in digits."""

    decimal: str = ","
    day_first: bool = True
    scales: dict[str, int] = {}
    """Words and letters after a number, with their power of ten."""
    percent: tuple[str, ...] = ()
    currencies: dict[str, str] = {}
    """Names of currencies, with their codes."""
    joiner: str = ""
    """Words between a scale and the counted noun: `de`, `of`."""
    ordinals: str = ""
    """Alternatives of a pattern for the marks that make a number an ordinal."""
    ranges: tuple[str, ...] = ()
    """Words between the two ends of a range."""
    small: dict[str, int] = {}
    """Number words below a hundred that add up."""
    hundred: tuple[str, ...] = ()
    thousand: tuple[str, ...] = ()
    large: dict[str, int] = {}
    """Number words from a million on, with their power."""
    linking: str = ""
    """The word inside a number: `et`, `and`."""
    half: str = ""
    """Pattern that adds a half to a number in words; its group, if any, is the scale that follows."""
    ordinal_words: dict[str, int] = {}
    """Ordinals, fractions ("tiers": 3) and collective numbers; all of them may be something else."""
    uncertain: frozenset[str] = frozenset()
    """Number words that are often something else: `un`, `one`, `neuf`."""
    fractions: dict[str, int] = {}
    """Words after a number that make a fraction: three `quarters`."""
    hours: dict[str, int] = {}
    """Words for an hour of the day: `noon`."""
    idioms: dict[str, int] = {}
    """Other expressions with the number that they mean: "half an hour" is 30 minutes."""
    name_letters: frozenset[str] = frozenset()
    """Letters of scales that make a name of digits without a currency: `5G`, `4K`."""
    periods: dict[str, int] = {}
    """Words for periods, and how many make the next longer one: 48 `hours` are two days."""
    roundings: dict[str, tuple[int, ...]] = {}
    """Numbers of days, with the word, that mean weeks: "quinze jours" is two weeks, or fourteen days."""


def _numbered(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """Return the numbers of words in counting order; several words for one number are joined by a slash."""
    return {
        word: first + step * number
        for number, synonyms in enumerate(words.split())
        for word in synonyms.split("/")
        if word
    }


def _french_ordinals() -> dict[str, int]:
    """Return the ordinals in words from 2 to 99, with 100 and 1,000."""
    units = _numbered(
        "unième deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
        "treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième", 1,
    )  # fmt: skip
    words = {word: number for word, number in units.items() if number > 1}
    tens = _numbered("vingt trente quarante cinquante soixante", 20, 10) | {"quatre-vingt": 80}
    for ten, start in tens.items():
        words[f"{ten.removesuffix('e')}ième"] = start
        for unit, number in units.items():
            if number < 10 or start in (60, 80):
                words[f"{ten}-{unit}"] = start + number
            if number in (1, 11) and start < 80:
                words |= {f"{ten} et {unit}": start + number, f"{ten}-et-{unit}": start + number}
    return words | {"centième": 100, "millième": 1000}


def _english_ordinals() -> dict[str, int]:
    """Return the ordinals in words from 1 to 99, with 100 and 1,000."""
    units = _numbered("first second third fourth fifth sixth seventh eighth ninth", 1)
    teens = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
    words = units | _numbered(teens, 10) | {"hundredth": 100, "thousandth": 1000}
    for ten, start in _numbered("twent thirt fort fift sixt sevent eight ninet", 20, 10).items():
        words[f"{ten}ieth"] = start
        words |= {f"{ten}y-{unit}": start + number for unit, number in units.items()}
    return words


VULGAR_FRACTIONS = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3,
    "⅛": Decimal("0.125"),
}  # fmt: skip
"""Fractions that are one character."""

CURRENCY_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "$": "$", "CA$": "CAD", "C$": "CAD", "US$": "USD", "A$": "AUD", "AU$": "AUD",
    "$CA": "CAD", "$ CA": "CAD", "$US": "USD", "$ US": "USD", "$CAN": "CAD", "$ CAN": "CAD", "EUR": "EUR",
    "USD": "USD", "CAD": "CAD", "CHF": "CHF", "GBP": "GBP", "JPY": "JPY", "CNY": "CNY", "AUD": "AUD", "SEK": "SEK",
    "NOK": "NOK", "DKK": "DKK", "PLN": "PLN", "XOF": "XOF", "XAF": "XAF", "MAD": "MAD",
}  # fmt: skip
"""Signs and codes in every language. A bare `$` is the dollar of whoever writes."""

_FRENCH = Habits(
    scales={
        "mille": 3, "millier": 3, "milliers": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9,
        "billion": 12, "billions": 12, "k": 3, "M": 6, "Mio": 6, "Md": 9, "Mds": 9, "Mrd": 9, "G": 9, "kt": 3, "Mt": 6,
        "Gt": 9,
    },
    percent=("pour cent", "p. 100", "p. cent"),
    currencies={
        "euro": "EUR", "euros": "EUR", "dollar": "$", "dollars": "$", "dollars canadiens": "CAD",
        "dollars américains": "USD", "livres sterling": "GBP", "francs suisses": "CHF", "yens": "JPY", "yuans": "CNY",
    },
    joiner=r"(?:de\s|d['’]\s?)",
    ordinals="ers?|[èe]?res?|nde?s?|i?[èe]mes?|es?|ᵉʳ|ʳᵉ|ᵉˢ?|ⁿᵈᵉ?",
    ranges=("à", "au", "et", "ou"),
    small={
        **_numbered(
            "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
            "dix-sept dix-huit dix-neuf vingt/vingts"
        ),
        **_numbered("trente quarante cinquante soixante septante octante/huitante nonante", 30, 10),
        "octante": 80, "huitante": 80, "nonante": 90,
    },
    hundred=("cent", "cents"),
    thousand=("mille",),
    large={"millier": 3, "milliers": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9},
    linking="et",
    ordinal_words={
        **_french_ordinals(), **_numbered("premier/première/premiers/premières second/seconde/deuxièmes troisièmes", 1),
        "dizaine": 10, "quinzaine": 15, "vingtaine": 20,
        "trentaine": 30, "cinquantaine": 50, "centaine": 100, "douzaine": 12, "moitié": 2, "demi": 2,
        "demie": 2, "tiers": 3, "quart": 4, "quarts": 4, "double": 2, "triple": 3, "cinquièmes": 5, "dixièmes": 10,
        "doublé": 2, "doublent": 2, "triplé": 3, "triplent": 3, "quadruplé": 4, "quintuplé": 5, "décuplé": 10,
    },
    half=r"\set\sdemie?",
    uncertain=frozenset(("un", "une", "neuf", "cent", "cents", "mille", "dix")),
    fractions={
        "tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5, "dixième": 10, "dixièmes": 10,
    },
    hours={"midi": 12, "minuit": 0},
    idioms={
        "heure et demie": 90, "an et demi": 18, "demi-heure": 30, "quart d'heure": 15, "un quart d'heure": 15,
        "trois quarts d'heure": 45, "quart d’heure": 15, "un quart d’heure": 15, "trois quarts d’heure": 45,
        "quart de siècle": 25, "un quart de siècle": 25, "demi-siècle": 50, "demi-million": 500_000,
        "demi-milliard": 500_000_000,
    },
    name_letters=frozenset("G"),
    periods={"minutes": 60, "heures": 24, "jours": 7, "mois": 12},
    roundings={"8 jours": (1, 7), "15 jours": (2, 14)},
)  # fmt: skip

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"

_ENGLISH = Habits(
    decimal=".",
    day_first=False,
    scales={
        "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "millions": 6, "billions": 9, "k": 3, "K": 3,
        "m": 6, "M": 6, "mn": 6, "bn": 9, "B": 9, "tn": 12, "T": 12, "kt": 3, "Mt": 6, "Gt": 9,
    },
    percent=("percent", "per cent"),
    currencies={
        "euro": "EUR", "euros": "EUR", "dollar": "$", "dollars": "$", "Canadian dollars": "CAD", "US dollars": "USD",
        "U.S. dollars": "USD", "pounds": "GBP", "pounds sterling": "GBP", "Swiss francs": "CHF", "yen": "JPY",
        "yuan": "CNY",
    },
    joiner=r"of\s",
    ordinals="st|nd|rd|th|s",
    ranges=("to", "and", "or", "through"),
    small={
        **_numbered("zero one two three four five six seven eight nine " + _TEENS),
        **_numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    },
    hundred=("hundred",),
    thousand=("thousand",),
    large={"million": 6, "billion": 9, "trillion": 12},
    linking="and",
    ordinal_words={
        **_english_ordinals(),
        **_numbered("twenties thirties forties fifties sixties seventies eighties nineties", 20, 10),
        "once": 1, "twice": 2, "both": 2, "pair": 2, "couple": 2, "double": 2, "dozen": 12,
        "doubled": 2, "doubles": 2, "twofold": 2, "halved": 2, "tripled": 3, "triples": 3, "threefold": 3,
        "quadrupled": 4, "fourfold": 4, "fivefold": 5, "tenfold": 10, "hundredfold": 100,
        "half": 2, "halves": 2, "thirds": 3, "quarter": 4, "quarters": 4, "fifths": 5, "tenths": 10, "triple": 3,
    },
    half=r"\sand\sa\shalf(?:\s(million|billion|trillion))?",
    uncertain=frozenset(("one", "hundred", "thousand")),
    fractions={
        "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10,
    },
    hours={"noon": 12, "midday": 12, "midnight": 0},
    idioms={
        "hour and a half": 90, "year and a half": 18, "half an hour": 30, "half-hour": 30, "half hour": 30,
        "quarter of an hour": 15, "a quarter of an hour": 15, "three quarters of an hour": 45,
        "quarter of a century": 25, "quarter-century": 25, "half a century": 50, "half-century": 50,
        "half a million": 500_000, "half-million": 500_000, "half a billion": 500_000_000, "half-billion": 500_000_000,
    },
    name_letters=frozenset("BK"),
    periods={"minutes": 60, "hours": 24, "days": 7, "months": 12},
)  # fmt: skip

_GERMAN = Habits(
    scales={
        "Tausend": 3, "tausend": 3, "Million": 6, "Millionen": 6, "Mio.": 6, "Mio": 6, "Milliarde": 9,
        "Milliarden": 9, "Mrd.": 9, "Mrd": 9, "Billion": 12, "Billionen": 12, "Bio.": 12,
    },
    percent=("Prozent",),
    currencies={"Euro": "EUR", "Dollar": "$", "Franken": "CHF", "Schweizer Franken": "CHF", "Pfund": "GBP"},
    ordinals=r"\.(?=\s[^\W\d_])",
    ranges=("bis", "und", "oder"),
    small=_numbered("null ein/eine/einen/eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    ordinal_words=_numbered("erste/ersten zweite/zweiten dritte/dritten vierte/vierten fünfte/fünften", 1),
    uncertain=frozenset(("ein", "eine", "einen", "acht")),
    fractions={"drittel": 3, "viertel": 4, "fünftel": 5, "zehntel": 10},
)  # fmt: skip

_DUTCH = Habits(
    scales={
        "duizend": 3, "miljoen": 6, "miljard": 9, "biljoen": 12, "mln.": 6, "mln": 6, "mld.": 9, "mld": 9,
    },
    percent=("procent",),
    currencies={"euro": "EUR", "dollar": "$", "pond": "GBP"},
    ordinals="ste|de|e",
    ranges=("tot", "en", "of"),
    small=_numbered("nul een/één twee drie vier vijf zes zeven acht negen tien elf twaalf"),
    ordinal_words=_numbered("eerste tweede derde vierde vijfde", 1),
    uncertain=frozenset(("een", "één", "acht")),
    fractions={"derde": 3, "kwart": 4, "vierde": 4, "vijfde": 5, "tiende": 10},
)  # fmt: skip

_ITALIAN = Habits(
    scales={
        "mila": 3, "milione": 6, "milioni": 6, "miliardo": 9, "miliardi": 9, "mln": 6, "Mln": 6, "mld": 9, "Mrd": 9,
        "Mio": 6,
    },
    percent=("per cento",),
    currencies={"euro": "EUR", "dollari": "$", "franchi": "CHF", "franchi svizzeri": "CHF", "sterline": "GBP"},
    joiner=r"(?:di\s|d['’])",
    ordinals="[°ºª]",
    ranges=("a", "e", "o"),
    small=_numbered("zero un/uno/una due tre quattro cinque sei sette otto nove dieci undici dodici"),
    ordinal_words=_numbered("primo/prima secondo/seconda terzo/terza quarto/quarta quinto/quinta", 1),
    uncertain=frozenset(("un", "uno", "una", "sei")),
    fractions={"terzo": 3, "terzi": 3, "quarto": 4, "quarti": 4, "quinto": 5, "quinti": 5, "decimi": 10},
)  # fmt: skip

_BY_LANGUAGE = {"fr": _FRENCH, "en": _ENGLISH, "de": _GERMAN, "nl": _DUTCH, "it": _ITALIAN}
_OTHERS = Habits()
_ENGLISH_DAY_FIRST = frozenset(("GB", "IE", "AU", "NZ", "ZA", "IN", "MT", "BE", "LU", "CH"))


def habits(tag: str) -> Habits:
    """Return the habits of a language, or the most common ones for an unknown language."""
    return _BY_LANGUAGE.get(base_language(tag), _OTHERS)


def knows(tag: str) -> bool:
    """Return True if the scales and number words of a language are known."""
    return base_language(tag) in _BY_LANGUAGE


def day_first(tag: str) -> bool:
    """Return True if a date in digits begins with the day: 3/4/2025 is 3 April."""
    region = tag.rpartition("-")[2]
    return habits(tag).day_first or region in _ENGLISH_DAY_FIRST
