"""What a translation lacks is reported at the start of its own paragraph or item, with the line of the source text."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.check.runner import check

HEAD = """\
languages: [{source}, {target}]
title: Titre
sources:
  s: {{title: Un rapport}}
figures:
  b: {{amount: 12, currency: EUR}}
sections:
  - title: X
    id: x
    blocks:
      - text:
"""
MARKS = {
    "PAR003": ("{b}", ""),
    "PAR005": ("[@s]", ""),
    "PAR006": ("^[note]", ""),
    "PAR007": ("@sec-x", ""),
    "PAR008": ("[mot](https://a.org)", "mot"),
    "PAR009": ("**mot**", "mot"),
    "PAR010": ("*mot*", "word"),
    "PAR012": ("`code`", ""),
    "FIG002": ("4125", ""),
}
"""A mark of each rule, and what the translation has in its place."""


def entry(tag: str, paragraphs: list[str], listed: bool) -> list[str]:
    """Return the lines of a block of text, a paragraph on every second line."""
    lines = [f"          {tag}: |"]
    for paragraph in paragraphs:
        lines += [f"            {'- ' if listed else ''}{paragraph}", ""]
    return lines


@pytest.mark.parametrize("code", MARKS)
@given(data=st.data())
def test_a_missing_mark_is_placed_at_its_paragraph(code: str, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 5), "paragraphs")
    index = data.draw(st.integers(0, count - 1), "paragraph with the mark")
    listed = data.draw(st.booleans(), "list")
    tags = data.draw(st.sampled_from([("fr", "en"), ("en", "fr"), ("fr", "fr-CA"), ("de", "en")]), "languages")
    written, instead = MARKS[code]
    source = [f"Mot {written} ici." if number == index else "Mot." for number in range(count)]
    target = [f"Word {instead} here." if number == index else "Word." for number in range(count)]
    declared = {"source": tags[0], "target": "en" if tags[1] == "fr-CA" else tags[1]}
    other = entry("en", source, listed) if tags[1] == "fr-CA" else []
    lines = [*entry(tags[0], source, listed), *entry(tags[1], target, listed), *other]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "publication.yaml"
        path.write_text(HEAD.format(**declared) + "\n".join(lines) + "\n", "utf-8")
        (finding,) = check(path, [code]).diagnostics
    first = HEAD.count("\n") + 2  # the first paragraph of the source text
    assert finding.span.line == first + 2 * count + 1 + 2 * index
    assert finding.span.column == (15 if listed else 13)
    assert f"(line {first + 2 * index})" in finding.message


def test_texts_that_are_not_divided_alike_are_named_at_their_start(tmp_path: Path) -> None:
    lines = [*entry("fr", ["Un.", "Deux {b}."], False), *entry("en", ["One. Two."], False)]
    path = tmp_path / "publication.yaml"
    path.write_text(HEAD.format(source="fr", target="en") + "\n".join(lines) + "\n", "utf-8")
    (finding,) = check(path, ["PAR003"]).diagnostics
    assert path.read_text("utf-8").splitlines()[finding.span.line - 1].strip() == "One. Two."
    assert "(line 15)" in finding.message


def test_a_source_in_another_file_is_named_with_it(tmp_path: Path) -> None:
    path = tmp_path / "publication.yaml"
    path.write_text(
        "languages: [fr, en]\ntitle: Titre\nsections:\n  - title: X\n    blocks:\n      - table:\n"
        "          data: d.csv\n"
        "          columns: [{header: Projet, key: p}]\n",
        "utf-8",
    )
    (tmp_path / "d.csv").write_text("p.fr,p.en\nla rue de 1987,the street\n", "utf-8")
    (finding,) = check(path, ["FIG002"]).diagnostics
    assert Path(finding.span.file).name == "d.csv"
    assert (finding.span.line, finding.span.column) == (2, 16)
    assert finding.message == "`1987` is missing here; the `fr` text has it (line 2)"
