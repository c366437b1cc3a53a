"""Run the rules over a publication and collect their findings in source order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder import pipeline
from builder.check import waivers
from builder.check.context import CheckContext
from builder.check.registry import RULES
from builder.check.rule import Rule
from builder.content.loader import load
from builder.content.model.publication import Publication
from builder.content.suggestions import did_you_mean
from builder.content.untranslated import unfinished_language
from builder.diagnostics import BuildError, Diagnostic, UsageError
from builder.source_edits.edits import SourceEdit

__all__ = ["Report", "check", "merged", "report", "selected_rules"]


class Report(Struct, frozen=True):
    """The findings of a check, in source order. `edits` holds the fix of each finding, often empty."""

    diagnostics: tuple[Diagnostic, ...]
    edits: tuple[tuple[SourceEdit, ...], ...] = ()
    loaded: bool = True
    """True if the publication could be read; if not, the findings are the reason, and no rule ran."""

    @property
    def fixes(self) -> tuple[tuple[SourceEdit, ...], ...]:
        """The edits of each fixable finding."""
        return tuple(edits for edits in self.edits if edits)

    @property
    def failed(self) -> bool:
        """True if there is an error among the findings."""
        return any(finding.severity == "error" for finding in self.diagnostics)


def check(
    path: Path, select: Sequence[str] = (), ignore: Sequence[str] = (), languages: Sequence[str] | None = None
) -> Report:
    """Return all findings about a publication. Errors of the loader come alone: the rules need content that loads.

    `select` and `ignore` are codes or beginnings of codes; with nothing selected every rule runs. Missing texts are
    errors in `languages` (by default all declared ones), a note in the others. Raises UsageError for a code that
    matches no rule, and for a language that the publication does not have.
    """
    rules = selected_rules(select, ignore)
    try:
        publication, missing = _half_translated(path, languages)
        context = CheckContext(path, publication)
        _ = context.documents
    except BuildError as error:
        return Report(_ordered(error.diagnostics), loaded=False)
    return report(context, rules, missing)


def _half_translated(path: Path, languages: Sequence[str] | None) -> tuple[Publication, list[Diagnostic]]:
    """Return a publication, and the problems about its missing texts. Raises BuildError for other problems, UsageError
    for a language that it does not have.
    """
    try:
        publication, missing = load(path, languages), []
    except BuildError as error:
        if any(problem.code != "missing-language" for problem in error.diagnostics):
            raise
        publication, missing = load(path, ()), list(error.diagnostics)
    asked = pipeline.choose_languages(publication, languages)
    places, texts = publication.language_places, publication.texts_by_language
    for tag in publication.languages:
        lacking = sum(text.tag == tag for text in publication.untranslated)
        if lacking and tag not in asked:
            missing.append(replace(unfinished_language(tag, lacking, places, texts), severity="info"))
    return publication, missing


def report(
    context: CheckContext,
    rules: Sequence[Rule] = RULES,
    missing: Sequence[Diagnostic] = (),
    before_each: Callable[[], None] = lambda: None,
) -> Report:
    """Return the findings of rules about a publication that is read already, with the problems about missing texts.

    `before_each` is called before each rule; it may raise an exception, which ends the check.
    """
    edits: dict[Diagnostic, tuple[SourceEdit, ...]] = dict.fromkeys(missing, ())
    for rule in rules:
        before_each()
        for finding in rule.find(context):
            edits.setdefault(rule.diagnostic(finding), finding.edits)
    findings = _ordered(waivers.apply(edits, waivers.waivers_of(context), rules, len(rules) == len(RULES)))
    return Report(findings, tuple(edits.get(finding, ()) for finding in findings))


def merged(reports: Sequence[Report]) -> Report:
    """Return the findings of several publications as one report."""
    return Report(
        tuple(finding for report in reports for finding in report.diagnostics),
        tuple(edits for report in reports for edits in report.edits or ((),) * len(report.diagnostics)),
        all(report.loaded for report in reports),
    )


def selected_rules(select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """Return the rules that a selection matches. Raises UsageError for a code that no rule begins with."""
    codes = [rule.code for rule in RULES]
    for code in (*select, *ignore):
        if not any(known.startswith(code) for known in codes):
            groups = ", ".join(dict.fromkeys(known[:3] for known in codes))
            raise UsageError(f"unknown rule '{code}'{did_you_mean(code, codes)}; the groups are {groups}")
    return [
        rule
        for rule in RULES
        if (not select or rule.code.startswith(tuple(select))) and not rule.code.startswith(tuple(ignore))
    ]


def _ordered(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: (finding.span, finding.code)))
