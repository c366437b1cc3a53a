"""The reference of every key follows from the schema, and its example uses every key and builds."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import docx
import pptx
import pytest

import builder
from builder.check.runner import check
from builder.content.schema import json_schema

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "every-key"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_key_reference", ROOT / "scripts" / "make_key_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_up_to_date(script: ModuleType) -> None:
    text = script.Reference(json_schema(), script.publication()).text()
    assert (ROOT / "docs" / "keys.md").read_text("utf-8") == text, "run scripts/make_key_reference.py"


def test_a_key_without_an_example_is_an_error(script: ModuleType) -> None:
    schema = json_schema()
    schema["properties"]["novelty"] = {"type": "boolean", "description": "A new key."}
    with pytest.raises(ValueError, match=r"no example of Publication\.novelty"):
        script.Reference(schema, script.publication()).text()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_example_builds(tmp_path: Path, language: str) -> None:
    publication = builder.load(EXAMPLE)
    builder.write_brief(publication, language, tmp_path / "x.docx")
    builder.write_deck(publication, language, tmp_path / "x.pptx")
    assert len(docx.Document(str(tmp_path / "x.docx")).tables) >= 4
    assert len(pptx.Presentation(str(tmp_path / "x.pptx")).slides) > 5


def test_the_example_has_no_error() -> None:
    report = check(EXAMPLE / "publication.yaml")
    assert report.loaded and not report.failed
