"""The regions around the passages: the state, mistakes that keep a page from being new, findings about no passage."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.preview.findings import Findings, ShownFinding
from builder.preview.html import element
from builder.preview.views.model import BlockWriter, ViewBlock
from builder.preview.views.text import finding_items
from builder.preview.words import Words
from builder.resolve.locales.locale_data import babel_locale
from builder.tree.document import Document

__all__ = ["elsewhere", "heads", "problems", "status"]

_MOST = 50
"""Mistakes shown one by one: one slip can cause thousands."""


def status(findings: Findings, mistakes: Sequence[Diagnostic], checked: bool, words: Words) -> ViewBlock:
    """Return in a few words whether the page is new, and how many findings it has."""
    block = BlockWriter()
    if mistakes:
        text = words.plural("{n} mistake", "{n} mistakes", len(mistakes))
        return block.block("region-status", element("span", text, class_="pill broken"))
    if not checked:
        return block.block("region-status", element("span", words._("Checking…"), class_="pill"))
    if not findings.count:
        return block.block("region-status", element("span", words._("No findings"), class_="pill good"))
    text = words.plural("{n} finding", "{n} findings", findings.count)
    kind = "pill broken" if findings.errors else "pill"
    return block.block("region-status", element("span", text, class_=kind))


def problems(mistakes: Sequence[Diagnostic], kept: bool, words: Words) -> ViewBlock:
    """Return the mistakes that keep the page from being new; `kept` is True if an earlier page is shown below them."""
    block = BlockWriter()
    if not mistakes:
        return block.block("region-problems")
    title = words.plural("{n} mistake to correct", "{n} mistakes to correct", len(mistakes))
    parts = [element("h2", title)]
    if kept:
        parts.append(element("p", words._("Below is the last good state."), class_="kept"))
    parts.append(finding_items(block, [ShownFinding(problem) for problem in mistakes[:_MOST]], words, placed=True))
    if len(mistakes) > _MOST:
        rest = len(mistakes) - _MOST
        parts.append(element("p", words.plural("{n} more, not shown", "{n} more, not shown", rest), class_="kept"))
    return block.block("region-problems", *parts)


def elsewhere(findings: Findings, words: Words) -> ViewBlock:
    """Return the findings about no passage: about figures, terms, sources, the template."""
    block = BlockWriter()
    others = findings.by_row.get("", ())
    if not others:
        return block.block("region-elsewhere")
    title = words.plural(
        "{n} finding about figures, terms and settings", "{n} findings about figures, terms and settings", len(others)
    )
    grave = any(finding.diagnostic.severity == "error" for finding in others)
    details = element(
        "details",
        element("summary", title),
        finding_items(block, others[:_MOST], words, placed=True),
        *_rest(others, words),
        open="open" if grave else None,
    )
    return block.block("region-elsewhere", details)


def _rest(findings: Sequence[ShownFinding], words: Words) -> list[etree._Element]:
    rest = len(findings) - _MOST
    if rest <= 0:
        return []
    return [element("p", words.plural("{n} more, not shown", "{n} more, not shown", rest), class_="kept")]


def heads(documents: Sequence[Document], words: Words) -> ViewBlock:
    """Return the headings of the columns: each language in its own name."""
    names = [element("span", _own_name(document.language), lang=document.language) for document in documents]
    margin = element("span", words._("Findings"), class_="margin")
    return BlockWriter().block("region-heads", *names, margin)


def _own_name(language: str) -> str:
    """Return the name of a language in itself: "Français (Canada)"."""
    name = babel_locale(language).get_display_name() or language
    return name[:1].upper() + name[1:]
