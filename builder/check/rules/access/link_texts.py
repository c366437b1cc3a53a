"""Link texts: a link must make sense out of context (WCAG 2.1, 2.4.4)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.content.markup import (
    NESTING,
    Block,
    CodeBlock,
    CodeSpan,
    Inline,
    Link,
    ListBlock,
    Markup,
    PipeTable,
    Str,
)
from builder.language import base_language

__all__ = ["RULES"]

_EMPTY = {
    "fr": (
        "ici", "là", "par ici", "cliquez ici", "cliquer ici", "voir ici", "voir", "lien", "ce lien", "le lien",
        "suivez ce lien", "plus", "en savoir plus", "savoir plus", "pour en savoir plus", "plus d’informations",
        "lire", "lire la suite", "lire plus", "la suite", "suite", "page", "cette page", "la page", "site",
        "ce site", "le site", "télécharger", "source", "détails", "cliquez",
    ),
    "en": (
        "here", "click here", "see here", "read here", "there", "click", "link", "this link", "the link", "more",
        "read more", "learn more", "find out more", "see more", "more information", "more info", "details", "page",
        "this page", "the page", "site", "this site", "this website", "website", "download", "read on", "source",
        "this", "see",
    ),
    "de": (
        "hier", "klicken sie hier", "hier klicken", "link", "dieser link", "mehr", "mehr dazu", "mehr erfahren",
        "weiterlesen", "weiter", "seite", "diese seite", "quelle", "details", "herunterladen",
    ),
    "es": ("aquí", "haga clic aquí", "pulse aquí", "enlace", "este enlace", "más", "leer más", "ver más", "fuente"),
    "it": ("qui", "clicca qui", "cliccare qui", "link", "questo link", "leggi tutto", "di più", "fonte"),
    "nl": ("hier", "klik hier", "link", "deze link", "meer", "lees meer", "lees verder", "bron"),
    "pt": ("aqui", "clique aqui", "link", "este link", "mais", "ler mais", "saiba mais", "fonte"),
}  # fmt: skip
"""Link texts that do not describe the target."""


def _links(context: CheckContext) -> tuple[tuple[str, Link], ...]:
    """Return every link of the publication with the language of its text."""
    return context.once(_all_links)


def _all_links(context: CheckContext) -> tuple[tuple[str, Link], ...]:
    return tuple(
        (tag, link)
        for text in context.texts
        for tag, markup in text.entries.items()
        if "](" in markup.source or "<" in markup.source or "][" in markup.source
        for link in _of(markup)
    )


def _of(markup: Markup) -> Iterator[Link]:
    for block in markup.blocks:
        yield from _in_block(block)


def _in_block(block: Block) -> Iterator[Link]:
    if isinstance(block, ListBlock):
        for item in block.items:
            for inner in item:
                yield from _in_block(inner)
    elif isinstance(block, PipeTable):
        for row in (block.header, *block.rows):
            for cell in row:
                yield from _in_block(cell)
    elif not isinstance(block, CodeBlock):
        yield from _in_inlines(block.children)


def _in_inlines(inlines: tuple[Inline, ...]) -> Iterator[Link]:
    for inline in inlines:
        if isinstance(inline, Link):
            yield inline
        elif isinstance(inline, NESTING):
            yield from _in_inlines(inline.children)


def _shown(inlines: tuple[Inline, ...]) -> str:
    """Return the words of a link, on one line."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Str | CodeSpan):
            parts.append(inline.text)
        elif isinstance(inline, NESTING):
            parts.append(_shown(inline.children))
        else:
            parts.append("\ufffc")
    return " ".join("".join(parts).split())


def _key(words: str) -> str:
    return words.casefold().replace("'", "’").strip(' .,;:!?…»«“”"()[]→>\u00a0\u202f')


def empty_link_text(context: CheckContext) -> Iterator[Finding]:
    """Find links with the text "here" and the like."""
    for tag, link in _links(context):
        words = _shown(link.children)
        if _key(words) in _empty_texts(tag):
            yield Finding(
                f"“{words}” does not describe the target of this link", link.span, "link the words that name it"
            )


def _empty_texts(tag: str) -> tuple[str, ...]:
    if tag:
        return _EMPTY.get(base_language(tag), ())
    return tuple(words for texts in _EMPTY.values() for words in texts)


def address_as_text(context: CheckContext) -> Iterator[Finding]:
    """Find links that show their address."""
    for _, link in _links(context):
        words = _shown(link.children)
        if "://" in words or words.casefold().startswith("www."):
            yield Finding("this link shows its address", link.span, "link the words that name the page")


def same_words_elsewhere(context: CheckContext) -> Iterator[Finding]:
    """Find links with the same text that lead to different pages."""
    first: dict[tuple[str, str], str] = {}
    for tag, link in _links(context):
        words = _key(_shown(link.children))
        if not words or words in _empty_texts(tag):
            continue
        target = first.setdefault((tag, words), link.target)
        if target.rstrip("/") != link.target.rstrip("/"):
            message = f"another link with the same text leads to {target}"
            yield Finding(message, link.span, "give each link its own text")


RULES: tuple[Rule, ...] = (
    Rule(
        code="ACC007",
        name="empty-link-text",
        severity="warning",
        summary="The text of a link does not describe its target: “here”, “ici”, “read more”.",
        find=empty_link_text,
        bad='fr: "Le rapport est [ici](https://example.org)."\nen: "The report is [here](https://example.org)."',
        good='fr: "Lisez [le rapport](https://example.org)."\nen: "Read [the report](https://example.org)."',
    ),
    Rule(
        code="ACC008",
        name="address-as-text",
        severity="info",
        summary="A link shows its address instead of words.",
        find=address_as_text,
        bad='en: "See <https://example.org/a/b?c=1>."',
        good='en: "See [the register](https://example.org/a/b?c=1)."',
    ),
    Rule(
        code="ACC009",
        name="same-words-elsewhere",
        severity="info",
        summary="Two links with the same text lead to different pages.",
        find=same_words_elsewhere,
        bad='en: "[The report](https://example.org/1) and [the report](https://example.org/2)."',
        good='en: "[The report of 2023](https://example.org/1) and [that of 2024](https://example.org/2)."',
    ),
)
