from __future__ import annotations

from decimal import Decimal

from builder.tree.dump import dump, dump_inlines
from builder.tree.prose import Break, CrossRef, NoteRef, Paragraph, Run
from tests.resolve.make import cite, column, publication, resolved, section, source, table, texts


def test_spaces_that_cannot_be_seen_are_signs() -> None:
    assert dump_inlines((Run("12\u00a0% et 1\u202f000 ~"),)) == "12~% et 1¦000 \\~"


def test_appearances_read_like_markdown() -> None:
    inlines = (
        Run("a", emphasis=True),
        Run("b", strong=True),
        Run("c", code=True),
        Run("d", link="https://x.org"),
        Run("e", language="en"),
        Run("f", protected=True),
        Break(),
        NoteRef((Paragraph((Run("g"),)),), sources=("s",)),
        CrossRef("t", "table", "tableau", "1", "« T »"),
    )
    assert dump_inlines(inlines) == (
        "*a***b**`c`[d](https://x.org)[e]{lang=en}⟦f⟧\\n^[@s: g]@table:t(tableau 1; « T »)"
    )


def test_every_part_of_a_document_is_there_once() -> None:
    sample = publication(
        section(
            texts(("Une phrase", cite("s"), ".")),
            table([column("A"), column("B")], [("x", Decimal("1.5"))], id="t"),
            title="Origines",
        ),
        sources=[source("s", title="Œuvre", author="Auteur")],
    )
    reported = dump(resolved(sample))
    for words in ("Origines", "Une phrase", "Œuvre", "rows[0]: x | ⟦1,5⟧ (1.5)", 'contents: "Sommaire"'):
        assert words in reported
    assert reported.count("Une phrase") == 1


def test_places_are_reported_only_when_asked_for() -> None:
    document = resolved(publication(section(texts("x"))))
    assert "publication.yaml" not in dump(document)
    assert "@publication.yaml:1:1" in dump(document, places=True)
