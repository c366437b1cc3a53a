"""The JSON Schema is current, accepts what the loader accepts, and refuses what an author gets wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from builder.content.files import read_source
from builder.content.reader import read
from builder.content.schema import json_schema
from builder.content.yaml_values import Mapping, Scalar, Sequence, SourceText, Value
from tests.content.cases import read_cases

ROOT = Path(__file__).parents[2]
FILE = ROOT / "content" / "publication.schema.json"
PUBLICATIONS = sorted(ROOT.glob("content/*/publication.yaml")) + sorted(
    ROOT.glob("tests/publications/*/publication.yaml")
)
VALIDATOR = jsonschema.Draft7Validator(json_schema())


def as_json(value: Value) -> Any:
    """A value as an editor's YAML 1.2 parser sees it (core schema)."""
    if isinstance(value, Sequence):
        return [as_json(item) for item in value.items]
    if isinstance(value, Mapping):
        return {key.value: as_json(item) for key, item in value.pairs}
    assert isinstance(value, Scalar)
    text = value.value
    if value.style:
        return text
    if value.is_null:
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def test_the_file_is_current() -> None:
    committed, current = json.loads(FILE.read_text("utf-8")), json.loads(json.dumps(json_schema()))
    for kind in ("currency", "territory", "unit"):  # codes follow the installed release of CLDR, which mostly adds some
        known, now = (set(schema["definitions"][kind].pop("enum")) for schema in (committed, current))
        assert len(known & now) > 0.9 * min(len(known), len(now)), kind
    assert committed == current, "write it anew: builder schema > content/publication.schema.json"


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", PUBLICATIONS, ids=lambda path: path.parent.name)
def test_valid_publications_validate(path: Path) -> None:
    value, problems, _ = read(read_source(path))
    assert value is not None and not problems
    assert [error.message for error in VALIDATOR.iter_errors(as_json(value))] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("content/*/publication.yaml")), ids=lambda path: path.parent.name)
def test_publications_name_the_schema(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=../publication.schema.json\n")


SEEN_BY_EDITORS = (
    "unknown key with its nearest",
    "unknown key with nothing near",
    "a section needs a title",
    "a block without a type",
    "a block with a misspelt type",
    "a block with two types",
    "a block that is a text",
    "sections are a list",
    "a text that is a list",
    "a figure without a type",
    "a figure of two types",
    "an amount without currency",
    "a currency in small letters",
    "an exponent",
    "a range of three",
    "a date as people write it",
    "a country that is none",
    "a unit that is none",
    "a bound that is none",
    "a counted noun without its plural",
    "a counted noun as a text",
    "a source without a title",
    "a row that is no list",
    "a table without rows",
    "a total that is neither true nor false",
    "a chart without categories",
    "a chart of an unknown kind",
    "a highlight with braces",
    "a point that says nothing",
    "an option that is unknown",
    "an option out of bounds",
    "a date of publication as a text",
    "only for a medium that does not exist",
    "no language declared",
    "an id in capitals",
)


@pytest.mark.parametrize("case", read_cases(Path(__file__).with_name("errors.txt")), ids=lambda case: case.heading)
def test_mistakes_of_shape_are_seen_by_editors(case: Any) -> None:
    if case.heading not in SEEN_BY_EDITORS:
        return
    value, _, _ = read(SourceText("f", case.yaml))
    assert value is not None
    seen = as_json(value)
    if case.heading == "an exponent":
        seen["figures"]["a"]["number"] = "1e400"
    assert list(VALIDATOR.iter_errors(seen))


def objects(schema: Any) -> Any:
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


def test_references_lead_somewhere() -> None:
    schema = json_schema()
    assert all("$ref" not in part or part["$ref"].split("/")[-1] in schema["definitions"] for part in objects(schema))


def properties(node: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every key that the schema names, with what it says of it."""
    if isinstance(node, list):
        for item in node:
            yield from properties(item, place)
    elif isinstance(node, dict):
        for name, inner in node.get("properties", {}).items():
            yield f"{place}.{name}", inner
        for name, inner in node.items():
            yield from properties(inner, f"{place}.{name}")


def test_every_key_is_explained() -> None:
    named = dict(properties(json_schema()))
    assert len(named) > 100
    assert [place for place, inner in named.items() if len(inner.get("description", "")) < 6] == []
