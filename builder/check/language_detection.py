"""Detect the language of a passage among the known ones, or none.

Two kinds of cues, each of a word in lower case: the small words of a language, and letters and endings that are usual
in it. Words that several languages share count for each of them and decide nothing between them. Names (capitals inside
a sentence) and quotations do not count. Short passages rarely hold enough cues: the result is then None.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

__all__ = ["NAMES", "is_word_of", "may_hold_other", "other_language", "quotations"]

NAMES = {
    "fr": "French",
    "en": "English",
    "de": "German",
    "nl": "Dutch",
    "it": "Italian",
    "es": "Spanish",
    "pt": "Portuguese",
}
"""The languages that can be detected, with their names in messages."""

_SMALL_WORDS = {
    "fr": """le la les un une des du de d l et est sont été était étaient être en dans sur sous par pour avec sans qui
        que qu dont où ce cet cette ces se s ne n pas plus moins très il elle ils elles on nous vous je tu lui leur
        leurs son sa ses notre nos votre vos mon ma mes au aux à mais ou donc or ni car si comme ainsi aussi alors entre
        vers chez depuis pendant après avant contre selon afin tout toute tous toutes même mêmes autre autres quel
        quelle quels quelles y a ont avait avaient sera seront serait fait faire peut peuvent doit doivent encore déjà
        toujours jamais chaque plusieurs quelques lors puis celui celle ceux celles cela ceci c j m t jusqu lorsque
        parce quand
        dès combien ans deux trois année années nouveau nouvelle première premier aucun aucune rien trop peu
        beaucoup bien soit soient ayant toutefois puisque grâce seul seule""",
    "en": """the of and to in is are was were be been being that this these those it its for on with as by at from an a
        or which who whom whose what when where why how not no nor but if then than there their they them he she his
        her him we our us you your my i have has had having do does did done will would shall should can could may
        might must about above after again against all also any because before below between both during each few
        further here into more most much many now off once one only other others out over own same some such through
        too under until up very while within without yet every since whether upon among across toward towards per so
        me
        soon known year years new first two three well made make however although though""",
    "de": """der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine keinen ist sind
        war waren sein wird werden wurde wurden worden hat haben hatte hatten zu zum zur in im an am auf aus bei mit
        nach von vom für um über unter vor zwischen durch gegen ohne bis seit während wegen als wie wenn weil dass ob
        sich er sie es wir ihr ich du man mich mir uns ihm ihn ihnen ihre ihrer ihren seine seiner seinen dieser diese
        dieses diesem diesen jeder jede jedes auch nur noch schon sehr mehr so dann da hier dort was wer wo warum kann
        können muss müssen soll sollen darf alle alles beim sowie je also will her me
        sobald bevor nachdem damit daher jedoch ganze ganzen viele vielen neue neuen erste ersten zwei drei""",
    "nl": """de het een en of maar niet geen is zijn was waren wordt worden werd werden heeft hebben had hadden te ten
        ter in aan op uit bij met naar van voor om over onder tussen door tegen zonder tot sinds tijdens als dan toen
        omdat dat die dit deze wat wie waar hoe er hij zij ze we wij ik je jij u men hun hen haar hem ons onze mijn ook
        nog al zeer meer veel alle andere kan kunnen moet moeten mag zal zullen zou zouden nu hier daar zo wel elk elke
        per me
        zodra voordat nadat daarom echter hele nieuwe eerste twee drie jaar jaren hoeveel""",
    "it": """il lo la i gli le un uno una di del dello della dei degli delle dell da dal dalla dai dalle dall in nel
        nello nella nei negli nelle nell su sul sulla sui sulle sull con per tra fra e ed o ma se non è sono era erano
        essere ha hanno aveva che chi cui come quando dove perché anche più meno molto questo questa questi queste
        quello quella suo sua suoi loro nostro ogni alcuni tutti tutte tutto così già ancora solo sempre mai al allo
        alla ai agli alle all si ci ne mi me viene stato stata stati può possono deve devono dopo prima senza l d c s
        no a
        quanti quante appena quest due tre anno anni primo nuovo nuova sarà saranno avrà avranno verrà presso mentre
        quindi inoltre ogni tale""",
    "es": """el la los las un una unos unas de del al y e o u pero no es son era eran ser está están fue fueron ha han
        había en con por para sin sobre entre desde hasta hacia según que quien cual cuyo como cuando donde porque
        también más menos muy este esta estos estas ese esa eso su sus nuestro nuestra se lo le les me te nos ya todo
        toda todos todas otro otra otros otras cada así aún sólo solo siempre nunca puede pueden debe deben después
        antes si a ante once
        cuanto cuantos cuántas sido haya hay año años dos tres nuevo nueva será serán mientras además durante mediante
        aunque""",
    "pt": """o a os as um uma uns umas de do da dos das ao aos à às no na nos nas em num numa por pelo pela pelos pelas
        para com sem sobre entre desde até que quem qual cujo como quando onde porque também mais menos muito e ou mas
        não é são era eram ser está estão foi foram tem têm tinha há este esta estes estas esse essa isso seu sua seus
        suas nosso nossa se lhe já todo toda todos todas outro outra outros outras cada assim ainda só sempre nunca
        pode podem deve devem depois antes me
        tiver serão será ano anos dois três novo nova durante mediante enquanto além mesmo quantas""",
}

_SHAPES = (  # letters and endings, with the languages where they are usual
    (
        re.compile(r"...(?:eux|euses?|aux|iques?|elles?|ettes?|aires?|oires?|eurs?|ées?|és|aient|issent|ois|isme)$"),
        "fr",
    ),
    (re.compile(r"[œêûîè]"), "fr"),
    (re.compile(r"...(?:tions?|ments?|ances?|ences?)$"), "fr en"),
    (re.compile(r"..(?:ness|less|ful|ship|wards?|ght|ould|ough|[^aeiou]ly|[bcdfglmnprst]ity|[^aeiou]ed|wth)$"), "en"),
    (re.compile(r"^wh|sh|...(?:acy|ories|ities|able)$"), "en"),
    (re.compile(r"...ings?$"), "en nl"),
    (re.compile(r"ß|[äöü]|...(?:ung|ungen|keit|heit|heiten|lich|liche[nrs]?|schaft|ische[nrs]?)$"), "de"),
    (re.compile(r"sch|cht"), "de nl"),
    (re.compile(r"ij|uu|...(?:heid|heden|lijke?|ingen|aal|eer|tie)$"), "nl"),
    (re.compile(r"[aeou]{2}[kmnprst]"), "nl en"),
    (re.compile(r"...(?:zion[ei]|ità|aggio|aggi|issim[oaie]|ezza)$|cch|[òìù]"), "it"),
    (re.compile(r"...mente$"), "it es pt"),
    (re.compile(r"ñ|...(?:ción|ciones|dades|miento|mientos|ía|ías)$"), "es"),
    (re.compile(r"..(?:ranno|[aei]rà)$"), "it"),
    (re.compile(r"..(?:[aei]rán|ieron)$"), "es"),
    (re.compile(r"[ãõ]|nh[ao]|...(?:ção|ções|agem|agens|ência|ências)$"), "pt"),
    (re.compile(r"...dad$"), "es"),
    (re.compile(r"...dade$"), "pt"),
    (re.compile(r"ç"), "fr pt"),
    (re.compile(r"[áíó]"), "es pt"),
    (re.compile(r"[éà]"), "fr it pt es"),
)

_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_TOKEN = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"«([^«»]{1,400})»|“([^“”]{1,400})”|„([^„“]{1,400})“|\"([^\"\n]{1,400})\"")
_SENTENCE_ENDS = ".!?…:\n"
_LEAST_WORDS = 4
_LEAST_CUES = 2
_LEAST_WEIGHT = 2.4
_MARGIN = 3.0


def other_language(text: str, language: str) -> str | None:
    """Return the language, one of `NAMES`, in which a text of an alleged language (one of them too) is actually
    written.

    None if it may well be in its language, or if there are too few cues.
    """
    if not may_hold_other(text, language):
        return None
    words = _prose(text)
    if len(words) < _LEAST_WORDS:
        return None
    weights = dict.fromkeys(NAMES, 0.0)
    for word in words:
        languages, weight = _cue(word)
        for candidate in languages:
            weights[candidate] += weight
    best = max(weights, key=lambda candidate: (weights[candidate], candidate == language))
    return best if weights[best] > weights[language] and _is_sure(words, best, language) else None


def may_hold_other(text: str, language: str) -> bool:
    """Return True if enough words count against the alleged language: if not, no part of the text is in another one."""
    missing = _LEAST_WEIGHT
    for word in _TOKEN.findall(text.lower()):
        languages, weight = _cue(word)
        if weight and language not in languages:
            missing -= weight
            if missing <= 0:
                return True
    return False


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each passage between quotation marks."""
    return [match.span(match.lastindex or 0) for match in _QUOTED.finditer(text)]


def is_word_of(word: str, language: str) -> bool:
    """Return True if a word in lower case has the form of a word of a language, one of `NAMES`."""
    return language in _cue(word)[0]


def _is_sure(words: list[str], best: str, language: str) -> bool:
    """Return True if enough different words count for the best language and not for the alleged one, and few the
    reverse.
    """
    different: set[str] = set()
    weight = reverse = 0.0
    for word in words:
        languages, cue = _cue(word)
        if best in languages and language not in languages:
            different.add(word)
            weight += cue
        elif language in languages and best not in languages:
            reverse += cue
    return len(different) >= _LEAST_CUES and weight >= _LEAST_WEIGHT and weight >= _MARGIN * reverse


def _prose(text: str) -> list[str]:
    """Return the words in lower case and those that begin a sentence, without quotations if other words remain."""
    text = normalize("NFC", text)
    unquoted = _QUOTED.sub(" ", text)
    if len(_TOKEN.findall(unquoted)) >= _LEAST_WORDS:
        text = unquoted
    prose = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word.islower() or (word[1:].islower() and _begins_sentence(text, match.start())):
            prose.append(word.lower())
    return prose


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at].rstrip(" \u00a0\u202f«“„\"'‘(")
    return not before or before[-1] in _SENTENCE_ENDS


@lru_cache(maxsize=65536)
def _cue(word: str) -> tuple[frozenset[str], float]:
    """Return the languages that a word counts for, and its weight."""
    small = frozenset(language for language, words in _WORDS.items() if word in words)
    if small:
        return small, 1.0 if len(word) > 1 else 0.5
    languages: set[str] = set()
    for pattern, names in _SHAPES:
        if pattern.search(word):
            usual = set(names.split())
            languages = languages & usual or usual
    return frozenset(languages), 0.6 if languages else 0.0
