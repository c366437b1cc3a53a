"""Damage that an Office library reports as a Python error: relationships and content types without what they need.

ECMA-376 part 2, 6.2.3 (content types) and 6.5.3 (relationships).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span

if TYPE_CHECKING:
    from builder.templates.open import TemplateFile

__all__ = ["REPAIR", "damaged_part", "fault_of_relationships", "fault_of_types"]

REPAIR = "open it in Office, which repairs it, and save it again"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPE_ATTRIBUTES = {f"{_TYPES}Default": ("Extension", "ContentType"), f"{_TYPES}Override": ("PartName", "ContentType")}
_RELATIONSHIP_ATTRIBUTES = {f"{_RELATIONSHIPS}Relationship": ("Id", "Type", "Target")}


def damaged_part(file: TemplateFile, part: str, problem: str) -> BuildError:
    """Return the refusal of a template for a problem of one of its parts: `is not a slide layout`."""
    message = f"the template is damaged: “{part.removeprefix('/')}” {problem}"
    return BuildError(Diagnostic("template-damaged", message, Span(str(file.path)), REPAIR))


def fault_of_types(root: Any) -> str:
    """Return what is wrong with the list of content types; "" if nothing is."""
    return _fault(root, f"{_TYPES}Types", _TYPE_ATTRIBUTES)


def fault_of_relationships(root: Any) -> str:
    """Return what is wrong with a part's relationships; "" if nothing is."""
    return _fault(root, f"{_RELATIONSHIPS}Relationships", _RELATIONSHIP_ATTRIBUTES)


def _fault(root: Any, tag: str, attributes: Mapping[str, Sequence[str]]) -> str:
    """Return "" if the root has this tag and each child the attributes that its tag needs."""
    if root.tag != tag:
        return "is another part"
    lacking = (name for entry in root for name in attributes.get(entry.tag, ()) if not entry.get(name))
    attribute = next(lacking, None)
    return f"has an entry without `{attribute}`" if attribute else ""
