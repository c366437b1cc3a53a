"""Compare the links of two languages: their number and their sites; the page may be the language's own."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.counterparts import counterpart, named
from builder.check.rule import Finding
from builder.content.markup import Link, Markup

__all__ = ["link_differences"]

_SHARED = frozenset(("ac", "admin", "asso", "co", "com", "edu", "gc", "gob", "gouv", "gov", "net", "org", "qc"))
"""Second labels under which many owners have their domains: `co.uk`, `gc.ca`, `gouv.fr`."""


def link_differences(
    source: list[Link], target: list[Link], source_text: Markup, translation: Markup, tag: str
) -> Iterator[Finding]:
    """Find the link that a translation lacks or adds, else the link to another site. `tag` is the source language."""
    if len(source) > len(target):
        link = _without_twin(source, target)
        place = counterpart(source_text, link.span, translation)
        message = f"a link to {_site(link.target)} is missing here; the `{tag}` text has it ({named(link.span, place)})"
        yield Finding(message, place, "link the same words in both")
        return
    if len(target) > len(source):
        link = _without_twin(target, source)
        source_place = named(source_text.place(0), link.span)
        yield Finding(
            f"this link is not in the `{tag}` text ({source_place})", link.span, "link the same words in both"
        )
        return
    unmatched = [_site(link.target) for link in source]
    for link in target:
        site = _site(link.target)
        if site in unmatched:
            unmatched.remove(site)
            continue
        source_place = named(source_text.place(0), link.span)
        message = f"this link leads to {site}, the `{tag}` text ({source_place}) links to {' and '.join(unmatched)}"
        yield Finding(message, link.span, "link to the same site in both", (), "info")
        return


def _without_twin(links: list[Link], twins: list[Link]) -> Link:
    """Return the first of the links whose site the other text does not link to as often; the last if all are there."""
    sites = [_site(twin.target) for twin in twins]
    for link in links:
        if _site(link.target) not in sites:
            return link
        sites.remove(_site(link.target))
    return links[-1]


def _site(target: str) -> str:
    """Return the domain of an address without a language label: `fr.wikipedia.org` and `en.wikipedia.org` are the same
    site.
    """
    rest = target.partition(":")[2].lstrip("/")
    host = rest.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower()
    labels = host.split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in _SHARED else labels[-2:])
