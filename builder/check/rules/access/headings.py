"""Headings and slide titles, by which readers of assistive technology navigate."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.content.markup import Markup

__all__ = ["RULES"]


def same_headline(context: CheckContext) -> Iterator[Finding]:
    """Find sections whose slides would have the same title."""
    for tag in context.publication.languages:
        first: dict[str, int] = {}
        for section in context.publication.all_sections:
            markup = (section.message or section.title).markup(tag)
            if markup is None:
                continue
            line = first.setdefault(_key(context, markup), markup.span.line)
            if line != markup.span.line:
                message = f"the section on line {line} has the same headline in `{tag}`"
                yield Finding(message, markup.place(0), "give each its own `message`")


def _key(context: CheckContext, markup: Markup) -> str:
    return " ".join(" ".join(piece.text for piece in context.pieces(markup)).split()).casefold()


def missing_message(context: CheckContext) -> Iterator[Finding]:
    """Find sections with slides that are titled by the section's name only."""
    for section in context.publication.all_sections:
        if section.message is None and any(block.only != "brief" for block in section.blocks):
            hint = "write the conclusion in `message`, which becomes the slide title"
            yield Finding("this section has no message: its name is the title of its slides", section.span, hint)


def empty_section(context: CheckContext) -> Iterator[Finding]:
    """Find sections without content."""
    for section in context.publication.all_sections:
        if not section.blocks and not section.sections and section.message is None and section.notes is None:
            yield Finding("this section is empty", section.span, "add content, or delete the section")


def lone_subsection(context: CheckContext) -> Iterator[Finding]:
    """Find sections with a single subsection."""
    for section in context.publication.all_sections:
        if len(section.sections) == 1 and not section.blocks:
            message = "this is the only subsection, and its section has no other content"
            yield Finding(
                message, section.sections[0].span, "move its content to the section, or add a second subsection"
            )


RULES: tuple[Rule, ...] = (
    Rule(
        code="ACC016",
        name="same-headline",
        severity="info",
        summary="Two sections have the same headline, so that their slides have the same title.",
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
        summary="A section with slides has no message: its name is the title of its slides.",
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
