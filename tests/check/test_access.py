"""What some readers cannot see or follow is reported at its place; what serves them well is not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from builder.check.runner import check
from tests.check.planted import assert_found, plant
from tests.documents import png
from tests.templates.foreign import MAKERS

IMAGES = {"pont__png": png(1600, 1200), "small__png": png(400, 300)}


def image(more: str, file: str = "pont.png") -> str:
    return f"sections:\n  - title: T\n    message: M\n    blocks:\n      - image: {{file: {file}{more}}}\n"


def text(french: str, english: str = "") -> str:
    return (
        "sections:\n  - title: T\n    message: M\n    blocks:\n      - text:\n"
        f"          fr: '{french}'\n          en: '{english or 'words'}'\n"
    )


REPORTED = {
    "an announcement in French": image(", alt: {fr: ⟦ACC003:info⟧Une photo du pont, en: The bridge at dawn}"),
    "an announcement in English": image(", alt: {fr: Le pont à l’aube, en: ⟦ACC003:info⟧An image of the bridge}"),
    "an announcement for all": image(", alt: ⟦ACC003:info⟧Foto der Brücke"),
    "the name of the file": image(", alt: {fr: ⟦ACC003:warning⟧pont, en: The bridge at dawn}"),
    "the name of a camera": image(", alt: {fr: Le pont à l’aube, en: ⟦ACC003:warning⟧DSC_0042}"),
    "the caption again": image(", caption: {fr: Pont, en: Bridge}, alt: {fr: ⟦ACC004⟧Pont., en: At dawn}"),
    "a decorative picture with a name": image(", id: p, alt: ⟦ACC002⟧''"),
    "a coarse picture": image(", alt: {fr: Le pont, en: Bridge}", "⟦ACC010⟧small.png"),
    "a link in a list": text("Voir ⟦ACC007⟧[**cliquez ici**](https://a.org)"),
    "a link in a note": text("Un^[Voir ⟦ACC007⟧[ce lien](https://a.org).]"),
    "a link with an arrow": text("Voir ⟦ACC007⟧[En savoir plus →](https://a.org)"),
    "an English link": text("Voir", "See ⟦ACC007⟧[Click here!](https://a.org)"),
    "capitals": text("Il est ⟦ACC012⟧STRICTEMENT INTERDIT D''ENTRER ici"),
}
SILENT = {
    "a described picture": image(", alt: {fr: Le pont à l’aube, en: The bridge at dawn}"),
    "a decorative picture": image(", alt: ''"),
    "a picture whose text speaks of photography": image(", alt: {fr: La photographe et son pont, en: Photo lab}"),
    "a link that says where": text("Voir [le plan](https://a.org) et [le plan](https://a.org/)"),
    "French words that say nothing in English": text("Voir [la carte](https://a.org)", "On [ici](https://a.org)"),
    "acronyms": text("Le CNRS, l’INSERM et l’ONU. HTML, CSS"),
    "a parent with words of its own": (
        "sections:\n  - title: T\n    message: M\n    blocks:\n      - points: [a]\n    sections:\n"
        "      - {title: U, message: N, blocks: [{points: [b]}]}\n"
    ),
    "a name column of numbers, all empty": (
        "sections:\n  - title: T\n    message: M\n    blocks:\n      - table:\n          caption: C\n"
        "          columns: ['', A]\n          rows: [[null, 1], [null, 2]]\n".replace("''", "B")
    ),
    "a section that only says its message": "sections:\n  - {title: T, message: M}\n",
    "a section for the brief without message": (
        "sections:\n  - title: T\n    blocks:\n      - {only: brief, points: [a]}\n"
    ),
}


@pytest.mark.parametrize("yaml", [*REPORTED.values(), *SILENT.values()], ids=[*REPORTED, *SILENT])
def test_access(yaml: str, tmp_path: Path) -> None:
    assert_found(tmp_path, yaml, select=["ACC"], **IMAGES)


def test_a_picture_for_each_language_is_reported_in_its_own(tmp_path: Path) -> None:
    yaml = image(", alt: {fr: Le pont, en: Bridge}", "{fr: pont.png, en: ⟦ACC010⟧small.png}")
    report = assert_found(tmp_path, yaml, select=["ACC"], **IMAGES)
    assert "400 pixels wide" in report.diagnostics[0].message


def test_a_picture_that_moves_is_reported(tmp_path: Path) -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (1400, 700), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    yaml = image(", alt: {fr: Le pont, en: Bridge}", "⟦ACC020:warning⟧turning.gif")
    yaml += "      - image: {file: turning.gif, alt: {fr: Le pont encore, en: Bridge again}}\n"
    report = assert_found(tmp_path, yaml, select=["ACC"], turning__gif=out.getvalue())
    assert report.diagnostics[0].message == "`turning.gif` has 3 frames or pages: only the first is shown"


def test_a_picture_that_is_reduced_is_reported_with_its_sizes(tmp_path: Path) -> None:
    yaml = image(", alt: {fr: Le pont, en: Bridge}", "⟦ACC021:info⟧huge.png")
    report = assert_found(tmp_path, yaml, select=["ACC"], huge__png=png(5000, 2500))
    assert "reduced from 5,000 × 2,500 to 4,096 × 2,048 pixels" in report.diagnostics[0].message


def test_a_picture_of_the_brief_alone_is_measured_in_the_brief(tmp_path: Path) -> None:
    yaml = image(", alt: {fr: Le pont, en: Bridge}", "small.png").replace("- image:", "- only: brief\n        image:")
    assert_found(tmp_path, yaml, select=["ACC"], **IMAGES)


def test_a_template_that_is_hard_to_read_is_reported_once_for_each_text(tmp_path: Path) -> None:
    (tmp_path / "pale.pptx").write_bytes(MAKERS["bare"]())
    plant(tmp_path, "deck: {template: pale.pptx}\nsections:\n  - {title: T, message: M}\n")
    diagnostics = check(tmp_path / "publication.yaml", ["ACC"]).diagnostics
    assert {(diagnostic.code, diagnostic.span.line, diagnostic.span.column) for diagnostic in diagnostics} == {
        ("ACC011", 3, 7)
    }
    assert any(
        "`pale.pptx`" in diagnostic.message and "contrast of 3.5:1" in diagnostic.message for diagnostic in diagnostics
    )
