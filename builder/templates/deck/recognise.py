"""Which placeholder plays which role, and which layout: by the house names, else by type and geometry.

A template made by others, in any language, is recognised by what its layouts hold: "Titre et contenu" and "Titel und
Inhalt" are a title and one placeholder for content, wherever they are called so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from builder.templates.deck.facts import Frame, Placeholder, PlaceholderRole
from builder.templates.deck.placeholders import Found

__all__ = ["Candidate", "choose", "is_usable", "roles_of"]

_NAMED: dict[str, PlaceholderRole] = {
    "kicker": "kicker", "surtitre": "kicker", "body": "body", "body 2": "body2", "caption": "caption",
    "légende": "caption", "source": "source", "attribution": "attribution", "auteur": "attribution",
    "subtitle": "subtitle", "sous-titre": "subtitle", "date": "date", "quote": "body", "citation": "body",
}  # fmt: skip
_TYPED: dict[str, PlaceholderRole] = {
    "title": "title", "ctrTitle": "title", "subTitle": "subtitle", "tbl": "table", "chart": "chart", "pic": "picture",
    "dt": "date", "ftr": "footer", "sldNum": "number",
}  # fmt: skip
_CONTENT = ("body", "obj")

SMALL = 0.11
"""Text placeholders lower than this share of the slide's height are lines: a kicker, a caption, a source."""


def roles_of(found: list[Found], height: int) -> dict[str, Placeholder]:
    """The placeholders of one layout by role, on a slide of that height (EMU). Those without a role are left out."""
    roles: dict[str, Placeholder] = {}
    rest: list[Found] = []
    for one in found:
        role = _TYPED.get(one.type) or (_NAMED.get(one.name.strip().casefold()) if one.type in _CONTENT else None)
        if role is None:
            rest += [one] if one.type in _CONTENT else []
        elif role not in roles:
            roles[role] = _placeholder(role, one)
    title = roles.get("title")
    contents: list[Found] = []
    for one in rest:
        line = _line_role(one, title, height)
        if line is None:
            contents.append(one)
        elif line not in roles:
            roles[line] = _placeholder(line, one)
    free: list[PlaceholderRole] = [role for role in ("body", "body2") if role not in roles]
    for role, one in zip(free, _in_reading_order(contents), strict=False):
        roles[role] = _placeholder(role, one)
    return roles


def _placeholder(role: PlaceholderRole, one: Found) -> Placeholder:
    return Placeholder(
        role=role, type=one.type, idx=one.idx, name=one.name, frame=one.frame, insets=one.insets, anchor=one.anchor,
        levels=one.levels,
    )  # fmt: skip


def _line_role(one: Found, title: Placeholder | None, height: int) -> PlaceholderRole | None:
    """The role of a one-line text placeholder by where it stands; None for one that holds content."""
    if one.type != "body" or one.frame.height > SMALL * height:
        return None
    if one.frame.y > 0.8 * height:
        return "source"
    if title is not None and one.frame.y + one.frame.height <= title.frame.y + title.frame.height // 2:
        return "kicker"
    return "caption"


def _in_reading_order(contents: list[Found]) -> list[Found]:
    """Content placeholders as they are read: the largest two, the left or upper one first."""
    largest = sorted(contents, key=lambda one: -one.frame.width * one.frame.height)[:2]
    if len(largest) == 2 and _overlap(*largest):
        return largest[:1]
    return sorted(largest, key=lambda one: (one.frame.x, one.frame.y))


def _overlap(one: Found, other: Found) -> bool:
    a, b = one.frame, other.frame
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


# --- Layouts ---------------------------------------------------------------------------------------------------------


class Candidate(Struct, frozen=True, kw_only=True):
    """A layout that may play a role."""

    part_name: str
    name: str
    type: str
    placeholders: dict[str, Placeholder]
    contents: int
    """How many content placeholders it has (text, object, table, chart, picture)."""


_HOUSE = {
    "title": ("title", "title slide"), "agenda": ("agenda", "contents"), "section": ("section", "section divider"),
    "text": ("text",), "two-content": ("two contents", "two content"), "table": ("table",), "chart": ("chart",),
    "picture": ("picture",), "title-only": ("title only",), "highlights": ("highlights", "key figures"),
    "timeline": ("timeline",), "quote": ("quote",), "sources": ("sources",),
}  # fmt: skip
_TYPES = {
    "title": ("title",), "section": ("secHead",), "text": ("obj", "tx"), "two-content": ("twoObj", "twoTxTwoObj"),
    "table": ("tbl",), "chart": ("chart",), "picture": ("picTx",), "title-only": ("titleOnly",),
}  # fmt: skip
_STAND_INS = {
    "title": ("section", "title-only", "text"),
    "section": ("title", "title-only", "text"),
    "agenda": ("text", "title-only"),
    "text": ("title-only", "two-content"),
    "two-content": ("text", "title-only"),
    "table": ("title-only", "text"),
    "chart": ("title-only", "text"),
    "picture": ("title-only", "text"),
    "title-only": ("text", "two-content"),
    "highlights": ("title-only", "text"),
    "timeline": ("title-only", "text"),
    "quote": ("text", "title-only"),
    "sources": ("text", "title-only"),
}
"""What does the work of a role that the template has no layout for, nearest first."""


def _has(candidate: Candidate, *roles: str) -> bool:
    return all(role in candidate.placeholders for role in roles)


def _shape(role: str) -> Callable[[Candidate], bool]:
    """What a layout must hold to play a role, whatever its name and type."""
    return {
        "title": lambda c: _has(c, "title") and (c.contents == 0 or _has(c, "subtitle")),
        "section": lambda c: _has(c, "title") and not _has(c, "body2"),
        "two-content": lambda c: _has(c, "title", "body", "body2") and c.contents == 2 and _side_by_side(c),
        "table": lambda c: _exhibits(c, "table"),
        "chart": lambda c: _exhibits(c, "chart"),
        "picture": lambda c: _exhibits(c, "picture"),
        "title-only": lambda c: _has(c, "title") and c.contents == 0 and not _has(c, "subtitle"),
        "highlights": lambda c: _has(c, "title"),
        "timeline": lambda c: _has(c, "title"),
        "agenda": lambda c: _has(c, "title", "body"),
    }.get(role, lambda c: _has(c, "title", "body") and c.contents == 1)


def _exhibits(candidate: Candidate, role: str) -> bool:
    """Whether the layout shows one exhibit under its title, and nothing else."""
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
    """Whether the layout has what any slide needs: a title that can be seen."""
    title = candidate.placeholders.get("title")
    return title is not None and title.frame.x >= 0 and title.frame.y >= 0


def choose(candidates: list[Candidate]) -> dict[str, tuple[Candidate, bool]]:
    """For each role the layout that plays it, and whether it only stands in. Empty where no layout has a title."""
    usable = [one for one in candidates if is_usable(one)]
    native = {role: one for role in _STAND_INS if (one := _native(role, usable)) is not None}
    if "section" not in native and (divider := _divider(usable)) is not None:
        native["section"] = divider
    chosen: dict[str, tuple[Candidate, bool]] = {}
    for role, others in _STAND_INS.items():
        if role in native:
            chosen[role] = (native[role], False)
            continue
        other = next((native[other] for other in others if other in native), usable[0] if usable else None)
        if other is not None:
            chosen[role] = (other, True)
    return chosen


def _divider(candidates: list[Candidate]) -> Candidate | None:
    """A divider among layouts without types: one text, and a title that stands elsewhere than on most layouts."""
    frames = [one.placeholders["title"].frame for one in candidates]
    usual = max(frames, key=frames.count, default=None)
    for one in candidates:
        body = one.placeholders.get("body")
        title = one.placeholders["title"]
        if (
            body is not None
            and body.type == "body"
            and one.contents == 1
            and title.type == "title"
            and title.frame != usual
        ):
            return one
    return None


def _native(role: str, candidates: list[Candidate]) -> Candidate | None:
    """The layout made for a role: by house name, else by type, else, for the plainest, by what it holds."""
    fits = _shape(role)
    fitting = [one for one in candidates if fits(one)]
    names = _HOUSE[role]
    for one in fitting:
        if re.sub(r"^\d+[_ ]", "", one.name.strip().casefold()) in names:
            return one
    types = _TYPES.get(role, ())
    for kind in types:
        for one in fitting:
            if one.type == kind and (role != "text" or one.contents == 1):
                return one
    if role == "title":
        return next((one for one in fitting if one.placeholders["title"].type == "ctrTitle"), None)
    if role in ("two-content", "table", "chart"):
        return next(iter(fitting), None)
    if role == "title-only":
        return next(
            (
                one
                for one in fitting
                if one.placeholders["title"].type == "title" and one.type not in ("title", "secHead")
            ),
            None,
        )
    if role == "text":
        plain = [one for one in fitting if one.type not in ("title", "secHead", "picTx", "objTx")]
        return max(plain, key=lambda one: _area(one.placeholders["body"].frame), default=None)
    return None


def _area(frame: Frame) -> int:
    return frame.width * frame.height
