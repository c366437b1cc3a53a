"""What builds change of a template's colours because its text cannot be read, for the report of a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from builder.diagnostics import Diagnostic
from builder.office.colour import contrast, shade_of
from builder.templates.deck.facts import COVER_ROLES, DeckFacts, Placeholder
from builder.templates.deck.theme import least_contrast

__all__ = ["recolouring"]

_HINT = "see `builder template check`"
_MOST = 3
"""Layouts named for one change."""
_TABLE_PARTS = {"wholeTbl": "text", "firstCol": "first column", "lastRow": "total", "firstRow": "header"}


def recolouring(template: DeckFacts, used: Set[str], *, tables: bool) -> Iterator[Diagnostic]:
    """Yield one remark on the text that slides set in another colour of the theme, and one warning of text that no
    colour of the theme makes legible; neither if all can be read.

    `used` are the roles of the layouts of the slides; `tables` is True if any slide has a table.
    """
    texts: dict[str, tuple[list[str], list[str]]] = {}
    illegible: tuple[list[str], list[str]] = ([], [])
    for role, layout in template.layouts.items():
        for key, placeholder in layout.placeholders.items():
            if role not in used or (key == "date" and role not in COVER_ROLES):
                continue
            if placeholder.ink:
                colour = shade_of(placeholder.ink, layout.colours)
                change = f"set in #{colour}, not #{placeholder.levels[0].colour}"
                keys, layouts = texts.setdefault(change, ([], []))
            elif _is_illegible(placeholder):
                keys, layouts = illegible
            else:
                continue
            keys.append(key)
            layouts.append(f"'{layout.name}'")
    changes = [f"{_listed(keys)} of {_listed(layouts)} {change}" for change, (keys, layouts) in texts.items()]
    for text in template.table_texts if tables else ():
        if text.ink:
            colour = shade_of(text.ink, template.layouts["table"].colours)
            changes.append(f"{_TABLE_PARTS[text.part]} of tables set in #{colour}, not #{text.colour}")
    if changes:
        message = f"text of the template cannot be read on what is behind it: {'; '.join(changes)}"
        yield Diagnostic("text-recoloured", message, hint=_HINT, severity="info")
    if illegible[0]:
        what = f"{_listed(illegible[0])} of {_listed(illegible[1])}"
        message = f"{what} cannot be read on what is behind, in no colour of the theme"
        yield Diagnostic("text-illegible", message, hint=_HINT, severity="warning")


def _is_illegible(placeholder: Placeholder) -> bool:
    if not placeholder.levels or not placeholder.background:
        return False
    level = placeholder.levels[0]
    return contrast(level.colour, placeholder.background) < least_contrast(level.size, level.bold)


def _listed(names: Iterable[str]) -> str:
    """Return different names, the first few of them."""
    different = list(dict.fromkeys(names))
    more = f" and {len(different) - _MOST} more" if len(different) > _MOST else ""
    return f"{', '.join(different[:_MOST])}{more}"
