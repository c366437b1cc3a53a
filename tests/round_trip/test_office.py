"""Edits made in LibreOffice, tracked and untracked: the source then prints what the file says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import builder
from builder.office.received import ReceivedFile
from builder.round_trip.edited_brief import edited_paragraphs
from builder.round_trip.story import NOTE
from builder.round_trip.word_reader import read_story
from tests.files.once import once
from tests.files.samples import Sample, folder_of
from tests.round_trip.office import Job, edited_in_office, failure, pandoc_changes, pandoc_paragraphs, resaved
from tests.round_trip.slide_edits import slide_words
from tests.round_trip.word_edits import Brief, alike, copied, words
from tests.round_trip.yaml_leaves import changed_leaves

pytestmark = [pytest.mark.clients, pytest.mark.full, pytest.mark.render]

N = "\u00a0"
BOLD = 150.0
ORIGINS = "sections.origins.blocks.0.text"
SPENDING = "sections.spending.blocks.tbl-spending"


class Case(NamedTuple):
    """A file, the steps of its editor, the keys of the passages that change, and what is reported."""

    name: str
    file: tuple[str, str, str]
    steps: list[list[Any]]
    edits: tuple[str, ...] = ()
    manual: tuple[str, ...] = ()


STRESS = ("stress", "fr", "docx")
FUNDING = "sections.funding.blocks.fig-funding.chart"
FRENCH, CANADIAN = ("mistral-ai", "fr", "docx"), ("budget", "fr-CA", "docx")
DECK = ("mistral-ai", "fr", "pptx")
LONG = "Ils arrivent dans un domaine"
RISE = "Le compte augmente moins vite que les prix"
OPEN = "ouverture des modèles est un choix"

CASES = [
    Case("nothing", FRENCH, []),
    Case("word", FRENCH, [["replace", "longtemps restée", "longtemps demeurée"]], (f"{ORIGINS}.1",)),
    Case("head", FRENCH, [["head", LONG, "En vérité, "]], (f"{ORIGINS}.1",)),
    Case("tail", FRENCH, [["tail", LONG, " Une phrase de plus."]], (f"{ORIGINS}.1",)),
    Case("retyped", FRENCH, [["retype", "Elle dresse un état des lieux", "Tout est neuf ici."]], ("abstract.1",)),
    Case("deleted", FRENCH, [["remove", "Guillaume Lample"]], (), ("deletes this text", "deletes this text")),
    Case("emptied", FRENCH, [["empty", "Elle propose une solution"]], (), ("deletes this text",)),
    Case("split", FRENCH, [["split", "sont en tête."]], (f"{ORIGINS}.1",)),
    Case("joined", FRENCH, [["join", "Les trois cofondateurs veulent"]], (f"{ORIGINS}.0",)),
    Case("added", FRENCH, [["add", LONG, "Un paragraphe de plus."]], (f"{ORIGINS}.1",)),
    Case("point added", FRENCH, [["add", "Guillaume Lample", "Autre : inconnue"]], (), ("new text after this",)),
    Case("bold", FRENCH, [["format", "longtemps", "CharWeight", BOLD]], (f"{ORIGINS}.1",)),
    Case("italic", FRENCH, [["format", "longtemps", "CharPosture", "ITALIC"]], (f"{ORIGINS}.1",)),
    Case("link", FRENCH, [["format", "longtemps", "HyperLinkURL", "https://example.org/a"]], (f"{ORIGINS}.1",)),
    Case("term", FRENCH, [["replace", "Guillaume Lample", "G. Lample"]], ("sections.origins.blocks.1.points.1.term",)),
    Case("subtitle", FRENCH, [["retype", "Une voie ouverte", "Un autre sous-titre"]], ("subtitle",)),
    Case("moved", FRENCH, [["move", "Les trois cofondateurs veulent", "Elle propose une"]], (), ("moves this text",)),
    Case(
        "note", FRENCH, [["note", "On emploie aussi", "On emploie aussi", "On utilise aussi"]], (f"{ORIGINS}.1",),
    ),
    Case(
        "cited note", CANADIAN,
        [["note", "Prévisions", "Prévisions", "Prévisions révisées"]], (), ("prints the source",),
    ),
    Case(
        "figure", CANADIAN,
        [["replace", f"184,5{N}millions", f"190,2{N}millions"]], (), ("change figures.budget.amount",),
    ),
    Case(
        "figure and words", CANADIAN,
        [["replace", f"184,5{N}millions", f"190,2{N}millions"], ["replace", "Il est équilibré", "Il reste équilibré"]],
        ("abstract.0",), ("change figures.budget.amount",),
    ),
    Case(
        "signs", CANADIAN,
        [["replace", f"«{N}{RISE}{N}»", f'"{RISE}"']],
    ),
    Case(
        "cell", CANADIAN,
        [["replace", "Loisirs et culture", "Loisirs, culture et sport"]], (f"{SPENDING}.table.rows.2.0",),
    ),
    Case(
        "number", CANADIAN,
        [["replace", f"39{N}800{N}000", f"40{N}800{N}000"], ["replace", f"176{N}600{N}000", f"177{N}600{N}000"]],
        (SPENDING,),
    ),
    Case("header", CANADIAN, [["replace", "Fonction", "Secteur"]], (f"{SPENDING}.table.columns.0.header",)),
    Case("row added", CANADIAN, [["insert_row", "Loisirs et culture"]], (), ("has a new row",)),
    Case("row deleted", CANADIAN, [["delete_row", "Loisirs et culture"]], (), ("deletes a row",)),
    Case("column added", CANADIAN, [["insert_column", "Loisirs et culture"]], (), ("has a new column",)),
    Case("column deleted", CANADIAN, [["delete_column", "Budget 2024"]], (), ("deletes the column",)),
    Case(
        "caption", CANADIAN, [["replace", "Dépenses par fonction", "Dépenses selon la fonction"]],
        (f"{SPENDING}.table.caption",),
    ),
    Case(
        "picture described", STRESS, [["describe", "plus haute que", "plus étroite que"]],
        ("sections.pictures.blocks.fig-tall.image.alt",),
    ),
    Case(
        "chart", FRENCH, [["chart_category", "Tour d’amorçage", "Premier tour"]],
        (f"{FUNDING}.categories.0",),
    ),
    Case("property", FRENCH, [["property", "Title", "Un autre titre"]], (), ("property “Title”",)),
    Case("foot", FRENCH, [["foot", "Mistral AI", "Mistral SA"]], (), ("headers and footers",)),
    Case("composed", FRENCH, [["replace", "15\u00a0septembre 2024", "16\u00a0septembre 2024"]], (), ("change `date`",)),
]  # fmt: skip

TWENTY: list[list[Any]] = [
    ["replace", "An open, European path", "An open and European path"],
    ["retype", "It is an overview and makes", "It gives an overview and recommends nothing."],
    ["replace", "presents itself as the open", "describes itself as the open"],
    ["replace", "The company offers a sovereign", "The firm offers a sovereign"],
    ["head", "The three co-founders aim", "As we read, "],
    ["split", "led by OpenAI, Google, and Anthropic."],
    ["replace", "formerly at Google DeepMind", "once at Google DeepMind"],
    ["replace", " wide reuse", " reuse"],
    ["join", "The article describes three models"],
    ["tail", "Mistral 7B: good across many tasks", ", in short"],
    ["replace", "both technical and political", "technical as well as political"],
    ["replace", "Some experts are concerned: ", "Some experts are worried: "],
    ["replace", "The article calls them records. ", ""],
    ["replace", "Amounts raised, by funding round", "Amounts raised in each funding round"],
    ["replace", "yet depends in part", "but depends in part"],
    ["format", "abuse easier", "CharWeight", BOLD],
    ["replace", "Semi-open source", "Partly open source"],
    ["replace", "Universities: research", "Universities: joint research"],
    ["replace", "Can states keep pace", "Can states keep up"],
    ["add", "Nothing is certain.", "Time will tell."],
]
"""What is done to the English brief, each time in another passage: typed over, at heads and tails, deleted, divided,
joined, added, retyped, in a caption and a cell, put in bold.
"""
DECK_TWENTY = [
    ("An open, European path", "An open and European path"),
    ("It is an overview and makes", "It gives an overview and makes"),
    ("at Google DeepMind", "with Google DeepMind"),
    ("at Facebook AI Research", "with Facebook AI Research"),
    ("across many tasks", "across most tasks"),
    ("for code generation", "for generating code"),
    ("both technical and political", "technical as well as political"),
    ("yet depends in part", "but depends in part"),
    ("social risks, and aggressive", "social risks and an aggressive"),
    ("models open to all may make", "models open to all can make"),
    ("Code generation with", "Code made with"),
    ("questions and answers", "questions with answers"),
    ("returning from North America", "coming back from North America"),
    ("partnerships are being formed", "partnerships are growing"),
    ("Can states keep pace", "Can states keep up"),
    ("The company says that it wants", "The company states that it wants"),
    ("Lasting success takes", "Success takes"),
    ("Nothing is certain.", "Nothing is settled."),
    ("wish for technological independence", "wish for independence"),
    ("Semi-open source", "Partly open source"),
]
"""Words of slides, cells and speaker notes of the English deck, and what is typed over them."""
DECK_CASES = [
    Case("deck saved", DECK, [["save_only"]]),
    Case(
        "deck title", DECK,
        [["replace", "choix à la fois technique", "choix technique"]], ("sections.open-source.message",),
    ),
    Case(
        "deck words", DECK,
        [
            ["replace", "Fondateurs venus de Meta", "Équipe venue de Meta"],
            ["replace", "chercheur de Facebook AI Research", "membre de Facebook AI Research"],
            ["replace", "Souveraineté technologique", "Indépendance technologique"],
            ["replace", "Elle dresse un état des lieux", "Elle fait un état des lieux"],
        ],
        (
            "abstract.1", "sections.introduction.blocks.1.points.1", "sections.origins.blocks.1.points.1.text",
            "sections.european-vision.blocks.2.points.0.text",
        ),
    ),
    Case(
        "deck picture described", ("stress", "fr", "pptx"), [["describe", "plus haute que", "plus étroite que"]],
        ("sections.pictures.blocks.fig-tall.image.alt",),
    ),
    Case(
        "deck chart", DECK, [["chart_category", "Tour d’amorçage", "Premier tour"]],
        (f"{FUNDING}.categories.0",),
    ),
    Case("deck property", DECK, [["property", "Title", "Un autre titre"]], (), ("property “Title”",)),
    Case("deck slide deleted", DECK, [["delete_slide", OPEN]], (), ("deletes slide 7",)),
    Case("deck slide copied", DECK, [["duplicate_slide", OPEN]], (), ("a copy of a slide",)),
    Case(
        "deck cell", ("budget", "fr-CA", "pptx"), [["replace", "Droits de mutation", "Droits sur les mutations"]],
        ("sections.revenue.blocks.tbl-revenue.table.rows.3.0",),
    ),
]  # fmt: skip


def jobs(built: Callable[[str], Sample], folder: Path) -> list[Job]:
    """The jobs of all cases, and of twenty edits in one file; those of briefs tracked and untracked."""
    (folder / "twenty").mkdir()
    deck_steps = [["replace", *pair] for pair in DECK_TWENTY]
    twenty = [("docx", True, TWENTY), ("docx", False, TWENTY), ("pptx", False, deck_steps)]
    return [
        *(
            Job(built("mistral-ai").file("en", kind), twenty_edits(folder, kind, tracked), tracked, steps)
            for kind, tracked, steps in twenty
        ),
        *(
            Job(built(name).file(language, kind), target_of(case, tracked, folder), tracked, case.steps)
            for case in (*CASES, *DECK_CASES)
            for name, language, kind in [case.file]
            for tracked in ((True, False) if kind == "docx" else (False,))
        ),
    ]


def twenty_edits(folder: Path, kind: str, tracked: bool) -> Path:
    """The English brief or deck with twenty edits."""
    return folder / "twenty" / f"{'tracked' if tracked else 'untracked'}.en.{kind}"


def target_of(case: Case, tracked: bool, folder: Path) -> Path:
    stem = case.name.replace(" ", "-") + ("-tracked" if tracked else "")
    return folder / f"{stem}.{case.file[1]}.{case.file[2]}"


@pytest.fixture(scope="session")
def everything(shared_folder: Path, built: Callable[[str], Sample]) -> Path:
    """The files of all cases, made in one start of LibreOffice."""
    return once(shared_folder / "round-trip", lambda folder: edited_in_office(jobs(built, folder), folder))


def examine(case: Case, tracked: bool, folder: Path, scratch: Path) -> None:
    """Pull the file of a case into a copy of its publication, twice, and build it again."""
    name, language, kind = case.file
    path = target_of(case, tracked, folder)
    failure(path)
    publication = copied(folder_of(name, scratch / "scratch"), scratch)
    first = builder.pull(path, publication, apply=True)
    changed = sorted(line.removeprefix(f"{publication}:").split(": ")[1] for line in first.edits)
    assert changed == sorted(case.edits), (first.edits, first.manual)
    assert len(first.manual) == len(case.manual), first.manual
    for finding, words_ in zip(first.manual, case.manual, strict=True):
        assert words_ in finding.message
    if tracked and case.edits and case.name not in ("number", "split", "joined", "chart", "picture described"):
        assert any("Unknown Author" in line for line in first.edits)
    after = publication.read_bytes()
    again = builder.pull(path, publication, apply=True)
    assert (again.edits, len(again.manual)) == ((), len(case.manual))
    assert publication.read_bytes() == after
    if not case.manual and case.name != "deck picture described":  # whose notes repeat the description
        fresh = scratch / f"fresh.{kind}"
        write, read = (builder.write_brief, words) if kind == "docx" else (builder.write_deck, slide_words)
        write(builder.load(publication), language, fresh)
        lost = Counter(map(alike, read(path))) - Counter(map(alike, read(fresh)))
        assert not lost, lost


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_edit_of_a_brief_comes_back(case: Case, tracked: bool, everything: Path, tmp_path: Path) -> None:
    examine(case, tracked, everything, tmp_path)


@pytest.mark.parametrize("case", DECK_CASES, ids=[case.name for case in DECK_CASES])
def test_every_edit_of_a_deck_comes_back(case: Case, everything: Path, tmp_path: Path) -> None:
    examine(case, False, everything, tmp_path)


def test_the_reader_agrees_with_pandoc_on_every_file(everything: Path) -> None:
    """But where a tracked change divides or joins paragraphs: there pandoc drops the first one. Without tracked changes
    there is nothing to reject.
    """
    for path in sorted(everything.glob("*.docx")):
        readings = (("accept", "edited"), ("reject", "rejected"))
        for changes, reading in readings if "-tracked." in path.name else readings[:1]:
            if path.name.startswith(("joined",) if changes == "accept" else ("split", "added", "point-added", "moved")):
                continue
            read = edited_paragraphs(read_story(ReceivedFile(path)), "edited" if reading == "edited" else "rejected")
            own = Counter(alike(paragraph.text.replace(NOTE, "")) for paragraph in read)
            theirs = Counter(map(alike, pandoc_paragraphs(path, changes)))
            for counted in (own, theirs):
                del counted[""]
            assert own == theirs, (path.name, changes, own - theirs, theirs - own)


def test_comments_that_passed_through_libreoffice_are_read(built: Callable[[str], Sample], tmp_path: Path) -> None:
    brief = Brief(built("mistral-ai").file("fr", "docx"))
    brief.comment("longtemps restée", "À vérifier")
    brief.comment("Guillaume Lample", "Accent ?", "Deuxième")
    path = resaved(brief.save(tmp_path / "commented.docx"), tmp_path / "out")
    result = builder.pull(path, "mistral-ai")
    assert [(finding.key, finding.message) for finding in result.comments] == [
        (f"{ORIGINS}.1", "Relectrice: “À vérifier” (on “longtemps restée”)"),
        ("sections.origins.blocks.1.points.1.term", "Deuxième: “Accent ?” (on “Guillaume Lample”)"),
    ]
    assert not result.edits and not result.manual


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
def test_twenty_edits_of_the_english_brief_are_placed_and_none_is_in_a_figure(
    everything: Path, tmp_path: Path, tracked: bool
) -> None:
    target = twenty_edits(everything, "docx", tracked)
    failure(target)
    publication = copied(folder_of("mistral-ai", tmp_path), tmp_path)
    before = publication.read_text("utf-8")
    result = builder.pull(target, publication, apply=True)
    assert len(result.edits) == len(TWENTY) == 20, result.edits
    assert not result.manual, result.lines
    assert all(("Unknown Author" in line) == tracked for line in result.edits), result.edits
    changed = changed_leaves(before, publication.read_text("utf-8"))
    assert not {path for path in changed if path[0] in ("figures", "sources")}
    assert all(old.count("{") == new.count("{") for old, new in changed.values())
    builder.write_brief(builder.load(publication), "en", tmp_path / "fresh.docx")
    assert not Counter(map(alike, words(target))) - Counter(map(alike, words(tmp_path / "fresh.docx")))
    again = builder.pull(target, publication)
    assert (again.edits, again.manual) == ((), ())


def test_pandoc_sees_the_same_tracked_changes_and_comments(everything: Path, tmp_path: Path) -> None:
    target = twenty_edits(everything, "docx", True)
    failure(target)
    commented = Brief(target)
    commented.comment("Three co-founders, among them", "Which firm?")
    commented.comment("Nothing is certain.", "Really?", "Second reader")
    path = resaved(commented.save(tmp_path / "commented.en.docx"), tmp_path / "out")
    theirs = pandoc_changes(path)
    own: dict[str, str] = {"insertion": "", "deletion": ""}
    story = read_story(ReceivedFile(path))
    for paragraph in story.paragraphs:
        for piece in paragraph.pieces:
            for kind, revision in (("insertion", piece.inserted), ("deletion", piece.deleted)):
                own[kind] += piece.text.replace(NOTE, "") if revision is not None and not paragraph.generated else ""
    assert {kind: alike(text) for kind, text in own.items()} == {kind: alike(theirs[kind]) for kind in own}
    assert [comment.text for comment in story.comments] == theirs["comments"].splitlines()
    publication = copied(folder_of("mistral-ai", tmp_path), tmp_path)
    result = builder.pull(path, publication, apply=True)
    assert [finding.message.split(" (on")[0] for finding in result.comments] == [
        "Relectrice: “Which firm?”", "Second reader: “Really?”"
    ]  # fmt: skip
    assert len(result.edits) == 20 and not result.manual


def test_twenty_edits_of_the_english_deck_are_placed_and_none_is_in_a_figure(everything: Path, tmp_path: Path) -> None:
    target = twenty_edits(everything, "pptx", False)
    failure(target)
    publication = copied(folder_of("mistral-ai", tmp_path), tmp_path)
    before = publication.read_text("utf-8")
    result = builder.pull(target, publication, apply=True)
    assert len(result.edits) == len(DECK_TWENTY) == 20, result.edits
    assert not result.manual, result.lines
    changed = changed_leaves(before, publication.read_text("utf-8"))
    assert not {path for path in changed if path[0] in ("figures", "sources")}
    builder.write_deck(builder.load(publication), "en", tmp_path / "fresh.pptx")
    assert not Counter(map(alike, slide_words(target))) - Counter(map(alike, slide_words(tmp_path / "fresh.pptx")))
