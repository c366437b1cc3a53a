"""What typography cannot know is reported; what an author types plainly never is."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.runner import check
from builder.source_edits.edits import apply_edits, compatible_edits
from tests.check.planted import assert_found, plant


def texts(french: str = "Un mot", english: str = "One word", tags: tuple[str, str] = ("fr", "en")) -> str:
    def block(text: str) -> str:
        return "".join(f"            {line}\n" if line else "\n" for line in text.split("\n"))

    first, second = tags
    return (
        f"languages: [{first}, {second}]\ntitle: Titre\nsections:\n  - title: T\n    blocks:\n      - text:\n"
        f"          {first}: |\n{block(french)}          {second}: |\n{block(english)}"
    )


PAIRS = {
    "bracket open": texts("Le projet ⟦TYP001:warning⟧(voir la carte est prêt."),
    "bracket closed": texts(english="The project, see the map⟦TYP001⟧), is ready."),
    "guillemet open": texts("Le mot ⟦TYP001⟧« budget est neuf."),
    "guillemet closed": texts("Le mot budget ⟦TYP001⟧» est neuf."),
    "English quote open": texts(english="The word ⟦TYP001⟧“budget is new."),
    "English quote closed": texts(english="The word budget⟦TYP001⟧” is new."),
    "straight quote": texts('Le mot ⟦TYP001⟧"budget est neuf.'),
    "straight quote in English": texts(english='The "word" and the ⟦TYP001⟧"budget.'),
    "crossed": texts("Un (mot ⟦TYP001⟧[ici) là"),
    "German quote": texts("Das Wort ⟦TYP001⟧„Haushalt ist neu.", tags=("de", "en")),
    "in a note": texts("Un mot^[Voir ⟦TYP001⟧(page deux.]", "A word^[See page two.]"),
    "in the second paragraph": texts("Un (mot).\n\nUn ⟦TYP001⟧(autre mot."),
    "in a list": texts("- un (mot)\n- un autre⟦TYP001⟧)", "- one\n- two"),
    "in a foreign passage": texts("Le [⟦TYP001⟧“budget]{lang=en} neuf"),
    "balanced": texts("Le (mot [long]) « budget “neuf” » !", "The (word [long]) “budget ‘new’”."),
    "items": texts("a) un, b) deux, 1) trois, iv) quatre (ou cinq)"),
    "German styles": texts("Das „Wort“ und das »Wort« (hier).", tags=("de", "en")),
    "Swiss style": texts("Das «Wort» und das ‹Wort›.", tags=("de-CH", "en")),
    "a smiley": texts("Merci :) et ;-) voilà", "Thanks :)"),
    "a mark in brackets": texts("Vraiment (!) et (?)"),
    "an interval": texts("Dans ]0, 1[ et [2 ; 3["),
    "inches": texts('Un écran de 27" et de 5\'10"', 'A 27" screen'),
    "feet and inches": texts("Haut de 5’ 4”, ou 5′ 4″", "He is 5’ 4” tall; “she is 5’ 2”,” he said; a 4” pipe"),
    "a number quoted": texts(english="The word “room 4” and the word ⟦TYP001⟧“room"),
    "an item of a law": texts("L'alinéa 34(1)b) s'applique", "Paragraph 34(1)(b) applies"),
    "in code": texts("Tapez `f(x` ici", "Type `f(x` here"),
    "a quotation of two paragraphs": texts("« Un début.\n\n« Une fin. »", "“A beginning.\n\n“An end.”"),
    "across emphasis": texts("Un *(mot* en deux)", "A *(word* in two)"),
}

QUOTES = {
    "English in French": texts("Le mot ⟦TYP002:info⟧“budget” est neuf."),
    "English in Canadian French": texts("Le mot ⟦TYP002⟧“budget” est neuf.", tags=("fr-CA", "en-CA")),
    "French in English": texts(english="The word ⟦TYP002⟧« budget » is new."),
    "French in British English": texts(english="The word ⟦TYP002⟧«budget» is new.", tags=("fr", "en-GB")),
    "German in English": texts(english="The word ⟦TYP002⟧„budget“ is new."),
    "English in German": texts("Das Wort ⟦TYP002⟧“Haushalt” ist neu.", tags=("de", "en")),
    "second level": texts("« Le mot “budget” est neuf »"),
    "straight": texts('Le mot "budget"', 'The word "budget"'),
    "right": texts("Le mot « budget »", "The word “budget”"),
    "an entry of a bibliography": texts(
        "Smith, J. (2018). “The city”. London: Penguin.", "Petit, A. (2018). « La ville ». Paris : Seuil."
    ),
    "in a passage of their language": texts("Le mot [a “budget”]{lang=en}"),
}

WORDS = {
    "French": texts("Le rapport de ⟦TYP003:warning⟧de la ville"),
    "English": texts(english="The report of the ⟦TYP003⟧the town"),
    "capital first": texts("Le ⟦TYP003⟧le rapport"),
    "German": texts("Der Bericht und ⟦TYP003⟧und die Stadt", tags=("de", "en")),
    "over a line's end": texts("Le rapport de la\n⟦TYP003⟧la ville"),
    "across bold": texts("Le **rapport** ⟦TYP003⟧rapport"),
    "French usage": texts("Nous nous levons, vous vous levez, c'est très très long, en en parlant"),
    "English usage": texts(english="He had had it; she said that that was it; she gave her her book"),
    "German usage": texts("Wenn sie sie sehen, sehr sehr gern", tags=("de", "en")),
    "Dutch usage": texts("Het huis dat dat zegt", tags=("nl", "en")),
    "names": texts("À Baden Baden, chez de De Gaulle", "In Walla Walla"),
    "interjections": texts("Oh là là, oh oh, hi hi, tut tut, chut chut, miam miam", "Hear hear, knock knock, tut tut"),
    "bla bla": texts("Du bla bla, et la la la", "Blah, no no, la la la"),
    "with a comma": texts("Oui, il faut, faut, faut partir", "The, the word"),
    "hyphens": texts("Le face-à-face, face contre vis-à-vis", "The so-so so-called"),
    "letters": texts("Le plan A a été voté, il a a priori raison", "Plan B was a ⟦TYP003⟧a success"),
    "elided": texts("On s'en va, l'a a-t-il vu ?"),
    "digits": texts("12 12 et 3 3", "12 12"),
    "ordinal": texts(
        "Le ⟦TYP004:info⟧2ème rapport, le ⟦TYP004⟧3ième, les ⟦TYP004⟧4èmes, la ⟦TYP004⟧1ère fois, au ⟦TYP004⟧XXème"
    ),
    "right ordinals": texts("Le 2e rapport, la 1re fois, le 1er mai, le XXe siècle", "The 2nd, the 1ère"),
    "accents": texts("⟦TYP005:info⟧Etat, ⟦TYP005⟧Economie, ⟦TYP005⟧ETAT, ⟦TYP005⟧Ca va, ⟦TYP005⟧Elément"),
    "À": texts("⟦TYP005⟧A la suite du vote, on part. ⟦TYP005⟧A partir de mai, on revient. ⟦TYP005⟧A l'issue du vote"),
    "no accent due": texts(
        "État, Effectif, Eau, CA, calcium (Ca), Ca 40, A la capacité, A voté, Europe, À la suite", "Etat, A la carte"
    ),
    "not in the middle": texts("Le groupe A partir de mai, vitamine A savoir"),
}

NUMBERS = {
    "point in French": texts("Une hausse de ⟦TYP006:warning⟧2.5 %, de ⟦TYP006⟧12.50 €, de ⟦TYP006⟧3.5 millions"),
    "point in Canadian French": texts("Un total de ⟦TYP006⟧30.5 M$", tags=("fr-CA", "en-CA")),
    "point in German": texts("Rund ⟦TYP006⟧2.5 Mio. und ⟦TYP006⟧2.5%", tags=("de", "en")),
    "comma in English": texts(english="Up ⟦TYP006⟧2,5%, or ⟦TYP006⟧3,5 million, or €⟦TYP006⟧2,5"),
    "comma in British English": texts(english="Up ⟦TYP006⟧12,5 km", tags=("fr", "en-GB")),
    "right": texts("2,5 %, 1 234,50 €", "2.5%, 1,234.50, $1,234"),
    "versions": texts("Apache 2.0, version 2.5, Python 3.11", "Apache 2,0"),
    "a list": texts(english="Chapters 1,2 and 3; 10,000 km and 1,234 tonnes"),
    "Switzerland": texts("CHF 18.75, 2.5 %", tags=("fr-CH", "en-GB")),
    "thousands in French": texts("Près de ⟦TYP007:warning⟧1,234,567 habitants, ⟦TYP007⟧1.234.567 voix"),
    "thousands in English": texts(english="Some ⟦TYP007⟧1.234.567 people"),
    "thousands in German": texts("Rund ⟦TYP007⟧1,234,567 Personen", tags=("de", "en")),
    "right thousands": texts("1 234 567", "1,234,567"),
    "addresses": texts("192.168.100.200", "192.168.100.200, 02.123.456 and 10.000.000.001"),
}

SIGNS = {
    "French spaces": texts(english="Three questions⟦TYP008:info⟧ : who⟦TYP008⟧ ; what⟦TYP008⟧ ?"),
    "in German": texts("Drei Fragen⟦TYP008⟧ : wer?", tags=("de-CH", "en")),
    "in French": texts("Trois questions : qui ; quoi ?", "Three questions: who; what?"),
    "ratios": texts(english="A ratio of 16 : 9, a smiley :)"),
    "hyphen": texts("Le projet ⟦TYP009:info⟧- enfin prêt ⟦TYP009⟧- avance", "The project ⟦TYP009⟧- at last"),
    "hyphen after a year": texts("Le budget 2024 ⟦TYP009⟧- projet"),
    "no dash": texts("Saint-Louis, 2020 - 2025, -5, A4 -- ici – là", "Well-known - 5 and --force"),
    "list": texts("- un\n- deux", "- one\n- two"),
    "two stops": texts("Fin⟦TYP010:info⟧.. et suite"),
    "four stops": texts(english="Well⟦TYP010⟧.... so"),
    "etc": texts("Les rues, ⟦TYP010⟧etc... et ⟦TYP010⟧etc…", "Streets, ⟦TYP010⟧etc..."),
    "two stops after a bracket": texts("Fin (ici)⟦TYP010⟧.. Suite"),
    "the sign of a missing value": texts("« .. » : non disponible ; .. (nul), .. pour l'an", "“..” not available, .. "),
    "right dots": texts("Fin... et suite… etc.", "../path and ... so"),
}

OTHERS = {
    "spaces in code": texts("Tapez `a⟦TYP011:info⟧  b` et `a b`", "Type `a b` and  `c`"),
    "marks for all": "languages: [fr, en]\ntitle: ⟦TYP012:info⟧« Le Monde »\nsections: [{title: L'eau}]\n",
    "mixed apostrophes": "languages: [fr, en]\ntitle: L'eau d⟦TYP012⟧’ici\nsections: [{title: L’eau}]\n",
    "straight marks": 'languages: [fr, en]\ntitle: L\'"eau"\nsections: [{title: T}]\n',
    "each language its own": texts("L'eau d’ici", "The town's and the town’s"),
}

ALL = {
    f"{group}: {name}": yaml
    for group, cases in (
        ("pairs", PAIRS), ("quotes", QUOTES), ("words", WORDS), ("numbers", NUMBERS), ("signs", SIGNS),
        ("others", OTHERS),
    )
    for name, yaml in cases.items()
}  # fmt: skip


@pytest.mark.parametrize("yaml", ALL.values(), ids=ALL.keys())
def test_typography(yaml: str, tmp_path: Path) -> None:
    assert_found(tmp_path, yaml, select=["TYP"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (texts("Le mot “budget” ici"), texts("Le mot « budget » ici")),
        (texts(english="The «  budget » here"), texts(english="The “budget” here")),
        (texts("Das “Wort”", tags=("de", "en")), texts("Das „Wort“", tags=("de", "en"))),
        (texts("Das “Wort”", tags=("de-CH", "en")), texts("Das «Wort»", tags=("de-CH", "en"))),
        (texts("Le 2ème, la 1ère, les 4èmes, IIIème"), texts("Le 2e, la 1re, les 4es, IIIe")),
        (texts("A la fin, l'Etat, les ETUDES, Evenement"), texts("À la fin, l'État, les ÉTUDES, Événement")),
        (texts("Une hausse de 2.5 %"), texts("Une hausse de 2,5 %")),
        (texts(english="Up 2,5%, some 1.234.567 people"), texts(english="Up 2.5%, some 1,234,567 people")),
        (texts(english="Who ? What : this"), texts(english="Who? What: this")),
        (texts("Un - deux", "One - two"), texts("Un – deux", "One—two")),
        (texts(english="One - two", tags=("fr", "en-GB")), texts(english="One – two", tags=("fr", "en-GB"))),
        (texts("Rues, etc... Fin...."), texts("Rues, etc. Fin…")),
    ],
)
def test_mends(before: str, after: str, tmp_path: Path) -> None:
    plant(tmp_path, before)
    apply_edits(compatible_edits(check(tmp_path / "publication.yaml", ["TYP"]).fixes))
    assert (tmp_path / "publication.yaml").read_text(encoding="utf-8") == after
    assert not check(tmp_path / "publication.yaml", ["TYP"]).diagnostics


PLAIN = texts(
    "Trois questions : qui, quoi, quand ? L'eau, l'\"effet\" et 12 % de 1 234 567 € -- soit 5 km... Voilà !",
    'Three questions: who, what, when? The town\'s "effect" and 12% of €1,234,567 -- or 5 km... There!',
)


@pytest.mark.parametrize("tags", [("fr", "en"), ("fr-CA", "en-CA"), ("fr-CH", "en-GB"), ("fr-BE", "en-US")])
def test_plain_typing_is_never_reported(tags: tuple[str, str], tmp_path: Path) -> None:
    first, second = tags
    yaml = (
        PLAIN.replace("[fr, en]", f"[{first}, {second}]").replace(" fr:", f" {first}:").replace(" en:", f" {second}:")
    )
    assert_found(tmp_path, yaml, select=["TYP", "LNG"])
