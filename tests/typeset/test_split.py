import hypothesis.strategies as st
from hypothesis import given

from builder.tree.prose import Break, Run, plain
from builder.typeset.plan import SlideParagraph
from builder.typeset.split import balance, deal, spans, split_paragraphs


def texts(paragraphs: tuple[SlideParagraph, ...]) -> list[str]:
    return [plain(paragraph.inlines) for paragraph in paragraphs]


def test_things_are_dealt_while_they_fit_in_every_language() -> None:
    assert deal([(1, 1), (1, 3), (1, 1)], [2, 3]) == [0, 1, 2]
    assert deal([(1, 1), (1, 1), (1, 1)], [2, 3]) == [0, 2]


def test_a_thing_too_large_stands_alone() -> None:
    assert deal([(1,), (9,), (1,)], [2]) == [0, 1, 2]


def test_a_point_is_not_left_without_its_nested_points() -> None:
    assert deal([(1,), (1,), (1,), (1,)], [3], frozenset({2})) == [0, 2]


def test_shares_are_about_equally_full() -> None:
    assert balance([(1.0,)] * 10, 3, [4]) == [0, 4, 8] or balance([(1.0,)] * 10, 3, [4]) == [0, 4, 7]
    assert spans(balance([(1.0,)] * 6, 2, [5]), 6) == [(0, 3), (3, 6)]


def test_paragraphs_are_cut_at_paragraphs_first() -> None:
    paragraphs = [SlideParagraph((Run(text),)) for text in ("Un deux trois. Quatre.", "Cinq six sept. Huit.")]
    assert [texts(paragraph) for paragraph in split_paragraphs(paragraphs, 2)] == [
        ["Un deux trois. Quatre."],
        ["Cinq six sept. Huit."],
    ]


def test_then_at_sentences_and_their_runs_are_kept() -> None:
    paragraph = SlideParagraph((Run("Une phrase ici. Une "), Run("autre", strong=True), Run(" phrase là.")))
    first, second = split_paragraphs([paragraph], 2)
    assert texts(first) == ["Une phrase ici."]
    assert second[0].inlines == (Run("Une "), Run("autre", strong=True), Run(" phrase là."))


def test_abbreviations_before_lower_case_end_no_sentence() -> None:
    first, _ = split_paragraphs([SlideParagraph((Run("Voir art. deux et p. trois ici. Puis la suite du texte."),))], 2)
    assert texts(first) == ["Voir art. deux et p. trois ici."]


def test_what_has_no_spaces_is_cut_all_the_same() -> None:
    dealt = split_paragraphs([SlideParagraph((Run("m" * 300),))], 3)
    assert sum(len("".join(texts(part))) for part in dealt) == 300
    assert all(dealt)


WORD = st.sampled_from(["mot", "Fin.", "«\u00a0là\u00a0»", "anticonstitutionnellement", "A", "b!"])


@given(st.lists(st.lists(WORD, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=5), st.integers(1, 8))
def test_no_word_is_lost_and_there_are_as_many_shares_as_asked_for(paragraphs: list[str], shares: int) -> None:
    given_paragraphs = [SlideParagraph((Run(paragraph), Break(), Run("x"))) for paragraph in paragraphs]
    dealt = split_paragraphs(given_paragraphs, shares)
    assert len(dealt) == shares
    words = " ".join(text for part in dealt for text in texts(part)).split()
    assert words == " ".join(f"{paragraph} x" for paragraph in paragraphs).split()
