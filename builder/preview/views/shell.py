"""The page around the views: it is sent once, and the views are filled in by its script."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from lxml import etree

from builder.preview.html import document_text, element
from builder.preview.words import Words

__all__ = ["list_page", "publication_page"]


def publication_page(
    name: str, others: Sequence[str], views: Sequence[str], editor: str, nonce: str, words: Words
) -> str:
    """Return the page of a publication. `others` are the names of all publications, if there are several; `editor` is
    the form of the address that opens a place.
    """
    labels = {"text": words._("Text"), "slides": words._("Slides"), "pages": words._("Pages")}
    waiting = {"slides": words._("The slides are being drawn…")}
    tabs = element("div", role="tablist", aria_label=words._("Views"), id="tabs")
    panels = []
    for number, view in enumerate(views):
        chosen = number == 0
        tabs.append(
            element(
                "button",
                labels[view],
                type="button",
                role="tab",
                id=f"tab-{view}",
                aria_controls=f"panel-{view}",
                aria_selected="true" if chosen else "false",
                tabindex="0" if chosen else "-1",
                data_view=view,
            )
        )
        panels.append(
            element(
                "div",
                element("div", class_="blocks", data_waiting=waiting.get(view)),
                role="tabpanel",
                id=f"panel-{view}",
                aria_labelledby=f"tab-{view}",
                tabindex="0",
                hidden=None if chosen else "hidden",
            )
        )
    header = element(
        "header",
        element("div", element("h1", name, id="name"), _switcher(name, others, words), class_="brand"),
        tabs,
        element("div", element("div", id="region-status"), *_tools(words), class_="tools"),
    )
    main = element(
        "main",
        element("div", id="region-heads", aria_hidden="true"),
        *panels,
        id="main",
        tabindex="-1",
    )
    problems = element("section", id="region-problems", aria_label=words._("Mistakes"), hidden="hidden")
    others_found = element("section", id="region-elsewhere", aria_label=words._("Other findings"), hidden="hidden")
    body = element(
        "body",
        element("a", words._("Skip to the text"), href="#main", class_="skip"),
        header,
        element("p", id="connection", role="status", hidden="hidden"),
        problems,
        others_found,
        main,
        element("div", id="says", class_="unseen", role="status", aria_live="polite"),
        element("noscript", element("p", words._("This page needs JavaScript, its own only."))),
        **_settings(editor, words),
    )
    return _page(name, body, nonce, words, script=True)


def _settings(editor: str, words: Words) -> dict[str, str]:
    """Return what the page's script needs, as attributes of the body."""
    return {
        "data_editor": editor,
        "data_line": words._("Line {line}"),
        "data_cell": words._("Cell {cell}"),
        "data_copied": words._("Copied: {place}"),
        "data_lost": words._("The connection is lost. It comes back by itself if the preview is running."),
    }


def _switcher(name: str, others: Sequence[str], words: Words) -> etree._Element | None:
    if len(others) < 2:
        return None
    links = element("ul")
    for other in others:
        current = "page" if other == name else None
        links.append(element("li", element("a", other, href=f"../{quote(other)}/", aria_current=current)))
    return element("nav", links, aria_label=words._("Publications"))


def _tools(words: Words) -> list[etree._Element]:
    buttons = (
        ("previous", "↑", words._("Previous finding")),
        ("next", "↓", words._("Next finding")),
        ("theme", "◐", words._("Light or dark")),
    )
    return [
        element("button", sign, type="button", id=name, title=label, aria_label=label) for name, sign, label in buttons
    ]


def list_page(names: Sequence[str], nonce: str, words: Words) -> str:
    """Return the list of the publications that are open."""
    links = element("ul", *(element("li", element("a", name, href=f"{quote(name)}/")) for name in names))
    main = element("main", element("h1", words._("Publications")), links, class_="list")
    return _page(words._("Publications"), element("body", main), nonce, words, script=False)


def _page(title: str, body: etree._Element, nonce: str, words: Words, *, script: bool) -> str:
    up = "../" if script else ""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("title", title),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("link", rel="icon", href="data:,"),
        element("link", rel="stylesheet", href=f"{up}preview.css", nonce=nonce),
    )
    if script:
        head.append(element("script", src=f"{up}theme.js", nonce=nonce))
        head.append(element("script", src=f"{up}preview.js", nonce=nonce, defer="defer"))
    return document_text(element("html", head, body, lang=words.language))
