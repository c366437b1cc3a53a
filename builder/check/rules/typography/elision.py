"""Missed elisions of French: `de environ`, `que il`, `la ONU`, `le hôpital`.

Only what no reader defends is reported. Left alone: words before which a vowel is kept or usage varies (`le onze`,
`la une`, `le oui`, `de un à dix`, `le hiatus`, `la ouate`), most names, single letters, and what may be in another
language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.check.context import CheckContext
from builder.check.language_detection import other_language, quotations
from builder.check.rule import Finding, Rule
from builder.check.rules.typography.passages import edit, in_languages
from builder.resolve.elision import elides

__all__ = ["RULES"]

_PAIR: Final = re.compile(
    r"(?<![\w'’.-])([Dd]e|[Qq]ue|[Jj]usque|[Ll]orsque|[Pp]uisque|[Qq]uoique|[LlJjMmTtSsNnCc]e|[Ll]a|[Ss]i)"
    r"[ \u00a0\u202f\n]+(?=([^\W\d_]+(?:-[^\W\d_]+)*)(?!\w|[@/\\=.:-]\w|[(=]))"
)
# fmt: off
_VARYING: Final = frozenset({
    "un", "une", "et", "ou", "ah", "eh", "oh", "euh", "in", "on", "off", "out", "up", "us", "or", "and", "as", "es",
    "el", "este", "ese", "arte", "amor", "autor", "iure", "est-ce", "huis", "unième", "énième", "ième", "usque",
})
"""Words that a kept vowel, a number, a conjunction or another language explains after any word."""
_AFTER_ARTICLE: Final = frozenset({
    "afin", "ainsi", "alors", "après", "au", "aussi", "aussitôt", "autant", "autrement", "aux", "avant", "avec",
    "aujourd", "elle", "elles", "en", "encore", "ensuite", "entre", "envers", "est", "ici", "il", "ils",
    "immédiatement", "où", "également", "uniquement", "était", "ont", "eut", "eu",
})
"""Words after `le` and `la` that are pronouns or are named as words: `fais le ensuite`."""
_ALONE_AFTER: Final[dict[str, frozenset[str]]] = {
    "si": frozenset({"il", "ils"}),
    "ce": frozenset({"est", "était", "étaient"}),
    "quoique": frozenset({"il", "ils", "elle", "elles", "on", "en", "un", "une"}),
}
"""Words that elide before a few words only."""
_ALSO_AFTER: Final[dict[str, frozenset[str]]] = {
    "que": frozenset({"à", "on", "y"}),
    "jusque": frozenset({"à"}),
    "lorsque": frozenset({"un", "une", "on", "à", "y"}),
    "puisque": frozenset({"un", "une", "on", "à", "y"}),
    "je": frozenset({"y", "ai"}), "me": frozenset({"y"}), "te": frozenset({"y"}), "se": frozenset({"y"}),
    "ne": frozenset({"y", "a", "ont"}),
}
"""Words that are left alone elsewhere."""
_CAPITALS: Final = frozenset({
    "UN", "UNE", "ET", "OU", "OUI", "AU", "AUX", "EN", "IL", "ON", "OR", "AND", "IF", "IN", "OFF", "AAA", "AA", "EUR",
    "USD", "AUD", "OK", "UK",
})
"""Words in capitals that are no acronyms said by letter: operators, marks of quality, codes read as a name."""
_NAMES: Final = frozenset({
    "Académie", "Afrique", "Agence", "Algérie", "Allemagne", "Alsace", "Amérique", "Angleterre", "Argentine", "Asie",
    "Assemblée", "Australie", "Autriche", "Europe", "Espagne", "Inde", "Institut", "Irlande", "Islande", "Italie",
    "Ukraine", "Université", "Écosse", "Église", "Égypte", "Élysée", "État", "États", "États-Unis", "Éthiopie", "Île",
})
"""French names that no other language writes alike, with a capital."""
_MUTE_H: Final = (
    "habill", "habit", "habilet", "habilit", "haleine", "hallucin", "halogén", "haltèr", "hameçon", "harmoni",
    "hebdomad", "héberg", "hébraï", "hécatomb", "hectare", "hégémon", "hélic", "hémi", "hémo", "hépati", "herb",
    "hérédit", "hérési", "hérit", "hermét", "héroïn", "héroïq", "héroïs", "hésit", "hétéro", "heure", "hexagon",
    "hippodrom", "hippopotam", "hirondelle", "histoire", "histori", "hiver", "holocaust", "homéopath", "homicid",
    "hommage", "homme", "homogén", "homolog", "homonym", "honnêt", "honneur", "honor", "hôpita", "horaire", "horizon",
    "horlog", "hormon", "horodat", "horoscop", "horreur", "horribl", "horticult", "hospi", "hostil", "hôte", "huile",
    "huissier", "huître", "humain", "humani", "humble", "humeur", "humid", "humili", "humour", "hybrid", "hydr",
    "hygièn", "hygién", "hymne", "hyper", "hypno", "hypo",
)
"""Beginnings of words whose h is mute beyond doubt."""
# fmt: on
_FOREIGN: Final = re.compile(r"[áíóúñãõòì]|(?<!er)(?<!ur)(?<!aut)(?<!ad)(?<!éch)[ao]s?\Z|(?:dad|dades|iones)\Z")
"""Letters and endings of Spanish, Italian and Portuguese that French words hardly have."""
_FOREIGN_BEFORE: Final = re.compile(
    r"\b(?:van|voor|met|op|bij|uit|door|naar|tot|aan|el|los|las|del|y|por|para|con|com|dos|das|di) \Z", re.IGNORECASE
)
"""Small words of Dutch and of the southern languages before `de`, `la`, `que`."""
_LONGEST_ACRONYM: Final = 6
_UNSURE: Final = ("oua", "ouï", "ouo", "ouf", "one", "iod", "iota", "y", "uht")
"""Beginnings before which usage varies."""


def missed_elisions(context: CheckContext) -> Iterator[Finding]:
    """Find French words that lack their elision before a vowel or a mute h."""
    for _, piece in in_languages(context, "fr"):
        matches = [match for match in _PAIR.finditer(piece.text) if _is_missed(match[1].lower(), match[2])]
        if not matches or other_language(piece.text, "fr"):
            continue
        foreign = [span for span in quotations(piece.text) if other_language(piece.text[slice(*span)], "fr")]
        for match in matches:
            at = match.start()
            if any(start <= at < end for start, end in foreign) or _FOREIGN_BEFORE.search(
                piece.text[max(0, at - 8) : at]
            ):
                continue
            elided = match[1][:-1] + ("’" if "’" in piece.text else "'")
            edits = edit(piece, *match.span(), elided)
            message = f"`{match[1]} {match[2]}` lacks its elision"
            yield Finding(message, piece.span(at), f"write {elided}{match[2]}", edits)


def _is_missed(word: str, following: str) -> bool:
    """Return True if the word (in lower case) must be elided before the following one."""
    if not elides(following):
        return False
    if word in _ALONE_AFTER:
        return following in _ALONE_AFTER[word]
    if following.isupper():
        return word in ("de", "le", "la", "que") and _is_acronym(following)
    if following in _NAMES:
        return word in ("de", "la", "le", "que", "lorsque", "puisque")
    if following in _ALSO_AFTER.get(word, ()) or (word, following) == ("de", "yeux"):
        return True
    if not following.islower() or following in _VARYING or following.startswith(_UNSURE):
        return False
    if len(following) < 2 or (following[1] == "-" and following[0] != "e"):  # a letter, `i-ème`; but `e-mail`
        return False
    if following[0] == "h":
        return following.startswith(_MUTE_H)
    return not (word in ("le", "la") and following in _AFTER_ARTICLE) and _FOREIGN.search(following) is None


def _is_acronym(word: str) -> bool:
    """Return True if a word in capitals is read by its letters, of which the first is a vowel."""
    return 1 < len(word) <= _LONGEST_ACRONYM and word.isascii() and word.isalpha() and word not in _CAPITALS


RULES: tuple[Rule, ...] = (
    Rule(
        code="TYP013",
        name="missed-elision",
        severity="warning",
        summary="A French word lacks its elision before a vowel or a mute h.",
        find=missed_elisions,
        bad="fr: Un budget de environ 3 millions, selon le hôpital et la ONU",
        good="fr: Un budget d'environ 3 millions, selon l'hôpital et l'ONU",
        fixable=True,
    ),
)
