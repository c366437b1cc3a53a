"""The tab of slides in a real browser: what an author sees of the deck while writing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.office import libreoffice
from tests.files.workbooks import workbook
from tests.preview.browsing import Tab
from tests.preview.samples import LONG, SMALL, copied, served, write
from tests.preview.test_browser import HOSTILE, PICTURE, WORKBOOK

pytestmark = pytest.mark.browser
Open = Callable[..., Tab]
PANEL = "#panel-slides"
POINTS = "".join(f"          - {{fr: Le point numéro {n}, en: Point number {n}}}\n" for n in range(1, 41))
CROWDED = SMALL.replace("          - {fr: Premier, en: First}\n", POINTS)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "small")


def drawn_words(page: Tab) -> str:
    words: str = page.page.locator(PANEL).evaluate(
        "(panel) => [...panel.querySelectorAll('svg text')].map((text) => text.textContent).join(' ')"
    )
    return words


def slides(page: Tab) -> None:
    page.page.get_by_role("tab", name="Slides").click()
    page.page.locator("#panel-slides svg").first.wait_for()


@pytest.mark.parametrize(("language", "words"), [("en", "being drawn"), ("fr", "sont en cours de dessin")])
def test_the_tab_says_that_slides_are_being_drawn_until_there_is_one(
    source: Path, tab: Open, language: str, words: str
) -> None:
    with served({"small": source}, language=language) as server:
        page = tab(server.addresses["small"])
        page.page.locator("#panel-text .row").first.wait_for()
        shown = f"getComputedStyle(document.querySelector('{PANEL} .blocks'), '::before').content"
        assert words in page.page.evaluate(shown)
        page.page.locator("#tab-slides").click()
        page.page.locator("#panel-slides svg").first.wait_for()
        assert page.page.evaluate(shown) == "none"


def test_slides_are_drawn_side_by_side_and_only_the_changed_one_is_drawn_again(source: Path, tab: Open) -> None:
    with served({"small": source}, editor="test-editor://open?file={file}&at={line},{column}") as server:
        page = tab(server.addresses["small"], permissions=["clipboard-read", "clipboard-write"])
        page.wait_until_checked()
        slides(page)
        rows = page.page.locator("#panel-slides .row.slide")
        assert rows.count() >= 2
        assert rows.first.locator("svg").count() == 2
        first = rows.first.locator("svg").first
        labels = [drawing.get_attribute("aria-label") for drawing in rows.first.locator("svg").all()]
        assert labels == ["Slide 1 (fr)", "Slide 1 (en)"]
        box = first.bounding_box() or {}
        assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
        page.page.evaluate("addEventListener('click', (event) => event.preventDefault(), true)")
        page.page.locator("#panel-slides svg [data-key=title] text").first.click()
        page.expect("document.getElementById('says').textContent.includes('Copied')")
        assert page.page.evaluate("navigator.clipboard.readText()").endswith("publication.yaml:2:14")
        page.page.evaluate("for (const block of document.querySelectorAll('#panel-slides .block')) block.mine = true")
        source.write_text(SMALL.replace("Argent", "Trésor"), encoding="utf-8")
        page.wait_for("Trésor", "#panel-slides")
        kept = "[...document.querySelectorAll('#panel-slides .block')].filter((block) => block.mine).length"
        assert 1 <= page.page.evaluate(kept) < rows.count()


@pytest.mark.full
def test_a_template_that_cannot_be_used_is_reported_in_place_of_the_slides(source: Path, tab: Open) -> None:
    (source.parent / "house.pptx").write_bytes(b"no template")
    source.write_text(SMALL.replace("sections:", "deck: {template: house.pptx}\nsections:"), encoding="utf-8")
    with served({"small": source}) as server:
        page = tab(server.addresses["small"])
        page.wait_for("Une phrase.")
        page.page.get_by_role("tab", name="Slides").click()
        page.wait_for("house.pptx", "#panel-slides")


@pytest.mark.full
def test_a_mistake_is_over_the_last_good_slides_and_goes(source: Path, tab: Open) -> None:
    with served({"small": source}) as server:
        page = tab(server.addresses["small"] + "#slides")
        page.wait_for("Argent", PANEL)
        source.write_text(SMALL.replace("{fund}.", "{fond}."), encoding="utf-8")
        problems = page.page.locator("#region-problems")
        problems.get_by_text("unknown figure").first.wait_for()
        assert problems.locator("a").first.get_attribute("data-at").endswith("small/publication.yaml:9:37")
        assert "Argent" in drawn_words(page)
        blocks = page.page.locator(f"{PANEL} .blocks")
        assert "grayscale" in blocks.evaluate("(blocks) => getComputedStyle(blocks).filter")
        source.write_text(SMALL.replace("Argent", "Trésor"), encoding="utf-8")
        page.wait_for("Trésor", PANEL)
        problems.wait_for(state="hidden")


@pytest.mark.full
def test_of_twenty_quick_saves_the_last_one_is_drawn(source: Path, tab: Open) -> None:
    with served({"small": source}) as server:
        page = tab(server.addresses["small"] + "#slides")
        page.wait_for("Argent", PANEL)
        for number in range(1, 21):
            source.write_text(SMALL.replace("Argent", f"Titre {number}."), encoding="utf-8")
        page.wait_for("Titre 20.", PANEL)
        page.wait_until_checked()
        assert "Titre 19." not in drawn_words(page)


@pytest.mark.full
def test_slides_come_back_with_the_server(source: Path, tab: Open) -> None:
    with served({"small": source}) as server:
        port = int(server.addresses["small"].split(":")[2].split("/")[0])
        page = tab(server.addresses["small"] + "#slides")
        page.wait_for("Argent", PANEL)
    page.page.locator("#connection").wait_for()
    source.write_text(SMALL.replace("Argent", "Trésor"), encoding="utf-8")
    with served({"small": source}, port=port):
        page.wait_for("Trésor", PANEL)
        page.page.locator("#connection").wait_for(state="hidden")


@pytest.mark.full
def test_the_slides_of_two_publications_are_open_side_by_side(tmp_path: Path, tab: Open) -> None:
    files = {name: write(tmp_path / name, SMALL.replace("Petit essai", name)) for name in ("one", "two")}
    with served(files) as server:
        first, second = (tab(server.addresses[name] + "#slides") for name in files)
        for page in (first, second):
            page.wait_for("Argent", PANEL)
            page.wait_until_checked()
        drawn = second.page.evaluate("document.documentElement.dataset.drawn")
        files["one"].write_text(SMALL.replace("Argent", "Ici seulement"), encoding="utf-8")
        first.wait_for("Ici seulement", PANEL)
        first.wait_until_checked()
        assert second.page.evaluate("document.documentElement.dataset.drawn") == drawn
        assert "Ici seulement" not in drawn_words(second)


@pytest.mark.full
def test_a_changed_picture_and_a_changed_data_file_are_drawn(tmp_path: Path, tab: Open) -> None:
    from PIL import Image

    file = write(tmp_path / "small", PICTURE)
    (file.parent / "data.csv").write_text("name,n\nA,1234\n", encoding="utf-8")
    Image.new("RGB", (40, 30), "red").save(file.parent / "p.png")
    with served({"small": file}) as server:
        page = tab(server.addresses["small"] + "#slides")
        page.wait_for("1,234", PANEL)
        picture = page.page.locator(f"{PANEL} svg image").last
        before = picture.get_attribute("href")
        assert before is not None and before.startswith("data:image/png;base64,")
        Image.new("RGB", (50, 30), "blue").save(file.parent / "p.png")
        page.expect(f"[...document.querySelectorAll('{PANEL} svg image')].at(-1).getAttribute('href') !== '{before}'")
        (file.parent / "data.csv").write_text("name,n\nA,5678\n", encoding="utf-8")
        page.wait_for("5,678", PANEL)


@pytest.mark.full
def test_a_changed_workbook_is_drawn(tmp_path: Path, tab: Open) -> None:
    file = write(tmp_path / "small", WORKBOOK)
    book = file.parent / "data.xlsx"
    book.write_bytes(workbook([["name", "n"], ["A", 1234]]))
    with served({"small": file}) as server:
        page = tab(server.addresses["small"] + "#slides")
        page.wait_for("1,234", PANEL)
        book.write_bytes(workbook([["name", "n"], ["A", 4321]]))
        page.wait_for("4,321", PANEL)


@pytest.mark.full
def test_slides_need_no_libreoffice(source: Path, tab: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    with served({"small": source}) as server:
        page = tab(server.addresses["small"] + "#slides")
        page.wait_for("Argent", PANEL)


def test_hostile_content_stays_text_in_drawings(tmp_path: Path, tab: Open) -> None:
    from PIL import Image

    name = "<img src=x onerror=window.pwned=1>"
    picture = '"onload=window.pwned=1 .png'
    alt = "'<image href=x onerror=window.pwned=1>'"
    image = f"      - image: {{file: '{picture}', alt: {{fr: {alt}, en: {alt}}}, caption: {{fr: {alt}, en: {alt}}}}}\n"
    file = write(tmp_path / name, HOSTILE.replace("    blocks:\n", f"    blocks:\n{image}", 1))
    (file.parent / "data.csv").write_text('name,n\n"<script>window.pwned=1</script>",1\n', encoding="utf-8")
    Image.new("RGB", (40, 30), "red").save(file.parent / picture)
    with served({name: file}) as server:
        page = tab(server.addresses[name] + "#slides")
        page.wait_for("window.pwned", PANEL)
        page.wait_until_checked()
        assert "<script>window.pwned = 1</script>" in drawn_words(page)
        assert page.page.locator(f"{PANEL} svg image").count() >= 2
        assert page.page.evaluate("window.pwned") is None
        kinds = page.page.evaluate(
            f"[...new Set([...document.querySelectorAll('{PANEL} svg *')].map((element) => element.localName))]"
        )
        assert set(kinds) <= {
            "svg",
            "g",
            "rect",
            "line",
            "path",
            "polygon",
            "ellipse",
            "circle",
            "image",
            "text",
            "a",
            "title",
        }
        names = page.page.evaluate(
            f"[...document.querySelectorAll('{PANEL} svg *')].flatMap((element) => element.getAttributeNames())"
        )
        assert [
            attribute for attribute in names if attribute.startswith("on") or attribute in ("style", "class", "id")
        ] == []
        leads = page.page.evaluate(
            f"[...document.querySelectorAll('{PANEL} [data-href]')].map((part) => part.dataset.href)"
        )
        assert leads and all(lead.startswith("vscode://file/") for lead in leads if lead)
        assert all(character not in lead for lead in leads for character in '<>"')


@pytest.mark.full
def test_shrunk_and_continued_slides_are_marked_in_words(tmp_path: Path, tab: Open) -> None:
    file = copied("tests/publications/stress", tmp_path)
    with served({"stress": file}) as server:
        page = tab(server.addresses["stress"] + "#slides", reduced_motion="reduce")
        shrunk = page.page.locator(f"{PANEL} figcaption .badge.shrunk")
        shrunk.first.wait_for()
        assert shrunk.first.inner_text().startswith("Text shrunk to ")
        assert (shrunk.first.get_attribute("href") or "").startswith("vscode://file/")
        continued = page.page.locator(f"{PANEL} figcaption").filter(has_text="Continued 2/7")
        assert continued.first.is_visible()
        french = tab(server.addresses["stress"] + "#slides", locale="fr-FR", reduced_motion="reduce")
        french.page.locator(f"{PANEL} figcaption .badge.shrunk").first.wait_for()
        assert french.page.locator(f"{PANEL} figcaption .badge.shrunk").first.inner_text().startswith("Texte réduit à")
        assert french.page.locator(f"{PANEL} figcaption").filter(has_text="Suite 2/7").first.is_visible()


@pytest.mark.full
def test_findings_stale_and_missing_texts_are_reported_below_their_slide(
    source: Path, tab: Open, axe: Callable[[Tab], list[str]]
) -> None:
    from builder.actions.accept import accept

    accept(source)
    changed = SMALL.replace("{fr: Premier", "{fr: Tout premier").replace(', en: "Time passes."', "")
    source.write_text(changed, encoding="utf-8")
    with served({"small": source}) as server:
        page = tab(server.addresses["small"] + "#slides")
        page.wait_until_checked()
        stale = page.page.locator(f"{PANEL} .badge.stale")
        assert stale.count() == 1
        assert (stale.get_attribute("data-at") or "").endswith("publication.yaml:13:36")
        row = page.page.locator(f"{PANEL} .block", has=page.page.locator(".badge.stale"))
        assert row.locator("figure").nth(1).locator(".badge.stale").count() == 1
        assert page.page.locator(f"{PANEL} figcaption").filter(has_text="1 missing text").count() >= 1
        row.locator("summary").click()
        assert row.locator(".finding").first.is_visible()
        assert axe(page) == []


@pytest.mark.full
def test_a_point_leads_to_its_own_line(source: Path, tab: Open) -> None:
    source.write_text(CROWDED, encoding="utf-8")
    with served({"small": source}, editor="test-editor://open?file={file}&at={line},{column}") as server:
        page = tab(server.addresses["small"] + "#slides")
        page.wait_for("Point number 3", PANEL)
        text = page.page.locator(f"{PANEL} figure").locator("svg text").filter(has_text="Point number 3").first
        place = text.evaluate("(text) => text.closest('[data-at]').dataset.href")
        assert place == f"test-editor://open?file={source.resolve()}&at=15,41"


@pytest.mark.full
def test_the_slide_and_the_focus_stay_when_a_slide_is_added_above(source: Path, tab: Open) -> None:
    source.write_text(LONG, encoding="utf-8")
    with served({"small": source}) as server:
        page = tab(server.addresses["small"] + "#slides")
        page.wait_for("Part 30", PANEL)
        page.wait_until_checked()
        row = page.page.locator(f"{PANEL} .slide[data-keys*='sections.part-20.message']")
        row.locator("a.slide-place").first.focus()
        assert page.page.evaluate("document.activeElement.className") == "slide-place"
        page.page.evaluate(f"scrollTo(0, document.querySelector('{PANEL} .slide[data-keys*=part-19]').offsetTop)")
        top = f"document.querySelector('{PANEL} .slide[data-keys*=part-20]').getBoundingClientRect().y"
        before = page.page.evaluate(top)
        source.write_text(LONG.replace("Phrase numéro 20.", "Autre."), encoding="utf-8")
        page.wait_for("Autre.", PANEL)
        assert abs(page.page.evaluate(top) - before) < 1
        assert page.page.evaluate("document.activeElement.className") == "slide-place"


@pytest.mark.full
def test_the_keyboard_reaches_each_slide_and_opens_its_line(source: Path, tab: Open) -> None:
    with served({"small": source}, editor="test-editor://open?file={file}&at={line},{column}") as server:
        page = tab(server.addresses["small"] + "#slides")
        page.wait_for("Argent", PANEL)
        page.wait_until_checked()
        page.page.locator("#tab-slides").focus()
        reached = set()
        for _ in range(40):
            page.page.keyboard.press("Tab")
            reached.add(page.page.evaluate("document.activeElement.closest('[data-key]')?.dataset.key || ''"))
        leading = page.page.locator(f"{PANEL} .block:has(a.slide-place)").evaluate_all(
            "(blocks) => blocks.map((block) => block.dataset.key)"
        )
        assert len(leading) >= 3
        assert set(leading) <= reached
        opened = page.page.locator(f"{PANEL} a.slide-place").first.get_attribute("href") or ""
        assert opened.startswith(f"test-editor://open?file={source.resolve()}&at=2,")


def test_a_figure_in_a_drawing_leads_to_its_declaration_by_mouse_and_keyboard(
    source: Path, tab: Open, axe: Callable[[Tab], list[str]]
) -> None:
    with served({"small": source}, editor="test-editor://open?file={file}&at={line},{column}") as server:
        page = tab(server.addresses["small"] + "#slides", permissions=["clipboard-read", "clipboard-write"])
        page.wait_until_checked()
        link = page.page.locator(f"{PANEL} svg a").first
        link.wait_for()
        words = link.get_attribute("aria-label") or ""
        assert " ".join(words.split()) == "2,5 millions d’euros"
        assert page.page.get_by_role("link", name=words, exact=True).count() >= 1
        assert link.locator("title").text_content().startswith("Figure “fund” — ")
        assert "underline" in link.evaluate("(link) => getComputedStyle(link).textDecorationLine")
        assert link.get_attribute("href") == f"test-editor://open?file={source.resolve()}&at=5,9"
        page.page.evaluate("addEventListener('click', (event) => event.preventDefault(), true)")
        box = link.bounding_box() or {}
        page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.expect("document.getElementById('says').textContent.includes('Copied')")
        assert page.page.evaluate("navigator.clipboard.readText()").endswith("publication.yaml:5:9")
        page.page.locator("#tab-slides").focus()
        for _ in range(12):
            page.page.keyboard.press("Tab")
            if page.page.evaluate("document.activeElement.dataset.figure") == "fund":
                break
        focused = page.page.locator("svg a:focus-visible")
        assert focused.count() == 1
        assert focused.evaluate(
            "(link) => getComputedStyle(link).outlineColor === getComputedStyle(link.parentElement).fill"
        ), "the outline is as easy to see as the words"
        assert axe(page) == []


@pytest.mark.full
def test_the_figures_of_a_slide_lead_to_their_declaration(tmp_path: Path, tab: Open) -> None:
    file = copied("content/mistral-ai", tmp_path)
    lines = file.read_text(encoding="utf-8").splitlines()
    with served({"mistral": file}) as server:
        page = tab(server.addresses["mistral"] + "#slides")
        page.page.locator(f"{PANEL} .figures").first.wait_for()
        slides = {"key_figures": "seed-round", "fig-funding": "series-a", "tbl-comparison": "mistral-office"}
        for key, name in slides.items():
            block = page.page.locator(f"{PANEL} .block", has=page.page.locator(f".slide[data-keys*='{key}']"))
            link = block.locator(".figures a").get_by_text(name, exact=True).first
            line = int((link.get_attribute("data-at") or "").split(":")[1])
            assert lines[line - 2].strip() == f"{name}:"
            assert (link.get_attribute("title") or "").startswith(f"Figure “{name}” — ")
