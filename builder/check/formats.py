"""Findings as data for other programs: JSON, SARIF 2.1.0 (code scanning, editors), GitHub's workflow commands.

Findings of one cause are one (`grouping`), with all their places in JSON and SARIF. Fixable findings stay single there,
so that each keeps its fix; GitHub shows few annotations for a run, which therefore group them all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from builder.check.grouping import FindingGroup, groups
from builder.check.registry import RULES
from builder.check.rule import Rule
from builder.check.runner import Report
from builder.source import Span, cell_name
from builder.source_edits.edits import SourceEdit

__all__ = ["as_github", "as_json", "as_sarif"]

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_NOTICES = {"error": "error", "warning": "warning", "info": "notice"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_json(report: Report) -> str:
    """Return a list of findings as JSON; fixable findings have `edits`, several of one cause `count` and `spans`."""
    return _pretty([_entry(group) for group in groups(report, fixable=False)])


def _entry(group: FindingGroup) -> dict[str, Any]:
    entry: dict[str, Any] = msgspec.to_builtins(group.finding)
    if group.edits:
        entry["edits"] = msgspec.to_builtins(group.edits)
    if len(group.spans) > 1:
        entry |= {"count": len(group.spans), "spans": msgspec.to_builtins(group.spans)}
    return {key: _without_empty_sheets(value) for key, value in entry.items()}


def _without_empty_sheets(value: Any) -> Any:
    """Return the value without the `sheet` of places outside workbooks."""
    if isinstance(value, dict):
        kept = {key: _without_empty_sheets(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if key != "sheet" or inner}
    return [_without_empty_sheets(item) for item in value] if isinstance(value, list | tuple) else value


def as_github(report: Report) -> str:
    """Return one GitHub workflow command per line, which GitHub shows beside the changed line."""
    lines = []
    for group in groups(report, fixable=True):
        finding, span = group.finding, group.finding.span
        line = f"line={span.line},col={span.column}," if not span.sheet else ""
        place = f"file={_property(span.file)},{line}" if span.file else ""
        message = f"{span}: {finding.message}" if span.sheet else finding.message
        hint = f" ({finding.hint})" if finding.hint else ""
        title = f"title={_property(finding.code)}"
        lines.append(f"::{_NOTICES[finding.severity]} {place}{title}::{_data(message + hint)}\n")
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
        "results": [_result(group, indices) for group in groups(report, fixable=False)],
    }
    return _pretty({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


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


def _result(group: FindingGroup, indices: dict[str, int]) -> dict[str, Any]:
    """Return a result (3.27); one for several findings has their number and their other places."""
    finding = group.finding
    hint = f" ({finding.hint})" if finding.hint else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + hint},
    }
    if finding.code in indices:
        result["ruleIndex"] = indices[finding.code]
    if finding.span.file:
        result["locations"] = [_location(finding.span)]
    if len(group.spans) > 1:
        result["occurrenceCount"] = len(group.spans)
        result["relatedLocations"] = [_location(span) for span in group.spans[1:] if span.file]
    if group.edits:
        text = finding.hint or finding.message
        result["fixes"] = [{"description": {"text": text}, "artifactChanges": _changes(group.edits)}]
    return result


def _location(span: Span) -> dict[str, Any]:
    if span.sheet:
        name = f"{span.sheet}!{cell_name(span.line, span.column)}"
        place = {"physicalLocation": {"artifactLocation": {"uri": _uri(span.file)}}}
        return {**place, "logicalLocations": [{"fullyQualifiedName": name, "kind": "cell"}]}
    region = {"startLine": max(1, span.line), "startColumn": max(1, span.column)}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(span.file)}, "region": region}}


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
