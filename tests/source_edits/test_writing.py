"""Words written into YAML are read back, in every style, and every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.content.loader import load
from builder.diagnostics import BuildError
from builder.source_edits.edits import edited
from builder.source_edits.paragraphs import one_line
from builder.source_edits.passages import passages
from builder.source_edits.writing import Change, SourceWriter, set_words
from tests.marking import sampled

HEAD = """\
# Une publication.
languages: [fr, en]
title: {fr: Un, en: One}   # le titre
figures: {n: {number: 3}}
sources: {s: {title: Une source}}
"""
TAIL = """
# Fin : « : , # »
sections:
  - title: {fr: "A", en: 'A'}
    id: a
    blocks: []
"""

ATOMS = [
    "mot", "l'été", "a: b", "c, d", "#5", "x #y", "{n}", "{n:compact}", "[lien](https://x.org/a)", "**gras**", "*i*",
    "-", "--", "1.", "2)", "+", ">", "=", "|", "“x”", '"y"', "« z »", "100\u00a0%", "\\*", "\\\\", "`code  x`",
    "^[une note assez longue]", "[@s, p. 12]", "~~a~~", "m^2^", "[en anglais]{lang=en}", "'", "{{", "}}", "\\[",
    "une-suite-de-mots-sans-espace", "&", "!", "%", "@", "`", "?", "fin.", "–", "***", "```", "<https://x.org>", "~",
    "a\\\nb",
]  # fmt: skip


sentences = st.lists(st.sampled_from(ATOMS), min_size=1, max_size=40).map(lambda atoms: " ".join(["Ainsi", *atoms]))
"""Mark-up of one paragraph, with every sign that YAML or Markdown could misread."""

STYLES = {
    "plain": "abstract:\n  fr: Le budget\n  en: {old}  # gardé\n",
    "plain-first": "abstract:\n  en: {old}\n  fr: Le budget\n",
    "plain-flow": "abstract: {{fr: Le budget, en: {old}}}  # gardé\n",
    "plain-lines": "abstract:\n  fr: Le budget\n  en: {old}\n    and more words here\n    to the end # gardé\n",
    "single": "abstract:\n  fr: Le budget\n  en: '{old}'  # gardé\n",
    "single-flow": "abstract: {{en: '{old}', fr: Le budget}}\n",
    "single-lines": "abstract:\n  fr: Le budget\n  en: '{old}\n    and more words\n\n    to the end'\n",
    "double": 'abstract:\n  fr: Le budget\n  en: "{old} \\u00e9"  # gardé\n',
    "double-flow": 'abstract: {{fr: Le budget, en: "{old}"}}\n',
    "double-lines": 'abstract:\n  fr: Le budget\n  en: "{old}\n    and more \\\n    to the end"\n',
    "folded": "abstract:\n  fr: Le budget\n  en: >\n    {old}\n    and more\n    to the end\n",
    "folded-strip": "abstract:\n  en: >-  # gardé\n      {old}\n  fr: Le budget\n",
    "literal": "abstract:\n  fr: Le budget\n  en: |\n    {old}\n    and more\n\n\n",
    "literal-keep": "abstract:\n  fr: Le budget\n  en: |+\n    {old}\n\n",
    "folded-keep": "abstract:\n  fr: Le budget\n  en: >+\n    {old}\n\n\n",
    "folded-indent": "abstract:\n  fr: Le budget\n  en: >4  # gardé\n      {old}\n      and more\n",
    "literal-strip": "abstract:\n  # gardé\n  en: |-\n    {old}\n  # gardé\n  fr: Le budget\n",
    "literal-strip-indent": "abstract:\n  en: |-3\n     {old}\n  fr: Le budget\n",
    "flow-lines": "abstract: {{\n  fr: Le budget,  # gardé\n  en: {old},  # gardé\n  }}\n",
    "flow-single-lines": "abstract: {{fr: Le budget,\n  en: '{old}\n  and more'}}  # gardé\n",
    "literal-indent": "abstract:\n  fr: Le budget\n  en: |2\n    {old}\n",
    "missing-flow": "abstract: {{fr: Le budget}}\n",
    "missing-flow-comma": "abstract: {{fr: Le budget,  # gardé\n  }}\n",
    "missing-block": "abstract:\n  fr: Le budget  # gardé\n",
    "missing-block-quoted": 'abstract:\n  fr: "Le budget : 3"\n',
    "missing-block-folded": "abstract:\n  fr: >-\n    Le budget\n    et la suite\n",
    "missing-block-kept": "abstract:\n  fr: |+\n    Le budget\n\n\n",
    "null-block": "abstract:\n  en:  # à traduire\n  fr: Le budget\n",
    "null-tilde": "abstract:\n  en: ~\n  fr: Le budget\n",
    "null-flow": "abstract: {{fr: Le budget, en: }}\n",
    "null-flow-bare": "abstract: {{fr: Le budget, en}}\n",
    "null-quoted": 'abstract:\n  fr: Le budget\n  en: ""\n',
    "null-folded": "abstract:\n  en: >  # à traduire\n  fr: Le budget\n",
    "neutral": "abstract: Le budget  # gardé\n",
    "neutral-quoted": "abstract: 'L''été : {old}'\n",
    "neutral-folded": "abstract: >-  # gardé\n  Le budget\n  et la suite\n",
    "neutral-lines": "abstract: Le budget\n  et la suite\n",
}


def written(tmp: Path, text: str, changes: list[tuple[str, str, str]]) -> bytes:
    """The file after the changes."""
    path = tmp / "publication.yaml"
    path.write_bytes(text.encode())
    plans = SourceWriter(load(path, ())).plan([Change(*change) for change in changes])
    assert not [plan.problem for plan in plans if plan.problem]
    after = edited(text.encode(), [edit for plan in plans for edit in plan.edits])
    path.write_bytes(after)
    return after


def words_by_key(path: Path, tag: str) -> dict[str, str]:
    """The words of each passage in a language, those that it reads."""
    places = {}
    for passage in passages(load(path, ())):
        entry = passage.written(tag)
        if entry is not None:
            places[passage.key] = entry.words
    return places


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("writing")


@pytest.mark.parametrize("style", sampled(STYLES, *list(STYLES)[::3]))
@given(words=sentences, line_end=st.sampled_from(["\n", "\r\n"]), mark=st.sampled_from(["", "\ufeff"]))
def test_words_are_read_back_and_nothing_else_changes(
    folder: Path, style: str, words: str, line_end: str, mark: str
) -> None:
    text = (mark + HEAD + STYLES[style].format(old="The budget") + TAIL).replace("\n", line_end)
    path = folder / "publication.yaml"
    path.write_bytes(text.encode())
    before = {tag: words_by_key(path, tag) for tag in ("fr", "en")}
    after = written(folder, text, [("abstract.0", "en", words)]).decode()
    assert after.startswith((mark + HEAD).replace("\n", line_end))
    assert after.endswith(TAIL.replace("\n", line_end))
    assert after.count("gardé") == text.count("gardé")
    assert line_end == "\n" or after.count("\n") == after.count("\r\n")
    assert words_by_key(path, "en") == {**before["en"], "abstract.0": one_line(words)}
    assert words_by_key(path, "fr") == before["fr"]
    assert written(folder, after, [("abstract.0", "en", words)]).decode() == after


@pytest.mark.parametrize(
    "style", ["plain", "plain-lines", "single", "double-lines", "folded", "literal", "missing-block"]
)
@given(words=st.lists(st.sampled_from([*ATOMS[:12], "2024.", "mot", "mot", "mot"]), min_size=2, max_size=30))
def test_titles_are_read_back(folder: Path, style: str, words: list[str]) -> None:
    """A text of one paragraph: a number at its head begins no list, on however many lines."""
    text = HEAD + STYLES[style].format(old="The budget").replace("abstract:", "subtitle:") + TAIL
    sentence = " ".join(["2024.", *words])
    written(folder, text, [("subtitle", "en", sentence)])
    assert words_by_key(folder / "publication.yaml", "en")["subtitle"] == sentence


RICH = """\
sections:
  - title: {fr: A, en: A}
    blocks:
      - text:
          fr: |
            Un
            et un.

            - deux
              et deux
            - trois

            ```
            code  ici
            ```

            | a | b |
            |---|---|
            | c | d |
"""
RICH_KEYS = [
    f"sections.0.blocks.0.text.{suffix}"
    for suffix in ("0", "1.0.0", "1.1.0", "3.columns.0", "3.columns.1", "3.rows.0.0", "3.rows.0.1")
]


@pytest.mark.parametrize("present", [True, False])
@given(words=st.lists(sentences.filter(lambda words: "|" not in words and "\n" not in words), min_size=4, max_size=4))
def test_paragraphs_items_and_cells_are_read_back_one_by_one(folder: Path, present: bool, words: list[str]) -> None:
    text = HEAD + RICH
    new = dict(zip(RICH_KEYS, [*words, "Tête", "c | d", words[0]], strict=True))
    if present:
        text = written(folder, text, [(key, "en", "Old") for key in RICH_KEYS]).decode()
    written(folder, text, [(key, "en", value) for key, value in new.items()])
    translated = words_by_key(folder / "publication.yaml", "en")
    assert {key: translated[key] for key in RICH_KEYS} == new


def test_only_the_lines_of_a_paragraph_change(tmp_path: Path) -> None:
    text = HEAD + "abstract:\n  fr: |\n    Un\n    et un.\n\n    Deux.\n  en: |\n    One\n    and one.\n\n    Two.  \n"
    after = written(tmp_path, text, [("abstract.0", "en", "Another one")]).decode()
    assert after == text.replace("    One\n    and one.\n", "    Another one\n")


EXAMPLES = {
    "flow": (" {fr: Le budget}", "The budget", " {fr: Le budget, en: The budget}"),
    "flow-quoted": (" {fr: Le budget}", "The budget, again", ' {fr: Le budget, en: "The budget, again"}'),
    "flow-in-single": (" {fr: 'Le budget'}", "It's", " {fr: 'Le budget', en: 'It''s'}"),
    "block": ("\n  fr: Un second  # c", "A second", "\n  fr: Un second  # c\n  en: A second"),
    "colon": ("\n  fr: Un second", "A: b", '\n  fr: Un second\n  en: "A: b"'),
    "folded": (
        "\n  fr: >-\n    Un\n    second",
        "A second",
        "\n  fr: >-\n    Un\n    second\n  en: >-\n    A second",
    ),
    "long": (
        "\n  fr: Court",
        f"{'word ' * 20}end",
        f"\n  fr: Court\n  en: >\n    {'word ' * 14}word\n    {'word ' * 5}end",
    ),
    "neutral": (" Mistral AI  # nom", "Mistral", " {fr: Mistral AI, en: Mistral}  # nom"),
    "neutral-comma": (" Mistral, AI", "Mistral", ' {fr: "Mistral, AI", en: Mistral}'),
    "neutral-folded": (
        " >-  # nom\n  Mistral AI\n  de Paris",
        "Mistral",
        "   # nom\n  fr: >-\n    Mistral AI\n    de Paris\n  en: >-\n    Mistral",
    ),
    "neutral-long": (f" {'mot ' * 30}fin", "Short", f"\n  fr: {'mot ' * 30}fin\n  en: Short"),
}


@pytest.mark.parametrize(("before", "words", "after"), EXAMPLES.values(), ids=EXAMPLES)
def test_missing_entries_are_written_as_their_author_would(tmp_path: Path, before: str, words: str, after: str) -> None:
    text = HEAD + "subtitle:%s\nstatus: {fr: a, en: b}\n"
    assert written(tmp_path, text % before, [("subtitle", "en", words)]).decode() == text % after


POINTS = """\
sections:
  - title: {fr: A, en: A}
    blocks:
      - points:
          - Mistral AI  # nom
          - >
            long
"""


def test_a_point_that_is_the_same_in_all_languages_becomes_a_mapping(tmp_path: Path) -> None:
    key = "sections.0.blocks.0.points."
    after = written(tmp_path, HEAD + POINTS, [(f"{key}0", "en", "Mistral"), (f"{key}1", "en", "short")]).decode()
    assert "          - {fr: Mistral AI, en: Mistral}  # nom\n" in after
    assert after.endswith("          - fr: >\n              long\n            en: >\n              short\n")


LINES = f"abstract:\n  fr: >\n    {'Un ' * 20}\n    et la suite.\n"


def test_long_words_are_wrapped_at_the_width_of_the_text(tmp_path: Path) -> None:
    after = written(tmp_path, HEAD + LINES, [("abstract.0", "en", f"{'mot ' * 40}fin")]).decode()
    lines = after.split("en: >\n")[1].splitlines()
    assert len(lines) == 3
    assert max(map(len, lines)) in range(60, 65)


def test_a_wrapped_line_begins_no_list_heading_or_quotation(tmp_path: Path) -> None:
    for sign in ("-", "+", "*", "#", ">", "1.", "12)", "=", "|", "```", "~~~"):
        words = " ".join(["word", *[f"{'w' * n} {sign}" for n in range(1, 20)]])
        after = written(tmp_path, HEAD + LINES, [("abstract.0", "en", words)]).decode()
        lines = after.split("en: >\n")[1].splitlines()
        assert len(lines) > 2
        assert not [line for line in lines if line.strip().startswith(sign)]


def test_a_text_that_gets_several_lines_becomes_a_block(tmp_path: Path) -> None:
    text = HEAD + "abstract:\n  fr: |\n    Un.\n\n    Deux.\n  en: One. Two.  # gardé\nsubtitle: {fr: a, en: b}\n"
    after = written(tmp_path, text, [("abstract", "en", "One.\n\nTwo."), ("subtitle", "en", "b\\\nc")]).decode()
    assert "  en: >  # gardé\n    One.\n\n    Two.\nsubtitle" in after
    assert after.endswith('subtitle: {fr: a, en: "b\\\\\\nc"}\n')
    translated = words_by_key(tmp_path / "publication.yaml", "en")
    assert (translated["abstract.0"], translated["abstract.1"], translated["subtitle"]) == ("One.", "Two.", "b\\\nc")
    again = written(tmp_path, after, [("abstract", "en", "One.\n\nTwo.")])
    assert again.decode() == after


@pytest.mark.parametrize("value", ["|\n    Old.\n\n    - x\n", '"Old.\\n\\n- x"\n'])
def test_a_whole_text_is_replaced(tmp_path: Path, value: str) -> None:
    text = HEAD + f"abstract:\n  fr: Un.\n  en: {value}status: {{fr: a, en: b}}\n"
    words = "One.\n\n- two and more\n- three\n\nFour."
    after = written(tmp_path, text, [("abstract", "en", words)]).decode()
    assert after.endswith("status: {fr: a, en: b}\n")
    (whole,) = [passage for passage in passages(load(tmp_path / "publication.yaml")) if passage.key == "abstract"]
    assert whole.entries["en"].words == words


# --- What is not YAML by language -------------------------------------------------------------------------------------


def test_regional_languages_have_entries_of_their_own_where_they_differ(tmp_path: Path) -> None:
    text = "languages: [fr, fr-CA, en]\ntitle: {fr: Un, en: One}\nsubtitle: {fr: Deux, fr-CA: Deux bis, en: Two}\n"
    after = written(tmp_path, text, [("title", "fr-CA", "Un bis"), ("subtitle", "fr-CA", "Deux ter")]).decode()
    assert after == text.replace("en: One}", "en: One, fr-CA: Un bis}").replace("Deux bis", "Deux ter")


def test_a_regional_language_writes_the_entry_that_it_reads_alone(tmp_path: Path) -> None:
    text = "languages: [fr-CA, en-CA]\ntitle: {fr: Un, en: One}\nsubtitle: {fr: Deux}\nstatus: {fr: a, en: b}\n"
    after = written(tmp_path, text, [("title", "en-CA", "First"), ("subtitle", "en-CA", "Second")]).decode()
    assert after == text.replace("en: One", "en: First").replace("fr: Deux}", "fr: Deux, en: Second}")


def test_forms_of_counted_nouns_are_written(tmp_path: Path) -> None:
    text = "languages: [fr, en]\ntitle: {fr: Un, en: One}\nfigures:\n  p:\n    number: 3\n    counted:\n"
    text += "      fr: {one: pont, other: ponts}\n"
    key = "figures.p.counted"
    after = written(tmp_path, text, [(f"{key}.one", "en", "bridge"), (f"{key}.other", "en", "bridges")]).decode()
    assert after == text + "      en: {one: bridge, other: bridges}\n"
    more = written(tmp_path, after, [(f"{key}.other", "en", "spans"), (f"{key}.many", "fr", "de ponts")]).decode()
    assert "en: {one: bridge, other: spans}" in more
    assert "fr: {one: pont, other: ponts, many: de ponts}" in more


def test_an_id_is_no_counted_noun(tmp_path: Path) -> None:
    text = HEAD + "sections:\n  - id: counted\n    title: {fr: A, en: B}\n    message: {fr: C}\n"
    changes = [("sections.counted.title", "en", "Title"), ("sections.counted.message", "en", "Words")]
    after = written(tmp_path, text, changes).decode()
    assert after.endswith("title: {fr: A, en: Title}\n    message: {fr: C, en: Words}\n")


def test_a_regional_text_keeps_the_paragraphs_that_are_not_changed(tmp_path: Path) -> None:
    text = "languages: [fr, fr-CA]\ntitle: Un\nabstract:\n  fr: |\n    Un.\n\n    Deux.\n"
    after = written(tmp_path, text, [("abstract.1", "fr-CA", "Deux bis.")]).decode()
    assert after == text + "  fr-CA: |\n    Un.\n\n    Deux bis.\n"


CSV = """\
languages: [fr, en]
title: {fr: Un, en: One}
sections:
  - title: {fr: A, en: A}
    blocks:
      - table:
          data: d.csv
          columns:
            - {key: nom, header: {fr: Nom, en: Name}}
            - {key: n, header: N}
"""


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("words", ["Two", 'Two, "three"; four', "It's \t two", "  "])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_fields_of_csv_files_are_written(tmp_path: Path, delimiter: str, words: str, line_end: str) -> None:
    rows = ["nom.fr,nom.en,n", "Un,One,1", 'Deux,"Old, ""two""",2', "Trois,,3", 'Quatre,"",4', ""]
    data = "\ufeff" + line_end.join(rows).replace(",", delimiter).replace(f"Old{delimiter}", "Old,")
    (tmp_path / "d.csv").write_bytes(data.encode())
    (tmp_path / "publication.yaml").write_text(CSV)
    cell = "sections.0.blocks.0.table.rows.{}.0"
    changes = [Change(cell.format(row), "en", words) for row in range(4)]
    plans = SourceWriter(load(tmp_path / "publication.yaml", ())).plan(changes)
    if not words.strip():
        assert all(plan.problem for plan in plans)
        return
    after = edited(data.encode(), [edit for plan in plans for edit in plan.edits])
    (tmp_path / "d.csv").write_bytes(after)
    assert after.decode().count(line_end) == data.count(line_end)
    translated = words_by_key(tmp_path / "publication.yaml", "en")
    assert [translated[cell.format(row)] for row in range(4)] == [words.replace("\t", " ")] * 4
    assert [words_by_key(tmp_path / "publication.yaml", "fr")[cell.format(row)] for row in range(4)] == [
        "Un",
        "Deux",
        "Trois",
        "Quatre",
    ]


def test_included_files_are_written(tmp_path: Path) -> None:
    (tmp_path / "chapter.yaml").write_text("title: {fr: A}\nmessage: {fr: B, en: C}\n")
    (tmp_path / "publication.yaml").write_text(HEAD + "sections: [{title: {fr: Z, en: Z}}]\ninclude: chapter.yaml\n")
    publication = load(tmp_path / "publication.yaml", ())
    (edit,) = set_words(publication, "sections.1.title", "en", "The A")
    assert edit.start.file.endswith("chapter.yaml")
    assert (
        edited((tmp_path / "chapter.yaml").read_bytes(), [edit])
        == b"title: {fr: A, en: The A}\nmessage: {fr: B, en: C}\n"
    )


REFUSED = {
    "unknown": ("nowhere", "en", "x", "no passage `nowhere`"),
    "paragraph": ("abstract.4", "en", "x", "`abstract` has no paragraph 4"),
    "empty": ("abstract.0", "en", "  ", "a text without words"),
    "list": ("abstract.0", "en", "- x", "`-` would begin a list"),
    "title-list": ("title", "en", "- x", "`-` would begin a list"),
    "title-heading": ("title", "en", "# x", "`#` would begin a list"),
    "control": ("title", "en", "a\x07b", "a character that cannot be written"),
    "half": (
        "sections.0.blocks.0.text.0",
        "en",
        "x",
        "1 of 2 paragraphs of `sections.0.blocks.0.text` are not translated",
    ),
}


@pytest.mark.parametrize(("key", "tag", "words", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_written_is_refused_with_the_reason(
    tmp_path: Path, key: str, tag: str, words: str, reason: str
) -> None:
    (tmp_path / "publication.yaml").write_text(
        HEAD + "abstract: {fr: Un, en: One}\n" + RICH.split("            - deux")[0] + "            Deux.\n"
    )
    with pytest.raises(BuildError) as error:
        set_words(load(tmp_path / "publication.yaml", ()), key, tag, words)
    (problem,) = error.value.diagnostics
    assert problem.message.startswith(reason)
    assert problem.span.file.endswith("publication.yaml")


@pytest.mark.parametrize("value", ["&a One", "*a", "!!str One"])
def test_anchors_and_tags_are_refused_where_they_are(tmp_path: Path, value: str) -> None:
    """The loader refuses them, so that no edit ever meets one."""
    (tmp_path / "publication.yaml").write_text(f"languages: [fr, en]\ntitle: {{fr: Un, en: {value}}}\n")
    with pytest.raises(BuildError, match="not supported"):
        load(tmp_path / "publication.yaml", ())


def test_a_field_that_two_tables_show_is_written_once(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("nom.fr,nom.en,n\nUn,One,1\n")
    (tmp_path / "publication.yaml").write_text(CSV + CSV.split("blocks:\n")[1])
    publication = load(tmp_path / "publication.yaml", ())
    keys = [f"sections.0.blocks.{block}.table.rows.0.0" for block in (0, 1)]
    (plan,) = SourceWriter(publication).plan([Change(key, "en", "First") for key in keys])
    assert len(plan.edits) == 1
    assert [change.key for change in plan.changes] == keys
    first, second = SourceWriter(publication).plan([Change(keys[0], "en", "First"), Change(keys[1], "en", "Last")])
    assert first.problem is None
    assert second.problem is not None
    assert second.problem.message == f"`{keys[0]}` is written at the same place, with other words"


def test_a_question_inside_brackets_is_quoted_for_parsers_of_yaml_1_1(tmp_path: Path) -> None:
    path = tmp_path / "publication.yaml"
    path.write_text(HEAD + "abstract: {fr: Le budget, en: The budget}\n" + TAIL, encoding="utf-8")
    publication = load(path, ["fr", "en"])
    data = edited(path.read_bytes(), set_words(publication, "abstract.0", "en", "What budget? That of 2025"))
    assert yaml.load(data, yaml.SafeLoader)["abstract"]["en"] == "What budget? That of 2025"


def test_words_of_a_database_are_left(tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_text("SELECT 1\n")
    (tmp_path / "publication.yaml").write_text(CSV.replace("data: d.csv", "data: {query: q.sql, connection: DB}"))
    (tmp_path / "q.csv").write_text('nom.fr,nom.en,n\n"Un","One",1\n"Deux","",2\n')
    publication = load(tmp_path / "publication.yaml", ())
    for row, words in enumerate(("First", "Two")):
        (plan,) = SourceWriter(publication).plan([Change(f"sections.0.blocks.0.table.rows.{row}.0", "en", words)])
        assert plan.problem is not None
        assert plan.problem.message == f"the words of `{tmp_path / 'q.csv'}` come from a database"
