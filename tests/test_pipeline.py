from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import builder
from builder.templates import open as opening
from builder.templates.defaults import default_template

TEXT = """\
languages: [fr]
title: Essai
sections:
  - {title: Une, message: Une phrase., blocks: [{points: [Un point]}]}
"""


@pytest.mark.parametrize(("kind", "write"), [("docx", builder.write_brief), ("pptx", builder.write_deck)])
def test_a_template_is_read_once_and_again_when_it_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: opening.Kind, write: object
) -> None:
    source = tmp_path / "publication.yaml"
    source.write_text(TEXT, encoding="utf-8")
    template = Path(shutil.copy(default_template(kind), tmp_path))
    opened: list[Path] = []
    really_open = opening.open_template

    def counted(path: Path, kind: opening.Kind) -> opening.TemplateFile:
        opened.append(path)
        return really_open(path, kind)

    monkeypatch.setattr(opening, "open_template", counted)
    publication = builder.load(source)
    for _ in range(3):
        write(publication, "fr", tmp_path / f"out.{kind}", template)  # type: ignore[operator]
    assert opened.count(template) == 1
    template.write_bytes(template.read_bytes() + b"\0" * 0)
    template.touch()
    write(publication, "fr", tmp_path / f"out.{kind}", template)  # type: ignore[operator]
    assert opened.count(template) == 2
