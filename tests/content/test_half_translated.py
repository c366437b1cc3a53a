"""Publications that lack texts in a language: what is missing is data, and a problem only where it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from builder.content.loader import load
from builder.content.model.publication import Publication
from builder.diagnostics import BuildError

Load = Callable[..., Publication]


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """`loaded(yaml, languages)`: the publication, in a folder with the given files."""
    monkeypatch.chdir(tmp_path)

    def call(yaml: str, languages: Sequence[str] | None = (), **files: str) -> Publication:
        for name, text in files.items():
            Path(name.replace("__", ".")).write_text(text, encoding="utf-8")
        Path("publication.yaml").write_text(yaml, encoding="utf-8")
        return load(Path("publication.yaml"), languages)

    return call


def problems(load: Callable[[], object]) -> list[str]:
    with pytest.raises(BuildError) as caught:
        load()
    return [str(problem).removeprefix("publication.yaml:") for problem in caught.value.diagnostics]


def missing(publication: Publication) -> list[tuple[str, str, str]]:
    return [(text.key, text.tag, str(text.span).removeprefix("publication.yaml:")) for text in publication.untranslated]


HEAD = "languages: [fr, en]\ntitle: {fr: Un, en: One}\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("subtitle: {fr: Deux}", "3:11"),
        ("subtitle: {fr: Deux, en: }", "3:26"),
        ("subtitle: {fr: Deux, en}", "3:24"),
        ('subtitle: {fr: Deux, en: ""}', "3:26"),
        ("subtitle:\n  fr: Deux\n  en:", "5:6"),
        ("subtitle:\n  fr: Deux\n  en: ~", "5:7"),
        ("subtitle:\n  fr: Deux\n  en: >\n", "5:7"),
    ],
)
def test_a_missing_null_or_empty_entry_is_listed_and_blocks_its_language_only(
    loaded: Load, text: str, place: str
) -> None:
    publication = loaded(HEAD + text)
    assert missing(publication) == [("subtitle", "en", place)]
    assert publication.complete_languages == ("fr",)
    assert publication.texts_by_language == 2
    assert missing(loaded(HEAD + text, ["fr"])) == [("subtitle", "en", place)]
    for languages in (None, ["en"], ["all"], ["fr", "en"]):
        (problem,) = problems(lambda languages=languages: loaded(HEAD + text, languages))  # type: ignore[misc]
        assert problem.startswith(f"{place}: ")
        assert "`en`" in problem


def test_a_text_may_lack_every_language(loaded: Load) -> None:
    publication = loaded("languages: [fr, en]\ntitle: {fr: , en: }\n")
    assert missing(publication) == [("title", "fr", "2:13"), ("title", "en", "2:19")]
    assert publication.title.entries == {}
    assert publication.complete_languages == ()


def test_nouns_and_addresses_are_listed_too_but_terms_may_lack_a_language(loaded: Load) -> None:
    publication = loaded(
        HEAD
        + "figures:\n  n: {number: 2, counted: {fr: {one: mot, other: mots}, en: }}\n"
        "terms:\n  - {fr: mot}\n  - {fr: phrase, en: [], forbidden: {en: clause}}\n".replace(", en: []", "")
        + "sources:\n  s: {title: {fr: S, en: S}, url: {fr: 'https://a.fr'}}\n"
    )
    assert {key for key, tag, _ in missing(publication)} == {
        "figures.n.counted", "sources.s.url",
    }  # fmt: skip


TABLE = """\
sections:
  - title: {fr: Un, en: One}
    blocks:
      - table:
          id: t
          columns:
            - {header: {fr: Nom, en: Name}, key: nom}
            - {header: {fr: N, en: N}, key: n}
          data: d.csv
"""


def test_a_data_file_may_lack_the_words_of_a_row_or_a_whole_column(loaded: Load) -> None:
    some = loaded(HEAD + TABLE, d__csv="nom.fr,nom.en,n\nUn,One,1\nDeux,,2\n")
    assert [(text.key, text.tag, str(text.span)) for text in some.untranslated] == [
        ("sections.0.blocks.t.table.rows.1.0", "en", "d.csv:3:6")
    ]
    none = loaded(HEAD + TABLE, d__csv="nom.fr,n\nUn,1\nDeux,2\n")
    assert [text.key for text in none.untranslated] == [f"sections.0.blocks.t.table.rows.{n}.0" for n in (0, 1)]
    assert problems(lambda: loaded(HEAD + TABLE, None, d__csv="nom.fr,n\nUn,1\nDeux,2\n")) == [
        "d.csv:1:1: `d.csv` has no column `nom.en`"
    ]


def test_from_ten_missing_texts_on_a_language_has_one_line(loaded: Load) -> None:
    points = "sections:\n  - title: {fr: Un, en: One}\n    blocks:\n      - points:\n"
    yaml = "languages: [fr, en, de]\ntitle: {fr: Un, en: One, de: Eins}\nzebra: 1\n" + points
    yaml = yaml.replace("title: {fr: Un, en: One}\n", "title: {fr: Un, en: One, de: Eins}\n")
    nine = yaml + "".join(f"          - {{fr: p{n}, de: q{n}}}\n" for n in range(9))
    reported = problems(lambda: loaded(nine, None))
    assert len(reported) == 10
    assert reported[1] == "8:13: item of `points` has no text in `en`; it has `fr`, `de`"
    ten = nine + "          - {fr: p9}\n"
    reported = problems(lambda: loaded(ten, None))
    assert reported[0] == "1:17: 10 of 12 texts have no `en` (builder export --to en)"
    assert reported[1].startswith("3:1: unknown key `zebra`")
    assert reported[2:] == ["17:13: item of `points` has no text in `de`; it has `fr`"]


def test_the_source_language_is_asked_for_from_another_one(loaded: Load) -> None:
    yaml = "languages: [fr, en]\ntitle: {fr: Un, en: One}\nkeywords:\n" + "  - {en: word}\n" * 10
    assert problems(lambda: loaded(yaml, ["fr"])) == [
        "1:13: 10 of 11 texts have no `fr` (builder export --to fr --from en)"
    ]


def test_a_region_misses_only_what_its_language_does_not_have(loaded: Load) -> None:
    yaml = "languages: [fr, fr-CA, en]\ntitle: {fr: Un, en: One}\nsubtitle: {fr: Deux, fr-CA: '', en: Two}\n"
    assert problems(lambda: loaded(yaml)) == [
        "3:29: the `fr-CA` text of `subtitle` is empty (add the text, or delete the line)"
    ]
    yaml = "languages: [fr, fr-CA, en]\ntitle: {fr: Un, en: One}\nsubtitle: {en: Two}\n"
    assert missing(loaded(yaml)) == [("subtitle", "fr", "3:11"), ("subtitle", "fr-CA", "3:11")]


def test_a_wanted_region_of_a_declared_language_is_asked_for(loaded: Load) -> None:
    yaml = "languages: [fr, en]\ntitle: {fr-CA: Un, en: One}\n"
    assert [text.tag for text in loaded(yaml, ["fr-CA"]).untranslated] == ["fr"]
    assert problems(lambda: loaded("languages: [fr, en]\ntitle: {en: One}\n", ["fr-CA"])) == [
        "2:8: `title` has no text in `fr-CA`; it has `en`"
    ]


def test_other_problems_stop_a_half_translated_publication(loaded: Load) -> None:
    assert problems(lambda: loaded(HEAD + "subtitle: {fr: '{rien}'}")) == [
        "3:17: unknown figure `rien` (add it to `figures`)"
    ]
