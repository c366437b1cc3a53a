"""Descriptions of the rules: one for the terminal, all as the table of the docs."""

from __future__ import annotations

from builder.check.registry import RULES
from builder.check.rule import Rule

__all__ = ["explanation", "table"]

_GROUPS = {
    "ACC": "Access",
    "FIG": "Figures",
    "FIT": "Fit",
    "LNG": "Language",
    "MRK": "Marks left over",
    "PAR": "Parity",
    "STL": "Staleness",
    "TRM": "Terms",
    "TYP": "Typography",
    "WAV": "Waivers",
}


def explanation(rule: Rule) -> str:
    """Return a rule as text: its summary, severity, what it finds and what to write instead."""
    fix = "; fixable with `--fix`" if rule.fixable else ""
    lines = [f"{rule.code} {rule.name} ({rule.severity}{fix})", "", rule.summary]
    if rule.bad:
        lines += ["", "Instead of", "", *_indented(rule.bad)]
    if rule.good:
        lines += ["", "write", "", *_indented(rule.good)]
    return "\n".join(lines) + "\n"


def table() -> str:
    """Return all rules as Markdown: a table, then a section with examples for each group."""
    parts = ["| code | name | severity | `--fix` | what it reports |", "|---|---|---|---|---|"]
    parts += [
        f"| [{rule.code}](#{rule.code.lower()}) | {rule.name} | {rule.severity} | {'yes' if rule.fixable else ''} | "
        f"{_cell(rule.summary)} |"
        for rule in RULES
    ]
    group = ""
    for rule in RULES:
        if rule.code[:3] != group:
            group = rule.code[:3]
            parts += ["", f"## {_GROUPS.get(group, group)} ({group})"]
        parts += ["", f'### <a id="{rule.code.lower()}"></a>{rule.code} {rule.name}', "", rule.summary]
        if rule.bad:
            parts += ["", "```yaml", "# instead of", rule.bad, "# write", rule.good, "```"]
    return "\n".join(parts) + "\n"


def _indented(text: str) -> list[str]:
    return [f"    {line}" if line else "" for line in text.split("\n")]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
