"""Waivers accept findings at their place, with a reason; what looks like one inside a text is text."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.runner import check
from builder.diagnostics import UsageError
from tests.check.planted import assert_found, findings_in, plant

FIGURES = "figures: {b: {percent: 5}}\nkey_figures: [b]\nsections:\n"


def assert_reported(folder: Path, yaml: str) -> None:
    """Run every rule; fail unless the findings of parity and of waivers are exactly those marked."""
    expected = plant(folder, yaml)
    actual = findings_in(check(folder / "publication.yaml"))
    reported = [finding[:4] for finding in actual if finding.code[:3] in ("PAR", "WAV")]
    assert reported == [finding[:4] for finding in expected]


@pytest.mark.parametrize(
    "yaml",
    [
        '  - title: {fr: "A {b}", en: B}  # builder: ignore PAR003 -- as the law says\n',
        '  - title: {fr: "A {b}", en: B}  # builder: ignore PAR -- as the law says\n',
        '  - title: {fr: "A {b}", en: B}  # builder: ignore FIG001, PAR003 -- as the law says\n',
        '  # builder: ignore PAR003 -- as the law says\n  - title: {fr: "A {b}", en: B}\n',
        '  - title: {fr: "A {b}", en: B}\n# builder: ignore-file PAR003 -- as the law says\n',
        "  - title: U\n    notes:\n      fr: |\n        un\n\n        A {b}\n"
        "      en: |  # builder: ignore PAR003 -- so\n        one\n\n        B\n",
        "  - title: U\n    notes:\n"
        "      fr: |\n        un\n        A {b}\n      en: B  # builder: ignore PAR003 -- so\n",
    ],
)
def test_a_waiver_accepts(yaml: str, tmp_path: Path) -> None:
    assert_reported(tmp_path, FIGURES + yaml)


def test_a_waiver_of_another_line_or_code_does_not(tmp_path: Path) -> None:
    yaml = (
        '  - title: {fr: "A {b}", en: ⟦PAR003⟧B}  ⟦WAV002⟧# builder: ignore FIG003 -- so\n'
        "  - title: Un\n    ⟦WAV002⟧# builder: ignore PAR003 -- so\n"
    )
    assert_reported(tmp_path, FIGURES + yaml)


def test_a_waiver_without_reason_is_reported(tmp_path: Path) -> None:
    yaml = '  - title: {fr: "A {b}", en: B}  ⟦WAV001⟧# builder: ignore PAR003\n'
    assert_reported(tmp_path, FIGURES + yaml)


def test_an_unused_waiver_is_reported_if_every_rule_runs(tmp_path: Path) -> None:
    yaml = "  - title: Un  # builder: ignore PAR003 -- so\n"
    plant(tmp_path, FIGURES + yaml)
    codes = [diagnostic.code for diagnostic in check(tmp_path / "publication.yaml", select=["PAR", "WAV"]).diagnostics]
    assert codes == []
    assert "WAV002" in [diagnostic.code for diagnostic in check(tmp_path / "publication.yaml").diagnostics]


def test_words_in_a_text_are_no_waiver(tmp_path: Path) -> None:
    yaml = (
        "  - title: U\n    notes:\n"
        "      fr: |\n        mot\n        # builder: ignore PAR003 -- so\n        A {b}\n"
        '      en: "⟦PAR003⟧B # builder: ignore PAR003 -- so"\n'
    )
    yaml = yaml.replace("mot\n        # builder", "mot\n        \\# builder")
    assert_found(tmp_path, FIGURES + yaml, select=["PAR", "WAV"])


def test_findings_of_data_files_are_accepted_for_the_whole_publication(tmp_path: Path) -> None:
    yaml = (
        "# builder: ignore-file FIG007 -- rounded by the ministry\nlanguages: [fr, en]\ntitle: T\nsections:\n"
        "  - title: U\n    blocks:\n      - table:\n          data: d.csv\n"
        "          columns: [{header: Lieu, key: l}, {header: Nombre, key: n}]\n--- d.csv\nl,n\nA,12\nB,30\nTotal,72\n"
    )
    assert_found(tmp_path, yaml, select=["FIG", "WAV"])


def test_a_code_that_names_no_rule_is_a_usage_error(tmp_path: Path) -> None:
    plant(tmp_path, "sections: []\n")
    for wrong in ({"select": ["FIX001"]}, {"ignore": ["figures"]}):
        with pytest.raises(UsageError, match="unknown rule"):
            check(tmp_path / "publication.yaml", **wrong)  # type: ignore[arg-type]


def test_what_does_not_load_comes_alone(tmp_path: Path) -> None:
    plant(tmp_path, "sektions: []\n")
    report = check(tmp_path / "publication.yaml")
    assert [diagnostic.code for diagnostic in report.diagnostics] == ["unknown-key"]
    assert not report.loaded
    assert report.failed
