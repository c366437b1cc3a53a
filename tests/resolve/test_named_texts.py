"""A named text reads as if its words were typed where its name is, in every field, language and medium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content import markup as m
from builder.content.model.values import Text
from builder.content.named_texts import with_words
from builder.diagnostics import BuildError
from builder.source import Span
from builder.tree.blocks import TextNode
from builder.tree.dump import dump
from builder.tree.prose import Inlines, NoteRef, Paragraph, Run, plain
from tests.resolve.make import AT, figure, note, publication, resolved, section, text, texts
from tests.resolve.readback import built
from tests.resolve.readback import publication as loaded
from tests.resolve.values import D, amount, seen


def name(name: str = "x") -> m.NamedText:
    return m.NamedText(name, AT)


def inlines(language: str, words: dict[str, Text], *parts: str | m.Inline, **more: Any) -> Inlines:
    """The inlines of a paragraph, in a publication with named texts."""
    sample = publication(section(texts(parts)), languages=(language,), texts=words, **more)
    (block,) = resolved(sample, language).sections[0].blocks
    assert isinstance(block, TextNode)
    (paragraph,) = block.blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.inlines


def sentence(words: Any, before: str, after: str = "", language: str = "fr") -> str:
    parts = (part for part in (before, name(), after) if part)
    return seen(plain(inlines(language, {"x": text(words)}, *parts)))


FIELDS = """
texts:
  x: {fr: mot-clef, en: keyword}
subtitle: "{=x}"
status: "{=x}"
authors: ["{=x}"]
abstract: "{=x}"
keywords: ["{=x}"]
missing: {"..": {fr: "{=x}", en: "{=x}"}}
sources:
  report: {title: "{=x}", publisher: "{=x}", author: "{=x}"}
figures:
  fund: {amount: 5, currency: EUR, label: "{=x}"}
key_figures: [{figure: fund, label: "{=x}"}]
sections:
  - title: "{=x}"
    message: "{=x} [@report]"
    notes: "{=x}"
    blocks:
      - text: "- {=x}\\n- *{=x}*^[{=x}]\\n\\n| {=x} | b |\\n|---|---|\\n| {=x} | c |\\n"
      - points: ["{=x}", {term: "{=x}", text: "{=x}"}]
      - table: {caption: "{=x}", note: "{=x}", columns: ["{=x}", B], rows: [["{=x}", 1], [c, ".."]]}
      - chart:
          kind: column
          caption: "{=x}"
          alt: "{=x}"
          categories: ["{=x}", b]
          series: [{name: "{=x}", values: [1, 2]}, {name: c, values: [1, 2]}]
      - highlights: [fund]
      - timeline: [{date: "{=x}", title: "{=x}", text: "{=x}"}]
      - quote: {text: "{=x}", attribution: "{=x}"}
      - callout: {kind: note, title: "{=x}", text: "{=x}"}
"""


@pytest.mark.parametrize(("language", "word"), [("fr", "mot-clef"), ("en", "keyword"), ("en-GB", "keyword")])
def test_every_field_of_texts_reads_named_texts(language: str, word: str, tmp_path: Path) -> None:
    document = dump(resolved(loaded(tmp_path, FIELDS), language))
    by_hand = dump(resolved(loaded(tmp_path, FIELDS.replace("{=x}", word)), language))
    assert "{=" not in document
    assert document.lower() == by_hand.lower()
    for medium in built(tmp_path, FIELDS, language):
        assert "{=" not in medium and medium.lower().count(word) > 5


@pytest.mark.parametrize(
    ("words", "before", "expected"),
    [
        ("le ministère de l'Économie", "Selon ", "Selon le ministère de l’Économie"),
        ("le ministère", "Le budget de ", "Le budget du ministère"),
        ("le ministère", "Budget d'", "Budget du ministère"),
        ("les communes", "Elle donne à ", "Elle donne aux communes"),
        ("Les Abymes", "La ville de ", "La ville des Abymes"),
        ("Le Mans", "De Paris à ", "De Paris au Mans"),
        ("Le\u00a0Corbusier", "L'œuvre de ", "L’œuvre de Le~Corbusier"),
        ("la commune", "Le budget de ", "Le budget de la commune"),
        ("l'agence", "Le budget de ", "Le budget de l’agence"),
        ("agence", "La ", "L’agence"),
        ("agence", "le rôle de la ", "le rôle de l’agence"),
        ("hôpital", "le budget du ", "le budget de l’hôpital"),
        ("hôpital", "Il va au ", "Il va à l’hôpital"),
        ("hameau", "le budget du ", "le budget du hameau"),
        ("organisme", "Ce ", "Cet organisme"),
        ("entreprise", "sa ", "son entreprise"),
        ("Airbus", "la SA ", "la SA Airbus"),
        ("Airbus", "la filiale de ", "la filiale d’Airbus"),
        ("Orange", "de nouveau ", "de nouveau Orange"),
        ("Dassault", "la filiale d'", "la filiale de Dassault"),
        ("« Agir »", "le programme de ", "le programme d’«~Agir~»"),
        ("Le Mans", "au sujet de « ", "au sujet de «~Le Mans"),
        ("INSEE", "l'enquête que ", "l’enquête qu’INSEE"),
        ("ministère", "", "Ministère"),
        ("iPhone", "", "iPhone"),
        ("ministère", "Fin. ", "Fin. Ministère"),
        ("ministère", "Voici : ", "Voici~: ministère"),
    ],
)
def test_french_words_before_a_named_text_follow_it(words: str, before: str, expected: str) -> None:
    assert sentence(words, before) == expected


NEUTRAL = st.sampled_from(["", "Selon ", "Voici : ", "(", "Fin. ", "Il dit « ", "pour 5 ", "A – ", "avec "])
WORDS = st.sampled_from(
    [
        "le n° 5 de la série A",
        "l'été ; l'hiver",
        "12 M€",
        '"mot"',
        "M. Durand",
        "p. 12",
        "a : b",
        "20 °C",
        "etc.",
        "50 %",
    ]
)
AFTER = st.sampled_from(["", " ?", " : oui", "…", " 12 km", ")", " !", " %"])


LOCALES = ["fr", "fr-CA", "fr-CH", "en", "en-CA", "en-GB", "de-CH", "es", "it", "nl"]


@given(NEUTRAL, WORDS, AFTER, st.sampled_from(LOCALES))
def test_typography_is_that_of_the_words_typed(before: str, words: str, after: str, language: str) -> None:
    by_hand = plain(inlines(language, {}, before + words + after))
    result = sentence(words, before, after, language)
    assert result.lower() == seen(by_hand).lower()
    # A named text opens the sentence that a bracket or a full stop begins with a capital.
    assert result[1:] == seen(by_hand)[1:] or before in ("Fin. ", "(")


@given(
    st.sampled_from(LOCALES[3:]),
    st.sampled_from(["de", "of", "a", "il", "le", "à"]),
    st.sampled_from(["agency", "Le Mans"]),
)
def test_words_before_a_named_text_are_left_alone_in_other_languages(language: str, before: str, words: str) -> None:
    assert sentence(words, f"X {before} ", language=language) == f"X {before} {words}"


def test_marks_inside_and_around_are_kept() -> None:
    words = {
        "x": text(
            ("le ", m.Strong((m.Str("Fonds", AT),), AT), note("Créé en ", name("y"), ".")),
        ),
        "y": text("2020"),
    }
    shown = inlines("fr", words, "Budget de ", m.Emph((name(),), AT), " et ", m.Strong((name("y"),), AT))
    assert plain(shown) == "Budget du Fonds et 2020"
    runs = [run for run in shown if isinstance(run, Run)]
    assert [(run.strong, run.emphasis) for run in runs if run.text in ("Fonds", "2020")] == [
        (True, True),
        (True, False),
    ]
    (footnote,) = (inline for inline in shown if isinstance(inline, NoteRef))
    assert plain(footnote.blocks[0].inlines) == "Créé en 2020."  # type: ignore[union-attr]


@pytest.mark.parametrize("mark", [m.Emph, m.Strong, m.Struck])
def test_words_before_follow_first_words_in_emphasis(mark: Any) -> None:
    def shown(words: str, before: str) -> str:
        return plain(inlines("fr", {"x": text((mark((m.Str(words, AT),), AT), " 2030"))}, before, name()))

    assert shown("Agir", "Le plan de ") == "Le plan d’Agir 2030"
    assert shown("Le Monde", "Un article de ") == "Un article du Monde 2030"
    assert shown("agence", "") == "Agence 2030"


def test_a_figure_joins_the_end_of_a_named_text() -> None:
    fund = amount(D(3_450_000), bound="about")
    shown = inlines("fr", {"x": text("un fonds de")}, name(), " ", figure("x"), figures=[fund])
    assert seen(plain(shown)).startswith("Un fonds d’environ")


def test_a_passage_in_another_language_takes_its_words() -> None:
    words = {"x": text(fr="agence", en="agency"), "y": text("Agir")}
    shown = inlines("fr", words, "La ", name(), ", ", m.Foreign((m.Str("the ", AT), name(), name("y")), "en", AT))
    assert plain(shown) == "L’agence, the agencyAgir"
    with pytest.raises(BuildError, match="the named text `x` has no text in `de`"):
        inlines("fr", words, m.Foreign((name(),), "de", AT))


def test_a_note_in_a_title_is_reported_where_the_text_is_used() -> None:
    words = {"x": text(("Fonds", note("Créé."))), "y": text((name(),))}
    used = m.NamedText("y", Span("publication.yaml", 9, 12))
    sample = publication(section(title=text((used,))), languages=("fr",), texts=words)
    with pytest.raises(BuildError) as caught:
        resolved(sample)
    assert [(problem.code, problem.span) for problem in caught.value.diagnostics] == [("note-in-title", used.span)]


def test_other_words_replace_those_of_the_publication() -> None:
    place = Span("communes.csv", 4, 1)
    sample = publication(section(texts(("À ", name(), " et ", name("y")))), texts={"x": text("Agen"), "y": text("*")})
    other = with_words(sample, {"x": {"fr": "Le *Mans*", "en": "Le Mans"}, "y": {"": "{budget}"}}, place)
    (block,) = resolved(other).sections[0].blocks
    assert isinstance(block, TextNode) and isinstance(block.blocks[0], Paragraph)
    assert plain(block.blocks[0].inlines) == "Au *Mans* et {budget}"
    for words, message in [
        ({"z": {"": "a"}}, "unknown named text `z`"),
        ({"x": {"fr": "a"}}, "the named text `x` has no words in `en`"),
        ({"x": {"fr": "a", "en": " "}}, "the named text `x` has empty words"),
    ]:
        with pytest.raises(BuildError) as caught:
            with_words(sample, words, place)
        assert [str(problem).startswith(f"communes.csv:4:1: {message}") for problem in caught.value.diagnostics] == [
            True
        ]
