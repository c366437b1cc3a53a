"""Many findings of one cause are one finding, in each output format; what has to be fixed by itself stays single."""

from __future__ import annotations

import json

import jsonschema
import pytest

from builder.check.formats import as_github, as_json, as_sarif
from builder.check.grouping import groups
from builder.check.runner import Report
from builder.diagnostics import Diagnostic, Severity
from builder.source import Span
from builder.source_edits.edits import SourceEdit
from tests.check.test_formats import SARIF

FILE = "content/town/publication.yaml"


def remark(line: int, message: str, code: str = "FIT004", severity: Severity = "info", hint: str = "") -> Diagnostic:
    return Diagnostic(code, message, Span(FILE, line, 9), hint, severity)


def titles(count: int) -> list[Diagnostic]:
    """Titles that a template shrinks, in two languages, by different measures."""
    return [
        remark(
            10 + 3 * number,
            f"this title is set at {90 - 5 * (number % 2)}% to fit its slide in `{('fr', 'en')[number % 2]}`",
            hint=f"about {number + 3} characters fewer fit at full size",
        )
        for number in range(count)
    ]


def test_many_shrunk_titles_are_one_remark() -> None:
    (group,) = groups(Report(tuple(titles(57))), fixable=True)
    assert group.finding.message == (
        "A title is set smaller, in every language, to stay on two lines; 57 findings, on lines 10, 13, 16, 19, 22 …"
    )
    assert group.finding.span == Span(FILE, 10, 9)
    assert group.finding.hint == ""
    assert [span.line for span in group.spans] == [10 + 3 * number for number in range(57)]


def test_few_stay_single_and_in_their_order() -> None:
    findings = (*titles(10), remark(200, "this table has no caption", "ACC013"))
    assert [group.finding for group in groups(Report(findings), fixable=True)] == list(findings)


def test_a_group_takes_the_place_of_its_first_finding() -> None:
    captions = [remark(line, "this table has no caption", "ACC013", hint="add `caption`") for line in range(5, 60, 5)]
    other = remark(7, "another remark", "ACC014")
    findings = sorted([*captions, other], key=lambda finding: finding.span)
    shown = [group.finding for group in groups(Report(tuple(findings)), fixable=True)]
    assert [finding.code for finding in shown] == ["ACC013", "ACC014"]
    assert shown[0].message == "this table has no caption; 11 findings, on lines 5, 10, 15, 20, 25 …"
    assert shown[0].hint == "add `caption`"


@pytest.mark.parametrize(
    "findings",
    [
        [remark(n, "figure `fund` is missing here", "PAR003", "error") for n in range(1, 40)],
        [remark(n, f"the `en` text has {n} characters, the `fr` text 300", "FIT012", "warning") for n in range(1, 40)],
        [remark(n, f"`{n} %` is typed by hand", "FIG003", "warning") for n in range(1, 40)],
        [remark(n, f"`{n} %` is short", "ACC013") for n in range(1, 40)],
    ],
    ids=["errors", "measures of a warning", "words of a warning", "words of a remark"],
)
def test_what_differs_or_fails_stays_single(findings: list[Diagnostic]) -> None:
    assert len(groups(Report(tuple(findings)), fixable=True)) == len(findings)


def test_findings_of_several_files_are_several() -> None:
    findings = [
        Diagnostic("ACC013", "this table has no caption", Span(file, line, 1), "", "info")
        for file in ("a.yaml", "b.yaml")
        for line in range(1, 13)
    ]
    assert [len(group.spans) for group in groups(Report(tuple(findings)), fixable=True)] == [12, 12]


def fixable(count: int) -> Report:
    findings = tuple(remark(line, "hyphen used as a dash", "TYP009") for line in range(1, count + 1))
    edits = tuple((SourceEdit(finding.span, finding.span, "–"),) for finding in findings)
    return Report(findings, edits)


def test_data_formats_keep_each_fix() -> None:
    entries = json.loads(as_json(fixable(12)))
    assert len(entries) == 12
    assert all(entry["edits"] for entry in entries)
    assert len(json.loads(as_sarif(fixable(12), "1"))["runs"][0]["results"]) == 12
    assert as_github(fixable(12)).count("\n") == 1


def test_json_has_every_place_of_a_group() -> None:
    (entry,) = json.loads(as_json(Report(tuple(titles(57)))))
    assert entry["count"] == 57
    assert [span["line"] for span in entry["spans"]] == [10 + 3 * number for number in range(57)]
    assert entry["span"] == entry["spans"][0]


def test_sarif_has_every_place_of_a_group() -> None:
    log = json.loads(as_sarif(Report(tuple(titles(57))), "1"))
    jsonschema.validate(log, SARIF)
    (result,) = log["runs"][0]["results"]
    assert result["occurrenceCount"] == 57
    lines = [
        location["physicalLocation"]["region"]["startLine"]
        for location in (*result["locations"], *result["relatedLocations"])
    ]
    assert lines == [10 + 3 * number for number in range(57)]


def test_github_shows_one_annotation() -> None:
    text = as_github(Report(tuple(titles(57))))
    assert text.count("::notice ") == 1
    assert "57 findings, on lines 10, 13, 16, 19, 22 …" in text
