"""The page in a real browser: what an author sees while writing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.workbooks import workbook
from tests.marking import sampled
from tests.preview.browsing import Tab
from tests.preview.samples import LONG, SMALL, copied, served, write

pytestmark = pytest.mark.browser
Open = Callable[..., Tab]
TEXT = "sections.money.blocks.0.text.0"
TOP_OF_20 = "document.querySelector('[data-key=\"sections.part-20\"]').getBoundingClientRect().y"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "small")


def test_words_appear_after_a_save_and_nothing_else_is_touched(source: Path, tab: Open) -> None:
    with served({"small": source}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        page.page.evaluate("for (const block of document.querySelectorAll('.block')) block.mine = true")
        source.write_text(SMALL.replace("Une phrase.", "Deux phrases."), encoding="utf-8")
        page.wait_for("Deux phrases.")
        untouched = page.page.evaluate("[...document.querySelectorAll('.block')].filter((block) => block.mine).length")
        assert untouched == page.page.locator(".block").count() - 1
        assert page.block(TEXT).locator("[lang=fr]").inner_text() == "Deux phrases."
        assert page.block(TEXT).locator("[lang=en]").inner_text() == "One sentence."


def test_a_mistake_shows_its_line_over_the_last_good_page_and_goes(source: Path, tab: Open) -> None:
    with served({"small": source}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        source.write_text(SMALL.replace("{fund}.", "{fond}."), encoding="utf-8")
        problems = page.page.locator("#region-problems")
        problems.get_by_text("unknown figure").first.wait_for()
        assert problems.locator("a").first.get_attribute("data-at").endswith("small/publication.yaml:9:37")
        assert "publication.yaml:9:37" in problems.inner_text()
        assert "did you mean" in problems.inner_text()
        assert page.block("sections.money.message").is_visible()
        assert page.page.locator("body.broken").count() == 1
        assert "grayscale" in page.page.locator("#panel-text .blocks").evaluate(
            "(blocks) => getComputedStyle(blocks).filter"
        )
        page.expect("document.getElementById('says').textContent.includes('2 mistakes to correct')")
        source.write_text(SMALL, encoding="utf-8")
        problems.wait_for(state="hidden")
        assert page.page.locator("body.broken").count() == 0


@pytest.mark.full
def test_the_place_and_the_focus_stay_when_something_is_added_above(source: Path, tab: Open) -> None:
    source.write_text(LONG, encoding="utf-8")
    with served({"small": source}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        page.block("sections.part-20.message").locator(".at").first.focus()
        page.page.evaluate("scrollTo(0, document.querySelector('[data-key=\"sections.part-19\"]').offsetTop)")
        before = page.page.evaluate(
            "document.querySelector('[data-key=\"sections.part-20\"]').getBoundingClientRect().y"
        )
        added = "  - {id: new, title: {fr: Neuf, en: New}, message: {fr: Tout neuf., en: All new.}}\n"
        changed = LONG.replace("  - {id: part-0,", added + "  - {id: part-0,").replace("Phrase numéro 20.", "Autre.")
        source.write_text(changed, encoding="utf-8")
        page.wait_for("Autre.")
        after = page.page.evaluate(
            "document.querySelector('[data-key=\"sections.part-20\"]').getBoundingClientRect().y"
        )
        assert abs(after - before) < 1
        focused = page.page.evaluate("document.activeElement.closest('[data-key]').dataset.key")
        assert focused == "sections.part-20.message"
        assert page.page.evaluate("document.activeElement.className") == "at"


@pytest.mark.full
def test_a_click_copies_the_place_and_leads_to_the_editor(source: Path, tab: Open) -> None:
    with served({"small": source}, editor="test-editor://open?file={file}&at={line},{column}") as server:
        page = tab(server.addresses["small"], permissions=["clipboard-read", "clipboard-write"])
        page.wait_until_checked()
        link = page.block(TEXT).locator(".at").nth(1)
        assert link.get_attribute("data-at").endswith("small/publication.yaml:11:40")
        assert link.get_attribute("href") == f"test-editor://open?file={source.resolve()}&at=11,40"
        assert link.get_attribute("aria-label") == "Line 11"
        page.page.evaluate("addEventListener('click', (event) => event.preventDefault(), true)")
        page.block(TEXT).locator("[lang=en]").click()
        page.expect("document.getElementById('says').textContent.startsWith('Copied')")
        assert page.page.evaluate("navigator.clipboard.readText()").endswith("publication.yaml:11:40")


@pytest.mark.full
def test_figures_show_where_they_are_declared(source: Path, tab: Open) -> None:
    with served({"small": source}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        figure = page.block("sections.money.message").locator("a.figure").first
        assert figure.inner_text() == "2,5\u00a0millions d’euros"
        assert figure.get_attribute("data-at").endswith("publication.yaml:5:9")
        assert figure.get_attribute("title").startswith("Figure “fund” — ")


@pytest.mark.full
def test_figures_in_tables_charts_and_big_numbers_lead_to_their_declaration(tmp_path: Path, tab: Open) -> None:
    file = copied("content/mistral-ai", tmp_path)
    with served({"mistral": file}) as server:
        page = tab(server.addresses["mistral"])
        page.wait_until_checked()
        for key, name in (
            ("key_figures", "seed-round"),
            ("sections.funding.blocks.fig-funding", "series-a"),
            ("sections.comparison.blocks.tbl-comparison", "mistral-office"),
        ):
            link = page.block(key).locator(f"a.figure[title*='“{name}”']").first
            line = int((link.get_attribute("data-at") or "").split(":")[1])
            assert file.read_text(encoding="utf-8").splitlines()[line - 2].strip() == f"{name}:"


@pytest.mark.full
def test_findings_stand_beside_their_passage(source: Path, tab: Open) -> None:
    text = SMALL.replace("One sentence.", "One  sentence for 2,500,000 euros.").replace("    source: x\n", "")
    source.write_text(text.replace("figures:\n", "figures:\n  idle: {number: 3}\n"), encoding="utf-8")
    with served({"small": source}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        beside = page.block(TEXT).locator(".finding")
        assert beside.count() >= 1
        assert all("publication.yaml:12:" in link.get_attribute("data-at") for link in beside.locator("a").all())
        assert page.block("sections.time.message").locator(".finding").count() == 0
        others = page.page.locator("#region-elsewhere")
        assert "about figures" in others.locator("summary").inner_text()
        others.locator("summary").click()
        assert "`idle` is not used" in others.inner_text()
        page.page.locator("#next").click()
        first = page.page.evaluate("document.activeElement.className")
        assert first.startswith("finding")


@pytest.mark.full
def test_stale_and_missing_texts_are_marked(source: Path, tab: Open) -> None:
    from builder.actions.accept import accept

    accept(source)
    changed = SMALL.replace("Une phrase.", "Une autre phrase.").replace(', en: "Time passes."', "")
    source.write_text(changed, encoding="utf-8")
    with served({"small": source}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        stale = page.page.locator(".badge.stale")
        assert stale.count() == 1
        assert page.block(TEXT).locator(".cell").nth(1).locator(".badge.stale").count() == 1
        missing = page.block("sections.time.message").locator("[lang=en] .missing")
        assert missing.inner_text() == "Missing: sections.time.message"


@pytest.mark.full
def test_the_page_comes_back_with_the_server(source: Path, tab: Open) -> None:
    with served({"small": source}) as server:
        port = int(server.addresses["small"].split(":")[2].split("/")[0])
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        page.page.evaluate("window.kept = true")
    page.page.locator("#connection").wait_for()
    assert "connection is lost" in page.page.locator("#connection").inner_text()
    source.write_text(SMALL.replace("Une phrase.", "Après le redémarrage."), encoding="utf-8")
    with served({"small": source}, port=port):
        page.wait_for("Après le redémarrage.")
        page.page.locator("#connection").wait_for(state="hidden")
        assert page.page.evaluate("window.kept"), "the page was not loaded again"


@pytest.mark.full
def test_of_twenty_quick_saves_the_last_one_is_shown(source: Path, tab: Open) -> None:
    with served({"small": source}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        for number in range(1, 21):
            source.write_text(SMALL.replace("Une phrase.", f"Phrase {number}."), encoding="utf-8")
        page.wait_for("Phrase 20.")
        page.wait_until_checked()
        assert page.block(TEXT).locator("[lang=fr]").inner_text() == "Phrase 20."


@pytest.mark.full
def test_two_publications_are_open_side_by_side(tmp_path: Path, tab: Open) -> None:
    files = {name: write(tmp_path / name, SMALL.replace("Petit essai", name)) for name in ("one", "two")}
    with served(files) as server:
        first, second = tab(server.addresses["one"]), tab(server.addresses["two"])
        first.wait_until_checked()
        second.wait_until_checked()
        drawn = second.page.evaluate("document.documentElement.dataset.drawn")
        files["one"].write_text(SMALL.replace("Une phrase.", "Ici seulement."), encoding="utf-8")
        first.wait_for("Ici seulement.")
        first.wait_until_checked()
        assert second.page.evaluate("document.documentElement.dataset.drawn") == drawn
        assert "Ici seulement." not in second.page.locator("main").inner_text()
        second.page.get_by_role("link", name="one").click()
        second.wait_for("Ici seulement.")


@pytest.mark.full
def test_a_changed_picture_and_a_changed_data_file_are_shown(tmp_path: Path, tab: Open) -> None:
    from PIL import Image

    file = write(tmp_path / "small", PICTURE)
    (file.parent / "data.csv").write_text("name,n\nA,1234\n", encoding="utf-8")
    Image.new("RGB", (40, 30), "red").save(file.parent / "p.png")
    with served({"small": file}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        picture = page.block("sections.money.blocks.0").locator("img").first
        page.expect("document.querySelector('img').naturalWidth === 40")
        before = picture.get_attribute("src")
        Image.new("RGB", (50, 30), "blue").save(file.parent / "p.png")
        page.expect("document.querySelector('img').naturalWidth === 50")
        assert page.block("sections.money.blocks.0").locator("img").first.get_attribute("src") != before
        (file.parent / "data.csv").write_text("name,n\nA,5678\n", encoding="utf-8")
        page.wait_for("5,678")


@pytest.mark.full
def test_a_changed_workbook_is_shown(tmp_path: Path, tab: Open) -> None:
    file = write(tmp_path / "small", WORKBOOK)
    book = file.parent / "data.xlsx"
    book.write_bytes(workbook([["name", "n"], ["A", 1234]]))
    with served({"small": file}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        page.wait_for("1,234")
        book.write_bytes(workbook([["name", "n"], ["A", 4321]]))
        page.wait_for("4,321")


PICTURE = """\
languages: [fr, en]
title: Un essai
sections:
  - id: money
    title: {fr: Argent, en: Money}
    blocks:
      - image: {file: p.png, alt: {fr: Un carré, en: A square}}
      - table:
          data: data.csv
          columns:
            - {key: name, header: {fr: Nom, en: Name}}
            - {key: n, header: {fr: Nombre, en: Number}}
"""
WORKBOOK = PICTURE.replace("      - image: {file: p.png, alt: {fr: Un carré, en: A square}}\n", "").replace(
    "data: data.csv", "data: data.xlsx"
)

HOSTILE = r"""
languages: [fr, en]
title: {fr: '\<script>window.pwned = 1\</script>', en: '\<img src=x onerror="window.pwned = 1">'}
authors: ['\</div>\<script>window.pwned = 1\</script>']
sources:
  evil: {title: '\<svg onload=window.pwned=1>', url: 'https://example.org/?q=%22%3E'}
figures:
  fund: {number: 3, counted: {fr: {one: x, other: '<b onclick=window.pwned=1>x</b>'}, en: {one: x, other: y}}}
sections:
  - id: money
    title: {fr: '\<h1>Titre\</h1>', en: '"`constructor.constructor(pwned = 1)()`'}
    message:
      fr: '{fund} & \<iframe srcdoc="\<script>parent.pwned=1\</script>">'
      en: "[x](https://example.org/'onmouseover='window.pwned=1) [@evil]"
    blocks:
      - table:
          data: data.csv
          columns: [{key: name, header: '\<th onclick=window.pwned=1>'}, {key: n, header: n}]
      - chart:
          kind: column
          categories: ['\<script>window.pwned=1\</script>', b]
          series: [{name: '"''>\<script>window.pwned=1\</script>', values: [1, 2]}]
      - text: |
          ```
          </code><script>window.pwned=1</script>
          ```
"""


def test_hostile_content_stays_text(tmp_path: Path, tab: Open) -> None:
    name = "<img src=x onerror=window.pwned=1>"
    file = write(tmp_path / name, HOSTILE)
    (file.parent / "data.csv").write_text('name,n\n"<script>window.pwned=1</script>",1\n', encoding="utf-8")
    with served({name: file}) as server:
        page = tab(server.addresses[name])
        page.wait_until_checked()
        assert page.page.evaluate("window.pwned") is None
        inside = page.page.locator("main script, main iframe, main svg, main [onerror], main [onload], main [onclick]")
        assert inside.count() == 0
        assert page.block("title").locator("[lang=fr]").inner_text() == "<script>window.pwned = 1</script>"
        file.write_text(HOSTILE.replace("title: {fr", "'<script>window.pwned=1</script>': {fr", 1), encoding="utf-8")
        page.page.locator("#region-problems").get_by_text("<script>").first.wait_for()
        assert page.page.evaluate("window.pwned") is None
        links = page.page.evaluate("[...document.links].map((link) => link.protocol)")
        assert set(links) <= {"https:", "vscode:", "http:"}


@pytest.mark.parametrize(
    "link",
    sampled(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"], "javascript:alert(1)"),
)
def test_links_that_run_something_are_mistakes_and_never_links(tmp_path: Path, tab: Open, link: str) -> None:
    file = write(tmp_path / "small", SMALL.replace("Une phrase.", f"[x]({link})"))
    with served({"small": file}) as server:
        page = tab(server.addresses["small"])
        page.page.locator("#region-problems .finding").first.wait_for()
        hrefs = page.page.evaluate("[...document.links].map((link) => link.protocol)")
        assert set(hrefs) <= {"http:", "vscode:"}


def test_keyboard_alone_reaches_everything(source: Path, tab: Open) -> None:
    with served({"small": source}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        page.page.keyboard.press("Tab")
        assert page.page.evaluate("document.activeElement.className") == "skip"
        page.page.keyboard.press("Enter")
        assert page.page.evaluate("document.activeElement.id") == "main"
        reached = set()
        for _ in range(30):
            page.page.keyboard.press("Tab")
            reached.add(page.page.evaluate("document.activeElement.closest('[data-key]')?.dataset.key || ''"))
        assert {"title", "sections.money", "sections.money.message", TEXT, "sections.time.message"} <= reached


@pytest.mark.full
def test_the_tree_of_a_screen_reader_has_landmarks_headings_and_languages(source: Path, tab: Open) -> None:
    with served({"small": source}) as server:
        page = tab(server.addresses["small"])
        page.wait_until_checked()
        for role in ("banner", "main", "tablist", "tabpanel"):
            assert page.page.get_by_role(role).count() == 1, role
        names = [heading.inner_text() for heading in page.page.get_by_role("heading", level=2).all()]
        assert names == ["1 Argent", "1 Money", "2 Temps", "2 Time"]
        assert page.page.get_by_role("heading", level=1).count() == 3
        assert page.page.locator(".body").first.get_attribute("lang") == "fr"


@pytest.mark.full
def test_the_theme_can_be_chosen_and_is_kept(source: Path, tab: Open) -> None:
    with served({"small": source}) as server:
        page = tab(server.addresses["small"], color_scheme="dark")
        page.wait_until_checked()
        dark = page.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        page.page.get_by_role("button", name="Light or dark").click()
        light = page.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert dark != light
        page.page.reload()
        page.wait_until_checked()
        assert page.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == light


@pytest.mark.full
@pytest.mark.parametrize(("theme", "language"), [("light", "en-GB"), ("dark", "fr-FR")])
def test_axe_finds_nothing(
    tmp_path: Path, tab: Open, axe: Callable[[Tab], list[str]], theme: str, language: str
) -> None:
    file = copied("docs/examples/every-key", tmp_path)
    with served({"every-key": file, "small": write(tmp_path / "small")}) as server:
        page = tab(server.addresses["every-key"], color_scheme=theme, locale=language, reduced_motion="reduce")
        page.page.locator("#region-elsewhere summary").wait_for()
        page.page.locator("#region-elsewhere summary").click()
        assert axe(page) == []
        page.page.get_by_role("tab").nth(1).click()
        page.page.locator("#panel-slides svg").first.wait_for()
        assert axe(page) == []
        page.page.get_by_role("tab").first.click()
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("sections:", "sektions:"), encoding="utf-8")
        page.page.locator("#region-problems .finding").first.wait_for()
        assert axe(page) == []
        listed = tab(server.addresses["every-key"].removesuffix("every-key/"), color_scheme=theme, locale=language)
        assert axe(listed) == []
