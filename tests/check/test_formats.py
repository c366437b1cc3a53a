"""Findings as data: valid SARIF, JSON with fixes, annotations that GitHub reads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from builder.check.formats import as_github, as_json, as_sarif
from builder.check.registry import RULES
from builder.check.runner import Report, check
from builder.diagnostics import Diagnostic
from builder.source import Span
from tests.check.planted import plant

YAML = """\
figures: {b: {percent: 5}}
key_figures: [b]
sections:
  - title: {fr: Mistral, en: Mistral}
    message: {fr: "A {b} : 12 %", en: "B: 13%"}
"""

# What SARIF 2.1.0 asks of the properties that we write (sections 3.13, 3.14, 3.19, 3.27 to 3.30, 3.49, 3.55 to 3.57).
_REGION = {
    "type": "object",
    "required": ["startLine", "startColumn"],
    "additionalProperties": False,
    "properties": {
        name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")
    },
}
_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
_ARTIFACT = {"type": "object", "required": ["uri"], "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}}}
_LOCATION = {
    "properties": {
        "physicalLocation": {
            "required": ["artifactLocation", "region"],
            "properties": {"artifactLocation": _ARTIFACT, "region": _REGION},
        }
    }
}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "version", "rules"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": _TEXT,
                                                "help": _TEXT,
                                                "defaultConfiguration": {"properties": {"level": _LEVEL}},
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["ruleId", "message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": _LEVEL,
                                "message": _TEXT,
                                "occurrenceCount": {"type": "integer", "minimum": 1},
                                "relatedLocations": {"type": "array", "items": _LOCATION},
                                "locations": {"items": _LOCATION},
                                "fixes": {
                                    "items": {
                                        "required": ["artifactChanges"],
                                        "properties": {
                                            "artifactChanges": {
                                                "minItems": 1,
                                                "items": {
                                                    "required": ["artifactLocation", "replacements"],
                                                    "properties": {
                                                        "artifactLocation": _ARTIFACT,
                                                        "replacements": {
                                                            "minItems": 1,
                                                            "items": {
                                                                "required": ["deletedRegion"],
                                                                "properties": {"deletedRegion": _REGION},
                                                            },
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    }
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    folder = tmp_path / "un été"
    folder.mkdir()
    plant(folder, YAML)
    monkeypatch.chdir(tmp_path)
    return check(Path("un été/publication.yaml"), select=["PAR", "FIG"])


def test_sarif(report: Report) -> None:
    log: Any = json.loads(as_sarif(report, "1.2"))
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    by_code = {result["ruleId"]: result for result in run["results"]}
    assert set(by_code) == {"PAR002", "PAR003", "FIG002", "FIG003"}
    for code, result in by_code.items():
        assert rules[result["ruleIndex"]]["id"] == code
    place = by_code["PAR003"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "un%20%C3%A9t%C3%A9/publication.yaml"
    assert place["region"] == {"startLine": 7, "startColumn": 40}
    change = by_code["PAR002"]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change == {
        "deletedRegion": {"startLine": 6, "startColumn": 12, "endLine": 6, "endColumn": 38},
        "insertedContent": {"text": "Mistral"},
    }


def test_sarif_of_what_does_not_load(tmp_path: Path) -> None:
    plant(tmp_path, "sektions: []\n")
    log = json.loads(as_sarif(check(tmp_path / "publication.yaml"), "1.2"))
    jsonschema.validate(log, SARIF)
    (result,) = log["runs"][0]["results"]
    assert result["ruleId"] == "unknown-key"
    assert "ruleIndex" not in result
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == (tmp_path / "publication.yaml").as_uri()


def test_json_has_places_and_fixes(report: Report) -> None:
    data = json.loads(as_json(report))
    assert [(entry["code"], entry["span"]["line"], "edits" in entry) for entry in data] == [
        ("PAR002", 6, True),
        ("FIG003", 7, False),
        ("PAR003", 7, False),
        ("FIG002", 7, False),
    ]


def test_annotations_escape_what_the_command_line_reads() -> None:
    finding = Diagnostic("PAR001", "100 %\nof it", Span("a,b:c.yaml", 3, 4), "", "info")
    assert as_github(Report((finding,))) == "::notice file=a%2Cb%3Ac.yaml,line=3,col=4,title=PAR001::100 %25%0Aof it\n"


def test_every_rule_is_unique_and_explained() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
    for rule in RULES:
        assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name), rule.code
        assert rule.summary.endswith("."), rule.code
        assert rule.bad, rule.code
        assert rule.good, rule.code
