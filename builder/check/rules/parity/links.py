"""Links of two languages: as many, and to the same sites; the page may be the language's own."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.rule import Finding
from builder.content.markup import Link

__all__ = ["link_differences"]

_SHARED = frozenset(("ac", "admin", "asso", "co", "com", "edu", "gc", "gob", "gouv", "gov", "net", "org", "qc"))
"""Second labels under which many owners have their domains: `co.uk`, `gc.ca`, `gouv.fr`."""


def link_differences(mine: list[Link], other: list[Link], tag: str, other_tag: str) -> Iterator[Finding]:
    """Find links that the other language lacks, else links to another site than their counterpart's."""
    if len(mine) != len(other):
        longer, shorter, lacking = (mine, other, other_tag) if len(mine) > len(other) else (other, mine, tag)
        sites = [_site(one.target) for one in shorter]
        for one in longer:
            if _site(one.target) in sites:
                sites.remove(_site(one.target))
            else:
                yield Finding(f"this link is not in the `{lacking}` text", one.span, "link the same words in both")
                return
        yield Finding(f"this link is not in the `{lacking}` text", longer[-1].span, "link the same words in both")
        return
    left = [_site(one.target) for one in mine]
    for one in other:
        site = _site(one.target)
        if site in left:
            left.remove(site)
        else:
            message = f"this link leads to {site}, the `{tag}` text links to {' and '.join(left) or 'another site'}"
            yield Finding(message, one.span, "link to the same site in both", (), "info")
            return


def _site(target: str) -> str:
    """Return the domain of an address without a language label: `fr.wikipedia.org` and `en.wikipedia.org` are the same
    site.
    """
    rest = target.partition(":")[2].lstrip("/")
    host = rest.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower()
    labels = host.split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in _SHARED else labels[-2:])
