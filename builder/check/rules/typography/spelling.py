"""Words typed twice, capitals without their accent, and wrong abbreviations of ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.typography.passages import edit, in_languages, passages, scan
from builder.language import base_language

__all__ = ["RULES"]

_TWICE = re.compile(r"(?<![\w'’.-])([^\W\d_]+)([ \u00a0\u202f]+)(\1)(?![\w'’-])", re.IGNORECASE)
_ANYWHERE = frozenset({
    "ah", "beep", "bip", "bla", "boum", "cha", "chut", "coin", "cui", "dada", "ding", "eh", "glou", "ha", "hé", "hi",
    "hip", "ho", "hop", "hou", "knock", "là", "miam", "na", "no", "non", "oh", "ok", "ouh", "plouf", "tac", "tam",
    "tic", "toc", "toi", "tut", "vroum", "yo",
})  # fmt: skip
"""Words that are doubled in any language: interjections, sounds, nursery words ("oh là là")."""
_RIGHTLY = {  # words that grammar or usage may double
    "fr": {"nous", "vous", "en", "très", "si", "oui", "son", "ton", "est", "bien", "tout", "vite", "loin"},
    "en": {"had", "that", "her", "very", "there", "bye", "so", "do", "was", "can", "hear", "now", "many", "really"},
    "de": {"sie", "ihr", "ihnen", "sehr", "ja", "nein", "die", "der", "das"},
    "nl": {"die", "dat", "je", "u", "zij", "haar", "hun", "er", "heel"},
    "it": {"piano", "via", "così", "quasi", "poco", "appena", "subito", "mano", "bello", "sì"},
    "es": {"nos", "muy", "casi", "luego", "sí"},
    "pt": {"nos", "muito", "logo", "quase", "sim", "se"},
}


def doubled_words(context: CheckContext) -> Iterator[Finding]:
    """Find a word typed twice in a row that is neither a figure of speech nor a name."""
    for tag, piece in passages(context):
        if not tag:
            continue
        at = 0
        while match := _TWICE.search(piece.text, at):
            at = match.start(3)
            first, second = match[1], match[3]
            third = _TWICE.match(piece.text, match.start(3))
            if third:  # three in a row are deliberate
                at = third.start(3) + len(third[3])
                continue
            if not _may_be_twice(first, second, base_language(tag)):
                yield Finding(f"repeated word `{first} {second}`", piece.span(match.start(3)), "delete one")


def _may_be_twice(first: str, second: str, language: str) -> bool:
    """Return True if usage, grammar or a name explains a repeated word: `plan A a été`, `il a a priori`."""
    word = first.lower()
    if len(word) == 1:
        return (language, first + second) not in (("en", "aa"), ("en", "Aa"), ("fr", "àà"))
    return second[0].isupper() or word in _ANYWHERE or word in _RIGHTLY.get(language, ())


_ORDINAL = re.compile(
    r"(?<![\w.,-])(?:(?P<first>1|I)(?P<first_ending>i?[èe]res?|iers?)"
    r"|(?P<number>\d{1,4}|[IVXLC]+)(?P<ending>i?[èe]me)(?P<plural>s?))(?!\w)"
)


def ordinals(context: CheckContext) -> Iterator[Finding]:
    """Find wrong abbreviations of French ordinals: `2ème`."""

    def describe(match: re.Match[str]) -> tuple[str, str, str]:
        if match["first"]:
            plural = "s" if match["first_ending"].endswith("s") else ""
            right = match["first"] + ("er" if match["first_ending"].startswith("ier") else "re") + plural
        else:
            right = match["number"] + "e" + match["plural"]
        return f"`{match[0]}` is a wrong abbreviation of the ordinal", f"write {right}", right

    return scan(in_languages(context, "fr"), _ORDINAL, describe)


_COMMON = """
    ça échange échanges échéance échéances échec échelle échelon éclairage école écoles écologie écologique
    écologiques économie économies économique économiques écosystème écrit éditeur éditeurs édition éditions
    éducation égalité église églises élaboration élection élections électricité électronique électrique
    électriques élément éléments élève élèves élu élus élue élues émission émissions énergie énergies
    énergétique énoncé épargne époque équilibre équipe équipes équipement équipements équité ère établissement
    établissements étape étapes état états étendue étranger étrangers être étude études étudiant étudiants
    évaluation évaluations événement événements évènement évènements évidemment éventuel éventuelle
    évolution évolutions
"""
_PLAIN = str.maketrans("éèêç", "eeec")
_BARE = {
    bare: word
    for word in reversed(_COMMON.split())
    for bare in (word[0].translate(_PLAIN) + word[1:], word.translate(_PLAIN))
}
_CAPITAL = re.compile(r"(?<![\w.@/-])[EC][^\W\d_]+")
_PREPOSITION = re.compile(
    r"(?:^|(?<=[.!?…] )|(?<=« )|(?<=\n))A(?= (?:partir|compter|noter|savoir|propos|titre|défaut|terme|travers|côté"
    r"|peine|cause|chaque|court|long|moyen|quelle?s?|droite|gauche|nouveau|suivre|venir|retenir|lire|voir|jamais|mesure"
    r"|force|raison|moins|mi|cet égard|cet effet|cette fin|cette occasion|ce jour|ce stade|ce titre"
    r"|(?:leur|son|notre) tour|notre avis"
    r"|la (?:suite|fin|demande|différence|lumière|place|veille|base|fois|hausse|baisse|une|date)"
    r"|l['’](?:issue|image|avenir|heure|instar|inverse|occasion|échelle|origine|exception|aide|automne|été|ensemble"
    r"|intérieur|extérieur|exclusion|unanimité|approche|appui))(?!\w))"
)


def capital_accents(context: CheckContext) -> Iterator[Finding]:
    """Find French capitals without their accent in a common word, or in the preposition at the start of a sentence."""
    for _, piece in in_languages(context, "fr"):
        for match in _CAPITAL.finditer(piece.text):
            word = match[0]
            right = _BARE.get(word.lower())
            if right and _is_word(word, piece.text[match.end() : match.end() + 2]):
                shown = right.upper() if word.isupper() else right[0].upper() + right[1:]
                message, edits = f"`{word}` lacks its accent", edit(piece, *match.span(), shown)
                yield Finding(message, piece.span(match.start()), f"write {shown}", edits)
        for match in _PREPOSITION.finditer(piece.text):
            edits = edit(piece, *match.span(), "À")
            yield Finding("`A` lacks its accent", piece.span(match.start()), "write À", edits)


def _is_word(word: str, after: str) -> bool:
    """Return True if a word of the list is meant: not the initials `CA`, nor calcium, `Ca`."""
    if word == "Ca":
        return after[:1] == " " and after[1:].islower()
    return word[1:].islower() or (word.isupper() and len(word) > 3)


RULES: tuple[Rule, ...] = (
    Rule(
        code="TYP003",
        name="doubled-word",
        severity="warning",
        summary="A word is typed twice.",
        find=doubled_words,
        bad="en: The report of the the committee",
        good="en: The report of the committee",
    ),
    Rule(
        code="TYP004",
        name="ordinal",
        severity="info",
        summary="A French ordinal is wrongly abbreviated.",
        find=ordinals,
        bad="fr: Le 2ème rapport",
        good="fr: Le 2e rapport",
        fixable=True,
    ),
    Rule(
        code="TYP005",
        name="capital-accent",
        severity="info",
        summary="A French capital lacks its accent (in common words, and in À at the start of a sentence).",
        find=capital_accents,
        bad="fr: A la demande de l'Etat",
        good="fr: À la demande de l'État",
        fixable=True,
    ),
)
