"""Publications without the texts of one language, made from whole ones."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import yaml

TAG = re.compile(r"[a-z]{2}(-[A-Z]{2})?\Z")


def without_language(source: Path, target: Path, tag: str, keep: int = 0) -> Path:
    """Copy the folder of a publication without its texts in a language, except the first `keep`; return its file."""
    shutil.copytree(source, target)
    for file in target.rglob("*.yaml"):
        root = yaml.compose(file.read_text(encoding="utf-8"))
        keep = _strip(root, tag, keep)
        file.write_text(yaml.serialize(root, allow_unicode=True, width=10_000), encoding="utf-8")
    for file in target.glob("*.csv"):
        _strip_columns(file, tag)
    return target / "publication.yaml"


def _strip(node: yaml.Node, tag: str, keep: int) -> int:
    """Delete the entries of a language below a node; return how many more are to be kept."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            keep = _strip(item, tag, keep)
    elif isinstance(node, yaml.MappingNode):
        words = [name.value for name, _ in node.value]
        if tag in words and all(TAG.match(word) or word == "forbidden" for word in words):
            if keep <= 0:
                node.value = [pair for pair in node.value if pair[0].value != tag]
            return keep - 1
        for _, inner in node.value:
            keep = _strip(inner, tag, keep)
    return keep


def _strip_columns(file: Path, tag: str) -> None:
    text = file.read_text(encoding="utf-8-sig")
    if f".{tag}" not in text:
        return
    mark = max(";,\t", key=text.splitlines()[0].count)
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    kept = [n for n, name in enumerate(rows[0]) if not name.endswith(f".{tag}")]
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=mark).writerows([row[n] for n in kept] for row in rows)
