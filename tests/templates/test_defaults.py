from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
import pytest

from builder.templates.defaults import default_template
from builder.templates.open import open_template
from builder.templates.word.reader import read_brief_template


@pytest.mark.parametrize(("kind", "name"), [("docx", "brief.docx"), ("pptx", "deck.pptx")])
def test_the_builder_brings_a_template_of_each_kind(kind: str, name: str) -> None:
    path = default_template(kind)  # type: ignore[arg-type]
    assert path.is_file()
    assert path.name == name


def test_the_builder_s_own_brief_template_has_nothing_to_adapt(tmp_path: Path) -> None:
    own = default_template("docx")
    elsewhere = tmp_path / "copy.docx"
    elsewhere.write_bytes(own.read_bytes())
    house, foreign = (read_brief_template(open_template(path, "docx")) for path in (own, elsewhere))
    assert house.house and not foreign.house
    assert msgspec.structs.asdict(foreign) == {**msgspec.structs.asdict(house), "house": False}


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_the_builder_s_own_templates_pass_the_check_they_are_spared(
    kind: Literal["docx", "pptx"], tmp_path: Path
) -> None:
    own = open_template(default_template(kind), kind)
    copy = tmp_path / f"copy.{kind}"
    copy.write_bytes(own.blob)
    assert msgspec.structs.replace(open_template(copy, kind), path=own.path) == own
