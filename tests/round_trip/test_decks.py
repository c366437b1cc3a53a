"""Edits of decks: saved with the lasting identities of shapes, as PowerPoint does, and without, as others do."""

from __future__ import annotations

from pathlib import Path

import pytest

import builder
from builder.actions.pull import Pulled
from tests.marking import sampled
from tests.round_trip.conftest import Workplace, Workplaces
from tests.round_trip.slide_edits import Slides, slide_words, text_of, with_parts, without_identities
from tests.round_trip.word_edits import alike

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P188 = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
COMMAND = "http://schemas.microsoft.com/office/drawing/2013/main/command"
KEPT, DROPPED = "identities kept", "identities dropped"
PROGRAMS = pytest.mark.parametrize("program", [pytest.param(KEPT, marks=pytest.mark.full), DROPPED])
SAMPLES = sampled(
    [(name, language) for name, languages in {
        "mistral-ai": ("fr", "en"), "budget": ("fr-CA", "en-CA"), "survey": ("fr-CH", "de-CH", "en-GB"),
        "stress": ("fr", "en"), "starter": ("fr",),
    }.items() for language in languages],
    ("mistral-ai", "fr"), ("survey", "de-CH"),
)  # fmt: skip


def saved(place: Workplace, slides: Slides, language: str, program: str) -> Path:
    path = place.saved(slides, language)
    return path if program == KEPT else without_identities(path, path.with_stem(f"{path.stem}-bare"))


def pulled(place: Workplace, slides: Slides, program: str, language: str = "fr") -> tuple[Pulled, Path]:
    path = saved(place, slides, language, program)
    return builder.pull(path, place.publication, apply=True), path


def rebuilt(place: Workplace, language: str) -> list[str]:
    path = place.folder / "rebuilt.pptx"
    builder.write_deck(builder.load(place.publication), language, path)
    return slide_words(path)


def same(first: list[str], second: list[str]) -> bool:
    return list(map(alike, first)) == list(map(alike, second))


@PROGRAMS
@pytest.mark.parametrize(("name", "language"), SAMPLES)
def test_a_deck_that_nobody_edited_changes_nothing(
    workplace: Workplaces, program: str, name: str, language: str
) -> None:
    place = workplace(name)
    result, _ = pulled(place, place.slides(language), program, language)
    assert (result.edits, result.manual, result.comments, result.details) == ((), (), (), ())
    assert result.passages > 30


@PROGRAMS
def test_every_kind_of_words_on_a_slide_can_be_edited(workplace: Workplaces, program: str) -> None:
    place = workplace("mistral-ai")
    slides = place.slides("fr")
    slides.replace("Une voie ouverte et européenne", "Une voie libre et européenne")
    slides.replace("choix à la fois technique et politique", "choix technique et politique")
    slides.replace("Fondateurs venus de Meta", "Équipe venue de Meta")
    slides.replace("Guillaume Lample", "G. Lample")
    slides.replace("chercheur de Facebook AI Research", "chercheur chez Facebook AI Research")
    slides.replace("Portée de cette note", "Portée du texte")
    slides.replace("Souveraineté technologique", "Indépendance technologique")
    slides.replace("Trois cofondateurs créent Mistral AI", "Trois fondateurs créent Mistral AI")
    slides.replace("Elle dresse un état des lieux", "Elle fait un état des lieux")
    slides.replace("Année de fondation", "Année de création", 1)
    result, path = pulled(place, slides, program)
    assert not result.manual, result.manual
    assert len(result.edits) == 10
    missing = set(map(alike, slide_words(path))) - set(map(alike, rebuilt(place, "fr")))
    # The label of a key figure is shown twice; only one of both was edited.
    assert missing <= {alike("Année de fondation")}


@PROGRAMS
def test_a_cell_and_a_number_of_a_table_are_edited(workplace: Workplaces, program: str) -> None:
    place = workplace("budget")
    before = place.source
    slides = place.slides("fr-CA")
    slides.replace("Droits de mutation", "Droits sur les mutations")
    slides.replace("118,4", "120,1")
    result, _ = pulled(place, slides, program, "fr-CA")
    assert not result.manual
    changed = before.replace("[{fr: Droits de mutation", "[{fr: Droits sur les mutations")
    assert place.source == changed.replace("118_400_000", "120_100_000")


@pytest.mark.full
@PROGRAMS
def test_slides_deleted_moved_and_copied_are_reported(workplace: Workplaces, program: str) -> None:
    place = workplace("mistral-ai")
    before = place.source
    for change, words in (
        (lambda slides: slides.delete_slide("choix à la fois technique"), "deletes slide 7"),
        (lambda slides: slides.move_slide("choix à la fois technique", 3), "moves slide"),
        (lambda slides: slides.duplicate_slide("choix à la fois technique"), "a copy of a slide"),
    ):
        slides = place.slides("fr")
        change(slides)
        slides.replace("Arthur Mensch", "A. Mensch")
        path = saved(place, slides, "fr", program)
        result = builder.pull(path, place.publication)
        assert len(result.manual) == 1 and words in result.manual[0].message, (words, result.manual)
        assert len(result.edits) == 1 and "sections.origins.blocks.1.points.0.term" in result.edits[0]
    assert place.source == before


@PROGRAMS
def test_points_added_and_deleted_are_reported_and_paragraphs_of_notes_are_written(
    workplace: Workplaces, program: str
) -> None:
    place = workplace("mistral-ai")
    slides = place.slides("fr")
    slides.add("Un écosystème", "Un point de plus")
    slides.delete("Une réponse\u00a0: éduquer")
    slides.add("Elle dresse un état des lieux", "Un paragraphe de plus.")
    result, _ = pulled(place, slides, program)
    assert sorted(finding.key.split(".")[1] for finding in result.manual) == ["open-source"] * 3
    assert len(result.edits) == 1 and "abstract" in result.edits[0]
    assert "Un paragraphe de plus." in place.source


@pytest.mark.full
@PROGRAMS
def test_a_source_that_changed_is_a_conflict_only_where_the_file_changed_too(
    workplace: Workplaces, program: str
) -> None:
    place = workplace("mistral-ai")
    changed = place.source.replace("choix à la fois technique et politique", "choix politique")
    changed = changed.replace("Fondateurs venus de Meta", "Équipe venue de Meta")
    place.publication.write_text(changed, encoding="utf-8")
    slides = place.slides("fr")
    slides.replace("choix à la fois technique", "choix technique")
    slides.replace("Arthur Mensch", "A. Mensch")
    result, _ = pulled(place, slides, program)
    assert [finding.kind for finding in result.manual] == ["conflict"]
    assert result.manual[0].key == "sections.open-source.message"
    assert len(result.edits) == 1


def test_brief_and_deck_are_pulled_together(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    brief, slides = place.brief("fr"), place.slides("fr")
    brief.replace("Elle dresse un état des lieux", "Elle fait un état des lieux")
    slides.replace("Elle dresse un état des lieux", "Elle fait un état des lieux")
    files = [place.saved(brief, "fr"), place.saved(slides, "fr")]
    agreed = builder.pull(files, place.publication)
    assert len(agreed.edits) == 1 and not agreed.manual
    other = place.slides("fr")
    other.replace("Elle dresse un état des lieux", "Elle donne un état des lieux")
    disputed = builder.pull([files[0], place.saved(other, "fr")], place.publication)
    assert not disputed.edits and [finding.kind for finding in disputed.manual] == ["conflict"]


def test_old_comments_are_reported_with_their_slide(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    path = with_parts(
        place.sample.file("fr", "pptx"),
        place.folder / "commented.pptx",
        7,
        f"{R}/comments",
        "comment1.xml",
        f'<p:cmLst xmlns:p="{P}"><p:cm authorId="0" dt="2024-10-01T09:00:00" idx="1"><p:pos x="1" y="1"/>'
        "<p:text>À vérifier</p:text></p:cm></p:cmLst>",
        ("commentAuthors", f'<p:cmAuthorLst xmlns:p="{P}"><p:cmAuthor id="0" name="Relectrice"/></p:cmAuthorLst>'),
    )
    result = builder.pull(path, place.publication)
    assert [(one.key, one.message) for one in result.comments] == [
        ("sections.open-source.message", "Relectrice: “À vérifier”")
    ]


def test_modern_comments_are_reported_with_their_shape_replies_and_state(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    slides = place.slides("fr")
    index, _ = slides.find("choix à la fois technique")
    body = next(s for s in slides.presentation.slides[index].placeholders if s.name == "Body")._element
    identity = body.find(".//{http://schemas.microsoft.com/office/drawing/2014/main}creationId").get("id")

    def comment(id_: str, text: str, status: str, replies: str = "") -> str:
        return (
            f'<p188:cm id="{{{id_}}}" authorId="{{A}}" created="2024-10-01T09:00:00" status="{status}">'
            f'<ac:deMkLst xmlns:ac="{COMMAND}"><ac:spMk id="3" creationId="{identity}"/></ac:deMkLst>{replies}'
            f"<p188:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p188:txBody></p188:cm>"
        )

    reply = (
        '<p188:replyLst><p188:reply id="{R}" authorId="{B}" created="2024-10-02T09:00:00"><p188:txBody><a:bodyPr/>'
        "<a:p><a:r><a:t>C’est fait</a:t></a:r></a:p></p188:txBody></p188:reply></p188:replyLst>"
    )
    path = with_parts(
        place.sample.file("fr", "pptx"),
        place.folder / "commented.pptx",
        index + 1,
        "http://schemas.microsoft.com/office/2018/10/relationships/comments",
        "modernComment_1.xml",
        f'<p188:cmLst xmlns:p188="{P188}" xmlns:a="{A}">{comment("1", "À vérifier", "active", reply)}'
        f'{comment("2", "Réglé", "resolved")}</p188:cmLst>',
        ("authors", f'<p188:authorLst xmlns:p188="{P188}"><p188:author id="{{A}}" name="Relectrice"/>'
         '<p188:author id="{B}" name="Auteur"/></p188:authorLst>'),
    )  # fmt: skip
    result = builder.pull(path, place.publication)
    assert [one.message for one in result.comments] == ["Relectrice: “À vérifier”", "Auteur: “C’est fait”"]
    assert all(one.key.startswith("sections.open-source.blocks") for one in result.comments)
    assert [one.message for one in result.details] == ["Relectrice: “Réglé”"]


def test_a_slide_whose_words_are_all_new_is_the_one_that_stood_there(workplace: Workplaces) -> None:
    place = workplace("budget")
    slides = place.slides("fr-CA")
    slides.replace("Les immobilisations", "Bâtir et rénover", 1)
    result, _ = pulled(place, slides, DROPPED, "fr-CA")
    assert not result.manual
    assert len(result.edits) == 1 and "sections.capital-program.title" in result.edits[0]


@PROGRAMS
def test_words_that_the_builder_composes_are_written_where_they_come_from_or_reported_with_the_place(
    workplace: Workplaces, program: str
) -> None:
    place = workplace("mistral-ai")
    before = place.source
    slides = place.slides("fr")
    slides.replace("Le financement", "Les moyens", 1)
    slides.replace("Montants levés, par tour de table", "Sommes levées, par tour de table")
    slides.replace("Chiffres clés", "Nos chiffres")
    _, number = slides.find("7\u00a0milliards")
    next(number.iter(f"{{{A}}}t")).text = "8"
    slides.replace("15\u00a0septembre", "16\u00a0septembre")
    result, _ = pulled(place, slides, program)
    changed = sorted(line.split(": ")[1] for line in result.edits)
    assert changed == ["sections.funding.blocks.fig-funding.chart.caption", "sections.funding.title"], result.lines
    changed_source = before.replace("fr: Le financement", "fr: Les moyens").replace(
        "fr: Montants levés", "fr: Sommes levées"
    )
    assert place.source == changed_source
    messages = [finding.message for finding in result.manual]
    assert len(messages) == 3, messages
    assert any(
        "`{parameters}` prints “7 milliards”, the file says “8 milliards”: change figures.parameters" in one
        for one in messages
    )
    assert any("“Chiffres clés” is “Nos chiffres” in the file" in one for one in messages)
    assert any("“15 septembre 2024” is “16 septembre 2024” in the file" in one for one in messages)


def test_composed_words_are_no_edit_where_their_source_has_changed(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    changed = place.source.replace("fr: Le financement", "fr: Les moyens")
    place.publication.write_text(changed, encoding="utf-8")
    result, _ = pulled(place, place.slides("fr"), KEPT)
    assert (result.edits, result.manual) == ((), ())


@PROGRAMS
@pytest.mark.parametrize(
    ("name", "language", "old", "new"),
    [
        (
            "mistral-ai",
            "fr",
            "Un signal",
            "Un signal très net que personne ne pouvait attendre de sitôt et qui a surpris",
        ),
        (
            "budget",
            "fr-CA",
            "L'effectif reste stable",
            "L'effectif reste stable : l'année sera calme, dit-on, et longue",
        ),
    ],
)
def test_a_deck_that_is_laid_out_otherwise_since_has_no_other_edits(
    workplace: Workplaces, program: str, name: str, language: str, old: str, new: str
) -> None:
    place = workplace(name)
    assert old in place.source
    place.publication.write_text(place.source.replace(old, new), encoding="utf-8")
    changed = place.source
    result, _ = pulled(place, place.slides(language), program, language)
    assert (result.edits, result.manual) == ((), ()), result.lines
    assert place.source == changed


def test_words_that_a_table_has_too_are_edited(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    slides = place.slides("fr")
    slides.replace("Mistral AI", "Mistral IA")
    result, _ = pulled(place, slides, DROPPED)
    assert not result.manual, result.lines
    assert [line.split(": ")[1] for line in result.edits] == ["title"]


@PROGRAMS
def test_a_headline_with_figures_is_edited_on_the_notes_page_that_repeats_it(
    workplace: Workplaces, program: str
) -> None:
    place = workplace("mistral-ai")
    slides = place.slides("fr")
    headline = "En à peine un an, Mistral AI a levé"
    repeated = [
        paragraph
        for _, paragraph in slides.paragraphs()
        if text_of(paragraph).startswith(headline) and paragraph.getroottree().getroot().tag == f"{{{P}}}notes"
    ]
    (run,) = [node for node in repeated[0].iter(f"{{{A}}}t") if "En à peine un an" in (node.text or "")]
    run.text = run.text.replace("En à peine un an", "En un an à peine")
    result, _ = pulled(place, slides, program)
    assert not result.manual
    assert len(result.edits) == 1 and "sections.funding.message" in result.edits[0]
