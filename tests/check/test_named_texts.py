"""Named texts: used in both languages, used at all, and checked where they are written."""

from __future__ import annotations

from pathlib import Path

from tests.check.planted import assert_found

TEXTS = """
texts:
  ministry: {fr: le ministère, en: the Ministry}
"""


def test_a_named_text_of_one_language_only(tmp_path: Path) -> None:
    yaml = """
sections:
  - title: Un
    message: {fr: "Le budget de {=ministry}.", en: ⟦PAR016:warning⟧The budget of the Department.}
    blocks:
      - text: {fr: "Il le dit.", en: "It, ⟦PAR016:warning⟧{=ministry}, says so."}
      - text: {fr: "{=ministry} sait et {=ministry} dit.", en: "⟦PAR016:info⟧{=ministry} knows and says."}
      - text: {fr: "{=ministry} sait.", en: "{=ministry} knows."}
"""
    assert_found(tmp_path, TEXTS + yaml, select=["PAR"])


def test_named_texts_that_nothing_uses(tmp_path: Path) -> None:
    yaml = """
texts:
  ministry: {fr: le ministère, en: the Ministry}
  agency: ⟦TXT001:info⟧{fr: agence, en: agency}
  body: {fr: "organe de {=ministry}", en: body}
sections:
  - title: {fr: "L’{=body}", en: "The body"}
"""
    assert_found(tmp_path, yaml, select=["TXT"])


def test_named_texts_are_checked_like_all_texts(tmp_path: Path) -> None:
    yaml = """
texts:
  ministry: {fr: le ministère ⟦MRK001⟧**public **, en: the Ministry}
  amount: {fr: 12 postes au total ici, en: ⟦FIG002⟧13 posts in total here}
sections:
  - title: {fr: "{=ministry}", en: "{=ministry}"}
    message: {fr: "{=amount}", en: "{=amount}"}
"""
    assert_found(tmp_path, yaml, select=["MRK", "FIG002"])


def test_the_words_of_a_named_text_count_as_terms(tmp_path: Path) -> None:
    yaml = """
terms:
  - {fr: ministère, en: Ministry}
sections:
  - title: {fr: "Un ministère", en: "{=ministry}"}
"""
    assert_found(tmp_path, TEXTS + yaml, select=["TRM"])


def test_typed_words_that_elide_before_a_named_text_are_no_mistake(tmp_path: Path) -> None:
    yaml = """
texts:
  agency: {fr: agence, en: agency}
sections:
  - title: {fr: "Le budget de la {=agency}", en: "The budget of the {=agency}"}
"""
    assert_found(tmp_path, yaml, select=["TYP"])
