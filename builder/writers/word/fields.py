"""Fields with their results filled in, so that a file reads right before anything is updated (ECMA-376 part 1,
17.16).
"""

from __future__ import annotations

import re

from builder.office.xml import attribute, escape

__all__ = ["field", "field_end", "field_start", "sequence_name"]

_NOT_A_NAME = re.compile(r"\W+")


def field_start(instruction: str, properties: str) -> str:
    """Return the beginning of a field, up to its result."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end(properties: str) -> str:
    """Return the end of a field, after its result."""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str, properties: str) -> str:
    """Return a complex field: its instruction, its result as plain words, and the properties of all its runs
    (`w:rPr`).
    """
    shown = f"<w:r>{properties}<w:t>{escape(result)}</w:t></w:r>"
    return field_start(instruction, properties) + shown + field_end(properties)


def sequence_name(label: str) -> str:
    """Return the identifier of a caption's SEQ field. Word uses the label itself ("Tableau"): one word of at most 40
    characters.
    """
    return attribute(_NOT_A_NAME.sub("_", label).strip("_")[:40]) or "Exhibit"
