"""Setting a paragraph across its runs."""

from __future__ import annotations

import pytest

from builder.resolve.typography import set_inlines
from builder.tree.prose import Break, CrossRef, Inlines, NoteRef, Run, plain

NBSP, NARROW = "\u00a0", "\u202f"


def texts(inlines: Inlines) -> list[str]:
    return [inline.text for inline in inlines if isinstance(inline, Run)]


def test_an_apostrophe_before_a_bold_word() -> None:
    done = set_inlines((Run("L'"), Run("eau", strong=True), Run(" froide")), "fr")
    assert done == (Run("L’"), Run("eau", strong=True), Run(" froide"))


def test_quotes_around_a_bold_word_stay_out_of_it() -> None:
    done = set_inlines((Run('dit "'), Run("oui", strong=True), Run('" ici')), "fr")
    assert texts(done) == [f"dit «{NBSP}", "oui", f"{NBSP}» ici"]


def test_the_space_before_a_mark_goes_with_the_mark() -> None:
    done = set_inlines((Run("Objectif", strong=True), Run(": agir")), "fr")
    assert texts(done) == ["Objectif", f"{NBSP}: agir"]


def test_the_space_inside_typed_guillemets_goes_with_them() -> None:
    done = set_inlines((Run("«"), Run("mot", emphasis=True), Run("»")), "fr")
    assert texts(done) == [f"«{NBSP}", "mot", f"{NBSP}»"]


def test_a_protected_figure_is_context() -> None:
    done = set_inlines((Run("Reçu "), Run("100 M€", protected=True), Run("? n° "), Run("7", protected=True)), "fr")
    assert texts(done) == ["Reçu ", "100 M€", f"{NARROW}? n°{NBSP}", "7"]


def test_a_sign_after_a_protected_figure() -> None:
    done = set_inlines((Run("12", protected=True), Run("%, "), Run("3", protected=True), Run(" km")), "fr")
    assert texts(done) == ["12", f"{NBSP}%, ", "3", f"{NBSP}km"]


@pytest.mark.parametrize("language", ["fr", "fr-CA", "fr-CH", "en", "en-GB", "de-CH", "es", "it", "nl"])
@pytest.mark.parametrize(("unit", "power"), [("km", "2"), ("m", "2"), ("m", "3"), ("cm", "2"), ("cm", "3")])
def test_a_figure_is_bound_to_a_unit_with_a_raised_power(language: str, unit: str, power: str) -> None:
    done = set_inlines((Run(f"60 {unit}"), Run(power, superscript=True), Run(" ici")), language)
    assert texts(done) == [f"60{NBSP}{unit}", power, " ici"]


def test_code_is_never_set_but_what_follows_is() -> None:
    done = set_inlines((Run("a ? b", code=True), Run("!")), "fr")
    assert texts(done) == ["a ? b", f"{NARROW}!"]


def test_an_apostrophe_before_a_protected_name() -> None:
    assert texts(set_inlines((Run("l'"), Run("Italie", protected=True)), "fr")) == ["l’", "Italie"]
    assert texts(set_inlines((Run("Italy", protected=True), Run("'s")), "en")) == ["Italy", "’s"]


def test_a_passage_in_another_language_keeps_its_rules_and_the_quotes_around_are_ours() -> None:
    inlines = (Run('Le "'), Run('so-called "open" source: why?', language="en"), Run('" de Meta!'))
    assert texts(set_inlines(inlines, "fr")) == [
        f"Le «{NBSP}",
        "so-called “open” source: why?",
        f"{NBSP}» de Meta{NARROW}!",
    ]


def test_a_passage_across_runs_of_another_language() -> None:
    inlines = (Run('"', language="en"), Run("open", language="en", strong=True), Run('" source', language="en"))
    assert texts(set_inlines(inlines, "fr")) == ["“", "open", "” source"]


def test_a_region_of_the_same_language_has_its_own_rules() -> None:
    assert texts(set_inlines((Run("Quoi! "), Run("Quoi !", language="fr-CA")), "fr")) == [f"Quoi{NARROW}! ", "Quoi!"]


def test_a_note_may_stand_before_its_mark() -> None:
    note = NoteRef(())
    assert set_inlines((Run("mot"), note, Run(" ?")), "fr") == (Run("mot"), note, Run(f"{NARROW}?"))
    assert set_inlines((Run("mot!"), note), "fr") == (Run(f"mot{NARROW}!"), note)
    assert texts(set_inlines((Run('"mot"'), note, Run(".")), "fr")) == [f"«{NBSP}mot{NBSP}»", "."]


def test_a_line_break_is_white_space() -> None:
    assert texts(set_inlines((Run("Quoi?"), Break(), Run('"mot"')), "fr")) == [f"Quoi{NARROW}?", f"«{NBSP}mot{NBSP}»"]


def test_a_reference_is_context() -> None:
    reference = CrossRef("t", "table", "tableau", "1", "")
    assert texts(set_inlines((Run("voir "), reference, Run(": oui")), "fr")) == ["voir ", f"{NBSP}: oui"]


def test_an_address_across_runs_is_not_touched() -> None:
    inlines = (Run("https://ex.org/"), Run("l'eau?x", strong=True), Run(" ?"))
    assert texts(set_inlines(inlines, "fr")) == ["https://ex.org/", "l'eau?x", f"{NARROW}?"]


def test_french_ordinals_are_marked() -> None:
    done = set_inlines(
        (Run("Le 1er mars, la 1re fois, le XXIe siècle, la Ve République, le 2e, Ier et les 3es"),), "fr"
    )
    raised = [inline.text for inline in done if isinstance(inline, Run) and inline.superscript]
    assert raised == ["er", "re", "e", "e", "e", "er", "es"]
    assert (
        plain(done)
        == f"Le 1er{NBSP}mars, la 1re fois, le XXIe{NBSP}siècle, la Ve{NBSP}République, le 2e, Ier et les 3es"
    )


def test_words_that_look_like_ordinals_are_not() -> None:
    for text in ("Le Me De Ce Mme Dr 5G 3D A4 2ème 1er-né v1e L’e 0x1e3 fichier-2e", "Xe-1 12e-mail"):
        assert not any(inline.superscript for inline in set_inlines((Run(text),), "fr") if isinstance(inline, Run))
    assert set_inlines((Run("the 1er and XIXe"),), "en") == (Run("the 1er and XIXe"),)


def test_the_day_of_a_protected_date_is_marked_too() -> None:
    done = set_inlines((Run("le "), Run(f"1er{NBSP}mars 2025", protected=True)), "fr")
    assert [(inline.text, inline.superscript, inline.protected) for inline in done if isinstance(inline, Run)] == [
        ("le ", False, False),
        ("1", False, True),
        ("er", True, True),
        (f"{NBSP}mars 2025", False, True),
    ]


def test_ordinals_keep_the_appearance_of_their_run() -> None:
    run = Run("au XXIe siècle", strong=True, link="https://ex.org")
    assert all(
        inline.strong and inline.link == "https://ex.org"
        for inline in set_inlines((run,), "fr")
        if isinstance(inline, Run)
    )


def test_letters_and_their_accents_become_one() -> None:
    assert texts(set_inlines((Run("e\u0301te\u0301"),), "fr")) == ["été"]


def test_nothing_to_set_gives_the_same_runs() -> None:
    inlines = (Run("mot"), Run(""), Run("gras", strong=True))
    assert set_inlines(inlines, "fr") == inlines
    assert set_inlines((), "fr") == ()


def test_an_empty_run_takes_nothing() -> None:
    done = set_inlines((Run("Objectif"), Run("", strong=True), Run(": agir")), "fr")
    assert texts(done) == ["Objectif", "", f"{NBSP}: agir"]


def test_what_must_not_part_is_bound_across_emphasis() -> None:
    done = set_inlines(
        (Run("la "), Run("série", strong=True), Run(" A, "), Run("M.", emphasis=True), Run(" le maire")), "fr"
    )
    assert plain(done) == f"la série{NBSP}A, M.{NBSP}le{NBSP}maire"
    assert plain(
        set_inlines((Run("lot "), Run("3", protected=True), Run(" et "), Run("lot "), Run("B", code=True)), "fr")
    ) == (f"lot{NBSP}3 et lot B")


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("fr", 'C\'est "fini" !', f"C’est “fini”{NARROW}!"),
        ("fr", "C'est « fini » et “clos”", "C’est “fini” et “clos”"),
        ("fr-CH", 'Dit "non"', f"Dit ‹{NARROW}non{NARROW}›"),
        ("en", 'It\'s "over" now', "It’s ‘over’ now"),
        ("en-GB", "It's “over” and ‘done “twice” now’", "It’s ‘over’ and ‘done “twice” now’"),
        ("de", 'Sie sagte "nein", „doch“', "Sie sagte ‚nein‘, ‚doch‘"),
        ("es", 'Dijo "no" y «sí»', "Dijo “no” y “sí”"),
    ],
)
def test_quotations_inside_a_quotation_with_its_own_marks_are_of_the_second_level(
    language: str, typed: str, expected: str
) -> None:
    done = set_inlines((Run(typed),), language, quoted=True)
    assert plain(done) == expected
    assert set_inlines(done, language, quoted=True) == done
