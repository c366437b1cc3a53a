"""Bring builder/preview/locales/*.po up to date with the messages of the page in the code; translations stay."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PREVIEW = Path(__file__).resolve().parent.parent / "builder" / "preview"
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: bilingual-builder\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
"""Without the dates and names that Babel writes, which would change with each run."""
KEYWORDS = {"_": None, "plural": (1, 2)}


def messages() -> Catalog:
    catalog = Catalog(charset="utf-8", fuzzy=False)
    messages = extract_from_dir(PREVIEW, [("**.py", "python")], {}, keywords=KEYWORDS)
    for file, _line, message, _comments, _context in sorted(messages, key=lambda entry: (entry[0], entry[1])):
        catalog.add(message, locations=[(f"builder/preview/{Path(file).as_posix()}", 0)])
    return catalog


def update(path: Path) -> bytes:
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)
    catalog.update(messages(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    text = io.BytesIO()
    write_po(text, catalog, omit_header=True, include_lineno=False, width=0)
    return HEADER.format(language=path.stem).encode() + text.getvalue()


def main() -> None:
    for path in sorted((PREVIEW / "locales").glob("*.po")):
        path.write_bytes(update(path))
        with path.open("rb") as file:
            missing = [message.id for message in read_po(file, locale=path.stem) if message.id and not message.string]
        sys.stdout.write(f"{path.name}: {len(missing)} messages without a translation\n")


if __name__ == "__main__":
    main()
