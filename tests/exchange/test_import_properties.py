"""Whatever a translator returns and the author does meanwhile: nothing is lost, and nothing comes in twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.loader import load
from builder.exchange.collect import Outgoing, collect
from builder.exchange.taking import Taking
from builder.exchange.unit import Returned, ReturnedFile
from builder.source_edits.edits import apply_edits
from builder.source_edits.passages import passages
from builder.source_edits.writing import Change, SourceWriter
from tests.source_edits.test_writing import ATOMS

YAML = """\
# Une publication.
languages: [fr, en]
title: {fr: Le titre, en: The title}   # gardé
subtitle:
  fr: 'Le sous-titre'
abstract:
  fr: |
    Un premier paragraphe, avec {n} et [@s].

    - Un point
    - Un autre

  en: >
    A first paragraph, with {n} and [@s].

    - A point
    - Another
texts: {name: {fr: Un nom, en: A name}}
figures: {n: {number: 3, counted: {fr: {one: pont, other: ponts}, en: {one: bridge, other: bridges}}}}
sources: {s: {title: {fr: Une source}}}
sections:
  - id: a
    title: {fr: "A : b", en: "A: b"}
    message: {fr: "Il y a {n} ici^[Une note.].", en: "There are {n} here^[A note.]."}
    blocks:
      - text: {fr: Un texte}
      - points:
          - {fr: Un point court, en: A short point}
          - {fr: Un point sans traduction}
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("publication") / "publication.yaml"


@pytest.fixture(scope="module")
def sent(path: Path) -> Outgoing:
    path.write_text(YAML, encoding="utf-8")
    return collect(path, "en")


UNITS = 16
answers = st.one_of(
    st.none(),
    st.just("copy"),
    st.sampled_from(["New words", "Autres mots {n}", "{n}", "- x", "**", "^[n]", "{{", "<b>", "1. x", "A | b", "[@s]"]),
    st.lists(st.sampled_from(ATOMS), min_size=1, max_size=8).map(" ".join),
)
"""What a translator does with a unit: nothing, a copy of the source, or other words, often wrong ones."""


def returned(outgoing: Outgoing, said: list[str | None]) -> ReturnedFile:
    units = []
    for line, (unit, words) in enumerate(zip(outgoing.units, said, strict=False), 1):
        target = unit.source if words == "copy" else words if words is not None else unit.target
        state = "translated" if words not in (None, "copy") else "new" if unit.target is None else "translated"
        units.append(
            Returned(key=unit.key, source=unit.source, target=target, state=state, line=line, was=unit.was)  # type: ignore[arg-type]
        )
    return ReturnedFile(name="f.po", source_language="fr", target_language="en", units=tuple(units))


def words_of(path: Path) -> dict[str, dict[str, str]]:
    """The words of each passage by language; of a text that is not divided alike, those of the whole."""
    return {
        passage.key: {tag: written.words for tag, written in passage.entries.items()}
        for passage in passages(load(path, ()), ("fr", "en"))
    }


@given(
    said=st.lists(answers, min_size=UNITS, max_size=UNITS),
    meanwhile=st.dictionaries(st.integers(0, UNITS - 1), st.sampled_from(["fr", "en"]), max_size=3),
)
def test_every_unit_is_taken_or_reported_and_a_second_import_changes_nothing(
    path: Path, sent: Outgoing, said: list[str | None], meanwhile: dict[int, str]
) -> None:
    path.write_text(YAML, encoding="utf-8")
    path.with_name("reviewed.txt").unlink(missing_ok=True)
    author = [
        Change(sent.units[n].key, tag, "Changé entre-temps") for n, tag in meanwhile.items() if n < len(sent.units)
    ]
    plans = SourceWriter(load(path, ())).plan(author)
    apply_edits(edit for plan in plans for edit in plan.edits)
    before = words_of(path)
    file = returned(sent, said)
    taking = Taking(path)
    report = taking.take(file)
    reported = [problem for problem in report.problems if problem.severity == "error"]
    assert report.written + report.unchanged + report.untranslated + len(reported) == len(file.units)
    assert all(problem.span.line in range(1, len(file.units) + 1) for problem in reported)
    for real, data in taking.unsaved.items():
        real.write_bytes(data)
    after = words_of(path)
    assert {key: words.get("fr") for key, words in after.items()} == {
        key: words.get("fr") for key, words in before.items()
    }
    changed = sum(after[key].get("en") != before[key].get("en") for key in after)
    assert changed == report.written
    assert path.read_text(encoding="utf-8").count("gardé") == 1
    again = Taking(path)
    second = again.take(file)
    assert not any(
        real.name == "publication.yaml" for real in again.unsaved if again.unsaved[real] != real.read_bytes()
    )
    assert second.written == 0
    assert second.unchanged >= report.unchanged + report.written
