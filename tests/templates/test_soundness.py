"""Damaged parts that builds keep: one refusal that names the part, whatever the damage."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pptx
import pytest

from builder.diagnostics import BuildError
from builder.templates.open import Kind, open_template
from tests.documents import png
from tests.templates.changing import as_strict, changed
from tests.templates.office_files import zipped

Damage = Callable[[bytes], bytes]


def brief() -> bytes:
    """A Word template with a picture in its header."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png()))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def deck() -> bytes:
    stream = io.BytesIO()
    pptx.Presentation().save(stream)
    return stream.getvalue()


def without(part: str) -> Damage:
    """Leave a member out."""

    def damaged(blob: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            assert part in archive.namelist()
            return zipped({name: archive.read(name) for name in archive.namelist() if name != part})

    return damaged


def replaced(part: str, pattern: str, replacement: str) -> Damage:
    """Change a part by a regular expression, which must match."""

    def change(name: str, text: str) -> str:
        if name != part:
            return text
        assert re.search(pattern, text, re.DOTALL)
        return re.sub(pattern, replacement, text, count=1, flags=re.DOTALL)

    return lambda blob: changed(blob, change)


HEADER, LAYOUT, MASTER = "word/header1.xml", "ppt/slideLayouts/slideLayout2.xml", "ppt/slideMasters/slideMaster1.xml"
OTHER = '<?xml version="1.0"?><x/>'
DAMAGES: dict[str, tuple[Kind, str, Damage]] = {
    "no picture": ("docx", HEADER, without("word/media/image1.png")),
    "no relationships": ("docx", HEADER, without("word/_rels/header1.xml.rels")),
    "unknown picture": ("docx", HEADER, replaced(HEADER, r'r:embed="[^"]*"', 'r:embed="rId99"')),
    "another root": ("docx", HEADER, replaced(HEADER, ".*", OTHER)),
    "cut short": ("docx", HEADER, replaced(HEADER, ".{40}$", "")),
    "empty": ("docx", HEADER, replaced(HEADER, ".*", "")),
    "unknown header": ("docx", "word/document.xml",
                       replaced("word/document.xml", r'(<w:headerReference[^>]*r:id=")[^"]*', r"\1rId99")),
    "no styles in the styles": ("docx", "word/styles.xml", replaced("word/styles.xml", ".*", OTHER)),
    "a layout of nothing": ("pptx", LAYOUT, replaced(LAYOUT, ".*", OTHER)),
    "a master without its relationships": ("pptx", MASTER, without("ppt/slideMasters/_rels/slideMaster1.xml.rels")),
    "an unknown layout": ("pptx", MASTER, replaced(MASTER, r'(<p:sldLayoutId [^>]*r:id=")rId3', r"\1rId99")),
    "no theme in the theme": ("pptx", "ppt/theme/theme1.xml", replaced("ppt/theme/theme1.xml", ".*", OTHER)),
}  # fmt: skip


@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
@pytest.mark.parametrize(("kind", "part", "damage"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_part_is_refused_with_its_name(
    kind: Kind, part: str, damage: Damage, strict: bool, tmp_path: Path
) -> None:
    path = tmp_path / f"template.{kind}"
    blob = damage(brief() if kind == "docx" else deck())
    path.write_bytes(as_strict(blob) if strict else blob)
    with pytest.raises(BuildError) as caught:
        open_template(path, kind)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code in ("template-damaged", "template-missing-part")
    assert "is damaged" in diagnostic.message
    assert part in diagnostic.message


def test_the_relationship_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(DAMAGES["unknown picture"][2](brief()))
    with pytest.raises(
        BuildError, match=r"“word/header1\.xml” refers to the relationship `rId99`, which does not exist"
    ):
        open_template(path, "docx")


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_a_sound_template_is_not_refused(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / f"template.{kind}"
    path.write_bytes(brief() if kind == "docx" else deck())
    assert open_template(path, kind).blob


def test_an_empty_id_is_none(tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(replaced(HEADER, r'r:embed="[^"]*"', 'r:embed=""')(brief()))
    assert open_template(path, "docx").blob


def test_an_id_in_the_body_that_a_build_throws_away_does_not_matter(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(png()))
    stream = io.BytesIO()
    document.save(stream)
    path = tmp_path / "template.docx"
    path.write_bytes(replaced("word/document.xml", r'r:embed="[^"]*"', 'r:embed="rId99"')(stream.getvalue()))
    assert open_template(path, "docx").blob
