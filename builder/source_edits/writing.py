"""Write words into a publication's files, passage by passage: the exact characters that change, in the author's style.

Every style of YAML keeps its own: quotes, blocks with their indentation, chomping and width, mappings in brackets or on
lines, comments. A missing entry is added beside the others; a text that is the same in every language becomes a mapping
of languages. What cannot be written surely is refused with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from builder.content.markup import Markup
from builder.content.model.publication import Publication
from builder.content.model.values import Text
from builder.content.yaml_values import Mapping as YamlMapping
from builder.content.yaml_values import Scalar
from builder.diagnostics import BuildError, Diagnostic
from builder.language import fallbacks
from builder.source import Span
from builder.source_edits import csv_fields
from builder.source_edits.edits import SourceEdit
from builder.source_edits.entries import Insertion, added_entries, filled_entry, mapping_of_languages
from builder.source_edits.paragraphs import Extent, divided, one_paragraph, paragraphs
from builder.source_edits.passages import rich_texts
from builder.source_edits.rendering import block_lines, block_value, layout_of, spliced
from builder.source_edits.scalars import double_quoted, is_plain, is_unsafe
from builder.source_edits.wrapping import one_line, wrapped
from builder.source_edits.yaml_places import Places, entry_of

__all__ = ["Change", "Planned", "SourceWriter", "set_words"]
