"""Findings as data for other programs: JSON, SARIF 2.1.0 (code scanning, editors), GitHub's workflow commands."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from builder.check.registry import RULES
from builder.check.rule import Rule, SourceEdit
from builder.check.runner import Report
from builder.diagnostics import Diagnostic

__all__ = ["as_github", "as_json", "as_sarif"]

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_NOTICES = {"error": "error", "warning": "warning", "info": "notice"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_json(report: Report) -> str:
    """Return a list of findings as JSON; fixable findings have `edits`."""
    found = [
        msgspec.to_builtins(one) | ({"edits": msgspec.to_builtins(edits)} if edits else {})
        for one, edits in _paired(report)
    ]
    return _pretty(found)


def as_github(report: Report) -> str:
    """Return one GitHub workflow command per line, which GitHub shows beside the changed line."""
    lines = []
    for one in report.diagnostics:
        span = one.span
        place = f"file={_property(span.file)},line={span.line},col={span.column}," if span.file else ""
        mend = f" ({one.hint})" if one.hint else ""
        lines.append(f"::{_NOTICES[one.severity]} {place}title={_property(one.code)}::{_data(one.message + mend)}\n")
    return "".join(lines)


def as_sarif(report: Report, version: str) -> str:
    """Return a SARIF 2.1.0 log (OASIS standard) of one run: the rules, and the results with their locations and
    fixes.
    """
    indices = {rule.code: number for number, rule in enumerate(RULES)}
    driver = {"name": "builder", "version": version, "rules": [_rule(rule) for rule in RULES]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, edits, indices) for one, edits in _paired(report)],
    }
    return _pretty({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _paired(report: Report) -> list[tuple[Diagnostic, tuple[SourceEdit, ...]]]:
    edits = report.edits or ((),) * len(report.diagnostics)
    return list(zip(report.diagnostics, edits, strict=True))


def _rule(rule: Rule) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if rule.bad:
        text = f"{rule.summary}\n\nInstead of\n\n{rule.bad}\n\nwrite\n\n{rule.good}"
        marked = f"{rule.summary}\n\nInstead of\n\n```yaml\n{rule.bad}\n```\n\nwrite\n\n```yaml\n{rule.good}\n```"
        described["help"] = {"text": text, "markdown": marked}
    return described


def _result(one: Diagnostic, edits: tuple[SourceEdit, ...], indices: dict[str, int]) -> dict[str, Any]:
    mend = f" ({one.hint})" if one.hint else ""
    result: dict[str, Any] = {
        "ruleId": one.code,
        "level": _LEVELS[one.severity],
        "message": {"text": one.message + mend},
    }
    if one.code in indices:
        result["ruleIndex"] = indices[one.code]
    if one.span.file:
        region = {"startLine": max(1, one.span.line), "startColumn": max(1, one.span.column)}
        place = {"artifactLocation": {"uri": _uri(one.span.file)}, "region": region}
        result["locations"] = [{"physicalLocation": place}]
    if edits:
        result["fixes"] = [{"description": {"text": one.hint or one.message}, "artifactChanges": _changes(edits)}]
    return result


def _changes(edits: tuple[SourceEdit, ...]) -> list[dict[str, Any]]:
    by_file: dict[str, list[dict[str, Any]]] = {}
    for edit in edits:
        region = {
            "startLine": edit.start.line,
            "startColumn": edit.start.column,
            "endLine": edit.end.line,
            "endColumn": edit.end.column,
        }
        change = {"deletedRegion": region, "insertedContent": {"text": edit.text}}
        by_file.setdefault(edit.start.file, []).append(change)
    return [
        {"artifactLocation": {"uri": _uri(file)}, "replacements": replacements}
        for file, replacements in by_file.items()
    ]


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _pretty(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
