from __future__ import annotations

import pytest

from builder.templates.defaults import default_template


@pytest.mark.parametrize(("kind", "name"), [("docx", "brief.docx"), ("pptx", "deck.pptx")])
def test_the_builder_brings_a_template_of_each_kind(kind: str, name: str) -> None:
    path = default_template(kind)  # type: ignore[arg-type]
    assert path.is_file()
    assert path.name == name
