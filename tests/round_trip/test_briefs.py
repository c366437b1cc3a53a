"""Edits of briefs, made on the XML as Word and LibreOffice save them, pulled into a copy of the publication."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

import builder
from builder.actions.pull import Pulled
from tests.round_trip.conftest import Workplace, Workplaces
from tests.round_trip.word_edits import Brief, alike, words

by_authors = pytest.mark.parametrize(
    "author", [pytest.param("", marks=pytest.mark.full, id="untracked"), pytest.param("Relectrice", id="tracked")]
)
RETYPED = ("longtemps restée", "longtemps demeurée")
"""Words of the French brief of the first publication, and those typed over them."""
DOMAIN = "Ils arrivent dans un domaine où OpenAI, Google et Anthropic sont en tête."


def pulled(place: Workplace, brief: Brief, language: str = "fr", *, apply: bool = True) -> tuple[Pulled, Path]:
    """What a brief means, and its file."""
    path = place.saved(brief, language)
    return builder.pull(path, place.publication, apply=apply), path


def retyped(place: Workplace, author: str = "") -> Brief:
    """The French brief with words typed over others."""
    brief = place.brief("fr", author)
    brief.replace(*RETYPED)
    return brief


def rebuilt(place: Workplace, language: str) -> list[str]:
    """The words that the publication's brief prints now."""
    path = place.folder / "rebuilt.docx"
    builder.write_brief(builder.load(place.publication), language, path)
    return words(path)


def flat(source: str) -> str:
    """A source without its line ends: an edited line that gets too wide goes on below."""
    return " ".join(source.split())


def same(first: list[str], second: list[str]) -> bool:
    return list(map(alike, first)) == list(map(alike, second))


@by_authors
def test_a_file_that_nobody_edited_changes_nothing(workplace: Workplaces, author: str) -> None:
    for name, languages in {"mistral-ai": ("fr", "en"), "budget": ("fr-CA",), "survey": ("de-CH",)}.items():
        place = workplace(name)
        before = place.source
        for language in languages:
            result, _ = pulled(place, place.brief(language, author), language)
            assert (result.edits, result.manual, result.comments, result.details) == ((), (), (), ())
            assert result.passages > 50
        assert place.source == before


@by_authors
def test_words_typed_over_become_an_edit_of_exactly_these_words(workplace: Workplaces, author: str) -> None:
    place = workplace("mistral-ai")
    before = place.source
    brief = retyped(place, author)
    result, path = pulled(place, brief)
    assert len(result.edits) == 1 and not result.manual
    assert "sections.origins.blocks.0.text.1" in result.edits[0] and "“restée” → “demeurée”" in result.edits[0]
    assert ("(Relectrice, 2024-10-01)" in result.edits[0]) == bool(author)
    assert flat(place.source) == flat(before.replace(*RETYPED))
    assert same(words(path), rebuilt(place, "fr"))


def test_a_note_in_the_margin_is_edited_as_a_callout(workplace: Workplaces) -> None:
    place = workplace("survey")
    before = place.source
    brief = place.brief("fr-CH", "Relectrice")
    noted = brief.paragraph("Plus la démarche est simple")
    assert noted.find(f"{qn('w:pPr')}/{qn('w:framePr')}") is not None
    brief.replace("on la fait en ligne", "on y recourt en ligne")
    result, path = pulled(place, brief, "fr-CH")
    assert len(result.edits) == 1 and not result.manual
    assert flat(place.source) == flat(before.replace("on la fait en ligne", "on y recourt en ligne"))
    assert same(words(path), rebuilt(place, "fr-CH"))


@pytest.mark.full
@by_authors
def test_every_place_of_a_paragraph_can_be_edited(workplace: Workplaces, author: str) -> None:
    place = workplace("mistral-ai")
    brief = place.brief("fr", author)
    brief.replace("Ils arrivent", "Les fondateurs arrivent")
    brief.insert("C’est là que", " vraiment")
    brief.insert("l’entreprise se place.", " Une phrase de plus.")
    brief.replace("Elle dresse un état des lieux et ne formule aucune recommandation.", "Tout est neuf ici.")
    brief.replace("Une voie ouverte et européenne dans l’intelligence artificielle", "Un autre sous-titre")
    brief.replace("Guillaume Lample", "G. Lample")
    brief.replace("Les origines", "Les débuts")
    brief.replace("Montants levés, par tour de table", "Sommes levées")
    brief.replace("Portée de cette note", "Portée du texte")
    result, path = pulled(place, brief)
    assert not result.manual
    assert len(result.edits) == 8
    assert same(words(path), rebuilt(place, "fr"))


@pytest.mark.full
@by_authors
def test_what_is_pulled_twice_changes_nothing_more(workplace: Workplaces, author: str) -> None:
    place = workplace("mistral-ai")
    brief = retyped(place, author)
    brief.split("sont en tête.")
    brief.add("Elle dresse un état des lieux", "Un paragraphe de plus.")
    result, path = pulled(place, brief)
    assert len(result.edits) == 2 and not result.manual
    after = place.source
    again = builder.pull(path, place.publication, apply=True)
    assert (again.edits, again.manual) == ((), ())
    assert place.source == after


@by_authors
def test_a_figure_is_protected_and_the_rest_is_written(workplace: Workplaces, author: str) -> None:
    place = workplace("budget")
    before = place.source
    brief = place.brief("fr-CA", author)
    brief.replace("184,5", "190,2", within="Le budget de fonctionnement de Rivemont atteint")
    brief.replace("Il est équilibré", "Il demeure équilibré")
    result, _ = pulled(place, brief, "fr-CA")
    (manual,) = result.manual
    assert manual.key == "abstract.0"
    line = next(n for n, text in enumerate(before.splitlines(), 1) if re.match(r"  budget:", text))
    assert "`{budget}` prints “184,5 millions de dollars”, the file says “190,2 millions de dollars”" in manual.message
    assert f"change figures.budget.amount, {manual.span.file}:{line}?" in manual.message
    assert flat(place.source) == flat(before.replace("Il est équilibré", "Il demeure équilibré"))


@pytest.mark.full
@by_authors
def test_marks_of_words_become_mark_up(workplace: Workplaces, author: str) -> None:
    place = workplace("mistral-ai")
    before = place.source
    brief = place.brief("fr", author)
    brief.format("longtemps", "w:b")
    brief.format("opacité technique", "w:i")
    result, _ = pulled(place, brief)
    assert len(result.edits) == 2
    changed = before.replace("est longtemps restée", "est **longtemps** restée")
    changed = changed.replace("l'opacité technique.", "l'*opacité technique*.")
    assert flat(place.source) == flat(changed)


@pytest.mark.parametrize("style", [None, "NormalWeb"])
def test_a_paragraph_pasted_in_another_style_is_a_paragraph_of_the_text(
    workplace: Workplaces, style: str | None
) -> None:
    place = workplace("mistral-ai")
    brief = place.brief("fr", "Relectrice")
    brief.document.styles.add_style("Normal (Web)", WD_STYLE_TYPE.PARAGRAPH)
    brief.add("Tous sont publiés sous licence", "Un paragraphe collé.")
    brief.paragraph("Un paragraphe collé.").style = style
    result, path = pulled(place, brief)
    assert len(result.edits) == 1 and not result.manual
    assert same(words(path), rebuilt(place, "fr"))


def test_a_paragraph_pasted_where_there_can_be_only_one_is_reported(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    brief = place.brief("fr")
    brief.add("Trois cofondateurs, dont d’anciens", "Un paragraphe collé.")
    brief.paragraph("Un paragraphe collé.").style = None
    result, _ = pulled(place, brief)
    assert not result.edits
    assert ["Un paragraphe collé" in finding.message for finding in result.manual] == [True]


@by_authors
def test_words_that_somebody_hides_are_deleted(workplace: Workplaces, author: str) -> None:
    place = workplace("mistral-ai")
    before = place.source
    brief = place.brief("fr", author)
    brief.format(" longtemps", "w:vanish")
    result, _ = pulled(place, brief)
    assert len(result.edits) == 1 and not result.manual
    assert ("(Relectrice, 2024-10-01)" in result.edits[0]) == bool(author)
    assert flat(place.source) == flat(before.replace("est longtemps restée", "est restée"))


@by_authors
def test_paragraphs_are_divided_joined_and_added(workplace: Workplaces, author: str) -> None:
    place = workplace("mistral-ai")
    brief = place.brief("fr", author)
    brief.split("sont en tête.")
    brief.join("Cette ouverture inquiète certains experts.")
    brief.add("Tous sont publiés sous licence", "Un paragraphe de plus.")
    result, path = pulled(place, brief)
    assert not result.manual and len(result.edits) == 3
    assert same(words(path), rebuilt(place, "fr"))


@by_authors
def test_what_concerns_every_language_is_reported_and_not_written(workplace: Workplaces, author: str) -> None:
    place = workplace("mistral-ai")
    before = place.source
    brief = place.brief("fr", author)
    brief.delete("Elle dresse un état des lieux")
    brief.delete("Guillaume Lample")
    brief.add("Timothée Lacroix", "Une personne de plus : inconnue")
    brief.add("Trois cofondateurs, dont d’anciens", "Un texte sans place.")
    result, _ = pulled(place, brief)
    assert not result.edits
    assert place.source == before
    messages = {finding.key: finding.message for finding in result.manual}
    assert "deletes this text (“Elle dresse un état des lieux" in messages["abstract.1"]
    assert "deletes this text" in messages["sections.origins.blocks.1.points.1.term"]
    assert "new text after this: “Une personne de plus" in messages["sections.origins.blocks.1.points.2.text"]
    assert "new text after this: “Un texte sans place.”" in messages["sections.origins.message"]


def test_a_moved_section_is_reported_and_its_words_are_still_compared(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    brief = place.brief("fr")
    brief.replace("Les trois cofondateurs veulent", "Tous veulent")
    brief.move("Tous veulent", "Elle propose une solution")
    result, _ = pulled(place, brief)
    assert [finding.key for finding in result.manual] == ["sections.origins.blocks.0.text.0"]
    assert "moves this text" in result.manual[0].message
    assert len(result.edits) == 1 and "“Tous”" in result.edits[0]


@pytest.mark.full
@by_authors
def test_a_source_that_changed_elsewhere_takes_the_edits(workplace: Workplaces, author: str) -> None:
    place = workplace("mistral-ai")
    changed = place.source.replace("Une voie ouverte et européenne", "Une autre voie")
    place.publication.write_text(changed, encoding="utf-8")
    brief = retyped(place, author)
    result, _ = pulled(place, brief)
    assert len(result.edits) == 1 and not result.manual
    assert flat(place.source) == flat(changed.replace(*RETYPED))


@by_authors
def test_a_source_that_changed_in_the_same_place_is_a_conflict_with_three_texts(
    workplace: Workplaces, author: str
) -> None:
    place = workplace("mistral-ai")
    changed = place.source.replace("longtemps restée absente", "longtemps restée à l'écart")
    place.publication.write_text(changed, encoding="utf-8")
    brief = retyped(place, author)
    result, _ = pulled(place, brief)
    (manual,) = result.manual
    assert manual.kind == "conflict" and manual.key == "sections.origins.blocks.0.text.1"
    assert "longtemps demeurée absente" in manual.message and "longtemps restée à l’écart" in manual.message
    assert ("it was “Ils arrivent" in manual.message) == bool(author)
    assert place.source == changed


@pytest.mark.full
@by_authors
def test_the_same_change_in_file_and_source_is_no_conflict(workplace: Workplaces, author: str) -> None:
    place = workplace("mistral-ai")
    changed = place.source.replace(*RETYPED)
    place.publication.write_text(changed, encoding="utf-8")
    brief = retyped(place, author)
    result, _ = pulled(place, brief)
    assert (result.edits, result.manual) == ((), ())
    assert place.source == changed


@pytest.mark.full
def test_paragraphs_that_the_source_has_got_since_do_not_shift_the_others(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    first = "Les trois cofondateurs veulent, selon l'article,"
    at = place.source.index(first)
    margin = place.source[place.source.rindex("\n", 0, at) + 1 : at]
    changed = place.source[:at] + f"Un nouveau début.\n\n{margin}" + place.source[at:]
    place.publication.write_text(changed, encoding="utf-8")
    brief = retyped(place)
    result, _ = pulled(place, brief)
    assert not result.manual
    assert flat(place.source) == flat(changed.replace(*RETYPED))


def test_signs_and_spaces_alone_are_mentioned_only_in_detail(workplace: Workplaces) -> None:
    place = workplace("budget")
    brief = place.brief("fr-CA")
    brief.replace(
        "«\u00a0Le compte augmente moins vite que les prix\u00a0»", '"Le compte augmente moins vite que les prix"'
    )
    result, _ = pulled(place, brief, "fr-CA")
    assert (result.edits, result.manual) == ((), ())
    assert [finding.key for finding in result.details] == ["sections.revenue.blocks.0.text.1"]


@pytest.mark.full
def test_special_signs_are_escaped_and_quotes_are_typed_as_the_author_does(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    brief = place.brief("fr")
    brief.replace("longtemps restée", "« longtemps » *restée* {ici} [là] d’un\u00a0: @x _y_ #1 <b>")
    brief.replace("Elle dresse un état des lieux", "- 1. Elle dresse un état")
    result, path = pulled(place, brief)
    assert not result.manual, result.manual
    assert same(words(path), rebuilt(place, "fr"))
    assert "\u00a0" not in place.source


def test_comments_are_lines_at_their_passages(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    before = place.source
    brief = place.brief("fr")
    brief.comment("longtemps restée", "À vérifier")
    result, _ = pulled(place, brief)
    (comment,) = result.comments
    line = next(n for n, text in enumerate(before.splitlines(), 1) if "Ils arrivent dans un domaine" in text)
    assert (comment.key, comment.span.line) == ("sections.origins.blocks.0.text.1", line)
    assert comment.message == "Relectrice: “À vérifier” (on “longtemps restée”)"
    assert place.source == before and not result.edits


def test_tables_are_edited_cell_by_cell(workplace: Workplaces) -> None:
    place = workplace("budget")
    before = place.source
    brief = place.brief("fr-CA")
    brief.replace("Loisirs et culture", "Loisirs, culture et sport", cell=True)
    brief.replace("39\u00a0800\u00a0000", "40\u202f800\u202f000")
    brief.replace("118,4", "120,1")
    brief.replace("Budget 2024", "Année 2024", cell=True)
    result, path = pulled(place, brief, "fr-CA")
    assert not result.manual
    changed = before.replace("[{fr: Loisirs et culture", '[{fr: "Loisirs, culture et sport"')
    changed = changed.replace("39_800_000", "40_800_000").replace("118_400_000", "120_100_000")
    assert place.source == changed.replace("{fr: Budget 2024,", "{fr: Année 2024,")
    assert alike("Loisirs, culture et sport") in map(alike, words(path))


def test_values_that_the_table_does_not_type_are_reported_with_their_place(workplace: Workplaces) -> None:
    place = workplace("budget")
    brief = place.brief("fr-CA")
    total = next(text for text in words(place.sample.file("fr-CA", "docx")) if "176\u00a0600\u00a0000" in text)
    brief.replace(total, "999\u00a0600\u00a0000")
    result, _ = pulled(place, brief, "fr-CA")
    assert not result.edits
    (manual,) = result.manual
    assert "999" in manual.message


@pytest.mark.full
def test_a_total_follows_its_numbers_and_is_reported_if_it_does_not(workplace: Workplaces) -> None:
    place = workplace("budget")
    brief = place.brief("fr-CA")
    brief.replace("39\u00a0800\u00a0000", "40\u00a0800\u00a0000")
    wrong = place.brief("fr-CA")
    wrong.replace("39\u00a0800\u00a0000", "40\u00a0800\u00a0000")
    total = next(text for text in words(place.sample.file("fr-CA", "docx")) if "176\u00a0600\u00a0000" in text)
    brief.replace(total, total.replace("176\u00a0600", "177\u00a0600"), cell=True)
    wrong.replace(total, total.replace("176\u00a0600", "199\u00a0000"), cell=True)
    result, _ = pulled(place, wrong, "fr-CA", apply=False)
    (manual,) = result.manual
    assert manual.message.startswith("the builder computes this cell: it prints 176") and "199" in manual.message
    result, _ = pulled(place, brief, "fr-CA")
    assert len(result.edits) == 1 and not result.manual
    result, _ = pulled(place, wrong, "fr-CA", apply=False)
    assert not result.manual and len(result.details) == 1


@pytest.mark.full
def test_whoever_deleted_words_is_named(workplace: Workplaces) -> None:
    place = workplace("budget")
    brief = place.brief("fr-CA", "Relectrice")
    brief.replace("Loisirs et ", "", cell=True)
    brief.replace("39\u00a0800\u00a0000", "40\u00a0800\u00a0000")
    brief.replace("comme la loi l’exige, ", "")
    brief.delete("Le programme d’immobilisations prévoit")
    result, _ = pulled(place, brief, "fr-CA", apply=False)
    assert result.edits and result.manual
    assert all(line.endswith("(Relectrice, 2024-10-01)") for line in (*result.edits, *result.lines))


def test_notes_are_edited(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    before = place.source
    brief = place.brief("fr")
    brief.note("On emploie aussi", "On utilise aussi")
    result, _ = pulled(place, brief)
    assert len(result.edits) == 1 and not result.manual
    assert flat(place.source) == flat(before.replace("On emploie aussi", "On utilise aussi"))


@pytest.mark.full
def test_notes_that_have_changed_places_are_no_edits(workplace: Workplaces) -> None:
    """LibreOffice 7.4 gives each mark the note before its own if the file has comments."""
    place = workplace("mistral-ai")
    brief = place.brief("fr")
    notes = brief.notes()
    for note, former in zip(reversed(notes), list(reversed(notes))[1:], strict=False):
        note[:] = [copy.deepcopy(paragraph) for paragraph in former]
    brief.keep_notes()
    result, _ = pulled(place, brief)
    assert result.edits == result.manual == ()
    assert [finding.message for finding in result.details] == [
        "notes have lost their words, or have those of others, in this file: they are not compared"
    ]


def test_several_files_are_pulled_together(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    before = place.source
    french, english = place.brief("fr"), place.brief("en")
    french.replace(*RETYPED)
    english.insert("Introduction", " to it")
    files = [place.saved(french, "fr"), place.saved(english, "en")]
    result = builder.pull(files, place.publication, apply=True)
    assert len(result.edits) == 2 and not result.manual
    assert place.source != before


@pytest.mark.full
def test_two_files_that_disagree_are_a_conflict(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    before = place.source
    first, second = place.brief("fr"), place.brief("fr")
    first.replace(*RETYPED)
    second.replace("longtemps restée", "toujours restée")
    files = [place.saved(first, "fr"), place.saved(second, "fr")]
    result = builder.pull(files, place.publication, apply=True)
    (manual,) = result.manual
    assert manual.kind == "conflict" and "edited-1" in manual.message and "edited-2" in manual.message
    assert place.source == before
    third = place.brief("fr")
    third.replace(*RETYPED)
    agreed = builder.pull([files[0], place.saved(third, "fr")], place.publication)
    assert len(agreed.edits) == 1 and not agreed.manual


def test_the_other_language_is_stale_after_a_pull(workplace: Workplaces) -> None:
    from builder.actions.accept import accept
    from builder.check.runner import check

    place = workplace("mistral-ai")
    accept(place.publication)
    brief = retyped(place)
    pulled(place, brief)
    stale = [problem for problem in check(place.publication).diagnostics if problem.code.startswith("STL")]
    assert len(stale) == 1


@pytest.mark.full
@by_authors
def test_an_edit_of_the_list_of_sources_is_reported_at_the_source(workplace: Workplaces, author: str) -> None:
    place = workplace("mistral-ai")
    before = place.source
    brief = place.brief("fr", author)
    brief.replace("Farid Arab", "Farid Arabi", within="Le pari européen")
    result, _ = pulled(place, brief)
    (manual,) = result.manual
    assert "startup-info" in manual.key and "Arabi" in manual.message
    line = before[: before.index("  startup-info:")].count("\n") + 1
    assert manual.span.line >= line and manual.span.file.endswith("publication.yaml")
    assert not result.edits and place.source == before


def test_a_figure_may_come_to_the_head_of_a_sentence(workplace: Workplaces) -> None:
    """The builder then prints it with a capital letter, which is no edit of the figure."""
    place = workplace("mistral-ai")
    before = place.source
    brief = place.brief("en")
    brief.replace(", then ", ". ", "Within barely a year")
    result, path = pulled(place, brief, "en")
    assert len(result.edits) == 1 and not result.manual
    assert flat(place.source) == flat(before.replace("{seed-round}, then {series-a}", "{seed-round}. {series-a}"))
    again = builder.pull(path, place.publication)
    assert (again.edits, again.manual) == ((), ())


def test_marks_of_a_quotation_in_a_quotation_are_the_builders(workplace: Workplaces) -> None:
    place = workplace("survey")
    brief = place.brief("de-CH")
    brief.replace("Nummer", "«Nummer»", "Ich habe das Formular")
    result, path = pulled(place, brief, "de-CH")
    assert len(result.edits) == 1 and not result.manual
    again = builder.pull(path, place.publication)
    assert (again.edits, again.manual) == ((), ())


def test_words_that_would_be_an_error_are_reported_with_it(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    before = place.source
    brief = place.brief("en")
    brief.replace("Mistral AI", "Mistral", cell=True)
    result, _ = pulled(place, brief, "en")
    (manual,) = result.manual
    assert "the publication has an error (`highlight`: there is no column" in manual.message
    assert place.source == before


def test_a_file_says_what_became_of_its_anchors_and_which_formatting_is_left_out(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    brief = place.brief("fr")
    result, _ = pulled(place, brief)
    (line,) = result.files
    count = int(re.search(r"(\d+) anchors: \1 kept$", line)[1])  # type: ignore[index]
    brief.delete("Elle dresse un état des lieux")
    paragraph = brief.paragraph("longtemps restée")
    paragraph.addnext(copy.deepcopy(paragraph))
    brief.format("opacité technique", "w:color")
    run = brief.run("opacité technique")
    run.rPr.find(qn("w:color")).set(qn("w:val"), "C0FFEE")
    result, path = pulled(place, brief)
    about, formats = result.files
    assert f"{path.name}: {count} anchors: {count - 1} kept, 1 lost (abstract.1), 1 doubled (" in about
    assert "sections.origins.blocks.0.text.1" in about
    assert "colour C0FFEE (1)" in formats


def test_notes_that_have_lost_their_words_are_no_edits(workplace: Workplaces) -> None:
    """LibreOffice 7.4 empties all notes of a file with comments that it saves for the second time."""
    place = workplace("mistral-ai")
    before = place.source
    brief = place.brief("fr")
    for note in brief.notes():
        for run in list(note.iter(qn("w:r"))):
            run.getparent().remove(run)
    brief.keep_notes()
    brief.replace("longtemps restée", "longtemps demeurée")
    result, _ = pulled(place, brief)
    assert len(result.edits) == 1 and not result.manual
    assert flat(place.source) == flat(before.replace("longtemps restée", "longtemps demeurée"))
