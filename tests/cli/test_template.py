from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from builder.templates.defaults import default_template
from tests.cli.conftest import Outcome
from tests.templates.foreign import bare, blank_only

Builder = Callable[..., Outcome]


def test_a_template_is_reported_on_standard_output_and_what_to_mend_beside_it(place: Path, builder: Builder) -> None:
    (place / "theirs.pptx").write_bytes(bare())
    done = builder("template", "check", "theirs.pptx")
    assert done.code == 0
    assert "Title and Content" in done.out and "4:3" in done.out
    assert "3.5:1" in done.err and "3.5:1" not in done.out


def test_a_template_that_no_build_can_use_fails(place: Path, builder: Builder) -> None:
    (place / "blank.pptx").write_bytes(blank_only())
    done = builder("template", "check", "blank.pptx")
    assert done.code == 1
    assert "no layout with a title placeholder" in done.err and "Slide Master" in done.err


def test_json_has_everything_for_other_programs(place: Path, builder: Builder) -> None:
    done = builder("template", "check", str(default_template("docx")), "--output-format", "json")
    report = json.loads(done.out)
    assert (done.code, report["kind"], report["usable"]) == (0, "docx", True)
    assert {use["purpose"]: use["served_by"] for use in report["uses"]}["heading_1"] == "heading 1"
    assert [font["font"] for font in report["fonts"]] == ["Cambria", "Calibri"]


def test_a_branded_pair_builds(place: Path, builder: Builder) -> None:
    (place / "brand.yml").write_text("meta: {name: House}\ncolor: {primary: '#7A1F3D'}\n", encoding="utf-8")
    outcome = builder("template", "new", "house")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines() == ["templates/house/brief.docx", "templates/house/deck.pptx"]
    done = builder("deck", "--lang", "fr", "--template", "templates/house/deck.pptx", "-o", "x.pptx")
    assert done.code == 0 and (place / "x.pptx").is_file()
    assert builder("template", "new", "house").code == 2


def test_a_mistake_in_a_brand_is_reported_at_its_place(place: Path, builder: Builder) -> None:
    (place / "brand.yml").write_text("color:\n  primary: nothing\n", encoding="utf-8")
    done = builder("template", "new", "house")
    assert done.code == 1
    assert done.err.startswith("brand.yml:2:12: ")
