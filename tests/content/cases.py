"""Error cases kept as text: a heading, the YAML of a publication, and what is reported of it.

Each case begins with `=== heading`; its YAML follows (after two lines that declare French and English and a title,
unless it declares languages itself or says `!raw`); then `---- ` lines give what is expected, in order:
`---- line:column: message (mend)`.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

PREFIX = "languages: [fr, en]\ntitle: Titre\n"


class Case(NamedTuple):
    heading: str
    yaml: str
    expected: tuple[str, ...]


def read_cases(path: Path) -> list[Case]:
    cases = []
    for part in path.read_text("utf-8").split("=== ")[1:]:
        heading, *lines = part.rstrip("\n").split("\n")
        yaml = "\n".join(line for line in lines if not line.startswith("---- ")) + "\n"
        if "!raw\n" in yaml:
            yaml = yaml.replace("!raw\n", "")
        elif not yaml.startswith("languages:"):
            yaml = PREFIX + yaml
        cases.append(Case(heading, yaml, tuple(line[5:] for line in lines if line.startswith("---- "))))
    return cases
