"""A build counts the errors and the marks left over that `check` finds, without the other rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.counting import COUNTED, count_findings
from builder.check.registry import RULES
from builder.check.runner import check
from builder.content.loader import load


def test_every_rule_for_errors_or_for_marks_left_over_is_counted() -> None:
    counted = {rule.code for rule in RULES if rule.severity == "error" or rule.finds_errors or rule.code[:3] == "MRK"}
    assert {rule.code for rule in COUNTED} == counted


HEAD = "languages: [fr, en]\ntitle: {fr: Budget, en: Budgets}\nsections:\n  - title: {fr: Le budget, en: The budget}\n"
DISAGREE = '    message: {fr: "Il est de 2,5 millions d\'euros.", en: The budget is €2.4 million.}\n'
TOTAL = (
    "    blocks:\n      - table:\n          columns: [{header: {fr: a, en: b}}, {header: {fr: c, en: d}}]\n"
    "          rows: [[{fr: x, en: y}, 1], [{fr: z, en: t}, 2], [{fr: Total, en: Total}, 40]]\n"
)


@pytest.mark.parametrize(
    ("yaml", "errors"),
    [
        (HEAD, 0),
        (HEAD + DISAGREE, 1),
        (HEAD + DISAGREE + TOTAL, 2),
        (HEAD + DISAGREE.rstrip() + "  # builder: ignore FIG002 -- as published\n", 0),
        (HEAD + '    message: {fr: "Il est de 2 euros.", en: It is small.}\n', 0),
    ],
    ids=["none", "values", "values and a total", "accepted", "a warning"],
)
def test_errors_are_those_of_a_check(tmp_path: Path, yaml: str, errors: int) -> None:
    path = tmp_path / "publication.yaml"
    path.write_text(yaml, "utf-8")
    assert count_findings(path, load(path)).errors == errors
    assert sum(finding.severity == "error" for finding in check(path).diagnostics) == errors


MARKS = """\
    blocks:
      - text: {fr: "Un mot **gras ** ici.", en: "A word[^1]."}
      - text: {fr: "Un **mot**.", en: "A **word**."}
"""


@pytest.mark.parametrize(
    ("yaml", "words"),
    [
        (HEAD, ""),
        (HEAD + MARKS, "2 marks printed as typed"),
        (HEAD + DISAGREE + MARKS, "1 error in the content and 2 marks printed as typed"),
        (HEAD + DISAGREE, "1 error in the content"),
    ],
    ids=["none", "marks", "both", "an error"],
)
def test_marks_left_over_are_counted_too(tmp_path: Path, yaml: str, words: str) -> None:
    path = tmp_path / "publication.yaml"
    path.write_text(yaml, "utf-8")
    assert str(count_findings(path, load(path))) == words
