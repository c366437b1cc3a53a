"""Whole publications in templates that are not ours: valid, nothing of the template's own left, nothing astray."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import cycle
from pathlib import Path

import pytest

import builder
from tests.files.drawn import misplaced
from tests.files.geometry import pages_of
from tests.files.once import once
from tests.files.opc import open_opc
from tests.files.rendering import office_program, render
from tests.files.samples import folder_of
from tests.files.slidexml import P, placeholder, shapes, slides, text_of
from tests.files.validator import schema_errors
from tests.files.wordxml import W, paragraphs, style_of, styles
from tests.marking import sampled
from tests.templates.foreign import MAKERS
from tests.templates.foreign_briefs import BRIEF_MAKERS

PUBLICATIONS = {"mistral-ai": "fr", "budget": "fr-CA"}
Foreign = Callable[[str, str], Path]

DECKS = [(name, template) for name in PUBLICATIONS for template in MAKERS]
BRIEFS = [(name, template) for name in PUBLICATIONS for template in BRIEF_MAKERS]
every_deck = pytest.mark.parametrize(("name", "template"), sampled(DECKS, ("budget", "german-dark")))
every_brief = pytest.mark.parametrize(("name", "template"), sampled(BRIEFS, ("budget", "french")))


def _alternating(makers: Mapping[str, object], *names: str) -> list[tuple[str, str]]:
    """Each template with one publication, in turn: the schema of a part depends on either alone."""
    return list(zip(cycle(names), makers, strict=False))


each_deck = pytest.mark.parametrize(
    ("name", "template"), sampled(_alternating(MAKERS, "budget", "mistral-ai"), ("budget", "german-dark"))
)
each_brief = pytest.mark.parametrize(
    ("name", "template"), sampled(_alternating(BRIEF_MAKERS, "mistral-ai", "budget"), ("budget", "french"))
)


def _build(stem: str, kind: str, folder: Path) -> None:
    """Write a publication in a template, and the template itself to `templates`."""
    makers, write = (MAKERS, builder.write_deck) if kind == "pptx" else (BRIEF_MAKERS, builder.write_brief)
    name, template = stem.split(".")
    path = folder / "templates" / f"{template}.{kind}"
    path.parent.mkdir()
    path.write_bytes(makers[template]())
    publication = builder.load(folder_of(name, folder))
    write(publication, PUBLICATIONS[name], folder / f"{stem}.{kind}", template=path)


@pytest.fixture(scope="session")
def foreign(shared_folder: Path) -> Foreign:
    """`foreign("budget.bare", "pptx")`: that file, written at the first call of the run."""

    def file(stem: str, kind: str) -> Path:
        folder = shared_folder / "foreign" / f"{stem}.{kind}"
        return once(folder, lambda folder: _build(stem, kind, folder)) / folder.name

    return file


@pytest.fixture(scope="session")
def drawn(request: pytest.FixtureRequest, shared_folder: Path, foreign: Foreign) -> Foreign:
    """The same as a PDF; all files that the selected tests draw are converted in one call."""

    def convert(folder: Path) -> None:
        render([foreign(stem, kind) for stem, kind in _drawn_files(request.session.items)], folder)

    def pdf(stem: str, kind: str) -> Path:
        office_program()
        return once(shared_folder / "foreign.pdf", convert) / f"{stem}.{kind}.pdf"

    return pdf


def _drawn_files(items: list[pytest.Item]) -> list[tuple[str, str]]:
    """Return the files that the selected tests of this module draw. Other modules have fixtures of the same name."""
    own = [item for item in items if item.path == Path(__file__) and "drawn" in getattr(item, "fixturenames", ())]
    calls = [(item, item.callspec.params) for item in own]  # type: ignore[attr-defined]
    return sorted(
        {(f"{call['name']}.{call['template']}", "pptx" if "slides" in item.name else "docx") for item, call in calls}
    )


@pytest.mark.validator
@each_deck
def test_decks_are_valid(foreign: Foreign, name: str, template: str) -> None:
    assert schema_errors(foreign(f"{name}.{template}", "pptx")) == []


@pytest.mark.validator
@each_brief
def test_briefs_are_valid(foreign: Foreign, name: str, template: str) -> None:
    assert schema_errors(foreign(f"{name}.{template}", "docx")) == []


@every_deck
def test_no_placeholder_is_empty_and_nothing_is_left_over(foreign: Foreign, name: str, template: str) -> None:
    opc = open_opc(foreign(f"{name}.{template}", "pptx"))
    for slide in slides(opc):
        held = [shape for shape in shapes(opc, slide) if placeholder(shape) is not None and shape.tag == f"{P}sp"]
        assert all(text_of(shape).strip() for shape in held)
        assert any(placeholder(shape).get("type") in ("title", "ctrTitle") for shape in held)
    assert not [part for part, blob in opc.parts.items() if b"Vieille" in blob]
    assert opc.reachable() == {part for part in opc.parts if not part.endswith(".rels")} - {"[Content_Types].xml"}


@every_brief
def test_briefs_keep_nothing_of_the_text_and_every_style_is_there(foreign: Foreign, name: str, template: str) -> None:
    opc = open_opc(foreign(f"{name}.{template}", "docx"))
    assert not [
        part for part, blob in opc.parts.items() if any(old in blob for old in (b"Alter ", b"Alte ", b"Altes "))
    ]
    known = set(styles(opc))
    used = {style_of(paragraph) for paragraph in paragraphs(opc)} - {""}
    assert used <= known
    assert opc.reachable() == {part for part in opc.parts if not part.endswith(".rels")} - {"[Content_Types].xml"}
    assert {element.get(f"{W}num", "1") for element in opc.find("word/document.xml", "//w:sectPr/w:cols")} == {"1"}


@pytest.mark.full
@pytest.mark.render
@every_deck
def test_slides_are_drawn_within_their_shapes(foreign: Foreign, drawn: Foreign, name: str, template: str) -> None:
    opc = open_opc(foreign(f"{name}.{template}", "pptx"))
    pages = pages_of(drawn(f"{name}.{template}", "pptx"))
    wrong = [
        f"slide {n}: {what}"
        for n, (slide, page) in enumerate(zip(slides(opc), pages, strict=True), 1)
        for what in misplaced(opc, slide, page)
    ]
    assert not wrong, "\n".join(wrong[:40])


@pytest.mark.full
@pytest.mark.render
@every_brief
def test_briefs_keep_to_their_margins(foreign: Foreign, drawn: Foreign, name: str, template: str) -> None:
    margins = open_opc(foreign(f"{name}.{template}", "docx")).find("word/document.xml", "//w:sectPr/w:pgMar")[-1]
    left, right = (int(margins.get(f"{W}{side}")) / 20 for side in ("left", "right"))
    for number, page in enumerate(pages_of(drawn(f"{name}.{template}", "docx")), 1):
        for glyph in page.glyphs:
            inside = glyph.ink.left >= left - 2 and glyph.ink.right <= page.size.right - right + 2
            assert inside and page.size.holds(glyph.ink), f"page {number}: {glyph.text!r} at {glyph.ink}"
