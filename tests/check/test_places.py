"""A word of a text is found again in the file, in whatever style it was written; and an edit of it reads back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builder.check.visible_text import OBJECT, pieces_of
from builder.content.loader import load
from builder.content.markup import Markup
from builder.content.model.blocks import TableBlock, TextBlock
from builder.content.reader import read
from builder.content.text import parse_text
from builder.content.yaml_values import Mapping, Scalar, SourceText
from builder.source_edits.edits import edited
from builder.source_edits.scalars import replace
from tests.marking import examples

WORD = st.text(alphabet="abé'œ\"#:-,&\\*7", min_size=1, max_size=6)
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)


def scalar_of(yaml: str) -> Scalar | None:
    value, problems, _ = read(SourceText("p.yaml", yaml))
    if problems or not isinstance(value, Mapping):
        return None
    inner = value.pairs[0][1]
    return inner if isinstance(inner, Scalar) else None


def written(text: str, style: str) -> str:
    """A YAML file whose key `a` holds lines of text in a style."""
    if style == "'":
        return "a: '" + text.replace("'", "''").replace("\n", "\n  ") + "'\n"
    if style == '"':
        return "a: " + json.dumps(text, ensure_ascii=False).replace("\\n", "\n  ") + "\n"
    if style in "|>":
        return f"a: {style}\n   " + text.replace("\n", "\n   ") + "\n"
    return "a: " + text.replace("\n", "\n    ") + "\nb: c\n"


STYLES = ["", "'", '"', "|", ">"]


@settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(LINE, min_size=1, max_size=3).map("\n".join), st.sampled_from(STYLES))
def test_each_character_has_its_place(text: str, style: str) -> None:
    yaml = written(text, style)
    scalar = scalar_of(yaml)
    assume(scalar is not None)
    assert scalar is not None
    lines = yaml.split("\n")
    for at, char in enumerate(scalar.value):
        place = scalar.place(at)
        assert scalar.offset(place) == at
        if not char.isspace():
            there = lines[place.line - 1][place.column - 1 :]
            assert there.startswith((char, "\\" + char, char * 2 if style == "'" else char))


@settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(LINE, min_size=1, max_size=3).map("\n".join), st.sampled_from(STYLES))
def test_visible_words_lead_back_to_the_source(text: str, style: str) -> None:
    scalar = scalar_of(written(text, style))
    assume(scalar is not None)
    assert scalar is not None
    problems: list = []
    markup = parse_text(scalar, "rich", problems)
    assume(not problems)
    for piece in pieces_of(markup):
        for at, char in enumerate(piece.text):
            if char not in f" \n{OBJECT}":
                assert markup.source[piece.offset(at)] == char
                assert markup.offset(piece.span(at)) == piece.offset(at) or "\\" in markup.source


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("un *mot* et **deux**", "un mot et deux"),
        ("a {{b}} \\* c", "a {b} * c"),
        ("a&nbsp;b &amp; c", "a\xa0b & c"),
        ("plus de {x} [@s] `3 4` fin", f"plus de {OBJECT} {OBJECT} {OBJECT} fin"),
        ("[douze](https://a.org/99) et <https://a.org/12>", f"douze et {OBJECT}"),
        ("voir www.a.org/12.", "voir " + OBJECT * 12 + "."),
        ("un  \ndeux\ntrois", "un\ndeux trois"),
        ("1 \\\n2", "1 \n2"),
    ],
)
def test_what_is_visible(source: str, shown: str) -> None:
    scalar = Scalar(source, "|", 1, 1, SourceText("p", ""), 0, 0, 2, 2)
    markup = parse_text(scalar, "rich", [])
    (piece,) = pieces_of(markup)
    assert piece.text == shown


def test_notes_and_foreign_passages_are_pieces_of_their_own() -> None:
    source = "mot^[une *note*] et [open source]{lang=en}.\n\n- un\n- deux"
    markup = parse_text(Scalar(source, "|", 1, 1, SourceText("p", ""), 0, 0, 2, 0), "rich", [])
    pieces = [(piece.kind, piece.language, piece.text, piece.offset(0)) for piece in pieces_of(markup)]
    assert pieces == [
        ("prose", "", f"mot et {OBJECT}.", 0),
        ("note", "", "une note", 5),
        ("foreign", "en", "open source", source.index("open")),
        ("prose", "", "un", source.index("- un") + 2),
        ("prose", "", "deux", source.index("- deux") + 2),
    ]


def test_fields_of_a_data_file_have_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d.csv").write_text('n.fr,n.en\n"un ""grand"" mot","a\n""big"" word"\nfoo, bar baz\n', "utf-8")
    Path("publication.yaml").write_text(
        "languages: [fr, en]\ntitle: T\nsections:\n- title: {fr: A, en: B}\n  blocks:\n"
        "  - table: {data: d.csv, columns: [{header: {fr: Nom, en: Name}, key: n}]}\n",
        "utf-8",
    )
    (block,) = load(Path("publication.yaml")).sections[0].blocks
    assert isinstance(block, TableBlock)
    lines = Path("d.csv").read_text("utf-8").split("\n")
    places = []
    for (cell,) in block.table.rows:
        for markup in cell.entries.values():  # type: ignore[union-attr]
            for piece in pieces_of(markup):
                for word in ("mot", "word", "baz", "foo"):
                    if word in piece.text:
                        place = piece.span(piece.text.index(word))
                        places.append(lines[place.line - 1][place.column - 1 :].startswith(word))
    assert places == [True] * 4


EDITED = st.tuples(st.integers(0, 30), st.integers(0, 5), st.text(alphabet="aé '\":#,{}\\-7\u202f", max_size=5))


@settings(deadline=None, max_examples=examples(200), suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(LINE, min_size=1, max_size=3).map("\n".join), st.sampled_from(STYLES), EDITED)
def test_an_edit_reads_back(text: str, style: str, edit: tuple[int, int, str]) -> None:
    yaml = written(text, style)
    scalar = scalar_of(yaml)
    assume(scalar is not None)
    assert scalar is not None
    start = min(edit[0], len(scalar.value))
    end = min(start + edit[1], len(scalar.value))
    source_edit = replace(Markup(scalar.value, scalar.span, (), scalar), start, end, edit[2])
    assume(source_edit is not None)
    assert source_edit is not None
    after = edited(yaml.encode(), [source_edit]).decode()
    again = scalar_of(after)
    assert again is not None, after
    assert again.value == scalar.value[:start] + edit[2] + scalar.value[end:], after


def test_a_text_of_a_block(tmp_path: Path) -> None:
    path = tmp_path / "publication.yaml"
    path.write_text(
        "languages: [fr, en]\ntitle: T\nsections:\n- title: {fr: A, en: B}\n  blocks:\n"
        "  - text:\n      fr: >\n        Un mot\n        encore.\n      en: 'It''s a\n        word'\n",
        "utf-8",
    )
    (block,) = load(path).sections[0].blocks
    assert isinstance(block, TextBlock)
    french, english = block.text.entries["fr"], block.text.entries["en"]
    assert str(french.place(french.source.index("encore"))).endswith(":9:9")
    assert str(english.place(english.source.index("s a"))).endswith(":10:16")
    assert str(english.place(english.source.index("word"))).endswith(":11:9")
