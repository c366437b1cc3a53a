"""Every paragraph of every text has a key, its words and its exact place; anchors of Office files lead back to it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec import Struct

import builder
from builder import pipeline
from builder.check.context import texts_of
from builder.content.commonmark import parse_commonmark
from builder.content.loader import load
from builder.content.markup import Markup
from builder.content.model.publication import Publication, Section
from builder.source import NOWHERE, Span
from builder.source_edits.origins import Origins, origin
from builder.source_edits.paragraphs import divided, paragraphs
from builder.source_edits.passages import Passage, Written, passages
from builder.tree.blocks import CalloutNode
from builder.tree.prose import Paragraph, Run
from builder.tree.walk import visit
from tests.files.samples import FILES as FILES_BUILT
from tests.files.samples import LANGUAGES, Sample
from tests.source_edits.samples import CASES, FILES, loaded

HEAD = "languages: [fr, en]\ntitle: {fr: Un, en: One}\n"


def publication_of(tmp_path: Path, body: str) -> dict[str, Passage]:
    path = tmp_path / "publication.yaml"
    path.write_text(HEAD + body, encoding="utf-8")
    return {passage.key: passage for passage in passages(load(path))}


def words_in_file(written: Written) -> str:
    """The characters of the file from the first to the last place of a passage."""
    start, end = written.start, written.end
    lines = Path(start.file).read_text(encoding="utf-8-sig").split("\n")[start.line - 1 : end.line]
    lines[-1] = lines[-1][: end.column - 1]
    lines[0] = lines[0][start.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize("name", FILES)
def test_every_text_has_passages_with_keys_of_their_own(name: str) -> None:
    publication = loaded(name)
    listed = passages(publication)
    assert len({passage.key for passage in listed}) == len(listed)
    with_words = {text.key for text in texts_of(publication) if any(m.source.strip() for m in text.entries.values())}
    assert with_words <= {passage.text.key for passage in listed}


@pytest.mark.parametrize("name", FILES)
def test_places_are_exact(name: str) -> None:
    """What the file has between a passage's places is its words, but for line ends and the escapes of YAML."""
    for passage in passages(loaded(name)):
        for written in passage.entries.values():
            scalar = written.markup.scalar
            assert scalar is not None
            if scalar.style != "cell":
                in_file = words_in_file(written).replace('\\"', '"').replace("''", "'").replace('""', '"')
                assert " ".join(in_file.replace("\\|", "|").split()) == " ".join(
                    written.words.replace("\\\n", " ").split()
                )


def keyed_words(node: Struct) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Each keyed paragraph of a document, with the places of its words."""
    for inner in visit(node):
        key = getattr(inner, "key", "")
        if not key:
            continue
        if isinstance(inner, Paragraph):
            yield key, spans_of(inner.inlines)
        for name in ("title", "message", "term", "inlines", "attribution", "caption", "credit"):
            runs = inner.own_title if isinstance(inner, CalloutNode) and name == "title" else getattr(inner, name, ())
            if isinstance(runs, tuple) and runs:
                yield key if name == "inlines" else f"{key}.{name}", spans_of(runs)


def spans_of(inlines: tuple[object, ...]) -> tuple[Span, ...]:
    return tuple(run.span for run in inlines if isinstance(run, Run) and run.span != NOWHERE)


GENERATED_NOTES = re.compile(r".*\.table\.(missing|rounding|total)(\.\d+)?\Z")


@pytest.mark.parametrize(("name", "tag"), CASES)
def test_every_keyed_paragraph_of_the_tree_leads_to_its_words(name: str, tag: str) -> None:
    publication = loaded(name)
    origins = Origins(publication, tag)
    asked = 0
    for key, spans in keyed_words(pipeline.document(publication, tag)):
        origin = origins.find(key)
        if GENERATED_NOTES.match(key) or (not spans and origin is None):
            continue
        assert origin is not None, key
        (written,) = origin.entries.values()
        assert any(written.start <= span <= written.end for span in spans) or not spans, key
        asked += 1
    assert asked > 10


GENERATED = re.compile(
    r"""(date|authors|agenda.*|closing.*|key-figures.*|sources(\..*)?|)\Z
    |.*\.(kicker|source|sources|mark|classification|number|title|subtitle|body|continued)(~\d+)?\Z
    |.*\.table\.(missing|rounding)\Z
    |[a-z-]+\Z""",
    re.VERBOSE,
)
"""Keys whose words are generated: dates, names of authors joined, sources, kickers and titles of slides, captions of
further parts of tables.
"""


def anchors_of(file: bytes) -> Iterator[str]:
    """The keys of an Office file."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        for part in package.namelist():
            if re.fullmatch(r"customXml/item\d+\.xml", part):
                for element in etree.fromstring(package.read(part)).iter("{*}a", "{*}p"):
                    yield element.get("k", element.get("key", ""))


@pytest.mark.parametrize(("name", "tag", "kind"), [param for param in FILES_BUILT if param.values[0] != "starter"])
def test_every_anchor_of_the_samples_has_its_words_or_is_generated(
    built: Callable[[str], Sample], name: str, tag: str, kind: str
) -> None:
    assert_all_found(loaded(name), tag, built(name).file(tag, kind).read_bytes())


@pytest.mark.full
@pytest.mark.parametrize(("name", "tag"), [case for case in CASES if case[0] not in LANGUAGES])
def test_every_anchor_has_its_words_or_is_generated(name: str, tag: str) -> None:
    for make in (builder.brief, builder.deck):
        data = io.BytesIO()
        make(loaded(name), tag).save(data)
        assert_all_found(loaded(name), tag, data.getvalue())


def assert_all_found(publication: Publication, tag: str, file: bytes) -> None:
    exhibits = {block.key for section in all_sections(publication) for block in section.blocks}
    unlabelled = {item.key for item in publication.key_figures if publication.figures[item.figure].label is None}
    origins = Origins(publication, tag)
    anchors = [(key, origins.find(key)) for key in anchors_of(file)]
    assert sum(passage is not None for _, passage in anchors) > 10
    others = exhibits | unlabelled
    unknown = [key for key, passage in anchors if passage is None and not GENERATED.match(key)]
    assert {re.sub(r"~\d+\Z", "", key) for key in unknown} <= others


def all_sections(publication: Publication) -> list[Section]:
    """Every section of a publication."""
    sections = list(publication.all_parts)
    for section in sections:
        sections.extend(section.sections)
    return sections


# --- What a passage is ------------------------------------------------------------------------------------------------


def test_paragraphs_lists_and_tables_have_the_keys_of_the_tree(tmp_path: Path) -> None:
    loaded = publication_of(
        tmp_path,
        """sections:
  - id: a
    title: {fr: A, en: A}
    blocks:
      - text:
          fr: |
            Un
            et un.

            - deux
              et deux

              encore
            - trois

            ```
            code
            ```

            | a | b |
            |---|---|
            | c \\| d | e |
          en: |
            One.

            - two

              again
            - three

            ```
            code
            ```

            | a | b |
            |---|---|
            | c \\| d | e |
""",
    )
    texts = {key: passage.entries["fr"].words for key, passage in loaded.items() if "blocks.0" in key}
    assert {key.removeprefix("sections.a.blocks.0.text."): words for key, words in texts.items()} == {
        "0": "Un et un.",
        "1.0.0": "deux et deux",
        "1.0.1": "encore",
        "1.1.0": "trois",
        "3.columns.0": "a",
        "3.columns.1": "b",
        "3.rows.0.0": "c | d",
        "3.rows.0.1": "e",
    }
    cell = loaded["sections.a.blocks.0.text.3.rows.0.0"].entries["fr"]
    assert words_in_file(cell) == "c \\| d"


def test_texts_that_are_not_divided_alike_are_one_passage(tmp_path: Path) -> None:
    loaded = publication_of(tmp_path, "abstract:\n  fr: |\n    Un.\n\n    Deux.\n  en: One. Two.\nsections: []\n")
    assert loaded["abstract"].whole
    assert origin(load(tmp_path / "publication.yaml"), "abstract.1", "fr") is not None


def test_a_hard_break_stays_and_a_soft_one_becomes_a_space(tmp_path: Path) -> None:
    loaded = publication_of(
        tmp_path, "abstract:\n  fr: |\n    Un\\\n    deux  \n    trois\n    `a\\\n    b`.\n  en: One.\nsections: []\n"
    )
    assert loaded["abstract.0"].entries["fr"].words == "Un\\\ndeux\\\ntrois `a\\ b`."


def test_forms_of_counted_nouns_are_passages_with_their_places(tmp_path: Path) -> None:
    loaded = publication_of(
        tmp_path,
        "figures:\n  p: {number: 3, counted: {fr: {one: pont, other: ponts}, en: {one: bridge, other: bridges}}}\n"
        "sections: []\n",
    )
    passage = loaded["figures.p.counted.other"]
    assert passage.kind == "counted"
    assert {tag: words_in_file(written) for tag, written in passage.entries.items()} == {"fr": "ponts", "en": "bridges"}


def test_kinds_of_passages() -> None:
    kinds = {passage.key: passage.kind for passage in passages(loaded("every-key"))}
    assert kinds["title"] == "title"
    assert kinds["texts.operator"] == "named-text"
    assert {"header", "cell", "caption", "label", "message", "point", "term", "alt"} <= set(kinds.values())


@given(
    st.lists(
        st.sampled_from(["mot", "et la suite", "  retrait", "fin  ", "fin\\", "", " ", "`a", "b`", "*i*"]), max_size=9
    )
)
def test_texts_of_paragraphs_alone_are_divided_as_others(lines: list[str]) -> None:
    """Paragraphs are found by their blank lines where there is nothing else; the parser says the same."""
    source = "\n".join(["Ainsi", *lines]).rstrip("\n ")
    blocks = parse_commonmark(source, lambda at: Span("f", 1, at + 1), [])
    assert paragraphs(Markup(source, NOWHERE, blocks)) == divided(source)
