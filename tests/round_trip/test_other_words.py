"""Edits outside the paragraphs of text: alternative texts, charts, headers, contents, properties, composed words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import builder
from builder.actions.pull import Pulled
from builder.office.xml import qn
from tests.round_trip.conftest import Workplace, Workplaces
from tests.round_trip.part_edits import alt_texts, rewritten, type_in_chart, with_many_runs

MEDIA = pytest.mark.parametrize("kind", ["docx", "pptx"])
MAIN = {"docx": r"word/document\.xml$", "pptx": r"ppt/slides/slide\d+\.xml$"}
CHARTS = r"charts/chart\d+\.xml$"
FUNDING = "sections.funding.blocks.fig-funding"
PICTURE = "sections.pictures.blocks.fig-tall"
CLOUD = "sections.charts.blocks.fig-cloud"


def edited(place: Workplace, language: str, kind: str, parts: str, *changes: Callable[[Any], object]) -> Path:
    """A built file in which parts were changed."""
    path = place.sample.file(language, kind)
    for number, change in enumerate(changes):
        path = rewritten(path, place.folder / f"edited-{number}.{language}.{kind}", parts, change)
    return path


def pulled(place: Workplace, path: Path) -> Pulled:
    return builder.pull(path, place.publication, apply=True)


def keys(result: Pulled) -> list[str]:
    return [line.split(": ")[1] for line in result.edits]


# --- Alternative texts ---


@MEDIA
def test_the_alternative_text_of_a_picture_is_written(workplace: Workplaces, kind: str) -> None:
    place = workplace("stress")
    path = edited(place, "fr", kind, MAIN[kind], lambda root: alt_texts(root, "plus haute que", "plus étroite que"))
    result = pulled(place, path)
    assert keys(result) == [f"{PICTURE}.image.alt"] and not result.manual, result.lines
    assert 'fr: "Une pile de pont, beaucoup plus étroite que large."' in place.source
    again = pulled(place, path)
    assert (again.edits, again.manual) == ((), ())


@MEDIA
def test_figures_in_an_alternative_text_are_protected(workplace: Workplaces, kind: str) -> None:
    place = workplace("mistral-ai")

    def change(root: Any) -> None:
        alt_texts(root, "Deux colonnes", "Deux barres")
        alt_texts(root, "de 100\u00a0millions", "de 120\u00a0millions")

    result = pulled(place, edited(place, "fr", kind, MAIN[kind], change))
    assert keys(result) == [f"{FUNDING}.chart.alt"]
    (finding,) = result.manual
    assert "change figures.seed-round.amount" in finding.message and "120" in finding.message
    assert "\"Deux barres : {seed-round} au tour d'amorçage" in place.source


@MEDIA
def test_an_alternative_text_that_the_builder_composes_is_reported(workplace: Workplaces, kind: str) -> None:
    place = workplace("stress")
    before = place.source
    result = pulled(
        place,
        edited(place, "fr", kind, MAIN[kind], lambda root: alt_texts(root, "Douze parts inégales", "Douze parts")),
    )
    (finding,) = result.manual
    assert finding.key == "sections.charts.blocks.3" and "give this chart an `alt`" in finding.message
    assert place.source == before


@MEDIA
def test_a_description_of_a_decorative_picture_is_reported(workplace: Workplaces, kind: str) -> None:
    place = workplace("stress")

    def describe(root: Any) -> None:
        for node in root.iter(qn("wp:docPr"), qn("p:cNvPr")):
            graphic = node.getparent() if kind == "docx" else node.getparent().getparent()
            picture = graphic.find(f".//{qn('pic:pic')}") is not None or graphic.tag == qn("p:pic")
            if picture and not node.get("descr"):
                node.set("descr", "Un tablier")

    result = pulled(place, edited(place, "fr", kind, MAIN[kind], describe))
    assert any("give this picture an `alt`" in finding.message for finding in result.manual), result.lines


@MEDIA
def test_an_alternative_text_that_file_and_source_have_changed_is_a_conflict(workplace: Workplaces, kind: str) -> None:
    place = workplace("stress")
    path = edited(place, "fr", kind, MAIN[kind], lambda root: alt_texts(root, "plus haute que", "plus étroite que"))
    place.publication.write_text(place.source.replace("Une pile de pont, beaucoup", "Un pilier, beaucoup"), "utf-8")
    before = place.source
    result = pulled(place, path)
    assert [finding.kind for finding in result.manual] == ["conflict"]
    assert place.source == before
    unedited = pulled(place, place.sample.file("fr", kind))
    assert (unedited.edits, unedited.manual) == ((), ())


# --- Charts ---


@MEDIA
def test_names_in_a_chart_are_written(workplace: Workplaces, kind: str) -> None:
    place = workplace("mistral-ai")
    path = edited(
        place, "fr", kind, CHARTS,
        type_in_chart("Tour d’amorçage", "Premier tour"), type_in_chart("Montant levé", "Somme levée"),
    )  # fmt: skip
    result = pulled(place, path)
    assert sorted(keys(result)) == [f"{FUNDING}.chart.categories.0", f"{FUNDING}.chart.series.0.name"]
    assert not result.manual, result.lines
    assert "{fr: Premier tour, en: Seed round}" in place.source
    assert "{fr: Somme levée, en: Amount raised}" in place.source


@MEDIA
def test_a_number_in_a_chart_is_reported_with_the_line_of_its_figure(workplace: Workplaces, kind: str) -> None:
    place = workplace("mistral-ai")
    before = place.source
    result = pulled(place, edited(place, "fr", kind, CHARTS, type_in_chart("100000000", "120000000")))
    (finding,) = result.manual
    line = before[: before.index("amount: 100_000_000")].count("\n") + 1 if "amount: 100_000_000" in before else 0
    assert f"change figures.seed-round.amount, {place.publication}:{line}?" in finding.message, finding.message
    assert "“Tour d’amorçage”" in finding.message and place.source == before


@MEDIA
def test_a_number_typed_in_a_chart_is_reported_with_the_line_of_its_series(workplace: Workplaces, kind: str) -> None:
    place = workplace("stress")
    result = pulled(place, edited(place, "fr", kind, CHARTS, type_in_chart("896000", "900000")))
    (finding,) = result.manual
    line = place.source[: place.source.index("- name: {fr: Entretien, en: Upkeep}")].count("\n") + 1
    assert finding.key == "sections.charts.blocks.fig-bars"
    assert "896000" in finding.message and "900000" in finding.message
    assert f"{place.publication}:{line}" in finding.message


@MEDIA
def test_titles_of_axes_are_written(workplace: Workplaces, kind: str) -> None:
    place = workplace("stress")

    def change(root: Any) -> None:
        for node in root.iter(qn("a:t")):
            node.text = (node.text or "").replace("Indice d’état relevé", "Indice relevé")

    result = pulled(place, edited(place, "fr", kind, r"(charts/chart|drawings/drawing)\d+\.xml$", change))
    assert keys(result) == [f"{CLOUD}.chart.axis.name"], result.lines
    assert '{fr: "Indice relevé lors de la dernière' in place.source


@MEDIA
def test_names_of_points_are_written(workplace: Workplaces, kind: str) -> None:
    place = workplace("stress")
    result = pulled(place, edited(place, "fr", kind, CHARTS, type_in_chart("Pont des Douves", "Pont des Doubes")))
    assert keys(result) == [f"{CLOUD}.chart.categories.3"] and not result.manual, result.lines


@MEDIA
def test_a_category_that_was_added_is_reported(workplace: Workplaces, kind: str) -> None:
    place = workplace("mistral-ai")

    def add(root: Any) -> None:
        for points in (*root.iter(qn("c:strCache")), *root.iter(qn("c:numCache"))):
            if len(points.findall(qn("c:pt"))) == 2:
                points.find(qn("c:ptCount")).set("val", "3")
                last = points.findall(qn("c:pt"))[-1]
                new = points.makeelement(last.tag, {"idx": "2"})
                value = points.makeelement(qn("c:v"), {})
                value.text = "600" if points.tag == qn("c:numCache") else "Série B"
                new.append(value)
                last.addnext(new)

    result = pulled(place, edited(place, "fr", kind, CHARTS, add))
    assert any("3 categories in the file, 2 in the source" in finding.message for finding in result.manual)
    assert not result.edits


@MEDIA
def test_a_chart_that_file_and_source_have_changed_is_a_conflict(workplace: Workplaces, kind: str) -> None:
    place = workplace("mistral-ai")
    path = edited(place, "fr", kind, CHARTS, type_in_chart("Montant levé", "Somme levée"))
    place.publication.write_text(place.source.replace("{fr: Série A,", "{fr: Tour A,"), "utf-8")
    before = place.source
    result = pulled(place, path)
    assert [finding.kind for finding in result.manual] == ["conflict"], result.lines
    assert place.source == before
    unedited = pulled(place, place.sample.file("fr", kind))
    assert (unedited.edits, unedited.manual) == ((), ())


@MEDIA
def test_a_chart_that_was_deleted_is_reported(workplace: Workplaces, kind: str) -> None:
    place = workplace("mistral-ai")

    def delete(root: Any) -> None:
        for chart in list(root.iter(qn("c:chart"))):
            holder = next(a for a in chart.iterancestors() if a.tag in (qn("w:r"), qn("p:graphicFrame")))
            holder.getparent().remove(holder)

    result = pulled(place, edited(place, "fr", kind, MAIN[kind], delete))
    assert any(finding.key == FUNDING and "deletes this chart" in finding.message for finding in result.manual), (
        result.lines
    )


@MEDIA
def test_a_picture_that_was_added_is_reported(workplace: Workplaces, kind: str) -> None:
    place = workplace("stress")

    def copy_picture(root: Any) -> None:
        from copy import deepcopy

        for tag in (qn("w:drawing"), qn("p:pic")):
            for node in [n for n in root.iter(tag) if "Une pile de pont" in str([e.get("descr") for e in n.iter()])]:
                new = deepcopy(node)
                for described in new.iter(qn("wp:docPr"), qn("p:cNvPr")):
                    described.set("descr", "Une photo de plus")
                    for extension in list(described):
                        described.remove(extension)
                if tag == qn("p:pic"):
                    node.addnext(new)
                else:
                    run = node.getparent()
                    added = deepcopy(run)
                    added.replace(added.find(tag), new)
                    run.addnext(added)

    result = pulled(place, edited(place, "fr", kind, MAIN[kind], copy_picture))
    assert any(
        "new picture" in finding.message and "Une photo de plus" in finding.message for finding in result.manual
    ), result.lines


# --- Words that the builder composes ---


def typed(old: str, new: str) -> Callable[[Any], None]:
    """Type over words that are in one run, everywhere."""

    def change(root: Any) -> None:
        for node in root.iter(qn("w:t"), qn("a:t")):
            node.text = (node.text or "").replace(old, new)

    return change


def test_composed_words_of_a_brief_are_reported_without_tracking_in_one_line(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    before = place.source
    result = pulled(place, edited(place, "fr", "docx", MAIN["docx"], typed("Source", "Origine")))
    assert not result.edits and place.source == before
    assert sum("“Source” is “Origine” in the file" in finding.message for finding in result.manual) == 1, result.lines
    assert any("other place" in finding.message for finding in result.manual)


def test_the_date_and_the_authors_name_their_fields(workplace: Workplaces) -> None:
    place = workplace("budget")
    result = pulled(place, edited(place, "fr-CA", "docx", MAIN["docx"], typed("2024", "2026")))
    assert any("change `date`" in finding.message for finding in result.manual), result.lines


def test_composed_words_that_only_the_source_has_changed_are_not_reported(workplace: Workplaces) -> None:
    place = workplace("budget")
    date = next(line for line in place.source.splitlines() if line.startswith("date:"))
    place.publication.write_text(place.source.replace(date, "date: 2027-01-31"), "utf-8")
    for kind in ("docx", "pptx"):
        result = pulled(place, place.sample.file("fr-CA", kind))
        assert (result.edits, result.manual) == ((), ()), result.lines


def test_untracked_values_of_key_figures_and_dates_of_events_are_reported(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    result = pulled(
        place, edited(place, "fr", "docx", MAIN["docx"], typed("Premier tour", "Tour initial"), typed("2023", "2022"))
    )
    assert any("change figures.founded" in finding.message for finding in result.manual), result.lines
    assert any("Tour initial" in finding.message or "initial" in finding.message for finding in result.manual)


# --- Headers, contents, properties, text boxes ---


def test_words_of_headers_are_reported_with_their_text(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    before = place.source
    path = edited(place, "fr", "docx", r"word/(header|footer)\d+\.xml$", typed("Mistral", "Mistrale"))
    result = pulled(place, path)
    assert any("composes headers and footers" in finding.message for finding in result.manual), result.lines
    assert place.source == before
    place.publication.write_text(before.replace("Mistral AI", "Mistral SA"), "utf-8")
    unedited = pulled(place, place.sample.file("fr", "docx"))
    assert not any("headers" in finding.message for finding in unedited.manual), unedited.lines


def test_an_entry_of_the_contents_names_its_heading(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")

    def change(root: Any) -> None:
        for paragraph in root.iter(qn("w:p")):
            style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            if style is not None and style.get(qn("w:val"), "").lower().startswith("toc"):
                typed("Les origines", "Les débuts")(paragraph)

    result = pulled(place, edited(place, "fr", "docx", MAIN["docx"], change))
    (finding,) = result.manual
    assert finding.key == "sections.origins.title" and "“Les débuts”" in finding.message
    assert not result.edits


def test_contents_brought_up_to_date_are_no_edit(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    result = pulled(place, edited(place, "fr", "docx", MAIN["docx"], typed("Les origines", "Les débuts")))
    assert keys(result) == ["sections.origins.title"] and not result.manual, result.lines


@MEDIA
def test_the_title_of_the_file_names_the_title(workplace: Workplaces, kind: str) -> None:
    place = workplace("mistral-ai")

    def change(root: Any) -> None:
        root.find("{http://purl.org/dc/elements/1.1/}title").text = "Un tout autre titre"

    result = pulled(place, edited(place, "fr", kind, r"docProps/core\.xml$", change))
    (finding,) = result.manual
    assert finding.key == "title" and "“Un tout autre titre”" in finding.message and not result.edits


def test_a_text_box_is_reported(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")

    def add(root: Any) -> None:
        run = next(root.iter(qn("w:r")))
        box = run.makeelement(qn("w:pict"), {})
        content = box.makeelement(qn("w:txbxContent"), {})
        paragraph = box.makeelement(qn("w:p"), {})
        new = box.makeelement(qn("w:r"), {})
        text = box.makeelement(qn("w:t"), {})
        text.text = "Revoir cette page"
        new.append(text)
        paragraph.append(new)
        content.append(paragraph)
        box.append(content)
        run.append(box)

    result = pulled(place, edited(place, "fr", "docx", MAIN["docx"], add))
    assert any("text box" in f.message and "Revoir cette page" in f.message for f in result.manual), result.lines


# --- As Word writes a file ---


def test_runs_divided_by_word_are_no_edit(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    result = pulled(place, edited(place, "fr", "docx", r"word/(document|footnotes)\.xml$", with_many_runs))
    assert (result.edits, result.manual, result.details) == ((), (), ()), result.lines


# --- Links and marks ---


def relinked(root: Any) -> None:
    for relation in root:
        if relation.get("TargetMode") == "External":
            relation.set("Target", "https://example.org/autre")


RELATIONS = {"docx": r"word/_rels/document\.xml\.rels$", "pptx": r"ppt/(slides|notesSlides)/_rels/.*\.rels$"}


@MEDIA
def test_addresses_of_links_are_written_and_those_of_sources_reported(workplace: Workplaces, kind: str) -> None:
    place = workplace("budget")
    result = pulled(place, edited(place, "fr-CA", kind, RELATIONS[kind], relinked))
    assert "sections.overview.sections.calendar.blocks.0.text.0" in keys(result)
    assert "[le site de la Ville](https://example.org/autre)" in place.source
    (finding,) = result.manual
    assert finding.key == "sources.roll" and "leads to https://example.org/autre" in finding.message


@MEDIA
def test_marks_and_links_that_only_the_source_has_changed_stay(workplace: Workplaces, kind: str) -> None:
    place = workplace("budget")
    source = place.source.replace("(https://example.org/rivemont)", "(https://example.org/ville)")
    source = source.replace("les documents sont publiés", "les documents sont **publiés**")
    source = source.replace("url: https://example.org/rivemont/roll", "url: https://example.org/roll")
    assert source != place.source
    place.publication.write_text(source, "utf-8")
    result = pulled(place, place.sample.file("fr-CA", kind))
    assert (result.edits, result.manual) == ((), ()), result.lines
    assert place.source == source


# --- Structure ---


def test_a_section_that_was_deleted_is_reported_in_one_line(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")

    def delete(root: Any) -> None:
        inside = False
        for element in list(root.find(qn("w:body"))):
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            if style is not None and style.get(qn("w:val")) == "Heading1":
                inside = "Les critiques" in "".join(element.itertext())
            if inside:
                element.getparent().remove(element)

    result = pulled(place, edited(place, "fr", "docx", MAIN["docx"], delete))
    (finding,) = result.manual
    assert finding.key == "sections.criticism.title" and "deletes this section" in finding.message


def test_an_item_that_became_a_paragraph_is_reported(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")

    def change(root: Any) -> None:
        paragraph = next(p for p in root.iter(qn("w:p")) if "".join(p.itertext()).startswith("Arthur Mensch"))
        properties = paragraph.find(qn("w:pPr"))
        properties.find(qn("w:pStyle")).set(qn("w:val"), "BodyText")
        for number in properties.findall(qn("w:numPr")):
            properties.remove(number)

    result = pulled(place, edited(place, "fr", "docx", MAIN["docx"], change))
    (finding,) = result.manual
    assert finding.key == "sections.origins.blocks.1.points.0.term" and "“list bullet”" in finding.message


def test_an_item_at_another_level_of_a_slide_is_reported(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")

    def change(root: Any) -> None:
        for paragraph in root.iter(qn("a:p")):
            if "".join(paragraph.itertext()) == "Xavier Niel (Iliad)":
                paragraph.find(qn("a:pPr")).set("lvl", "2")

    result = pulled(place, edited(place, "fr", "pptx", MAIN["pptx"], change))
    (finding,) = result.manual
    assert finding.key == "sections.funding.blocks.2.points.1.points.1" and "level 3" in finding.message


def test_a_move_as_word_tracks_it_is_reported_with_its_author(workplace: Workplaces) -> None:
    from copy import deepcopy

    place = workplace("mistral-ai")
    author = {qn("w:id"): "901", qn("w:author"): "Claire", qn("w:date"): "2024-10-01T09:00:00Z"}

    def mark(paragraph: Any, kind: str) -> None:
        runs = paragraph.findall(qn("w:r"))
        start = paragraph.makeelement(qn(f"w:{kind}RangeStart"), {**author, qn("w:name"): "move1"})
        end = paragraph.makeelement(qn(f"w:{kind}RangeEnd"), {qn("w:id"): "901"})
        moved = paragraph.makeelement(qn(f"w:{kind}"), author)
        runs[0].addprevious(start)
        start.addnext(moved)
        moved.extend(runs)
        moved.addnext(end)
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            properties = paragraph.makeelement(qn("w:pPr"), {})
            paragraph.insert(0, properties)
        run_properties = properties.makeelement(qn("w:rPr"), {})
        run_properties.append(run_properties.makeelement(qn(f"w:{kind}"), author))
        properties.append(run_properties)

    def move(root: Any) -> None:
        paragraphs = [p for p in root.iter(qn("w:p")) if p.getparent().tag == qn("w:body")]
        first = next(p for p in paragraphs if "Les trois cofondateurs veulent" in "".join(p.itertext()))
        target = next(p for p in paragraphs if "Ils arrivent dans un domaine" in "".join(p.itertext()))
        copied = deepcopy(first)
        for bookmark in list(copied.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            bookmark.getparent().remove(bookmark)
        mark(first, "moveFrom")
        mark(copied, "moveTo")
        target.addnext(copied)

    result = pulled(place, edited(place, "fr", "docx", MAIN["docx"], move))
    (finding,) = result.manual
    assert finding.key == "sections.origins.blocks.0.text.0" and "moves this text" in finding.message
    assert finding.revision is not None and finding.revision.author == "Claire" and not result.edits


# --- Slides ---


def test_composed_words_of_slides_are_reported_with_what_to_change(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")
    changes = (
        typed("septembre 2024", "octobre 2024"),
        typed("On emploie aussi", "On dit aussi"),
        typed("Chiffres clés", "Les chiffres"),
    )
    result = pulled(place, edited(place, "fr", "pptx", r"ppt/(slides|notesSlides)/\w+\.xml$", *changes))
    assert not result.edits
    for words, hint in (
        ("octobre", "change `date`"),
        ("On dit", "origins.blocks.0.text.1"),
        ("Les chiffres", "builder"),
    ):
        assert any(words in finding.message and hint in finding.message for finding in result.manual), result.lines


def test_an_entry_of_the_agenda_is_written_in_the_title(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")

    def change(root: Any) -> None:
        for frame in root.iter(qn("p:graphicFrame")):
            typed("Les origines", "Les débuts")(frame)

    result = pulled(place, edited(place, "fr", "pptx", MAIN["pptx"], change))
    assert keys(result) == ["sections.origins.title"] and not result.manual, result.lines


def test_footers_of_slides_are_reported_in_one_line(workplace: Workplaces) -> None:
    place = workplace("mistral-ai")

    def change(root: Any) -> None:
        for shape in root.iter(qn("p:sp")):
            if shape.find(f".//{qn('p:ph')}[@type='ftr']") is not None:
                typed("Mistral AI", "Mistral SA")(shape)

    result = pulled(place, edited(place, "fr", "pptx", MAIN["pptx"], change))
    (finding,) = result.manual
    assert "composes footers" in finding.message and "change `title`" in finding.message
