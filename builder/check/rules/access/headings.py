"""Sections as a reader finds them who moves from heading to heading, and from slide title to slide title."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.outline import all_sections
from builder.check.rule import Finding, Rule
from builder.content.markup import Markup

__all__ = ["RULES"]


def same_headline(context: CheckContext) -> Iterator[Finding]:
    """Find sections whose slides would have the same title."""
    for tag in context.publication.languages:
        first: dict[str, int] = {}
        for section in all_sections(context):
            markup = (section.message or section.title).markup(tag)
            if markup is None:
                continue
            line = first.setdefault(_key(context, markup), markup.span.line)
            if line != markup.span.line:
                message = f"the section of line {line} has the same headline in `{tag}`"
                yield Finding(message, markup.place(0), "give each its own `message`")


def _key(context: CheckContext, markup: Markup) -> str:
    return " ".join(" ".join(piece.text for piece in context.pieces(markup)).split()).casefold()


def missing_message(context: CheckContext) -> Iterator[Finding]:
    """Find sections that show something on slides under nothing but their name."""
    for section in all_sections(context):
        if section.message is None and any(one.only != "brief" for one in section.blocks):
            hint = "say in `message` what to remember: it is the slide's title"
            yield Finding("this section has no message: its slides are titled by its name", section.span, hint)


def empty_section(context: CheckContext) -> Iterator[Finding]:
    """Find sections with nothing under their title."""
    for section in all_sections(context):
        if not section.blocks and not section.sections and section.message is None and section.notes is None:
            yield Finding("there is nothing under this heading", section.span, "write it, or delete the section")


def lone_subsection(context: CheckContext) -> Iterator[Finding]:
    """Find sections with a single subsection."""
    for section in all_sections(context):
        if len(section.sections) == 1 and not section.blocks:
            message = "the only subsection of its section divides nothing"
            yield Finding(message, section.sections[0].span, "put its content in the section itself, or write another")


RULES: tuple[Rule, ...] = (
    Rule(
        code="ACC016",
        name="same-headline",
        severity="info",
        summary="Two sections have the same headline: their slides cannot be told apart by their titles.",
        find=same_headline,
        bad="- {title: {fr: Nord, en: North}, message: {fr: Tout va bien., en: All is well.}}\n"
        "- {title: {fr: Sud, en: South}, message: {fr: Tout va bien., en: All is well.}}",
        good="- {title: {fr: Nord, en: North}, message: {fr: Le Nord va bien., en: The North is well.}}\n"
        "- {title: {fr: Sud, en: South}, message: {fr: Le Sud va bien., en: The South is well.}}",
    ),
    Rule(
        code="ACC017",
        name="missing-message",
        severity="info",
        summary="A section with slides has no message: the title of its slides is its name.",
        find=missing_message,
        bad="- title: {fr: Dette, en: Debt}\n  blocks: …",
        good="- title: {fr: Dette, en: Debt}\n  message: {fr: La dette recule., en: Debt is falling.}\n  blocks: …",
    ),
    Rule(
        code="ACC018",
        name="empty-section",
        severity="warning",
        summary="A section has neither message, blocks, notes nor subsections.",
        find=empty_section,
        bad="- title: {fr: Annexe, en: Annex}",
        good="- title: {fr: Annexe, en: Annex}\n  blocks: …",
    ),
    Rule(
        code="ACC019",
        name="lone-subsection",
        severity="info",
        summary="A section holds a single subsection and nothing else.",
        find=lone_subsection,
        bad="- title: {fr: Dette, en: Debt}\n  sections:\n    - title: {fr: Emprunts, en: Loans}",
        good="- title: {fr: Dette, en: Debt}\n  blocks: …",
    ),
)
