"""Assign roles to placeholders and layouts: by the names of our own template, else by type and geometry.

A template from elsewhere, in any language, is recognised by the placeholders of its layouts: "Titre et contenu" and
"Titel und Inhalt" both have a title and one content placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from builder.templates.deck.facts import Frame, Placeholder, PlaceholderRole
from builder.templates.deck.placeholders import LayoutPlaceholder

__all__ = ["Candidate", "choose", "is_usable", "roles_of"]

_NAMED: dict[str, PlaceholderRole] = {
    "kicker": "kicker", "surtitre": "kicker", "body": "body", "body 2": "body2", "caption": "caption",
    "légende": "caption", "source": "source", "attribution": "attribution", "auteur": "attribution",
    "subtitle": "subtitle", "sous-titre": "subtitle", "date": "date", "quote": "body", "citation": "body",
    "quote mark": "mark", "key figure": "figure", "key figure prefix": "figure-prefix",
    "key figure label": "figure-label", "sources": "sources",
    "sources 2": "sources2", "unit": "unit", "unité": "unit",
}  # fmt: skip
_TYPED: dict[str, PlaceholderRole] = {
    "title": "title", "ctrTitle": "title", "subTitle": "subtitle", "tbl": "table", "chart": "chart", "pic": "picture",
    "dt": "date", "ftr": "footer", "sldNum": "number",
}  # fmt: skip
_CONTENT = ("body", "obj")

SMALL = 0.11
"""Text placeholders lower than this share of the slide's height hold a line: a kicker, a caption, a source."""


def roles_of(placeholders: list[LayoutPlaceholder], height: int) -> dict[str, Placeholder]:
    """Return the placeholders of a layout by role, on a slide of `height` EMU; those without a role are left out."""
    roles: dict[str, Placeholder] = {}
    rest: list[LayoutPlaceholder] = []
    for ph in placeholders:
        role = _TYPED.get(ph.type) or (_NAMED.get(ph.name.strip().casefold()) if ph.type in _CONTENT else None)
        if role is None:
            rest += [ph] if ph.type in _CONTENT else []
        elif role not in roles:
            roles[role] = _placeholder(role, ph)
    title = roles.get("title")
    contents: list[LayoutPlaceholder] = []
    for ph in rest:
        line = _line_role(ph, title, height)
        if line is None:
            contents.append(ph)
        elif line not in roles:
            roles[line] = _placeholder(line, ph)
    free: list[PlaceholderRole] = [role for role in ("body", "body2") if role not in roles]
    for role, ph in zip(free, _in_reading_order(contents), strict=False):
        roles[role] = _placeholder(role, ph)
    return roles


def _placeholder(role: PlaceholderRole, ph: LayoutPlaceholder) -> Placeholder:
    return Placeholder(
        role=role, type=ph.type, idx=ph.idx, name=ph.name, frame=ph.frame, insets=ph.insets, anchor=ph.anchor,
        levels=ph.levels, alignment=ph.alignment,
    )  # fmt: skip


def _line_role(ph: LayoutPlaceholder, title: Placeholder | None, height: int) -> PlaceholderRole | None:
    """Return the role of a one-line text placeholder by its position; None for a content placeholder."""
    if ph.type != "body" or ph.frame.height > SMALL * height:
        return None
    if ph.frame.y > 0.8 * height:
        return "source"
    if title is not None and ph.frame.y + ph.frame.height <= title.frame.y + title.frame.height // 2:
        return "kicker"
    return "caption"


def _in_reading_order(contents: list[LayoutPlaceholder]) -> list[LayoutPlaceholder]:
    """Return the two largest content placeholders in reading order: left before right, upper before lower."""
    largest = sorted(contents, key=lambda ph: -_area(ph.frame))[:2]
    if len(largest) == 2 and _overlap(*largest):
        return largest[:1]
    return sorted(largest, key=lambda ph: (ph.frame.x, ph.frame.y))


def _overlap(first: LayoutPlaceholder, second: LayoutPlaceholder) -> bool:
    a, b = first.frame, second.frame
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


# --- Layouts ---------------------------------------------------------------------------------------------------------


class Candidate(Struct, frozen=True, kw_only=True):
    """A layout that may get a role."""

    part_name: str
    name: str
    type: str
    placeholders: dict[str, Placeholder]
    contents: int
    """Number of content placeholders (text, object, table, chart, picture)."""


_HOUSE = {
    "title": ("title", "title slide"), "title-picture": ("title and picture", "title slide with picture"),
    "agenda": ("agenda", "contents"), "section": ("section", "section divider"),
    "text": ("text",), "two-content": ("two contents", "two content"),
    "points-chart": ("points and chart",), "table": ("table",), "chart": ("chart",),
    "picture": ("picture",), "title-only": ("title only",), "highlights": ("highlights",),
    "key-figures": ("key figures",), "timeline": ("timeline",), "quote": ("quote",),
    "quote-points": ("quote and points",), "statement": ("statement",), "closing": ("closing",),
    "closing-columns": ("closing columns",), "closing-sources": ("closing columns and sources",),
    "sources": ("sources",),
}  # fmt: skip
_TYPES = {
    "title": ("title",), "title-picture": ("title",),
    "section": ("secHead",), "text": ("obj", "tx"), "two-content": ("twoObj", "twoTxTwoObj"),
    "table": ("tbl",), "chart": ("chart",), "picture": ("picTx",), "title-only": ("titleOnly",),
}  # fmt: skip
_SUBSTITUTES = {
    "title": ("section", "title-only", "text"),
    "title-picture": ("title", "section", "title-only", "text"),
    "section": ("title", "title-only", "text"),
    "agenda": ("text", "title-only"),
    "text": ("title-only", "two-content"),
    "two-content": ("text", "title-only"),
    "points-chart": ("two-content", "text", "title-only"),
    "table": ("title-only", "text"),
    "chart": ("title-only", "text"),
    "picture": ("title-only", "text"),
    "title-only": ("text", "two-content"),
    "key-figures": ("highlights", "title-only", "text"),
    "highlights": ("title-only", "text"),
    "timeline": ("title-only", "text"),
    "quote": ("text", "title-only"),
    "quote-points": ("quote", "text", "title-only"),
    "statement": ("title-only", "text"),
    "closing": ("statement", "title-only", "text"),
    "closing-columns": ("title-only", "text"),
    "closing-sources": ("closing-columns", "title-only", "text"),
    "sources": ("text", "title-only"),
}
"""Roles whose layout is used for a role that the template has no layout for, nearest first."""


def _has(candidate: Candidate, *roles: str) -> bool:
    return all(role in candidate.placeholders for role in roles)


def _shape(role: str) -> Callable[[Candidate], bool]:
    """Return the test of a layout's placeholders for a role, whatever its name and type."""
    return {
        "title": lambda c: _has(c, "title") and (c.contents == 0 or _has(c, "subtitle")),
        "title-picture": lambda c: _opens(c) and _has(c, "picture"),
        "section": lambda c: _has(c, "title") and not _has(c, "body2"),
        "two-content": lambda c: _has(c, "title", "body", "body2") and c.contents == 2 and _side_by_side(c),
        "points-chart": lambda c: _has(c, "title", "body", "body2", "caption") and _side_by_side(c),
        "table": lambda c: _exhibits(c, "table"),
        "chart": lambda c: _exhibits(c, "chart"),
        "picture": lambda c: _exhibits(c, "picture"),
        "title-only": lambda c: _has(c, "title") and c.contents == 0 and not _has(c, "subtitle"),
        "key-figures": lambda c: _has(c, "title"),
        "highlights": lambda c: _has(c, "title"),
        "timeline": lambda c: _has(c, "title"),
        "agenda": lambda c: _has(c, "title", "body"),
        "closing": lambda c: _has(c, "title", "sources"),
        "closing-columns": lambda c: _has(c, "title", "body", "sources"),
        "closing-sources": lambda c: _has(c, "title", "body", "sources", "sources2"),
        "quote-points": lambda c: _has(c, "title", "body", "body2", "attribution"),
    }.get(role, lambda c: _has(c, "title", "body") and c.contents == 1)


def _opens(candidate: Candidate) -> bool:
    """Return True if the layout is made for the first slide: by its type, or by the type of its title."""
    return candidate.type == "title" or candidate.placeholders["title"].type == "ctrTitle"


def _exhibits(candidate: Candidate, role: str) -> bool:
    """Return True if the layout has one exhibit under its title, and nothing else."""
    if not _has(candidate, "title", role) or candidate.contents != 1:
        return False
    title = candidate.placeholders["title"].frame
    return (
        title.y + title.height <= candidate.placeholders[role].frame.y + candidate.placeholders[role].frame.height // 4
    )


def _side_by_side(candidate: Candidate) -> bool:
    left, right = candidate.placeholders["body"].frame, candidate.placeholders["body2"].frame
    return left.x + left.width <= right.x


def is_usable(candidate: Candidate) -> bool:
    """Return True if the layout has what any slide needs: a title on the slide."""
    title = candidate.placeholders.get("title")
    return title is not None and title.frame.x >= 0 and title.frame.y >= 0


def choose(candidates: list[Candidate]) -> dict[str, tuple[Candidate, bool]]:
    """Return the layout for each role, and True if it is a substitute. Empty if no layout has a title."""
    usable = list(filter(is_usable, candidates))
    matches = {role: _match(role, usable) for role in _SUBSTITUTES}
    native = {role: candidate for role, candidate in matches.items() if candidate is not None}
    if "section" not in native and (divider := _divider(usable)) is not None:
        native["section"] = divider
    chosen: dict[str, tuple[Candidate, bool]] = {}
    for role, substitutes in _SUBSTITUTES.items():
        if role in native:
            chosen[role] = (native[role], False)
            continue
        available = [native[substitute] for substitute in substitutes if substitute in native]
        if available or usable:
            chosen[role] = ((available or usable)[0], True)
    return chosen


def _divider(candidates: list[Candidate]) -> Candidate | None:
    """Return a section divider among layouts without types: one text, and a title in an unusual position."""
    frames = [candidate.placeholders["title"].frame for candidate in candidates]
    usual = max(frames, key=frames.count, default=None)
    for candidate in candidates:
        body, title = candidate.placeholders.get("body"), candidate.placeholders["title"]
        has_one_text = body is not None and body.type == "body" and candidate.contents == 1
        if has_one_text and title.type == "title" and title.frame != usual:
            return candidate
    return None


def _match(role: str, candidates: list[Candidate]) -> Candidate | None:
    """Return the layout made for a role: by our own name, else by type, else, for some roles, by its placeholders."""
    fits = _shape(role)
    fitting = [candidate for candidate in candidates if fits(candidate)]
    return _by_name(role, fitting) or _by_type(role, fitting) or _by_placeholders(role, fitting)


def _by_name(role: str, candidates: list[Candidate]) -> Candidate | None:
    """Return the first layout with a name of our own template; PowerPoint puts "1_" before names of copies."""
    names = _HOUSE[role]
    matches = (
        candidate for candidate in candidates if re.sub(r"^\d+[_ ]", "", candidate.name.strip().casefold()) in names
    )
    return next(matches, None)


def _by_type(role: str, candidates: list[Candidate]) -> Candidate | None:
    """Return the first layout of the role's types (ECMA-376 part 1, 19.7.15), the nearest type first."""
    matches = [
        candidate
        for kind in _TYPES.get(role, ())
        for candidate in candidates
        if candidate.type == kind and (role != "text" or candidate.contents == 1)
    ]
    if role == "title":
        matches.sort(key=lambda candidate: _has(candidate, "picture"))
    return next(iter(matches), None)


def _by_placeholders(role: str, candidates: list[Candidate]) -> Candidate | None:
    """Return a layout for those roles that placeholders alone identify; for text the one with the largest body."""
    if role == "title":
        candidates = [candidate for candidate in candidates if candidate.placeholders["title"].type == "ctrTitle"]
        candidates = sorted(candidates, key=lambda candidate: _has(candidate, "picture"))
    elif role == "title-only":
        candidates = [
            candidate
            for candidate in candidates
            if candidate.placeholders["title"].type == "title" and candidate.type not in ("title", "secHead")
        ]
    elif role == "text":
        plain = [candidate for candidate in candidates if candidate.type not in ("title", "secHead", "picTx", "objTx")]
        return max(plain, key=lambda candidate: _area(candidate.placeholders["body"].frame), default=None)
    elif role not in ("title-picture", "two-content", "table", "chart"):
        return None
    return next(iter(candidates), None)


def _area(frame: Frame) -> int:
    return frame.width * frame.height
