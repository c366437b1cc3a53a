"""`--fix` leaves the printed words as they are, ends, and takes back what it should not have done."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from builder import pipeline
from builder.check import fix_loop
from builder.check.fix_loop import fix
from builder.check.rule import Finding, Rule
from builder.check.runner import check
from builder.content.loader import load
from builder.diagnostics import BuildError
from builder.source import Span
from builder.source_edits.edits import SourceEdit
from builder.templates.defaults import default_template

YAML = """\
languages: [fr, en]
title: {fr: Budget, en: Budget}\r
figures:
  cost: {amount: 184_500_000, currency: EUR}
  growth: {percent: 12.5}
  vote: {date: 2024-12-16}
  schools: {number: 3, counted: {fr: {one: école, other: écoles}, en: {one: school, other: schools}}}
sections:
  - title: {fr: Total, en: Total}
    message:
      fr: "Le coût est de 184,5 millions d'euros, soit 12,5 % de plus."
      en: "The cost is €184.5 million, up 12.5%."
    blocks:
      - text:
          fr: >
            Le vote aura lieu le 16 décembre
            2024, pour *3 écoles* ; {cost}, {growth}, {vote}, {schools}.
          en: 'The vote is on December 16, 2024, for *3 schools*; {cost}, {growth}, {vote}, {schools}.'
"""


def printed(path: Path, tag: str) -> str:
    """The words of the Word brief, whatever their spaces: a figure binds its own where an author may not."""
    (brief,) = pipeline.briefs([pipeline.document(load(path), tag)], default_template("docx"))
    xml = zipfile.ZipFile(io.BytesIO(brief)).read("word/document.xml")
    return " ".join("".join(etree.fromstring(xml).itertext()).split())


def test_what_is_printed_stays(tmp_path: Path) -> None:
    path = tmp_path / "publication.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + YAML.encode())
    before = {tag: printed(path, tag) for tag in ("fr", "en")}
    report, applied = fix(path, ["FIG", "PAR"])
    assert applied == 9
    assert report.fixes == ()
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbflanguages: [fr, en]\ntitle: Budget\r\n")
    assert b"{cost}, soit {growth} de plus" in after
    assert b"for *{schools}*" in after
    assert {tag: printed(path, tag) for tag in ("fr", "en")} == before
    assert fix(path, ["FIG", "PAR"]) == (report, 0)


def test_a_mend_that_breaks_the_publication_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "publication.yaml"
    path.write_text(YAML, "utf-8")
    before = path.read_bytes()
    place = Span(str(path), 1, 1)
    broken = Finding("so", place, "", (SourceEdit(place, Span(str(path), 1, 10), "tongues"),))
    rule = Rule(code="ABC001", name="so", severity="info", summary="So.", find=lambda context: [broken])
    monkeypatch.setattr("builder.check.runner.RULES", (rule,))
    assert [diagnostic.code for diagnostic in check(path).diagnostics] == ["ABC001"]
    with pytest.raises(BuildError) as caught:
        fix_loop.fix(path)
    assert caught.value.diagnostics[0].code == "fix"
    assert path.read_bytes() == before
