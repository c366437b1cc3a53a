"""Planted defects: small publications as text, in which a marker names the finding expected at that very place.

    sections:
      - title: {fr: Un, en: One}
        message: {fr: "Il y en a ⟦FIG001⟧12.", en: "There are 12."}

A marker `⟦CODE⟧` is just before the offending character and is taken out before the publication is written, so the
finding's line and column must be the marker's own; `⟦CODE:info⟧` asks for the severity too. Several markers may precede
one character. What is found must be exactly what is marked. A line `--- name.csv` begins another file (its
markers count too), and two lines that declare French and English and a title are put first unless the text declares
languages itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from builder.check.registry import rule
from builder.check.runner import Report, check

HEAD = "languages: [fr, en]\ntitle: Titre\n"

_MARKER = re.compile(r"⟦([A-Z]{3}[0-9]{3})(?::(error|warning|info))?⟧")


class Planted(NamedTuple):
    """A finding: its place, code and severity ("" where any severity will do)."""

    file: str
    line: int
    column: int
    code: str
    severity: str = ""


def plant(folder: Path, text: str, **files: bytes) -> list[Planted]:
    """Write the publication to a folder without its markers; what they name, in order. Pictures come as `files`."""
    parts = re.split(r"^--- (\S+)\n", text, flags=re.MULTILINE)
    first = parts[0] if re.search(r"^languages:", parts[0], re.MULTILINE) else HEAD + parts[0]
    named = {"publication.yaml": first, **dict(zip(parts[1::2], parts[2::2], strict=True))}
    expected: list[Planted] = []
    for name, content in named.items():
        plain, at = "", 0
        for marker in _MARKER.finditer(content):
            plain += content[at : marker.start()]
            at = marker.end()
            column = len(plain) - plain.rfind("\n")
            expected.append(Planted(name, plain.count("\n") + 1, column, marker[1], marker[2] or ""))
        (folder / name).write_text(plain + content[at:], "utf-8", newline="")
    for name, blob in files.items():
        (folder / name.replace("__", ".")).write_bytes(blob)
    return expected


def findings_in(report: Report) -> list[Planted]:
    """Return the findings of a report in the same form."""
    return [
        Planted(Path(finding.span.file).name, finding.span.line, finding.span.column, finding.code, finding.severity)
        for finding in report.diagnostics
    ]


def assert_found(
    folder: Path, text: str, select: Sequence[str] = (), ignore: Sequence[str] = (), **files: bytes
) -> Report:
    """Check the publication; fail unless exactly the marked findings are there. Return the report."""
    expected = plant(folder, text, **files)
    report = check(folder / "publication.yaml", select, ignore)
    actual = findings_in(report)
    for finding in report.diagnostics if report.loaded else ():
        source = rule(finding.code)
        assert finding.severity != "error" or (source and (source.severity == "error" or source.finds_errors)), finding
    loosely = [entry if want else entry._replace(severity="") for entry, want in _paired(actual, expected)]
    assert sorted(loosely) == sorted(expected), "\n".join(
        f"{diagnostic.code} {diagnostic.severity} {diagnostic}" for diagnostic in report.diagnostics
    )
    return report


def _paired(actual: list[Planted], expected: list[Planted]) -> list[tuple[Planted, bool]]:
    """Each finding, with whether its marker asks for a severity."""
    asked = {entry[:4] for entry in expected if entry.severity}
    return [(entry, entry[:4] in asked) for entry in actual]
