"""Values in the manner of government pages: no false alarm on what only looks different, and true mistakes found."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from builder.check.runner import check
from tests.check.planted import assert_found

CORPUS = msgspec.yaml.decode((Path(__file__).parent / "government_pairs.yaml").read_bytes())
PAIRS: list[tuple[str, dict[str, str]]] = [(group, pair) for group, pairs in CORPUS["pairs"].items() for pair in pairs]
SHORT: list[dict[str, str]] = CORPUS["short"]
ERRORS: list[dict[str, str]] = CORPUS["errors"]
BY_HAND = {"FIG003"}
"""Numbers typed by hand: right by definition about sentences that are written without figures."""


def quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()


def publication(pairs: list[dict[str, str]], tags: tuple[str, str]) -> str:
    lines = [f"languages: [{tags[0]}, {tags[1]}]", "title: Corpus", "sections:"]
    lines += ["  - title: Corpus", "    message: Texte", "    blocks:"]
    for pair in pairs:
        entries = ", ".join(f"{tag}: {quoted(pair[tag[:2]])}" for tag in tags)
        lines.append(f"      - {{only: brief, text: {{{entries}}}}}")
    return "\n".join(lines) + "\n"


def findings(path: Path, pairs: list[dict[str, str]], tags: tuple[str, str], select: list[str]) -> list[str]:
    path.write_text(publication(pairs, tags), "utf-8")
    return [
        f"{finding.code} {finding.message} | {pairs[finding.span.line - 7]}"
        for finding in check(path, select).diagnostics
        if finding.code not in BY_HAND
    ]


@pytest.mark.parametrize("tags", [("fr", "en"), ("en", "fr"), ("fr-CA", "en-CA"), ("en-GB", "fr-CH")])
def test_no_value_is_a_false_alarm(tags: tuple[str, str], tmp_path: Path) -> None:
    pairs = [pair for _, pair in PAIRS]
    assert len(pairs) >= 60
    assert findings(tmp_path / "publication.yaml", pairs, tags, ["FIG"]) == []


@pytest.mark.parametrize("tags", [("fr", "en"), ("en", "fr"), ("fr-CA", "en-CA")])
def test_notations_of_one_value_agree(tags: tuple[str, str], tmp_path: Path) -> None:
    assert len(SHORT) >= 250
    assert findings(tmp_path / "publication.yaml", SHORT, tags, ["FIG002"]) == []


@pytest.mark.parametrize("together", [2, 3])
def test_no_value_is_a_false_alarm_in_a_longer_text(together: int, tmp_path: Path) -> None:
    pairs = [pair for _, pair in PAIRS]
    longer = [
        {tag: " ".join(pair[tag] for pair in pairs[at : at + together]) for tag in ("fr", "en")}
        for at in range(len(pairs) - together + 1)
    ]
    assert findings(tmp_path / "publication.yaml", longer, ("fr", "en"), ["FIG002"]) == []


@pytest.mark.parametrize("tags", [("fr", "en"), ("en", "fr")])
def test_no_rule_raises_a_false_alarm(tags: tuple[str, str], tmp_path: Path) -> None:
    assert findings(tmp_path / "publication.yaml", [pair for _, pair in PAIRS], tags, []) == []


def test_true_mistakes_are_found_in_the_translation(tmp_path: Path) -> None:
    assert len(ERRORS) >= 20
    text = publication(ERRORS, ("fr", "en")).replace("\\u27e6", "⟦")
    assert len(re.findall("⟦", text)) == len(ERRORS)
    assert_found(tmp_path, text, select=["FIG002"])
