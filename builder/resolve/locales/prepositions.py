"""Prepositions before the names of territories: `en France`, `au Canada`, `de l’Italie`; `in the United States`.

Sources: arrêté du 4 novembre 1993 relatif à la terminologie des noms d'États et de capitales (JORF, 25 January 1994)
and the list of the Commission générale de terminologie et de néologie (JORF, 24 September 2008); for other territories
and for islands, the Office québécois de la langue française (Banque de dépannage linguistique, prepositions before
names of countries). Codes are those of ISO 3166-1 and the reserved ones that CLDR names.
"""

from __future__ import annotations

from typing import Final

from builder.language import base_language
from builder.resolve.elision import elides, french_of

__all__ = ["PREPOSITION_LANGUAGES", "of_territory", "within_territory"]

PREPOSITION_LANGUAGES: Final = ("fr", "en")
"""The languages of `of_territory` and `within_territory`."""


def _codes(**groups: str) -> dict[str, str]:
    """Return code → group for groups of codes written in a row."""
    return {code: group for group, codes in groups.items() for code in codes.split()}


_ARTICLES: Final = _codes(
    le="""AF AO AQ AZ BD BF BI BJ BN BR BT BW BZ CA CG CL CM CR CV DK EC EH GA GB GH GL GT GY HN IO IQ IR JP
        KE KG KH KW KZ LA LB LI LK LR LS LU MA ME ML MM MW MX MZ NE NG NI NP PA PE PK PT PY QA RW SD
        SJ SN SR SS SV SZ TD TG TJ TL TM UG UY UZ VA VE VN VU WS XK YE ZW""",
    la="""AC AD AL AM AR AT AU BA BB BE BG BO BV BY CD CF CH CI CN CO CP CX CZ DE DM DO DZ EE EG ER ES ET EU
        EZ FI FM FR GD GE GF GM GN GP GQ GR GS GW HR HU ID IE IM IN IS IT JM JO KP KR LT LV LY MD MK
        MN MQ MR MY NA NC NF NO NZ PF PG PL RO RS RU SA SE SI SK SL SO SY TH TN TR TZ UA ZA ZM""",
    les="""AE AS AX BM BQ BS CC CK FJ FK FO HM IC KM KY MH MP MV NL PH PN PS PW SB SC TC TF TO UM UN US VG VI""",
)
_WITHOUT_ARTICLE: Final = _codes(
    none="""AG AI AW BH BL CQ CU CW CY DG DJ EA GG GI GU HK HT IL JE KI KN LC MC MF MG MO MS MT MU NR NU OM PM
        PR RE SG SH SM ST SX TA TK TT TV TW VC WF YT"""
)
_ARTICLES_OF_NAMES: Final = {"Bélarus": "le"}
"""Names of one region only, whose gender is not that of the name elsewhere (fr-CA `Bélarus`, fr `Biélorussie`)."""
_PLACES: Final = _codes(à="BB DM GD", en="HT IL", sur="AC BV CP CX IM NF", dans="EU EZ IO PS TF UM")
"""Other prepositions of place than `en` before `la` and before a vowel, `au` for `le`, `aux` for `les`, and `à`."""
_PAIRS: Final = frozenset(["EA", "SJ"])
"""Two places, each with its preposition: `à Ceuta et à Melilla`."""

# fmt: off
_ENGLISH_ARTICLE: Final = frozenset({
    "AE", "AX", "BQ", "BS", "CC", "CD", "CF", "CG", "CK", "DO", "EU", "EZ", "FK", "FO", "GB", "GM", "HM", "IC", "IM",
    "IO", "KM", "KY", "MH", "MP", "MV", "NL", "PH", "PN", "PS", "SB", "TC", "TF", "UM", "UN", "US", "VG", "VI",
})
# fmt: on
_ENGLISH_ON: Final = frozenset(["AC", "BV", "CP", "CX", "NF"])


def within_territory(code: str, name: str, language: str) -> str:
    """Return a name after its preposition of place: `en France`, `aux États-Unis`, `à Cuba`; `in the United States`.

    Raises ValueError for a code or a language without one.
    """
    _check(code, language, "in")
    if base_language(language) == "en":
        return ("on " if code in _ENGLISH_ON else "in ") + _with_english_article(code, name)
    article, place = _article(code, name), _PLACES.get(code)
    if code in _PAIRS:
        name = name.replace(" et ", " et à ")
    if place is not None:
        return f"{place} {_with_article(article, name)}"
    if not article:
        return f"à {name}"
    if article == "les":
        return f"aux {name}"
    return f"en {name}" if article == "la" or elides(name) else f"au {name}"


def of_territory(code: str, name: str, language: str) -> str:
    """Return a name after `de` or `of`: `de la France`, `du Canada`, `d’Israël`; `of the United States`.

    Raises ValueError for a code or a language without one.
    """
    _check(code, language, "of")
    if base_language(language) == "en":
        return "of " + _with_english_article(code, name)
    article = _article(code, name)
    if code in _PAIRS:
        name = name.replace(" et ", " et de ")
    if article == "les":
        return f"des {name}"
    if article == "le" and not elides(name):
        return f"du {name}"
    return f"de {_with_article(article, name)}" if article else french_of(name)


def _check(code: str, language: str, style: str) -> None:
    if base_language(language) not in PREPOSITION_LANGUAGES:
        raise ValueError(
            f"a country has the style `{style}` in French and English only "
            f"(leave `:{style}` out, and type the preposition before the figure)"
        )
    if code not in _ARTICLES and code not in _WITHOUT_ARTICLE:
        raise ValueError(f"territory `{code}` has no style `{style}` (type the preposition before its name)")


def _article(code: str, name: str) -> str:
    """Return `le`, `la`, `les`, or nothing for a name that has no article."""
    return _ARTICLES_OF_NAMES.get(name) or _ARTICLES.get(code, "")


def _with_article(article: str, name: str) -> str:
    if not article:
        return name
    return f"l’{name}" if article != "les" and elides(name) else f"{article} {name}"


def _with_english_article(code: str, name: str) -> str:
    return f"the {name}" if code in _ENGLISH_ARTICLE else name
