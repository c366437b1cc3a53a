from __future__ import annotations

import pytest

from builder.resolve.labels import words
from builder.resolve.phrases import words_of
from builder.tree.labels import Labels

LANGUAGES = ("fr", "fr-BE", "fr-CA", "fr-CH", "en", "en-GB", "en-CA", "de", "it", "nl", "es", "pt", "pt-BR", "fi")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_there_in_every_language(language: str) -> None:
    labels = words(language, "narrow").labels
    assert all(getattr(labels, name) for name in Labels.__struct_fields__)
    assert words_of(language).keys() == words_of("en").keys()


def test_french_labels_have_their_spaces() -> None:
    labels = words("fr", "narrow").labels
    assert labels.source == "Source\u00a0: "
    assert labels.term_separator == "\u00a0: "
    assert labels.caption_separator == "\u00a0– "
    assert labels.page_of == ("Page ", " sur ", "")
    assert (labels.contents, labels.table, labels.continued) == ("Sommaire", "Tableau", "(suite)")


def test_swiss_french_has_thin_spaces_unless_the_fonts_lack_them() -> None:
    assert words("fr-CH", "narrow").labels.source == "Source\u202f: "
    assert words("fr-CH", "full").labels.source == "Source\u00a0: "


def test_english_labels_close_up() -> None:
    labels = words("en-GB", "narrow").labels
    assert (labels.source, labels.term_separator, labels.caption_separator) == ("Source: ", ": ", ". ")
    assert labels.page_of == ("Page ", " of ", "")


def test_another_language_borrows_english_words_and_their_typography() -> None:
    assert words("fi", "narrow").labels == words("en", "narrow").labels


def test_regions_change_only_what_differs() -> None:
    assert words("fr-CA", "narrow").labels.contents == "Table des matières"
    assert words("fr-CA", "narrow").labels.agenda == words("fr", "narrow").labels.agenda
    assert words("pt-BR", "narrow").labels.table == "Tabela"


def test_plurals() -> None:
    french, english = words("fr", "narrow"), words("en", "narrow")
    assert [french.counted("rows", n, str(n)) for n in (0, 1, 2)] == ["0 ligne", "1 ligne", "2 lignes"]
    assert [english.counted("rows", n, str(n)) for n in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "«\u00a0x\u00a0»"),
        ("en", "“x”"),
        ("fr-CH", "«\u202fx\u202f»"),
        ("de", "„x“"),
        ("fi", "”x”"),
        ("ja", "“x”"),
    ],
)
def test_quotation_marks(language: str, expected: str) -> None:
    assert words(language, "narrow").quoted("x") == expected
