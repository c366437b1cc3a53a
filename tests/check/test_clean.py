"""Correct texts: real publications without a finding, and the rate of false alarms on plain prose."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from builder.check.runner import check

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAIRS: dict[str, list[dict[str, str]]] = msgspec.yaml.decode((HERE / "clean_pairs.yaml").read_bytes())
BY_HAND = "FIG003"
"""Numbers typed by hand: right by definition about sentences that are written without figures."""
MOST_PER_THOUSAND = 3.0
"""False alarms per thousand texts that `docs/checks.md` promises at most."""


@pytest.mark.parametrize("name", ["content/mistral-ai", "tests/publications/budget", "tests/publications/survey"])
def test_sound_publications_have_no_finding_at_all(name: str) -> None:
    diagnostics = check(ROOT / name / "publication.yaml").diagnostics
    assert [f"{diagnostic.span}: {diagnostic.code} {diagnostic.message}" for diagnostic in diagnostics] == []


def publication(tags: tuple[str, str], together: int) -> str:
    """The pairs as a publication in two languages (the first is the source): so many pairs in one paragraph."""
    lines = [f"languages: [{tags[0]}, {tags[1]}]", "title: Corpus", "sections:"]
    for domain, pairs in PAIRS.items():
        lines += [f"  - title: {domain.capitalize()}", f"    message: The message of {domain}", "    blocks:"]
        for at in range(0, len(pairs), together):
            lines += ["      - only: brief", "        text:"]
            for tag in tags:
                words = " ".join(pair[tag[:2]] for pair in pairs[at : at + together])
                lines.append(f"          {tag}: {msgspec.json.encode(words).decode()}")
    return "\n".join(lines)


@pytest.mark.parametrize("together", [1, 4])
@pytest.mark.parametrize("tags", [("fr", "en"), ("en", "fr"), ("fr", "en-GB"), ("fr-CA", "en-CA"), ("en-GB", "fr-CH")])
def test_false_alarms_are_rare(tags: tuple[str, str], together: int, tmp_path: Path) -> None:
    path = tmp_path / "publication.yaml"
    path.write_text(publication(tags, together), "utf-8")
    diagnostics = [diagnostic for diagnostic in check(path).diagnostics if diagnostic.code != BY_HAND]
    texts = sum(len(pairs) for pairs in PAIRS.values()) * 2
    listed = "\n".join(
        f"{diagnostic.span.line}: {diagnostic.code} {diagnostic.severity} {diagnostic.message}"
        for diagnostic in diagnostics
    )
    assert len(diagnostics) * 1000 <= MOST_PER_THOUSAND * texts, listed


@pytest.mark.parametrize("side", ["fr", "en"])
def test_a_digit_changed_in_one_language_is_found(side: str, tmp_path: Path) -> None:
    """The other half of the promise: one digit of one number is changed in each pair that has digits."""
    altered = [_altered(pair, side) for pairs in PAIRS.values() for pair in pairs if re.search(r"\d", pair[side])]
    lines = ["languages: [fr, en]", "title: Corpus", "sections:", "  - title: One", "    message: Two", "    blocks:"]
    for pair in altered:
        french, english = (msgspec.json.encode(pair[tag]).decode() for tag in ("fr", "en"))
        lines.append(f"      - {{only: brief, text: {{fr: {french}, en: {english}}}}}")
    path = tmp_path / "publication.yaml"
    path.write_text("\n".join(lines), "utf-8")
    lines_found = {diagnostic.span.line for diagnostic in check(path, ["FIG002"]).diagnostics}
    assert len(altered) >= 130
    assert len(lines_found) == len(altered)


def _altered(pair: dict[str, str], side: str) -> dict[str, str]:
    """The pair with the last digit of its first number one higher (or 8 for 9)."""
    match = re.search(r"\d(?!\d)", pair[side])
    assert match is not None
    digit = "8" if match[0] == "9" else str(int(match[0]) + 1)
    return {**pair, side: pair[side][: match.start()] + digit + pair[side][match.end() :]}


@pytest.mark.parametrize(("together", "least"), [(2, 0.75), (4, 0.45)])
def test_a_lost_sentence_is_often_found(together: int, least: float, tmp_path: Path) -> None:
    """The last of so many sentences is left out of the English; its numbers, or the length, reveal it."""
    lines = ["languages: [fr, en]", "title: Corpus", "sections:", "  - title: One", "    message: Two", "    blocks:"]
    for pairs in PAIRS.values():
        for at in range(0, len(pairs) - together + 1, together):
            group = pairs[at : at + together]
            french = " ".join(pair["fr"] for pair in group)
            english = " ".join(pair["en"] for pair in group[:-1])
            french, english = (msgspec.json.encode(sentence).decode() for sentence in (french, english))
            lines.append(f"      - {{only: brief, text: {{fr: {french}, en: {english}}}}}")
    path = tmp_path / "publication.yaml"
    path.write_text("\n".join(lines), "utf-8")
    lines_found = {diagnostic.span.line for diagnostic in check(path, ["FIG002", "FIT012"]).diagnostics}
    assert len(lines_found) >= least * (len(lines) - 6)
