"""Create a starter publication that builds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from builder.actions.locate import FILE_NAME
from builder.diagnostics import UsageError
from builder.file_names import name_fault
from builder.language import base_language, is_language_tag, normalise_tag, region
from builder.output import write_whole

__all__ = ["Kind", "schema_text", "start"]

Kind = Literal["briefing", "statistics", "annual-report"]
"""The starters, each a folder of starter_content/."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LONGEST_NAME = 100
_MODELS = Path(__file__).with_name("starter_content")
_WRITTEN_IN = ("fr", "en")
_LANGUAGES_LINE = "languages: [fr, en]"
_CURRENCY = "currency: EUR"
SCHEMA_NAME = "publication.schema.json"


def start(
    name: str, kind: Kind = "briefing", languages: Sequence[str] = _WRITTEN_IN, root: Path | None = None
) -> list[Path]:
    """Write a starter publication to `root`/content/`name`, with the schema for editors, and return the files' paths.

    `languages` are tags of French and English, the source language first; amounts are in the currency of its region.
    Raises UsageError if the name is not usable or is taken, or for languages that the starters are not written in.
    """
    tags = _checked_tags(languages)
    fault = name_fault(name)
    if fault:
        raise UsageError(f"'{name}' {fault} (choose another name)")
    if not _NAME.match(name) or len(name) > _LONGEST_NAME:
        raise UsageError(f"'{name}' is not a publication name (use lower-case words joined by hyphens)")
    content = (root or Path()) / "content"
    folder = content / name
    if folder.exists():
        raise UsageError(f"{folder} already exists")
    written = []
    for model in sorted((_MODELS / kind).iterdir()):
        data = model.read_bytes()
        if model.name == FILE_NAME:
            data = _localised(data.decode(), tags).encode()
        target = folder / model.name
        write_whole(target, data)
        written.append(target)
    if not (content / SCHEMA_NAME).exists():
        write_whole(content / SCHEMA_NAME, schema_text().encode())
    return sorted(written, key=lambda path: path.name != FILE_NAME)


def _checked_tags(languages: Sequence[str]) -> list[str]:
    """Return the tags in their usual case. Raises UsageError unless they are of French and English, both of them."""
    tags = list(dict.fromkeys(normalise_tag(tag) for tag in languages))
    wrong = [tag for tag in tags if not is_language_tag(tag) or base_language(tag) not in _WRITTEN_IN]
    if wrong:
        raise UsageError(
            f"--lang: the starters are written in French and English, not in '{wrong[0]}' "
            "(create one with --lang fr,en and add the language to its texts)"
        )
    missing = [base for base in _WRITTEN_IN if base not in map(base_language, tags)]
    if missing:
        raise UsageError(f"--lang: a starter needs both languages, '{missing[0]}' is missing (write --lang fr,en)")
    return tags


def _localised(text: str, tags: Sequence[str]) -> str:
    """Return the starter with these languages and the currency of the first one's region."""
    lines = text.replace(_LANGUAGES_LINE, f"languages: [{', '.join(tags)}]", 1)
    return lines.replace(_CURRENCY, f"currency: {_currency(tags[0])}")


def _currency(tag: str) -> str:
    """Return the legal tender of the tag's region today (CLDR), EUR without a region."""
    from babel.numbers import get_territory_currencies

    tender = get_territory_currencies(region(tag)) if region(tag) else []
    return str(tender[0]) if tender else "EUR"


def schema_text() -> str:
    """Return the JSON Schema as the text of the file that editors read."""
    import json

    from builder.content.schema import json_schema

    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
