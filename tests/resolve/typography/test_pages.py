"""The typography pages: what changes, and what must not, locale by locale. An editor may add cases to the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.resolve.typography import set_text

PAGES = sorted(Path(__file__).with_name("pages").glob("*.md"))


def spaces(text: str) -> str:
    return text.replace("~", "\u00a0").replace("¦", "\u202f")


def cases() -> list[tuple[str, str, str, str]]:
    broken_lines = []
    for page in PAGES:
        for section in page.read_text("utf-8").split("\n## ")[1:]:
            title, *lines = section.splitlines()
            texts = [line.removeprefix("    ") for line in lines if line.startswith("    ")]
            assert len(texts) == 2, f"{page.name}: {title}: a case has two texts"
            locales = re.split(r",\s*", title.split(":", 1)[0])
            broken_lines += [(locale, title, spaces(texts[0]), spaces(texts[1])) for locale in locales]
    return broken_lines


@pytest.mark.parametrize(("locale", "title", "before", "after"), cases())
def test_a_text_is_set(locale: str, title: str, before: str, after: str) -> None:
    assert set_text(before, locale) == after


@pytest.mark.parametrize(("locale", "title", "before", "after"), cases())
def test_a_set_text_stays(locale: str, title: str, before: str, after: str) -> None:
    assert set_text(after, locale) == after


@pytest.mark.parametrize(("locale", "title", "before", "after"), cases())
def test_a_full_space_replaces_the_narrow_one(locale: str, title: str, before: str, after: str) -> None:
    assert set_text(before, locale, "full") == after.replace("\u202f", "\u00a0")
