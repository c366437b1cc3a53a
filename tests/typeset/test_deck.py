import datetime
import re
from collections.abc import Callable
from itertools import combinations, pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from builder.templates.deck.facts import DeckFacts
from builder.templates.deck.reader import read_deck_facts
from builder.templates.defaults import default_template
from builder.templates.open import open_template
from builder.tree.blocks import HighlightNode, TimelineNode
from builder.tree.document import BlockLike, CoverNode, DeckSettings, Document, SectionNode
from builder.tree.prose import plain
from builder.typeset.deck import plan_decks
from builder.typeset.fonts import Face, Fonts
from builder.typeset.measure import inner
from builder.typeset.measure import words as measured
from builder.typeset.plan import (
    AgendaPart,
    CalloutPart,
    ChartPart,
    ColumnsPart,
    Deck,
    HighlightsPart,
    Slide,
    TablePart,
    TermsPart,
    TextPart,
    TimelinePart,
)
from tests import documents as make
from tests.marking import examples
from tests.typeset.checking import check_plan
from tests.typeset.templates import bare_template, template

TEMPLATES = {
    "usual": template(),
    "narrow": template(10.0, 7.5, "Verdana"),
    "bare": bare_template(),
    "arial": template(font="Arial"),
}
LONG = "Une phrase assez longue pour remplir une ligne et demie d'une diapositive ordinaire, sans rien dire de plus. "


def plan(*documents: Document, using: DeckFacts = TEMPLATES["usual"]) -> tuple[Deck, ...]:
    decks, _ = plan_decks(documents, using)
    check_plan(documents, decks, using)
    return decks


def deck_document(
    *sections: SectionNode, title: str = "Le titre", agenda: bool = False, dividers: bool | None = None, **more: object
) -> Document:
    """A document without an agenda, for decks of a few slides."""
    settings = DeckSettings(agenda=agenda, dividers=dividers)
    return make.document(*sections, title=make.words(title), deck=settings, **more)


def one_deck(*sections: SectionNode, using: DeckFacts = TEMPLATES["usual"], **more: object) -> Deck:
    return plan(deck_document(*sections, **more), using=using)[0]  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def house() -> DeckFacts:
    return read_deck_facts(open_template(default_template("pptx"), "pptx"))


def titles(deck: Deck) -> list[str]:
    return [plain(slide.title) for slide in deck.slides]


def test_the_message_is_the_title_and_the_section_the_kicker() -> None:
    deck = one_deck(make.topic("Financement", make.points("Un", "Deux"), message="Les levées battent des records."))
    assert titles(deck) == ["Le titre", "Les levées battent des records."]
    assert deck.slides[1].kicker == "1\u00a0· Financement"


def test_a_section_without_message_is_titled_by_its_name() -> None:
    deck = one_deck(make.topic("Financement", make.points("Un")))
    assert titles(deck)[1] == "Financement"
    assert deck.slides[1].kicker == "1"


def test_subsections_say_where_they_stand() -> None:
    below = make.topic("Tours", make.points("Un"), message="Deux tours en un an.", place=(1, 1))
    deck = one_deck(make.topic("Financement", sections=(below,)))
    assert [slide.layout for slide in deck.slides] == ["title", "section", "text"]
    assert deck.slides[2].kicker == "1\u00a0· Financement › 1.1\u00a0· Tours"


def test_prose_goes_to_the_notes_when_something_else_is_shown() -> None:
    deck = one_deck(make.topic("S", make.text("Le discours."), make.points("Un")))
    assert plain(deck.slides[1].notes[0].inlines) == "Le discours."  # type: ignore[union-attr]
    assert len(deck.slides[1].parts) == 1


def test_prose_is_shown_when_the_section_has_nothing_else() -> None:
    deck = one_deck(make.topic("S", make.text("Premier paragraphe.", "Second paragraphe.")))
    part = deck.slides[1].parts[0]
    assert isinstance(part, TextPart)
    assert [plain(paragraph.inlines) for paragraph in part.paragraphs] == ["Premier paragraphe.", "Second paragraphe."]
    assert {paragraph.mark for paragraph in part.paragraphs} == {"none"}


def test_each_text_is_said_with_the_block_that_follows_it() -> None:
    blocks = [
        make.text("Avant la citation."),
        make.quote("Mots"),
        make.text("Avant le calendrier."),
        make.timeline(("2023", "Un", ""), ("2024", "Deux", "")),
    ]
    deck = one_deck(make.topic("S", *blocks, message="Message."))
    notes = [[plain(note.inlines) for note in slide.notes] for slide in deck.slides[1:]]  # type: ignore[union-attr]
    assert notes[0][0] == "Avant la citation."
    assert notes[1][0] == "Avant le calendrier."


def test_blocks_for_the_brief_are_left_out_and_those_for_the_deck_are_not() -> None:
    from msgspec.structs import replace

    brief, deck_only = replace(make.points("Au brief"), only="brief"), replace(make.points("Au deck"), only="deck")
    deck = one_deck(make.topic("S", brief, deck_only))
    parts = [part for slide in deck.slides for part in slide.parts]
    assert [
        plain(paragraph.inlines) for part in parts if isinstance(part, TextPart) for paragraph in part.paragraphs
    ] == ["Au deck"]


def test_points_and_a_chart_share_a_slide_when_both_fit() -> None:
    deck = one_deck(make.topic("S", make.points("Un", "Deux"), make.bars(["A", "B"], "Levées"), message="M."))
    assert [slide.layout for slide in deck.slides] == ["title", "two-content"]
    assert [type(part) for part in deck.slides[1].parts] == [TextPart, TextPart, ChartPart]


def test_points_and_a_chart_part_when_one_language_needs_the_room() -> None:
    french = deck_document(make.topic("S", make.points(*[LONG] * 6), make.bars(["A"], "Levées"), message="M."))
    english = deck_document(
        make.topic("S", make.points(*["Short"] * 6), make.bars(["A"], "Rounds"), message="M."), language="en"
    )
    decks = plan(french, english)
    assert [slide.layout for slide in decks[1].slides] == ["title", "text", "chart"]


def test_a_callout_stands_below_points() -> None:
    deck = one_deck(make.topic("S", make.points("Un", "Deux"), make.callout("À noter", "Texte.")))
    assert [type(part) for part in deck.slides[1].parts] == [TextPart, CalloutPart]


def test_long_lists_are_continued_and_say_so() -> None:
    deck = one_deck(make.topic("S", make.points(*[f"{n} {LONG}" for n in range(30)]), message="Beaucoup."))
    assert titles(deck)[1:4] == ["Beaucoup."] * 3
    kickers = [slide.kicker for slide in deck.slides[1:4]]
    assert kickers == ["1\u00a0· S", "1\u00a0· S (suite)", "1\u00a0· S (suite\u00a02)"]


def test_a_template_without_kickers_says_in_the_title_that_a_slide_is_continued() -> None:
    section = make.topic("S", make.points(*[f"{n} {LONG}" for n in range(30)]), message="Beaucoup.")
    deck = one_deck(section, using=TEMPLATES["bare"])
    assert titles(deck)[1:4] == ["Beaucoup.", "Beaucoup (suite)", "Beaucoup (suite\u00a02)"]


def test_a_kicker_too_long_for_its_line_keeps_its_ending() -> None:
    points = make.points(*[f"{n} {LONG}" for n in range(30)])
    deck = one_deck(make.topic("Un nom de section très long " * 8, points, message="Beaucoup."))
    assert [slide.kicker.partition("…")[2] for slide in deck.slides[1:3]] == ["", " (suite)"]


@pytest.mark.parametrize(
    ("title", "continued"),
    [
        ("Le plan tient.", "Le plan tient (suite)"),
        ("Le plan A.", "Le plan A (suite)"),
        ("Vraiment\u202f?", "Vraiment\u202f? (suite)"),
        ("Villes, cantons, etc.", "Villes, cantons, etc. (suite)"),
        ("Le bilan de la S.A.", "Le bilan de la S.A. (suite)"),
        ("À suivre…", "À suivre… (suite)"),
        ("Sans point", "Sans point (suite)"),
    ],
)
def test_a_continued_title_has_no_full_stop_before_its_brackets(title: str, continued: str) -> None:
    section = make.topic("S", make.points(*[f"{n} {LONG}" for n in range(30)]), message=title)
    deck = one_deck(section, using=TEMPLATES["bare"])
    assert titles(deck)[1:3] == [title, continued]


def test_a_list_a_little_too_long_is_shrunk_by_steps_that_powerpoint_writes() -> None:
    deck = one_deck(make.topic("S", make.points(*[f"Point {n}" for n in range(12)])))
    part = deck.slides[1].parts[0]
    assert isinstance(part, TextPart)
    assert len(deck.slides) == 2
    assert (part.fit.scale, part.fit.reduction) in {(100_000, 10_000), (92_500, 10_000), (85_000, 20_000)}


def test_a_point_longer_than_a_slide_is_cut_at_sentences() -> None:
    sentences = [f"Voici la phrase numéro {n}, qui compte et qui se suffit." for n in range(60)]
    deck = one_deck(make.topic("S", make.points(" ".join(sentences))))
    starts = [
        plain(part.paragraphs[0].inlines) for slide in deck.slides for part in slide.parts if isinstance(part, TextPart)
    ]
    assert len(starts) > 1
    assert all(title.startswith("Voici la phrase") for title in starts)


def test_twins_are_split_at_the_same_points() -> None:
    french = deck_document(make.topic("S", make.points(*[LONG] * 24)))
    english = deck_document(make.topic("S", make.points(*["A short one."] * 24)), language="en")
    decks = plan(french, english)
    counts = [
        [len(part.paragraphs) for slide in deck.slides for part in slide.parts if isinstance(part, TextPart)]
        for deck in decks
    ]
    assert counts[0] == counts[1]
    assert len(counts[0]) > 1


def test_prose_with_other_paragraphs_in_the_other_language_is_still_twinned() -> None:
    french = deck_document(make.topic("S", make.text(LONG * 30)))
    english = deck_document(make.topic("S", make.text(*["Short."] * 4)), language="en")
    decks = plan(french, english)
    assert len(decks[0].slides) == len(decks[1].slides) > 2


def test_a_message_of_more_than_two_lines_stands_below_the_title() -> None:
    deck = one_deck(make.topic("Court", make.points("Un"), message=LONG * 5))
    part = deck.slides[1].parts[0]
    assert titles(deck)[1] == "Court"
    assert isinstance(part, TextPart)
    assert plain(part.paragraphs[0].inlines).startswith("Une phrase assez longue")


def test_a_section_name_that_is_too_long_is_shown_in_full_below() -> None:
    deck = one_deck(make.topic(LONG * 4, make.points("Un")))
    assert titles(deck)[1].endswith("…")


def test_equal_titles_are_reported_apart_by_their_section() -> None:
    deck = one_deck(
        make.topic("Ici", make.points("Un"), message="Tout va."),
        make.topic("Là", make.points("Deux"), message="Tout va.", place=(2,)),
    )
    assert titles(deck)[1:] == ["Tout va.", "Tout va – Là"]


@pytest.mark.parametrize("using", ["usual", "narrow", "arial"])
def test_the_name_of_a_country_does_not_part_at_its_hyphen(using: str) -> None:
    names = ["États-Unis", "Pays-Bas", "Royaume-Uni"]
    rows = [[name, LONG, LONG, LONG, "12"] for name in names]
    facts = TEMPLATES[using]
    deck = one_deck(make.topic("S", make.grid(["Pays", "Un", "Deux", "Trois", "Quatre"], rows, "Noms")), using=facts)
    parts = [part for slide in deck.slides for part in slide.parts if isinstance(part, TablePart)]
    assert parts
    for part in parts:
        room = (part.widths[0] - part.insets[0] - part.insets[2]) / 12_700 / part.size
        for row in part.rows:
            assert measured(row[0].inlines, Fonts(), facts.theme.minor_font, bold=True).lines(room) == 1


@pytest.mark.parametrize("using", ["usual", "arial"])
@pytest.mark.parametrize("spare", [1.0, 1.03])
def test_lines_of_titles_do_not_end_at_the_hyphen_of_a_name(using: str, spare: float) -> None:
    facts, fonts = TEMPLATES[using], Fonts()
    messages = [
        f"Une école {'u' * count} moins aux Pays-Bas qu’en Autriche et au Royaume-Uni." for count in range(4, 30)
    ]
    sections = [make.topic(f"S{index}", make.points("Un"), message=words) for index, words in enumerate(messages)]
    deck = one_deck(*sections, using=facts)
    checked = 0
    for slide in deck.slides:
        if plain(slide.title) in messages and slide.title_fit.lines == 2:
            holder = facts.layouts[slide.layout].placeholders["title"]
            left, right = slide.title_fit.insets or (holder.insets[0], holder.insets[2])
            size = holder.levels[0].size * slide.title_fit.scale / 100_000
            width = (holder.frame.width - left - right) / 12_700 / size / (1.03 / spare)
            face = fonts.face(facts.theme.major_font, holder.levels[0].bold)
            assert not any(line.endswith("-") for line in broken(plain(slide.title), face, width)), plain(slide.title)
            checked += 1
    assert checked


def broken(text: str, face: Face, width: float) -> list[str]:
    """Return the lines of a text that breaks at spaces and after hyphens."""
    lines = [""]
    for piece in re.findall(r"[^ -]+(?:-| |$)", text):
        if face.width((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def test_tables_split_by_rows_with_the_same_rows_in_each_language() -> None:
    rows = [[f"Ligne {n}", "Oui", str(n)] for n in range(60)]
    french = deck_document(make.topic("S", make.grid(["Nom", "État", "Valeur"], rows, "Soixante lignes", total=True)))
    english = deck_document(
        make.topic("S", make.grid(["Name", "State of things", "Value"], rows, "Sixty rows", total=True)),
        language="en",
    )
    decks = plan(french, english)
    parts = [part for slide in decks[0].slides for part in slide.parts if isinstance(part, TablePart)]
    assert sum(len(part.rows) for part in parts) == 60
    assert [part.total for part in parts] == [False] * (len(parts) - 1) + [True]
    assert len(parts[-1].rows) > 1
    assert all(plain(part.columns[0].header) == "Nom" for part in parts)


def test_twelve_columns_of_figures_fit_on_one_slide() -> None:
    table = make.grid(["Ville", *[f"Mois {n}" for n in range(1, 12)]], [["Rivemont", *["1\u202f234,5"] * 11]] * 6)
    deck = one_deck(make.topic("S", table))
    assert len(deck.slides) == 2


def test_a_table_wider_than_any_slide_repeats_its_first_column() -> None:
    header = ["Nom", *[f"Responsabilité administrative{n}" for n in range(20)]]
    deck = one_deck(make.topic("S", make.grid(header, [["Rivemont", *["anticonstitutionnellement"] * 20]])))
    parts = [part for slide in deck.slides for part in slide.parts if isinstance(part, TablePart)]
    assert len(parts) > 1
    assert {plain(part.columns[0].header) for part in parts} == {"Nom"}


def test_a_cell_higher_than_a_slide_is_continued_in_a_further_row() -> None:
    deck = one_deck(make.topic("S", make.grid(["A", "B"], [["Nom", LONG * 60], ["Autre", "Court"]])))
    parts = [part for slide in deck.slides for part in slide.parts if isinstance(part, TablePart)]
    assert len(parts) > 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_short_cells_of_a_divided_row_stay_whole(language: str) -> None:
    """Only the cell that is too high continues; the row keeps its name, said to be continued."""
    row = ["Rénovation des écoles", LONG * 90, "Direction des bâtiments", "1,25 M€"]
    table = make.grid(["Mesure", "Observations", "Service", "Budget"], [row, ["Crèches", "court", "Enfance", "2 M€"]])
    document = deck_document(make.topic("S", table), language=language)
    (deck,) = plan(document)
    rows = [row for slide in deck.slides for part in slide.parts if isinstance(part, TablePart) for row in part.rows]
    words = [tuple(plain(cell.inlines) for cell in row) for row in rows]
    name = f"Rénovation des écoles {document.labels.continued}"
    first, *rest, last = words
    assert (first[0], *first[2:]) == (row[0], *row[2:])
    assert rest
    assert all((part[0], *part[2:]) == (name, "", "") for part in rest)
    assert " ".join(part[1] for part in (first, *rest)).split() == (LONG * 90).split()
    assert last[0] == "Crèches"


def test_a_paragraph_of_a_note_is_on_the_slides_of_the_rows_that_it_is_about() -> None:
    rows = [[f"Ligne {number}", "c" if number in (1, 59) else "Une valeur"] for number in range(60)]
    note = (make.para("Hors taxes.", "n"), make.para("c : confidentiel.", "m"))
    deck = one_deck(make.topic("S", make.grid(["A", "B"], rows, note=note, note_rows=(("m", (1, 59)),))))
    slides = [slide for slide in deck.slides if any(isinstance(part, TablePart) for part in slide.parts)]
    lines = [plain(slide.source) for slide in slides]
    both = "Note\u00a0: Hors taxes. c : confidentiel."
    assert len(lines) > 2
    assert lines == [both, *["Note\u00a0: Hors taxes."] * (len(lines) - 2), both]


def test_the_note_of_a_table_is_on_every_slide_and_notes_of_cells_with_their_row() -> None:
    rows = [[f"Ligne {number}", "Une valeur"] for number in range(60)]
    table = make.grid(["A", "B"], rows, note=make.paragraphs("x : confidentiel"))
    name, value = table.rows[-1]
    marked = replace(value, inlines=(*value.inlines, make.note("Estimation du service.")))
    deck = one_deck(make.topic("S", replace(table, rows=(*table.rows[:-1], (name, marked)))))
    slides = [slide for slide in deck.slides if any(isinstance(part, TablePart) for part in slide.parts)]
    assert len(slides) > 1
    assert all("x : confidentiel" in plain(slide.source) for slide in slides)
    said = ["Estimation du service." in str(slide.notes) for slide in slides]
    assert said == [False] * (len(slides) - 1) + [True]


def test_slides_without_a_source_of_their_own_name_the_usual_one_of_the_deck() -> None:
    cited = replace(
        make.points("Un"), points=(replace(make.point("Un"), inlines=(*make.words("Un"), make.note("", "b"))),)
    )
    sections = (make.topic("S", make.points("Un")), make.topic("T", cited))
    sources = (make.source("a", "Usuelle"), make.source("b", "Propre"))
    document = deck_document(*sections, sources=sources)
    (deck,) = plan(replace(document, deck=replace(document.deck, source_id="a")))
    lines = [plain(slide.source) for slide in deck.slides]
    assert ["Usuelle" in line for line in lines] == [False, True, False, False]
    assert "Propre" in lines[2]
    (deck,) = plan(document)
    assert not any("Usuelle" in plain(slide.source) for slide in deck.slides)


def closed(using: DeckFacts, sentences: dict[str, str], sources: int, message: str = "") -> tuple[Deck, ...]:
    name = "d’un titre assez long " * 4
    documents = [
        replace(
            deck_document(
                make.topic("S", make.points("Un"), message=message),
                sources=tuple(make.source(f"s{n}", f"Ouvrage {n}, {name}") for n in range(sources)),
                language=language,
            ),
            deck=DeckSettings(agenda=False, closing=make.words(sentence)),
        )
        for language, sentence in sentences.items()
    ]
    return plan(*documents, using=using)


TWO = {"fr": "L’effectif reste stable.", "en": "Staff numbers remain stable."}


@pytest.mark.parametrize("sources", [0, 1, 3, 60])
@pytest.mark.parametrize("name", [*TEMPLATES, "house"])
def test_the_sentence_to_remember_is_on_the_last_slide_and_all_sources_are_with_it_before_it_or_in_its_notes(
    name: str, sources: int, house: DeckFacts
) -> None:
    decks = closed(house if name == "house" else TEMPLATES[name], TWO, sources)
    assert len({len(deck.slides) for deck in decks}) == 1
    for deck, sentence in zip(decks, TWO.values(), strict=True):
        last = deck.slides[-1]
        assert sentence in [plain(last.title), *texts_of_slide(last)]
        on_slides = [slide for slide in deck.slides if slide.layout == "sources"]
        on_strip = [text for text in texts_of_slide(last) if "Ouvrage" in text]
        assert len(on_strip) == (sources if name == "house" and sources <= 3 else 0)
        assert len(on_slides) == (0 < sources < 60 and not on_strip)
        assert on_slides in ([], [deck.slides[-2]])
        spoken = str(last.notes)
        assert all((f"Ouvrage {n}," in spoken) == (sources == 60) for n in range(sources))
        assert [title for title, _ in deck.sections][-1] == "Conclusion"


def timed(days: list[int]) -> TimelineNode:
    """A timeline true to time, with events on days counted from the year 1."""
    node = make.timeline(*((f"J{day}", "Un événement", "Un texte court") for day in days))
    events = tuple(
        replace(event, position=datetime.date.fromordinal(day)) for event, day in zip(node.events, days, strict=True)
    )
    return replace(node, events=events, to_scale=True)


def touch(line: tuple[tuple[int, int], tuple[int, int]], other: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """Do two lines that are level or upright have a point in common?"""
    return all(
        max(min(a[axis] for a in line), min(b[axis] for b in other))
        <= min(max(a[axis] for a in line), max(b[axis] for b in other))
        for axis in (0, 1)
    )


@settings(max_examples=examples(40))
@given(
    st.lists(st.integers(700_000, 740_000), min_size=2, max_size=9, unique=True),
    st.booleans(),
    st.sampled_from([*TEMPLATES]),
)
def test_rings_are_true_to_time_and_apart_or_the_change_is_reported(days: list[int], falls: bool, name: str) -> None:
    document = deck_document(make.topic("S", timed(sorted(days, reverse=falls))))
    decks, remarks = plan_decks([document], TEMPLATES[name])
    check_plan([document], decks, TEMPLATES[name])
    parts = [part for slide in decks[0].slides for part in slide.parts if isinstance(part, TimelinePart)]
    if any(remark.code == "timeline-not-to-scale" for remark in remarks):
        assert all(len(line) == 2 for part in parts for line in part.joins)
        return
    (part,) = parts
    rings = [x for x, _ in part.markers]
    assert all(after - before >= part.marker for before, after in pairwise(rings))
    ordered = sorted(days, reverse=falls)
    share = (rings[-1] - rings[0]) / abs(ordered[-1] - ordered[0])
    assert all(abs(x - rings[0] - abs(day - ordered[0]) * share) <= 2 for x, day in zip(rings, ordered, strict=True))
    assert rings[0] - part.marker // 2 >= part.frame.x
    assert rings[-1] + part.marker // 2 <= part.frame.x + part.frame.width + 1
    # Lines lead from rings to dates, turn at right angles and never touch each other.
    assert [line[0][0] for line in part.joins] == rings
    for line, day in zip(part.joins, part.date_frames, strict=True):
        assert part.axis.y < line[0][1] < line[-1][1] <= day.y and day.x <= line[-1][0] < day.x + day.width
        assert all(x == other_x or y == other_y for (x, y), (other_x, other_y) in pairwise(line))
    for line, following in combinations(part.joins, 2):
        assert not any(touch(a, b) for a in pairwise(line) for b in pairwise(following))
    for places in (part.date_frames, part.frames):
        assert all(left.x + left.width <= right.x for left, right in pairwise(places))
        assert all(place.y + place.height <= part.frame.y + part.frame.height + 1 for place in places)


def test_events_that_are_far_apart_are_true_to_time_in_every_template() -> None:
    for using in TEMPLATES.values():
        (deck,) = plan(deck_document(make.topic("S", timed([700_000, 720_000, 730_000]))), using=using)
        part = next(part for part in deck.slides[1].parts if isinstance(part, TimelinePart))
        assert part.joins


FIGURE_ROLES = ("figure-prefix", "figure", "figure-label")


def cover_figure(using: DeckFacts, *items: HighlightNode, **more: object) -> list[list[str]]:
    """The texts of the cover's key figure in each deck, in the order of their places, for one item a language."""
    documents = [shows(deck_document(make.topic("S"), **more), item) for item in items]
    covers = [deck.slides[0] for deck in plan(*documents, using=using)]
    return [
        [plain(text.inlines) for part in cover.parts if isinstance(part, TextPart) and part.placeholder in FIGURE_ROLES
         for text in part.paragraphs]
        for cover in covers
    ]  # fmt: skip


def shows(document: Document, item: HighlightNode) -> Document:
    """The document with a figure on its cover."""
    return replace(document, deck=replace(document.deck, cover=CoverNode(figure=item)))


def test_the_cover_shows_its_figure_and_its_source(house: DeckFacts) -> None:
    item = replace(make.highlight("400 M€", "levés en série A", "plus de"), source_id="a")
    assert cover_figure(house, item) == [["plus de", "400\u00a0M€", "levés en série A"]]
    document = deck_document(make.topic("S"), sources=(make.source("a", "Usuelle"),))
    (deck,) = plan(shows(document, item), using=house)
    assert "Usuelle" in plain(deck.slides[0].source)
    for name in TEMPLATES:
        assert cover_figure(TEMPLATES[name], item) == [[]]
    assert plain(one_deck(make.topic("S"), using=house).slides[0].source) == ""


@settings(max_examples=examples(30))
@given(st.integers(0, 10**18), st.text("abc é", max_size=120), st.text("plusde ", max_size=60))
def test_a_figure_of_the_cover_is_whole_in_every_language_or_in_none(
    house: DeckFacts, number: int, label: str, prefix: str
) -> None:
    long = make.highlight(f"{number:,} €".replace(",", "\u00a0").replace(" ", "\u00a0"), label.strip(), prefix.strip())
    short = make.highlight("1", "an" if label.strip() else "", "de" if prefix.strip() else "")
    first, second = cover_figure(house, long, short)
    assert bool(first) == bool(second)
    assert first in ([], [words for words in (prefix.strip(), long.value, label.strip()) if words])


def texts_of_slide(slide: Slide) -> list[str]:
    return [plain(text.inlines) for part in slide.parts if isinstance(part, TextPart) for text in part.paragraphs]


def test_the_sentence_to_remember_is_in_the_type_that_the_template_has_for_it(house: DeckFacts) -> None:
    for deck in closed(house, TWO, 1):
        assert (deck.slides[-1].layout, deck.slides[-1].kicker) == ("closing", "Conclusion")
    layouts = {**house.layouts, "closing": replace(house.layouts["statement"], role="closing", substitute=True)}
    for deck in closed(replace(house, layouts=layouts), TWO, 1):
        assert (deck.slides[-1].layout, deck.slides[-1].kicker) == ("statement", "Conclusion")
        assert deck.slides[-2].layout == "sources"
    usual = TEMPLATES["usual"]
    layouts = {**usual.layouts, "statement": replace(usual.layouts["text"], substitute=True)}
    for deck in closed(replace(usual, layouts=layouts), TWO, 1):
        assert (deck.slides[-1].layout, plain(deck.slides[-1].title)) == ("text", "Conclusion")


@pytest.mark.parametrize("sentence", [LONG * 3, "L’effectif reste stable."])
def test_a_closing_sentence_that_is_long_or_was_a_title_is_whole_below_a_title(sentence: str, house: DeckFacts) -> None:
    (deck,) = closed(house, {"fr": sentence}, 1, message=TWO["fr"])
    last = deck.slides[-1]
    assert (last.layout, plain(last.title)) == ("text", "Conclusion")
    assert sentence.strip() in [words.strip() for words in texts_of_slide(last)]


CONCLUSION = ("Un signal", "Une réponse", "Un laboratoire")


def concluded(using: DeckFacts, *after: BlockLike, terms: int = 3, sources: int = 1, **more: object) -> Deck:
    """A deck whose last section is a conclusion of a few terms."""
    points = make.points(*(make.point(f"le texte {n}", term=CONCLUSION[n % 3]) for n in range(terms)))
    last = make.topic("Conclusion", points, *after, message="L’Europe veut son indépendance technologique.")
    cited = tuple(make.source(f"s{n}", f"Ouvrage {n}, Éditeur, 2024") for n in range(sources))
    return one_deck(make.topic("S", make.points("Un")), last, using=using, sources=cited, **more)


def test_the_last_section_closes_the_deck_with_its_terms_side_by_side_and_the_sources(house: DeckFacts) -> None:
    deck = concluded(house, make.callout("À retenir", "Une phrase."), sources=2)
    last = deck.slides[-1]
    assert (last.layout, last.kicker) == ("closing-columns", "1\u00a0· Conclusion")
    columns, callout, strip = last.parts
    assert isinstance(columns, ColumnsPart) and isinstance(callout, CalloutPart) and isinstance(strip, TextPart)
    assert [plain(term) for term in columns.terms] == list(CONCLUSION)
    assert [plain(text) for text in columns.texts] == ["Le texte 0", "Le texte 1", "Le texte 2"]
    assert len({(frame.y, frame.width, frame.height) for frame in columns.frames}) == 1
    entries = [f"Ouvrage {n}, Éditeur, 2024" for n in (0, 1)]
    assert [plain(text.inlines) for text in strip.paragraphs] == ["Sources", *entries]
    assert not [slide for slide in deck.slides if slide.layout == "sources"]
    assert [name for name, _ in deck.sections] == ["Le titre", "S", "Conclusion"]


@pytest.mark.parametrize("sources", [5, 8])
def test_more_sources_are_in_two_columns_of_a_higher_strip(sources: int, house: DeckFacts) -> None:
    deck = concluded(house, sources=sources)
    last = deck.slides[-1]
    assert last.layout == "closing-sources" and "sources" not in [slide.layout for slide in deck.slides]
    columns, left, right = last.parts
    assert isinstance(columns, ColumnsPart) and isinstance(left, TextPart) and isinstance(right, TextPart)
    listed = [plain(text.inlines) for part in (left, right) for text in part.paragraphs]
    assert listed == ["Sources", *(f"Ouvrage {n}, Éditeur, 2024" for n in range(sources))]
    assert len(right.paragraphs) == sources // 2


def test_a_callout_keeps_more_sources_on_a_slide_of_their_own(house: DeckFacts) -> None:
    deck = concluded(house, make.callout("À retenir", "Une phrase."), sources=8)
    assert [slide.layout for slide in deck.slides[-2:]] == ["sources", "closing-columns"]


def test_sources_that_the_strip_cannot_hold_are_on_a_slide_before_the_conclusion(house: DeckFacts) -> None:
    deck = concluded(house, sources=12, authors=("Le service",), authors_text="Le service", date_text="mars 2025")
    assert [slide.layout for slide in deck.slides[-2:]] == ["sources", "closing-columns"]
    assert [name for name, _ in deck.sections] == ["Le titre", "S", "Sources", "Conclusion"]
    assert texts_of_slide(deck.slides[-1]) == ["Le service", "mars 2025"]


@pytest.mark.parametrize(
    "make_deck",
    [
        lambda house: concluded(house, make.points("sans terme")),
        lambda house: concluded(house, terms=5),
        lambda house: concluded(house, make.callout("A", "Un."), make.callout("B", "Deux.")),
        lambda house: concluded(TEMPLATES["usual"]),
    ],
    ids=["point-without-term", "five-terms", "two-callouts", "template-of-others"],
)
def test_other_last_sections_are_like_any_section(house: DeckFacts, make_deck: Callable[[DeckFacts], Deck]) -> None:
    deck = make_deck(house)
    assert not [slide for slide in deck.slides if slide.layout == "closing-columns"]
    assert deck.slides[-1].layout == "sources"


def test_a_few_sources_are_a_table_of_their_short_and_full_forms(house: DeckFacts) -> None:
    cited = tuple(
        replace(make.source(f"s{n}", f"Auteur, Ouvrage {n}"), short=make.words(f"Sigle {n}")) for n in range(3)
    )
    deck = one_deck(make.topic("S", make.points("Un")), using=house, sources=cited)
    (table,) = deck.slides[-1].parts
    assert isinstance(table, TermsPart)
    assert [plain(term) for term in table.terms] == ["Sigle 0", "Sigle 1", "Sigle 2"]
    assert [plain(text) for text in table.texts] == ["Auteur, Ouvrage 0", "Auteur, Ouvrage 1", "Auteur, Ouvrage 2"]


def test_sources_whose_full_forms_say_their_short_ones_are_listed_once(house: DeckFacts) -> None:
    cited = tuple(
        replace(make.source(f"s{n}", f"Auteur, Ouvrage {n}"), short=make.words(f"Auteur {n}")) for n in range(3)
    )
    deck = one_deck(make.topic("S", make.points("Un")), using=house, sources=cited)
    assert texts_of_slide(deck.slides[-1]) == ["Auteur, Ouvrage 0", "Auteur, Ouvrage 1", "Auteur, Ouvrage 2"]


def test_fewer_than_four_sections_have_an_agenda_only_where_the_author_wants_it(house: DeckFacts) -> None:
    def has_agenda(count: int, wanted: bool | None) -> bool:
        sections = [make.topic(f"Section {n}", make.points("Un"), place=(n,)) for n in range(count)]
        document = replace(deck_document(*sections), deck=DeckSettings(agenda=wanted))
        return "Plan" in titles(plan(document, using=house)[0])

    assert [has_agenda(count, None) for count in (2, 3, 4)] == [False, False, True]
    assert has_agenda(2, True) and not has_agenda(5, False)


def test_a_callout_is_below_the_statement_of_its_section_with_the_text(house: DeckFacts) -> None:
    callout = make.callout("Attention", "Trois conventions arrivent à échéance.")
    for blocks in ([make.text("Peu de changements."), callout], [callout]):
        slide = one_deck(make.topic("S", *blocks, message="L’effectif reste stable."), using=house).slides[-1]
        assert slide.layout == "statement"
        assert [part.placeholder for part in slide.parts if isinstance(part, TextPart)] == ["body"] * (len(blocks) - 1)
        (box,) = [part for part in slide.parts if isinstance(part, CalloutPart)]
        place = house.layouts["statement"].placeholders["body"].frame
        assert box.frame.y + box.frame.height == place.y + place.height


def test_highlights_of_a_row_have_their_values_on_one_line() -> None:
    items = [make.highlight("100 M€", "Amorçage", "plus de"), make.highlight("2023", "Fondation")]
    deck = one_deck(make.topic("S", make.highlights(*items)))
    part = deck.slides[1].parts[0]
    assert isinstance(part, HighlightsPart)
    assert part.frames[0].y == part.frames[1].y and part.frames[0].height == part.frames[1].height
    assert part.insets[1][1] > part.insets[0][1]


@pytest.mark.parametrize(("count", "rows"), [(2, 1), (3, 1), (4, 1), (5, 2), (6, 2), (8, 2)])
def test_up_to_four_tiles_stand_side_by_side_and_all_are_equal(count: int, rows: int) -> None:
    items = [make.highlight(f"{n}00 M€", f"Libellé numéro {n}") for n in range(count)]
    part = one_deck(make.topic("S", make.highlights(*items))).slides[1].parts[0]
    assert isinstance(part, HighlightsPart)
    assert len({tile.y for tile in part.frames}) == rows
    assert len({(tile.width, tile.height) for tile in part.frames}) == 1
    assert bool(part.hairlines) == (rows == 1)


@pytest.mark.parametrize(
    ("value", "number", "unit"),
    [
        ("400\u00a0M€", "400", "\u00a0M€"),
        ("4,5\u00a0%", "4,5", "\u00a0%"),
        ("4,5\u202f%", "4,5", "\u00a0%"),
        ("3\u202f184\u00a0$", "3\u202f184", "\u00a0$"),
        ("7\u00a0milliards", "7", "\u00a0milliards"),
        ("€400M", "€400M", ""),
        ("12.5%", "12.5%", ""),
        ("2023", "2023", ""),
        ("12\u00a0mars 2024", "12\u00a0mars 2024", ""),
    ],
)
def test_a_unit_after_a_number_is_smaller_and_bound_to_it(value: str, number: str, unit: str) -> None:
    part = one_deck(make.topic("S", make.highlights(make.highlight(value, "Libellé")))).slides[1].parts[0]
    assert isinstance(part, HighlightsPart)
    assert part.values == ((number, unit),)
    assert part.unit_size < part.value_size


@pytest.mark.parametrize("words", ["« Par l’Europe »", "“By Europe”", "„Durch Europa“", "«\u00a0Par l’Europe\u00a0»"])
def test_the_opening_mark_of_a_quotation_stands_beside_its_words(words: str, house: DeckFacts) -> None:
    slide = one_deck(make.topic("S", make.quote(words, "Qui")), using=house).slides[1]
    texts = [
        (part.placeholder, plain(part.paragraphs[0].inlines)) for part in slide.parts if isinstance(part, TextPart)
    ]
    assert texts == [("mark", words[0]), ("body", words.strip("«»“”„ \u00a0")), ("attribution", "Qui")]


def test_a_quotation_without_marks_and_one_on_a_template_of_others_stay_as_they_are(house: DeckFacts) -> None:
    for words, using in (("Par l’Europe", house), ("« Par l’Europe »", TEMPLATES["usual"])):
        slide = one_deck(make.topic("S", make.quote(words, "Qui")), using=using).slides[1]
        assert [part.placeholder for part in slide.parts if isinstance(part, TextPart)] == ["body", "attribution"]
        assert isinstance(part := slide.parts[0], TextPart) and plain(part.paragraphs[0].inlines) == words


def test_a_short_quotation_shares_its_slide_with_the_points_after_it(house: DeckFacts) -> None:
    terms = make.points(*(make.point("un texte", term=f"Mot {n}") for n in range(3)))
    for points, kind in ((terms, TermsPart), (make.points("Un", "Deux"), TextPart)):
        slides = one_deck(make.topic("S", make.quote("« Par l’Europe »", "Qui"), points), using=house).slides[1:]
        assert [slide.layout for slide in slides] == ["quote-points"]
        assert isinstance(part := slides[0].parts[-1], kind)
        assert not isinstance(part, TermsPart) or (part.stacked and len(part.row_heights) == 3)


def test_a_long_quotation_and_one_on_a_template_of_others_stay_alone(house: DeckFacts) -> None:
    long = "« Une phrase qui dépasse, et de loin, ce qu’un petit panneau peut montrer »"
    for words, using in ((long, house), ("« Par l’Europe »", TEMPLATES["bare"])):
        slides = one_deck(make.topic("S", make.quote(words, "Qui"), make.points("Un", "Deux")), using=using).slides[1:]
        assert len(slides) == 2


def test_a_message_alone_or_with_a_short_text_is_a_statement(house: DeckFacts) -> None:
    for blocks in ((), (make.text("Les départs compensent les arrivées."),)):
        (slide,) = one_deck(make.topic("S", *blocks, message="L’effectif reste stable."), using=house).slides[1:]
        assert slide.layout == "statement"
        assert [plain(text.inlines) for part in slide.parts for text in part.paragraphs] == [  # type: ignore[union-attr]
            "Les départs compensent les arrivées." for _ in blocks
        ]


def test_a_message_of_three_lines_is_a_statement_over_its_text(house: DeckFacts) -> None:
    message = (
        "Il manque 6,4 millions d’euros pour la station, que ni l’emprunt ni l’Agence de l’eau ne couvrent à ce jour."
    )
    topic = make.topic("S", make.text("Le reste dépend du département."), message=message)
    (slide,) = one_deck(topic, using=house).slides[1:]
    assert (slide.layout, plain(slide.title), slide.title_fit.lines) == ("statement", message, 3)


def test_a_message_too_long_for_a_title_is_a_statement_without_a_remark(house: DeckFacts) -> None:
    message = "Un message qui dépasse deux lignes de titre ordinaire, " * 2 + "et qui tient pourtant sur trois lignes."
    for blocks in ((), (make.text("Le reste dépend du département."),)):
        sections = make.topic("S", *blocks, message=message), make.topic("T", make.points("Un"))
        decks, remarks = plan_decks([deck_document(*sections)], house)
        slide = decks[0].slides[1]
        assert (slide.layout, plain(slide.title)) == ("statement", message)
        assert "title-too-long" not in {remark.code for remark in remarks}


def test_titles_of_events_are_not_larger_than_dates_above_them(house: DeckFacts) -> None:
    events = [(f"novembre {2020 + n}", "Port", "Ville") for n in range(6)]
    deck = one_deck(make.topic("S", make.timeline(*events)), using=house)
    (part,) = (part for part in deck.slides[1].parts if isinstance(part, TimelinePart))
    assert part.title_size <= part.date_size


@pytest.mark.parametrize(
    "words", ["« Court. »", "« Une phrase de deux lignes, dite au conseil, puis répétée. »", f"« {LONG}»"]
)
def test_a_quotation_keeps_clear_of_the_edges_of_its_panel(words: str, house: DeckFacts) -> None:
    (slide,) = one_deck(make.topic("S", make.quote(words, "Qui")), using=house).slides[1:]
    parts = {part.placeholder: part for part in slide.parts if isinstance(part, TextPart)}
    layout = house.layouts["quote"]
    body, mark = layout.placeholders["body"], parts["mark"].frame
    panel = house.layouts["text"].placeholders["body"].frame
    panel_top, panel_bottom = panel.y, panel.y + panel.height
    lines = parts["body"].fit.lines
    assert lines <= 5 and body.frame.y >= panel_top + 914_400 // 8
    attribution = layout.placeholders["attribution"].frame
    assert attribution.y + attribution.height < panel_bottom
    assert mark is not None and mark.y >= layout.placeholders["mark"].frame.y


def test_a_quotation_over_several_slides_has_its_mark_once(house: DeckFacts) -> None:
    slides = one_deck(make.topic("S", make.quote(f"« {LONG * 12} »", "Qui")), using=house).slides[1:]
    assert len(slides) > 1
    marks = [
        [part for part in slide.parts if isinstance(part, TextPart) and part.placeholder == "mark"] for slide in slides
    ]
    assert [len(own) for own in marks] == [1, *[0] * (len(slides) - 1)]
    shown = "".join(
        plain(text.inlines) for slide in slides for part in slide.parts if isinstance(part, TextPart)
        and part.placeholder == "body" for text in part.paragraphs
    )  # fmt: skip
    assert "«" not in shown and "»" not in shown


def test_a_short_callout_alone_is_in_the_middle_of_its_slide_in_large_type(house: DeckFacts) -> None:
    (slide,) = one_deck(make.topic("S", make.callout("Fermé depuis octobre.")), using=house).slides[1:]
    part = next(part for part in slide.parts if isinstance(part, CalloutPart))
    area = house.layouts[slide.layout].content
    assert part.size >= 24
    assert abs((part.frame.y - area.y) - (area.y + area.height - part.frame.y - part.frame.height)) <= 2 * 12_700


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7])
def test_two_to_seven_terms_are_a_table(count: int, house: DeckFacts) -> None:
    points = make.points(*(make.point("un texte court", term=f"Terme {n}") for n in range(count)))
    sections = make.topic("S", points, message="Un message court."), make.topic("T", make.points("Un"))
    slide = one_deck(*sections, using=house).slides[1]
    (part,) = (part for part in slide.parts if isinstance(part, TermsPart))
    assert len(part.terms) == count and part.text_size >= 20


def test_terms_beside_numbers_or_a_chart_are_a_table_and_points_beside_a_table_are_not(house: DeckFacts) -> None:
    terms = make.points(*(make.point("un texte", term=f"Mot {n}") for n in range(3)))
    for block, expected in (
        (make.highlights(make.highlight("3", "L")), 1),
        (make.bars(["A"], "T"), 1),
        (make.table(), 0),
    ):
        (slide,) = one_deck(make.topic("S", terms, block), using=house).slides[1:]
        tables = [part for part in slide.parts if isinstance(part, TermsPart)]
        assert len(tables) == expected and all(part.stacked for part in tables)


@pytest.mark.parametrize(
    "title", ["Les démarches en Pays-Bas du nord", "Online-Behördengänge im Kanton Valdoré", "À mi-chemin"]
)
def test_a_title_of_the_cover_ends_no_line_inside_a_word_if_it_can_be_helped(title: str, house: DeckFacts) -> None:
    document = replace(deck_document(make.topic("S")), title=make.words(title))
    (deck,) = plan(document, using=house)
    fit = deck.slides[0].title_fit
    placeholder = house.layouts["title"].placeholders["title"]
    width, height = inner(placeholder.frame, placeholder.insets)
    if fit.insets is not None:
        width -= (sum(fit.insets) - placeholder.insets[0] - placeholder.insets[2]) / 12_700
    level = placeholder.levels[0]
    size = (fit.size or level.size) * fit.scale / 100_000
    title_words = measured(make.words(title), Fonts(), level.font, bold=True)
    assert size >= 36 and not title_words.parts_a_word(width / size)
    assert title_words.lines(width / size) * size <= height


def test_the_kind_of_document_is_directly_over_the_title_of_the_cover_in_each_language(house: DeckFacts) -> None:
    documents = [
        replace(deck_document(make.topic("S"), language=language), title=make.words(title), status=make.words("Note"))
        for language, title in (("fr", "Un titre court"), ("en", "A title that is much longer than the other one here"))
    ]
    tops = []
    for deck in plan_decks(documents, house)[0]:
        cover = deck.slides[0]
        (kicker,) = (part for part in cover.parts if isinstance(part, TextPart) and part.placeholder == "kicker")
        assert kicker.frame is not None
        tops.append((kicker.frame.y, cover.title_fit.lines))
    assert tops[0][1] < tops[1][1] and tops[0][0] > tops[1][0]


def test_both_columns_of_a_long_agenda_are_in_type_of_one_size(house: DeckFacts) -> None:
    names = [f"{LONG if n < 3 else 'Section'} {n}" for n in range(9)]
    deck = one_deck(*(make.topic(name, make.points("Un")) for name in names), using=house, agenda=True)
    columns = [part for part in deck.slides[1].parts if isinstance(part, TextPart)]
    assert len(columns) == 2
    assert len({(part.growth, part.fit.scale, part.fit.reduction) for part in columns}) == 1
    assert columns[0].fit.scale == 100_000 and columns[0].growth < 1


def test_the_lines_of_the_subtitle_of_the_cover_are_alike(house: DeckFacts) -> None:
    document = replace(
        deck_document(make.topic("S")), subtitle=make.words("An open, European path in artificial intelligence")
    )
    (deck,) = plan(document, using=house)
    part = next(part for part in deck.slides[0].parts if isinstance(part, TextPart) and part.placeholder == "subtitle")
    assert (
        part.fit.insets is not None and part.fit.insets[1] > house.layouts["title"].placeholders["subtitle"].insets[2]
    )


@pytest.mark.parametrize("message", ["", "L’effectif reste stable."])
def test_names_of_sections_and_long_texts_are_no_statements(message: str, house: DeckFacts) -> None:
    text = make.text(LONG * 30 if message else "Les départs compensent les arrivées.")
    deck = one_deck(make.topic("S", text, message=message), using=house)
    assert {slide.layout for slide in deck.slides[1:]} == {"text"}


def test_text_and_exhibit_begin_on_one_line_with_and_without_a_caption(house: DeckFacts) -> None:
    top = house.layouts["two-content"].placeholders["body"].frame.y
    chart = make.bars(["A", "B"], "Levées par tour")
    charted = one_deck(make.topic("S", make.points("Un", "Deux"), chart), using=house).slides[1]
    caption = next(part for part in charted.parts if isinstance(part, TextPart) and part.placeholder == "caption")
    assert caption.frame is None and caption.size == 0
    assert house.layouts["two-content"].placeholders["caption"].frame.y == top
    tiled = one_deck(make.topic("S", make.points("Un"), make.highlights(make.highlight("3", "L"))), using=house).slides[
        1
    ]
    tile = next(part.frames[0] for part in tiled.parts if isinstance(part, HighlightsPart))
    assert tile.y == top
    body = next(part.frame for part in tiled.parts if isinstance(part, TextPart) and part.placeholder == "body")
    assert body is not None and body.width > tile.width and body.x + body.width < tile.x


def test_up_to_five_events_have_cards_and_more_have_none() -> None:
    for count in (3, 5, 6, 7):
        events = [(str(2020 + n), f"Titre {n}", "Texte.") for n in range(count)]
        deck = one_deck(make.topic("S", make.timeline(*events)))
        part = deck.slides[1].parts[0]
        assert isinstance(part, TimelinePart) and not part.vertical
        assert part.cards == (count <= 5)
        area = TEMPLATES["usual"].layouts["timeline"].content
        above = part.date_frames[0].y - area.y
        below = area.y + area.height - part.frames[0].y - part.frames[0].height
        assert abs(above - below) <= 2 * 914_400 / 72, "the group is in the middle"


LONG_EVENTS = [
    ("septembre 2025", "Autorisation environnementale", "Enquête publique d’un mois"),
    ("15 janvier 2026", "Terrassement", "Accès par la route des Grèves"),
    ("juin 2026", "Génie civil", "Réservoirs et bâtiments"),
    ("mars 2027", "Équipement", "Membranes et charbon actif"),
    ("mars 2028", "Mise en service", ""),
    ("avril 2028", "Inauguration", ""),
    ("juin 2028", "Fermeture du captage", ""),
    ("octobre 2028", "Bilan contradictoire", ""),
]


@pytest.mark.parametrize("count", [4, 5, 6, 7, 8])
def test_long_words_of_many_events_are_in_large_type_on_one_slide(count: int, house: DeckFacts) -> None:
    deck = one_deck(make.topic("S", make.timeline(*LONG_EVENTS[:count])), using=house)
    assert len(deck.slides) == 2
    (part,) = (part for part in deck.slides[1].parts if isinstance(part, TimelinePart))
    assert (part.vertical, len(part.events)) == (False, count)
    assert part.date_size >= 20 and part.title_size >= 18 and part.text_size >= 16
    area = house.layouts["timeline"].content
    for place in (*part.frames, *part.date_frames):
        assert area.x <= place.x and place.x + place.width <= area.x + area.width + 1
        assert area.y <= place.y and place.y + place.height <= area.y + area.height
    for first, second in combinations(part.frames, 2):
        assert not touch(*(((f.x, f.y), (f.x + f.width, f.y + f.height)) for f in (first, second)))


def test_dates_on_two_lines_end_above_the_axis_like_those_on_one(house: DeckFacts) -> None:
    events = [
        ("novembre 2023", "Port", ""),
        ("mai 2024", "Gare", ""),
        *[(str(2025 + n), "Ville", "") for n in range(4)],
    ]
    deck = one_deck(make.topic("S", make.timeline(*events)), using=house)
    (part,) = (part for part in deck.slides[1].parts if isinstance(part, TimelinePart))
    assert part.date_size >= 24
    assert len({day.y + day.height for day in part.date_frames}) == 1
    assert part.date_frames[0].y < part.date_frames[2].y


@pytest.mark.parametrize("count", [1, 2, 4, 5, 6, 8, 9, 17])
def test_any_number_of_highlights(count: int) -> None:
    items = [make.highlight(f"{n}00 M€", f"Libellé numéro {n}") for n in range(count)]
    deck = one_deck(make.topic("S", make.highlights(*items)))
    parts = [part for slide in deck.slides for part in slide.parts if isinstance(part, HighlightsPart)]
    assert sum(len(part.items) for part in parts) == count
    assert len(parts) == -(-count // 8)
    assert len({(part.value_size, part.label_size) for part in parts}) == 1


def test_a_few_events_stand_across_and_long_ones_down() -> None:
    short = one_deck(make.topic("S", make.timeline(*[(str(2020 + n), f"Titre {n}", "") for n in range(4)])))
    long = one_deck(make.topic("S", make.timeline(*[(str(2020 + n), f"Titre {n}", LONG * 9) for n in range(6)])))
    parts = [slide.parts[0] for deck in (short, long) for slide in deck.slides[1:]]
    assert all(isinstance(part, TimelinePart) for part in parts)
    assert [part.vertical for part in parts][:2] == [False, True]  # type: ignore[union-attr]


def test_sources_are_named_once_at_the_foot_and_notes_go_to_the_notes_page() -> None:
    from builder.tree.blocks import PointNode, PointsNode
    from builder.tree.prose import Run

    cited = PointNode(
        span=make.HERE, key="k", inlines=(Run("Un fait"), make.note("", "a"), Run("."), make.note("Une précision."))
    )
    block = PointsNode(span=make.HERE, key="b", points=(cited, cited))
    deck = one_deck(make.topic("S", block), sources=(make.source("a", "Ouvrage"),))
    assert plain(deck.slides[1].source) == "Source\u00a0: Ouvrage, court"
    spoken = [plain(note.inlines) for note in deck.slides[1].notes]  # type: ignore[union-attr]
    assert "Note\u00a0: Une précision." in spoken
    assert titles(deck)[-1] == "Sources"


@pytest.mark.parametrize(("count", "tables"), [(2, 1), (7, 1), (8, 2), (15, 2), (20, 2), (21, 0)])
def test_the_agenda_is_a_table_with_the_slides_of_its_sections(count: int, tables: int, house: DeckFacts) -> None:
    sections = [make.topic(f"Section {n}", make.points("Un"), message=f"Message {n}.") for n in range(count)]
    deck = one_deck(*sections, using=house, agenda=True)
    parts = [part for part in deck.slides[1].parts if isinstance(part, AgendaPart)]
    assert len(parts) == tables
    listed = [plain(title) for part in parts for title in part.titles]
    assert listed == ([f"Section {n}" for n in range(count)] if tables else [])
    shown = [number for part in parts for number in part.slides]
    assert [plain(deck.slides[number - 1].title) for number in shown] == [f"Message {n}." for n in range(len(listed))]
    assert len({(part.row_height, part.size) for part in parts}) <= 1


def test_the_agenda_lists_sections_and_can_be_left_out() -> None:
    sections = [make.topic(f"Section {n}", make.points("Un"), place=(n,)) for n in range(1, 4)]
    with_agenda, without = one_deck(*sections, agenda=True), one_deck(*sections)
    assert titles(with_agenda)[1] == "Plan"
    assert "Plan" not in titles(without)


def test_dividers_show_the_progress() -> None:
    sections = [make.topic(f"Section {n}", make.points("Un"), message=f"M{n}.", place=(n,)) for n in (1, 2)]
    deck = one_deck(*sections, dividers=True)
    assert [slide.progress for slide in deck.slides] == [None, (1, 2), None, (2, 2), None]


def test_slide_sections_begin_with_the_first_slide_and_are_unique() -> None:
    sections = [make.topic("Même nom", make.points("Un"), place=(n,)) for n in (1, 2)]
    deck = one_deck(*sections)
    assert deck.sections == (("Le titre", 0), ("Même nom", 1), ("Même nom (2)", 2))


def test_what_was_continued_is_reported_with_its_place_and_languages() -> None:
    french = deck_document(make.topic("S", make.points(*[LONG] * 24)))
    english = deck_document(make.topic("S", make.points(*["Short."] * 24)), language="en")
    _, diagnostics = plan_decks((french, english), TEMPLATES["usual"])
    reported = [diagnostic for diagnostic in diagnostics if diagnostic.code == "slide-continued"]
    assert [diagnostic.span for diagnostic in reported] == [make.HERE]
    assert "fr by" in reported[0].message


def test_nothing_to_plan_gives_nothing() -> None:
    assert plan_decks((), TEMPLATES["usual"]) == ((), ())


# --- Any document, any template --------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "le",
        "la",
        "budget",
        "responsabilité",
        "anticonstitutionnellement",
        "à",
        "l'Europe",
        "1\u202f234",
        "€,",
        "d'abord",
        "«",
        "mot\xa0»",
        "modèles",
        "été.",
        "Fin.",
        "Donc",
        "(voir)",
        "-",
        "–",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    ]
)


def texts(most: int, least: int = 1) -> st.SearchStrategy[str]:
    return st.lists(WORDS, min_size=least, max_size=most).map(" ".join)


def pairs(most: int, least: int = 1) -> st.SearchStrategy[tuple[str, str]]:
    """The same thing said in two languages: unrelated lengths."""
    return st.tuples(texts(most, least), texts(most, least))


Both = tuple[BlockLike, BlockLike]


@st.composite
def blocks(draw: st.DrawFn) -> Both:
    kind = draw(
        st.sampled_from(["points", "table", "chart", "highlights", "timeline", "quote", "callout", "image", "text"])
    )
    if kind == "points":
        items = draw(st.lists(st.tuples(pairs(60), st.lists(pairs(15), max_size=3)), min_size=1, max_size=8))
        return tuple(  # type: ignore[return-value]
            make.points(*[make.point(said[n], *[make.point(below[n]) for below in nested]) for said, nested in items])
            for n in (0, 1)
        )
    if kind == "table":
        width = draw(st.integers(1, 7))
        header = draw(st.lists(pairs(3), min_size=width, max_size=width))
        rows = draw(st.lists(st.lists(pairs(12), min_size=width, max_size=width), min_size=1, max_size=12))
        caption = draw(pairs(20))
        total = draw(st.booleans())
        return tuple(  # type: ignore[return-value]
            make.grid(
                [texts_of[n] for texts_of in header],
                [[cell[n] for cell in row] for row in rows],
                caption[n],
                total=total,
            )
            for n in (0, 1)
        )
    if kind == "chart":
        names = draw(st.lists(pairs(3), min_size=1, max_size=9))
        caption = draw(pairs(30))
        return tuple(make.bars([name[n] for name in names], caption[n]) for n in (0, 1))  # type: ignore[return-value]
    if kind == "highlights":
        items = draw(st.lists(st.tuples(pairs(2), pairs(10)), min_size=1, max_size=10))
        return tuple(make.highlights(*[make.highlight(value[n], label[n]) for value, label in items]) for n in (0, 1))  # type: ignore[return-value]
    if kind == "timeline":
        events = draw(st.lists(st.tuples(pairs(2), pairs(6), pairs(40)), min_size=1, max_size=9))
        return tuple(make.timeline(*[(a[n], b[n], c[n]) for a, b, c in events]) for n in (0, 1))  # type: ignore[return-value]
    if kind == "quote":
        said, by = draw(pairs(120)), draw(pairs(20))
        return tuple(make.quote(said[n], by[n]) for n in (0, 1))  # type: ignore[return-value]
    if kind == "callout":
        title, said = draw(pairs(6)), draw(pairs(200))
        return tuple(make.callout(title[n], said[n]) for n in (0, 1))  # type: ignore[return-value]
    if kind == "image":
        size, caption = draw(st.tuples(st.integers(1, 4000), st.integers(1, 4000))), draw(pairs(30))
        return tuple(make.picture(*size, caption[n]) for n in (0, 1))  # type: ignore[return-value]
    paragraphs = draw(
        st.tuples(st.lists(texts(150), min_size=1, max_size=4), st.lists(texts(150), min_size=1, max_size=4))
    )
    return tuple(make.text(*paragraph) for paragraph in paragraphs)  # type: ignore[return-value]


@st.composite
def section_pairs(draw: st.DrawFn, depth: int = 0) -> tuple[SectionNode, SectionNode]:
    title, message, has_message = draw(pairs(12)), draw(pairs(50)), draw(st.booleans())
    body = draw(st.lists(blocks(), max_size=3))
    below = draw(st.lists(section_pairs(depth + 1), max_size=1)) if depth < 2 else []
    spoken = draw(st.one_of(st.just(("", "")), pairs(20)))
    return tuple(  # type: ignore[return-value]
        make.topic(
            title[n], *[text[n] for text in body], message=message[n] if has_message else "", notes=spoken[n],
            sections=tuple(section[n] for section in below), place=(1,) * (depth + 1),
        )
        for n in (0, 1)
    )  # fmt: skip


@st.composite
def publications(draw: st.DrawFn) -> tuple[Document, Document]:
    sections = draw(st.lists(section_pairs(), min_size=1, max_size=3))
    title, subtitle, authors = draw(pairs(25)), draw(pairs(60)), draw(pairs(40))
    agenda, dividers = draw(st.booleans()), draw(st.sampled_from([None, True, False]))
    return tuple(  # type: ignore[return-value]
        deck_document(
            *[section[n] for section in sections], language=language, title=title[n], subtitle=make.words(subtitle[n]),
            authors_text=authors[n], date_text="15 septembre 2024", agenda=agenda, dividers=dividers,
            abstract=make.paragraphs("Un résumé."), sources=(make.source("a", "Ouvrage " * 30),),
        )
        for n, language in enumerate(("fr", "en"))
    )  # fmt: skip


@given(publications(), st.sampled_from(sorted(TEMPLATES)))
@settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_any_publication_is_planned_whole_twinned_and_in_its_frames(both: tuple[Document, Document], name: str) -> None:
    plan(*both, using=TEMPLATES[name])


def test_a_few_terms_stand_in_a_column_of_one_width_in_every_language() -> None:
    french = make.points(make.point("un texte", term="Transparence"), make.point("un autre", term="Coût"))
    english = make.points(make.point("a text", term="Transparency"), make.point("another", term="Cost"))
    decks = plan(deck_document(make.topic("S", french)), deck_document(make.topic("S", english), language="en"))
    parts = [part for deck in decks for part in deck.slides[-1].parts if isinstance(part, TermsPart)]
    assert len({(part.term_width, part.row_heights, part.term_size) for part in parts}) == 1
    assert [[plain(term) for term in part.terms] for part in parts] == [
        ["Transparence", "Coût"], ["Transparency", "Cost"]
    ]  # fmt: skip
    assert plain(parts[0].texts[0]) == "Un texte"


def test_the_column_of_terms_is_as_wide_on_every_slide(house: DeckFacts) -> None:
    topics = [
        make.topic(f"S{n}", make.points(*(make.point("un texte", term="Mot " * (n + 1)) for _ in range(n + 2))))
        for n in range(4)
    ]
    deck = one_deck(*topics, using=house)
    widths = [part.term_width for slide in deck.slides for part in slide.parts if isinstance(part, TermsPart)]
    assert widths == [2_800_350] * 4


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("un texte.", "Un texte"),
        ("l’Europe veut", "L’Europe veut"),
        ("iPhone et autres", "iPhone et autres"),
        ("npm.js suffit", "npm.js suffit"),
        ("12 pompiers de plus", "12 pompiers de plus"),
        ("éviter l’abus, etc.", "Éviter l’abus, etc."),
        ("Deux phrases. Bien distinctes.", "Deux phrases. Bien distinctes."),
    ],
)
def test_the_text_of_a_term_begins_with_a_capital_and_has_no_stop(text: str, shown: str) -> None:
    deck = one_deck(make.topic("S", make.points(*(make.point(text, term=term) for term in ("A", "B")))))
    (part,) = deck.slides[-1].parts
    assert isinstance(part, TermsPart)
    assert [plain(own) for own in part.texts] == [shown, shown]


def test_terms_whose_texts_are_long_or_many_stay_a_list() -> None:
    for points in ([make.point(LONG * 6, term="T")] * 3, [make.point("texte", term="T")] * 8):
        deck = one_deck(make.topic("S", make.points(*points)))
        assert not [part for slide in deck.slides for part in slide.parts if isinstance(part, TermsPart)]


def test_a_callout_goes_below_a_table_of_terms() -> None:
    terms = make.points(*(make.point("un texte", term=f"Mot {n}") for n in range(3)))
    slide = one_deck(make.topic("S", terms, make.callout("À retenir", "Une phrase."))).slides[-1]
    assert [type(part) for part in slide.parts] == [TermsPart, CalloutPart]


def test_a_point_without_a_term_keeps_all_as_a_list() -> None:
    deck = one_deck(make.topic("S", make.points(make.point("texte", term="Terme"), "sans terme")))
    (part,) = [part for part in deck.slides[-1].parts if isinstance(part, TextPart)]
    assert {point.mark for point in part.paragraphs} == {"bullet"}


def test_text_that_leaves_much_room_is_larger_and_then_spread(house: DeckFacts) -> None:
    decks = (one_deck(make.topic("S", make.points(*["Un point"] * count)), using=house) for count in (3, 9))
    few, many = (deck.slides[-1].parts[0] for deck in decks)
    assert isinstance(few, TextPart) and isinstance(many, TextPart)
    assert few.growth == pytest.approx(28 / 24, abs=1e-4) and few.spread > many.spread
    assert many.growth == 1


def test_a_callout_after_big_numbers_shares_their_slide() -> None:
    numbers = make.highlights(make.highlight("12 %", "de parts"), make.highlight("40 %", "de voix"))
    deck = one_deck(make.topic("S", numbers, make.callout("À retenir", "Une phrase.")))
    assert [type(part).__name__ for part in deck.slides[-1].parts][-2:] == ["HighlightsPart", "CalloutPart"]
