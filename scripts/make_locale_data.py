"""Draws `builder/resolve/locales/snapshots/` from the installed Babel: run it when CLDR publishes something we want.

    python scripts/make_locale_data.py

A region's file holds only what differs from its language's file. Read the difference before committing it: names of
countries and currencies change with each CLDR, and what is printed changes with them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from builder.resolve.locales.cldr import read_locale
from builder.resolve.locales.data import SNAPSHOTS

FOLDER = Path(__file__).parents[1] / "builder" / "resolve" / "locales" / "snapshots"


def differences(base: dict[str, Any], region: dict[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for key, value in region.items():
        if isinstance(value, dict):
            entries = {name: entry for name, entry in value.items() if base[key].get(name) != entry}
            if entries:
                changed[key] = entries
        elif value != base[key]:
            changed[key] = value
    return changed


def snapshots() -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    for names in SNAPSHOTS.values():
        name = names[-1]
        made[name] = read_locale(name) if len(names) == 1 else differences(read_locale(names[0]), read_locale(name))
    return made


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, data in snapshots().items():
        blob = msgspec.json.format(msgspec.json.encode(data, order="sorted"), indent=1)
        (FOLDER / f"{name}.json").write_bytes(blob + b"\n")


if __name__ == "__main__":
    main()
