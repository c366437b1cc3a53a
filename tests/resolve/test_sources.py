from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.content.model.publication import Source
from builder.content.model.values import PartialDate
from builder.tree.document import SourceNode
from builder.tree.dump import dump_inlines
from builder.tree.prose import Run, plain
from tests.resolve.make import publication, resolved, source, text


def entries(*sources: Source, language: str = "fr") -> tuple[SourceNode, ...]:
    return resolved(publication(sources=list(sources)), language).sources


FULL = source(
    "s",
    title="Le pari de l'IA",
    author="Farid Arab",
    publisher="Startup.info",
    date=PartialDate(2024, 5),
    url={"": "https://www.startup.info/pari/"},
    language="fr",
)


def test_a_source_is_written_by_the_rules_of_the_language() -> None:
    (french,) = entries(FULL)
    (english,) = entries(FULL, language="en")
    assert plain(french.inlines) == "Farid Arab, Le pari de l’IA, Startup.info, mai 2024. startup.info/pari"
    assert plain(english.inlines) == (
        "Farid Arab, Le pari de l’IA (Startup.info, May 2024, in French). startup.info/pari"
    )
    assert plain(french.short) == plain(english.short) == "Farid Arab, 2024"


def test_an_address_may_differ_by_language() -> None:
    addresses = {"fr": "https://exemple.ca/rapport", "en": "https://example.ca/report"}
    for language, address in (("fr-CA", addresses["fr"]), ("en", addresses["en"])):
        (entry,) = entries(replace(FULL, url=addresses), language=language)
        assert entry.url == address
        assert plain(entry.inlines).endswith(address.removeprefix("https://"))
        assert {run.link for run in entry.inlines if isinstance(run, Run) and run.link} == {address}


def test_the_title_is_italic_leads_to_the_work_and_keeps_its_language() -> None:
    ((english,), (french,)) = entries(FULL, language="en"), entries(FULL)
    (title,) = [inline for inline in english.inlines if isinstance(inline, Run) and inline.emphasis]
    assert (title.link, title.language, english.url) == ("https://www.startup.info/pari/", "fr", FULL.url[""])
    (title,) = [inline for inline in french.inlines if isinstance(inline, Run) and inline.emphasis]
    assert title.language is None


def test_a_foreign_title_keeps_its_own_typography() -> None:
    (node,) = entries(source("s", title="Pourquoi ?", language="fr"), language="en")
    assert dump_inlines(node.short) == "[*Pourquoi¦?*]{lang=fr}"


def test_a_title_that_the_author_translated_is_in_the_documents_language() -> None:
    (node,) = entries(source("s", title=text(fr="Le pari", en="The bet"), language="fr"), language="en")
    assert dump_inlines(node.short) == "*The bet*"


def test_a_printed_address_is_not_a_link() -> None:
    (node,) = entries(FULL)
    assert dump_inlines(node.inlines).endswith(" ⟦startup.info/pari⟧")


@pytest.mark.parametrize(
    ("cited", "full", "short"),
    [
        (source("s", title="T"), "T.", "T"),
        (source("s", title="T", publisher="P"), "T, P.", "P"),
        (source("s", title="T", author="A", publisher="A", date=PartialDate(1999)), "A, T, 1999.", "A, 1999"),
        (source("s", title="Pourquoi ?"), "Pourquoi\u202f?", "Pourquoi\u202f?"),
    ],
)
def test_what_is_unknown_is_left_out(cited: Source, full: str, short: str) -> None:
    (node,) = entries(cited)
    assert (plain(node.inlines), plain(node.short)) == (full, short)


def test_two_works_of_one_author_and_year_keep_their_titles_in_short() -> None:
    first, two = (source(name, title=name.title(), author="A", date=PartialDate(2024)) for name in ("one", "two"))
    other = source("other", title="Other", author="B", date=PartialDate(2024))
    assert [plain(node.short) for node in entries(first, two, other)] == ["A, One, 2024", "A, Two, 2024", "B, 2024"]


def test_the_order_is_the_authors_in_every_language() -> None:
    texts = [source(name, title=name) for name in ("z", "a", "m")]
    assert [node.id for node in entries(*texts)] == ["z", "a", "m"]
