"""Write docs/keys.md, the reference of every key of a publication: from the schema, with examples from a publication
that uses them all.

The schema comes from the model, so that the reference cannot fall behind it; a key without an example in EXAMPLES is an
error, and a test builds EXAMPLES.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from builder.content.schema import json_schema

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "keys.md"
EXAMPLES = ROOT / "docs" / "examples" / "every-key"

_NOT_THERE = {
    ("BriefOptions", "template"): "template: house.docx",
    ("DeckOptions", "template"): "template: house.pptx",
    ("Cover", "figure"): "figure: trips",
}
"""Examples of keys that name files which the publication does not have, or that exclude others that it has."""
LONGEST = 70
"""Characters of an example; a longer value is cut to its first entries."""
LISTED = 8
"""Most values that are listed one by one."""

HEAD = """\
# Every key

Every key of `publication.yaml`, drawn from [its schema](../content/publication.schema.json) by
`scripts/make_key_reference.py`. The examples are taken from
[a publication that uses every key](examples/every-key/publication.yaml). What the keys are for is explained in
[Writing a publication](content.md).

A *text* is one string for all languages, or an entry per language: `{fr: …, en: …}`. *Inline* text is one paragraph,
*rich* text may have paragraphs and lists, *prose* small tables as well, *plain* text has no marks but figures.
"""

Schema = dict[str, Any]


class Reference:
    """The page. `examples` maps the name of a definition and a key to the shortest example of it."""

    def __init__(self, schema: Schema, publication: Any):
        self._schema = schema
        self._definitions: dict[str, Schema] = schema["definitions"]
        self.examples: dict[tuple[str, str], str] = dict(_NOT_THERE)
        self._collect("Publication", publication)

    def pages(self) -> dict[str, Schema]:
        """Return the definitions that have keys, the publication first."""
        others = {name: drawn for name, drawn in self._definitions.items() if "properties" in drawn}
        return {"Publication": self._schema, **others}

    def missing(self) -> list[str]:
        """Return the keys without an example."""
        return [
            f"{name}.{key}"
            for name, drawn in self.pages().items()
            for key in drawn["properties"]
            if (name, key) not in self.examples
        ]

    def text(self) -> str:
        """Return the page. Raises ValueError for a key without an example."""
        if self.missing():
            raise ValueError(f"{EXAMPLES.name} has no example of {', '.join(self.missing())}")
        return HEAD + "".join(self._section(name, drawn) for name, drawn in self.pages().items())

    # --- Examples ---------------------------------------------------------------------------------------------------

    def _collect(self, name: str, value: dict[str, Any]) -> None:
        properties = self.pages()[name]["properties"]
        for key, inner in value.items():
            if key in properties:
                self._example(name, key, inner)
                self._collect_in(properties[key], inner)

    def _example(self, name: str, key: str, value: Any) -> None:
        written = f"{key}: {_written(value)}"
        known = self.examples.get((name, key))
        if known is None or len(written) < len(known):
            self.examples[name, key] = written

    def _collect_in(self, schema: Schema, value: Any) -> None:
        if isinstance(value, list):
            for element in value:
                for items in self._items(schema):
                    self._collect_in(items, element)
            return
        if not isinstance(value, dict):
            return
        names = [name for name in self._names(schema) if set(value) <= set(self._definitions[name]["properties"])]
        if names:
            self._collect(names[0], value)
        for values in self._values(schema):
            for inner in value.values():
                self._collect_in(values, inner)

    def _members(self, schema: Schema) -> Iterator[Schema]:
        """Yield the schemas that a value may have, definitions without keys resolved."""
        if "$ref" in schema:
            name = _name_of(schema)
            if "properties" in self._definitions[name]:
                yield schema
            else:
                yield from self._members(self._definitions[name])
        elif "anyOf" in schema and "properties" not in schema:
            for member in schema["anyOf"]:
                yield from self._members(member)
        else:
            yield schema

    def _names(self, schema: Schema) -> list[str]:
        return [_name_of(member) for member in self._members(schema) if "$ref" in member]

    def _items(self, schema: Schema) -> list[Schema]:
        return [member["items"] for member in self._members(schema) if "items" in member]

    def _values(self, schema: Schema) -> list[Schema]:
        return [
            member["additionalProperties"]
            for member in self._members(schema)
            if isinstance(member.get("additionalProperties"), dict)
        ]

    # --- The page ---------------------------------------------------------------------------------------------------

    def _section(self, name: str, drawn: Schema) -> str:
        rows = [
            f"| `{key}` | {self._kind(inner)} | {_default(key, inner, drawn)} | {_described(inner)} | "
            f"`{self.examples[name, key].replace('|', chr(92) + '|')}` |\n"
            for key, inner in drawn["properties"].items()
        ]
        needed = [group["required"][0] for group in drawn.get("anyOf", ()) if "required" in group]
        note = f"At least one of {' and '.join(f'`{key}`' for key in needed)} is required.\n\n" if needed else ""
        described = drawn.get("description", "")
        return (
            f"\n## {_heading(name)}\n\n{described}\n\n{note}| key | type | default | what it is | example |\n"
            f"|---|---|---|---|---|\n{''.join(rows)}"
        )

    def _kind(self, schema: Schema) -> str:
        """Return the type and the limits of a value."""
        if "$ref" in schema:
            return self._kind_of(_name_of(schema))
        if "anyOf" in schema and "properties" not in schema:
            kinds = dict.fromkeys(self._kind(member) for member in schema["anyOf"])
            return ", or ".join(kind for kind in kinds if kind != "nothing")
        if "enum" in schema:
            values = schema["enum"]
            return " ".join(f"`{value}`" for value in values) if len(values) <= LISTED else "a code"
        kind = schema.get("type")
        if kind == "array":
            return f"list of {self._kind(schema['items'])}"
        if kind == "boolean":
            return "`true` or `false`"
        if kind in ("integer", "number"):
            least, most = schema.get("minimum"), schema.get("maximum")
            noun = "whole number" if kind == "integer" else "number"
            return noun if least is None or most is None else f"{noun}, {least} to {most}"
        if kind == "object":
            values = schema.get("additionalProperties")
            inner = self._kind(values) if isinstance(values, dict) else "words by language"
            return f"by name: {inner}" if isinstance(values, dict) else inner
        if kind == "null":
            return "nothing"
        return "an id" if "[a-z" in schema.get("pattern", "") else "words"

    def _kind_of(self, name: str) -> str:
        drawn = self._definitions[name]
        if "properties" in drawn:
            return f"[{_heading(name).lower()}](#{_heading(name).lower().replace(' ', '-')})"
        if name.endswith("-text"):
            return f"{name.removesuffix('-text')} text"
        return {"currency": "ISO 4217 code", "territory": "ISO 3166 code", "unit": "CLDR unit"}.get(
            name, name.replace("-", " ") if name in ("number", "date") else self._kind(drawn)
        )


def _name_of(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _heading(name: str) -> str:
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip().replace("-", " ")
    return words[:1].upper() + words[1:]


def _default(key: str, schema: Schema, drawn: Schema) -> str:
    if key in drawn.get("required", ()):
        return "required"
    return f"`{_written(schema['default'])}`" if "default" in schema else ""


def _described(schema: Schema) -> str:
    return str(schema.get("description", "")).replace("|", "\\|")


def _written(value: Any) -> str:
    """Return a value in YAML's flow style on one line, cut to LONGEST characters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = yaml.safe_dump(value, default_flow_style=True, width=10**6, allow_unicode=True, sort_keys=False)
    line = " ".join(text.removesuffix("...\n").split())
    if len(line) <= LONGEST:
        return line
    ending = {"{": " …}", "[": " …]"}.get(line[0], " …")
    return line[: LONGEST - len(ending)].rpartition(" ")[0].rstrip(",") + ending


def publication() -> Any:
    """Return the publication of the examples as YAML has it."""
    return yaml.safe_load((EXAMPLES / "publication.yaml").read_text("utf-8"))


if __name__ == "__main__":
    PAGE.write_text(Reference(json_schema(), publication()).text(), "utf-8")
