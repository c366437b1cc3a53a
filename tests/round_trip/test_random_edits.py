"""Words typed anywhere in a brief or a deck, pulled: the source then prints what the file says, and nothing else moves.

printed(apply(pull(edit(file)))) == file, but for the kind of spaces, quotation marks and hyphens
"""

from __future__ import annotations

import io
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pptx
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import builder
from builder import pipeline
from builder.actions.accept import accept
from builder.check.runner import check
from builder.content.loader import load
from builder.office.xml import qn
from builder.round_trip.brief_reference import brief_reference
from builder.round_trip.deck_reference import deck_reference
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import PrintedParagraph
from tests.files.samples import folder_of
from tests.marking import examples
from tests.round_trip.slide_edits import slide_words, without_identities
from tests.round_trip.typist import Typist
from tests.round_trip.word_edits import alike, copied, words
from tests.round_trip.yaml_leaves import changed_leaves

_CREATION_ID = "{http://schemas.microsoft.com/office/drawing/2014/main}creationId"
NEW = {
    "fr": ["mot", "très", "l’État", "d'abord", "« oui »", "“si”", "porte-à-faux", "à 3,5 %", "12", "(voir p. 3)",
           "n° 4", "A & B", "peut-être…", "fin ;", "vraiment ?", "déjà :", "1er", "2020–2024", "œuvre", "re lire"],
    "en": ["word", "very", "State’s", "don't", "“yes”", '"no"', "well-known", "3.5%", "12", "(see p. 3)", "no. 4",
           "A & B", "perhaps…", "end;", "really?", "so:", "1st", "2020–2024", "naïve", "it\u00a0is"],
    "de": ["Wort", "sehr", "geht’s", "«ja»", "„nein“", "Süd-West", "3,5 %", "12", "(siehe S. 3)", "Nr. 4", "A & B",
           "vielleicht…", "Ende;", "wirklich?", "so:", "2020–2024", "Öffnung", "gross"],
}  # fmt: skip
SIGNS = ["*", "_x_", "{a}", "[b]", "#1", "@home", "a|b", "back\\slash", "<b>", "`code`", "~", "x^2", "2 < 3", "$5",
         "- a", "1. a", "> b", "&amp;", "%", "!", "**", "x_y_z", "[a](b)", "^[n]", "{{", "}}", "~~no~~"]  # fmt: skip


class Edit(NamedTuple):
    """What is done at one place: `length` words are typed over (none: new words come before or after a word). `outside`
    puts new words outside the bookmark beside them; `plain` is a program that writes straight signs and simple spaces.
    """

    place: int
    length: int
    after: bool
    words: list[int]
    tracked: bool
    outside: bool
    plain: bool = False


EDITS = st.lists(
    st.builds(
        Edit,
        place=st.integers(0, 100_000),
        length=st.integers(0, 3),
        after=st.booleans(),
        words=st.lists(st.integers(0, 100_000), max_size=3),
        tracked=st.booleans(),
        outside=st.booleans(),
        plain=st.booleans(),
    ),
    min_size=10,
    max_size=25,
)


class Built(NamedTuple):
    """A built file with the paragraphs as the builder printed them, by their numbers in `paragraphs_of`."""

    content: bytes
    printed: dict[int, PrintedParagraph]


@cache
def brief_of(name: str, language: str, folder: Path) -> Built:
    path = folder_of(name, folder) / "publication.yaml"
    publication = load(path, [language])
    template = pipeline.template_path(publication, "docx", None)
    content, anchors = pipeline.anchored_brief(pipeline.document(publication, language), template)
    reference = brief_reference(content, anchors, PassagePlaces(publication, language))
    texts = [Typist(paragraph).text for paragraph in word_paragraphs(docx.Document(io.BytesIO(content)))]
    shown = ["".join(piece.text for piece in paragraph.pieces) for paragraph in reference.story.paragraphs]
    assert texts == shown
    return Built(content, {n: one.printed for n, one in enumerate(reference.paragraphs) if one.printed.passages})


@cache
def deck_of(name: str, language: str, folder: Path) -> Built:
    path = folder_of(name, folder) / "publication.yaml"
    publication = load(path, [language])
    template = pipeline.template_path(publication, "pptx", None)
    twins = [pipeline.document(publication, tag) for tag in pipeline.planned_languages(publication, [language])]
    content, anchors = pipeline.anchored_deck(twins, language, template)
    reference = deck_reference(content, anchors, PassagePlaces(publication, language))
    printed: dict[int, PrintedParagraph] = {}
    number = 0
    for slide, shown in zip(pptx.Presentation(io.BytesIO(content)).slides, reference.slides, strict=True):
        by_identity = {shape.identity: shape.passages for shape in shown.shapes if not shape.is_table}
        for shape in slide._element.iter(qn("p:sp")):
            identity = next((mark.get("id", "") for mark in shape.iter(_CREATION_ID)), "")
            passages = by_identity.get(identity, ())
            count = len(list(shape.iter(qn("a:p"))))
            if len(passages) == count:
                printed |= {number + at: one.printed for at, one in enumerate(passages) if one.printed.passages}
            number += count
    return Built(content, printed)


def slide_paragraphs(slides: Any) -> list[Any]:
    return [
        one for slide in slides.slides for shape in slide._element.iter(qn("p:sp")) for one in shape.iter(qn("a:p"))
    ]


def word_paragraphs(document: Any) -> list[Any]:
    return list(document.element.body.iter(qn("w:p")))


class Place(NamedTuple):
    """A word that an author wrote: the number of its paragraph, its characters, its passage, and its number in it."""

    paragraph: int
    start: int
    end: int
    owner: str
    token: int


def places_in(printed: dict[int, PrintedParagraph]) -> list[Place]:
    found = []
    for number, paragraph in printed.items():
        for index, (token, owner) in enumerate(zip(paragraph.tokens, paragraph.owners, strict=True)):
            if owner and paragraph.opaque_at(index) is None and re.match(r"\w", token.text):
                found.append(Place(number, token.start, token.start + len(token.text), owner, index))
    return found


def stretch(edit: Edit, places: Sequence[Place], printed: dict[int, PrintedParagraph]) -> tuple[Place, int]:
    """The first word of an edit, and the end of the last one that is typed over: neighbours of one passage only."""
    at = edit.place % len(places)
    first, end = places[at], places[at].end
    for following in places[at + 1 : at + edit.length]:
        if following.owner != first.owner or following.paragraph != first.paragraph:
            break
        if any(printed[first.paragraph].opaque_at(n) for n in range(first.token, following.token)):
            break
        end = following.end
    return first, end


def plain(words: str) -> str:
    """Words with straight signs and simple spaces."""
    return words.translate(str.maketrans({"’": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\u2011": "-"}))


def typed(edit: Edit, vocabulary: Sequence[str]) -> str:
    return " ".join(vocabulary[number % len(vocabulary)] for number in edit.words)


def edited(
    built: Built,
    paragraphs: Sequence[Any],
    edits: Sequence[Edit],
    vocabulary: Sequence[str],
    author: str,
    bare: bool = False,
) -> list[tuple[str, int]]:
    """Make edits, one in each passage at most. Returns the passages, with their paragraphs."""
    places = places_in(built.printed)
    touched: dict[str, int] = {}
    for edit in edits:
        first, end = stretch(edit, places, built.printed)
        if first.owner in touched:
            continue
        new = typed(edit, vocabulary)
        own = [place for place in places if place.paragraph == first.paragraph and place.owner == first.owner]
        if not edit.length and not new:
            continue
        if edit.length and not new and len(own) < 2 + edit.length:
            continue  # nothing would be left of the passage
        if bare and edit.length and 2 * edit.length >= len(own):
            continue  # without identities a shape is found by its words: most of them must stay
        typist = Typist(paragraphs[first.paragraph], author)
        text = typist.text
        typist.divide((first.start + end) // 2)
        if not edit.length:
            at = first.end if edit.after else first.start
            typist.type(at, at, f" {new}" if edit.after else f"{new} ", outside=edit.outside, tracked=edit.tracked)
        elif new:
            typist.type(first.start, end, new, tracked=edit.tracked)
        else:
            begin = first.start - 1 if text[first.start - 1 : first.start] == " " else first.start
            typist.type(begin, end, "", tracked=edit.tracked)
        touched[first.owner] = first.paragraph
        if edit.plain:
            Typist(paragraphs[places[-1 - edit.place % len(places)].paragraph]).retype(plain)
    return list(touched.items())


def neutral(text: str) -> str:
    """A text whose words are parted as they are, and that has no other spaces; quotation marks and hyphens alike.

    The builder sets the capital letter at the head of a sentence that begins with a figure or a reference, and of a
    label.
    """
    spaces = re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("\u00ad", "").replace("\u2060", "")).strip()
    parted = re.sub(r"(?<=\w) (?=\w)", "\u241f", spaces)
    return re.sub(r"[–—−]", "-", re.sub(r"""[„‟‹›'"]""", "'", alike(parted))).casefold()


def same_source(before: str, after: str) -> dict[tuple[str, ...], tuple[str, str]]:
    """The changed scalars of a source, of which no figure, citation or reference has changed."""
    changed = changed_leaves(before, after)
    for path, (old, new) in changed.items():
        assert path[0] not in ("sources", "languages") and (path[0] != "figures" or path[2] == "label"), path
        for code in (r"(?<!\{)\{(?!lang=)[\w=.:+ -]+\}(?!\})", r"(?<!\\)\[@[^\]]+\]", r"(?<!\\)\^\["):
            assert Counter(re.findall(code, old)) == Counter(re.findall(code, new)), path
    return changed


BRIEFS = [
    pytest.param("mistral-ai", "fr", id="fr"),
    pytest.param("mistral-ai", "en", id="en", marks=pytest.mark.full),
    pytest.param("budget", "fr-CA", id="fr-CA", marks=pytest.mark.full),
    pytest.param("survey", "de-CH", id="de-CH", marks=pytest.mark.full),
    pytest.param("survey", "fr-CH", id="fr-CH", marks=pytest.mark.full),
    pytest.param("stress", "fr", id="stress.fr", marks=pytest.mark.full),
    pytest.param("stress", "en", id="stress.en", marks=pytest.mark.full),
]

DECKS = [
    pytest.param("mistral-ai", "fr", id="fr"),
    pytest.param("mistral-ai", "en", id="en", marks=pytest.mark.full),
    pytest.param("budget", "fr-CA", id="fr-CA", marks=pytest.mark.full),
    pytest.param("survey", "de-CH", id="de-CH", marks=pytest.mark.full),
    # Not `stress`: its long texts are cut, and divided over slides, at other words once they are edited.
]
EXAMPLES = max(3, examples(10) // 2)
"""Few, because each builds a publication three times, with many edits each: 10 to 25, each in a passage of its own."""
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example that fails names its passages: to make it smaller would take minutes."""


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("random-edits")


@pytest.mark.full
@pytest.mark.parametrize(("name", "language"), BRIEFS)
def test_words_typed_anywhere_in_a_brief_come_back(name: str, language: str, scratch: Path) -> None:
    built = brief_of(name, language, scratch)
    vocabulary = NEW[language[:2]]

    # `stress` is three times as long as the others.
    @settings(max_examples=max(3, EXAMPLES // 2) if name == "stress" else EXAMPLES, phases=PHASES)
    @given(EDITS, st.sampled_from(["", "Relectrice"]))
    def holds(edits: list[Edit], author: str) -> None:
        examine_brief(built, name, language, edits, vocabulary, author, scratch)

    holds()


@pytest.mark.full
def test_signs_of_the_mark_up_typed_anywhere_come_back(scratch: Path) -> None:
    built = brief_of("mistral-ai", "fr", scratch)

    @settings(max_examples=EXAMPLES, phases=PHASES)
    @given(EDITS, st.sampled_from(["", "Relectrice"]))
    def holds(edits: list[Edit], author: str) -> None:
        examine_brief(built, "mistral-ai", "fr", edits, [*SIGNS, "mot"], author, scratch)

    holds()


@pytest.mark.full
@pytest.mark.parametrize(("name", "language"), DECKS)
def test_words_typed_anywhere_in_a_deck_come_back(name: str, language: str, scratch: Path) -> None:
    built = deck_of(name, language, scratch)
    vocabulary = NEW[language[:2]]

    @settings(max_examples=EXAMPLES, phases=PHASES)
    @given(EDITS, st.booleans())
    def holds(edits: list[Edit], bare: bool) -> None:
        examine_deck(built, name, language, edits, vocabulary, bare, scratch)

    holds()


def examine_brief(
    built: Built, name: str, language: str, edits: list[Edit], vocabulary: list[str], author: str, scratch: Path
) -> None:
    document = docx.Document(io.BytesIO(built.content))
    paragraphs = word_paragraphs(document)
    touched = edited(built, paragraphs, edits, vocabulary, author)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"edited.{language}.docx"
        document.save(str(path))
        publication, manual = examine_source(path, name, language, {owner for owner, _ in touched}, scratch)
        fresh = path.with_name("fresh.docx")
        builder.write_brief(builder.load(publication), language, fresh)
        again = builder.pull(path, publication)
        assert not again.edits and len(again.manual) == manual, again.lines
        if not manual:
            wanted, now = Counter(map(neutral, words(path))), Counter(map(neutral, words(fresh)))
            changed, here = {owner for owner, _ in touched}, {number for _, number in touched}
            for number, printed in built.printed.items():
                if number not in here and not changed.isdisjoint(printed.passages):
                    wanted[neutral(Typist(paragraphs[number]).text)] -= 1  # shown twice, and edited once
            missing = wanted - now
            if further_parts(path) == further_parts(fresh):
                assert now.total() == len(words(path)) and not missing
            else:  # a table that is divided elsewhere now repeats its headers, note and source more often, or less
                assert all(now[word] for word in missing)


def further_parts(path: Path) -> int:
    """Return how many captions of a brief continue a table: their number is a reference, not one of a sequence."""
    captions = (p for p in docx.Document(str(path)).element.body.iter(qn("w:p")) if p.style == "Caption")
    return sum(not any("SEQ" in (text.text or "") for text in p.iter(qn("w:instrText"))) for p in captions)


def examine_deck(
    built: Built, name: str, language: str, edits: list[Edit], vocabulary: list[str], bare: bool, scratch: Path
) -> None:
    slides = pptx.Presentation(io.BytesIO(built.content))
    paragraphs = slide_paragraphs(slides)
    touched = edited(built, paragraphs, edits, vocabulary, "", bare)
    changed = {owner for owner, _ in touched}
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"edited.{language}.pptx"
        slides.save(str(path))
        if bare:
            path = without_identities(path, path.with_stem("bare"))
        publication, manual = examine_source(path, name, language, changed, scratch)
        again = builder.pull(path, publication)
        assert not again.edits, again.edits
        fresh = path.with_name("fresh.pptx")
        builder.write_deck(builder.load(publication), language, fresh)
        now = set(map(neutral, slide_words(fresh)))
        edited_here = {number for _, number in touched}
        for number, printed in built.printed.items():
            # What is shown at several places was edited at one of them.
            if not manual and (number in edited_here or changed.isdisjoint(printed.passages)):
                assert neutral(Typist(paragraphs[number]).text) in now


def examine_source(path: Path, name: str, language: str, touched: set[str], scratch: Path) -> tuple[Path, int]:
    """Pull a file into a copy of its publication: exactly the touched passages change there, and their translations
    are out of date. Returns the publication, and how much was reported.
    """
    publication = copied(folder_of(name, scratch), path.parent)
    accept(publication)
    before = publication.read_text("utf-8")
    pulled = builder.pull(path, publication, apply=True)
    # A header that `highlight` names must be changed at both places.
    assert all("the publication has an error" in finding.message for finding in pulled.manual), pulled.lines
    assert not pulled.comments
    written = {line.split(": ")[1] for line in pulled.edits}
    assert written <= touched
    changed = same_source(before, publication.read_text("utf-8"))
    assert len(changed) <= len(touched)
    all_languages = load(publication, ())
    places = PassagePlaces(all_languages, language)
    translated = {places.passage(key).text.key for key in written if len(places.passage(key).text.entries) > 1}
    stale = check(publication, select=["STL"]).diagnostics
    if language == all_languages.languages[0]:
        assert len(stale) >= len(translated) and bool(stale) == bool(translated)
    return publication, len(pulled.manual)
