"""Figures printed in two languages agree whatever the locales and styles; a changed one is found."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from builder.check.runner import check
from builder.content.model.values import PartialDate
from builder.resolve.numbers import Formatter, formatter
from builder.source import Span

LOCALES = [("fr", "en"), ("en", "fr"), ("fr-CA", "en-CA"), ("fr-CH", "en-GB"), ("fr", "en-US")]
STYLES = ["standard", "long", "exact", "compact"]
PLACES = ["prose", "table", "slide"]
CURRENCIES = ["EUR", "USD", "CAD", "CHF", "GBP"]

numbers = st.integers(2, 10**12).map(Decimal) | st.decimals(2, 10**9, places=2).map(lambda number: number.normalize())
round_numbers = st.builds(lambda digits, power: Decimal(digits).scaleb(power), st.integers(2, 999), st.integers(0, 9))
"""Numbers of at most three digits and zeros: languages with other scales round longer ones to other digits."""
shares = st.decimals(Decimal("1.1"), 99, places=1)
dates = st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31))


class Figure(NamedTuple):
    """A value of a kind, with what else its notation needs."""

    kind: str
    value: Any
    style: str
    place: Any
    currency: str = "EUR"

    def text(self, tag: str) -> str:
        """Return the figure as the builder prints it in a language."""
        writer: Formatter = formatter(tag)
        if self.kind == "date":
            date = PartialDate(self.value.year, self.value.month, self.value.day)
            return writer.date(date, "short" if self.style == "compact" else "long", "prose")
        measures: dict[str, Callable[[], Any]] = {
            "number": writer.count_measure,
            "percent": writer.percent_measure,
            "money": lambda: writer.money_measure(self.currency),
        }
        return writer.write(self.value, measures[self.kind](), self.style, self.place)


def ranges(values: st.SearchStrategy[Decimal]) -> st.SearchStrategy[tuple[Decimal, Decimal]]:
    return st.tuples(values, values).filter(lambda ends: ends[0] < ends[1])


def printed(kind: str, values: st.SearchStrategy[Decimal], styles: list[str]) -> st.SearchStrategy[Figure]:
    """Return figures of a kind, single values and ranges, at any place."""
    return st.builds(
        Figure, st.just(kind), values | ranges(values), st.sampled_from(styles), st.sampled_from(PLACES),
        st.sampled_from(CURRENCIES),
    )  # fmt: skip


figures = st.one_of(
    printed("number", numbers, ["exact"]),
    printed("number", round_numbers, STYLES),
    printed("percent", shares, ["standard"]),
    printed("money", numbers, ["exact"]),
    printed("money", round_numbers, STYLES),
    st.builds(Figure, st.just("date"), dates, st.sampled_from(STYLES), st.just("prose")),
)

SENTENCE = {"fr": "Le rapport donne {}.", "en": "The report has {}."}
SENTENCES = {"fr": "Le rapport donne {} pour la ville, et {} pour la région.", "en": "The report has {}, then {}."}


def findings(pairs: list[tuple[str, str]], tags: tuple[str, str]) -> list[Span]:
    lines = [f"languages: [{tags[0]}, {tags[1]}]", "title: Texte", "sections:", "  - title: Texte", "    blocks:"]
    for texts in pairs:
        entries = ", ".join(
            f"{tag}: {msgspec.json.encode(text).decode()}" for tag, text in zip(tags, texts, strict=True)
        )
        lines.append(f"      - {{only: brief, text: {{{entries}}}}}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "publication.yaml"
        path.write_text("\n".join(lines), "utf-8")
        return [finding.span for finding in check(path, ["FIG002"]).diagnostics]


def sentences(tag: str, first: Figure, second: Figure) -> str:
    return SENTENCES[tag[:2]].format(first.text(tag), second.text(tag))


@given(st.lists(st.tuples(figures, figures), min_size=1, max_size=12), st.sampled_from(LOCALES))
def test_the_same_figures_agree(pairs: list[tuple[Figure, Figure]], tags: tuple[str, str]) -> None:
    texts = [(sentences(tags[0], *pair), sentences(tags[1], *pair)) for pair in pairs]
    assert [texts[span.line - 6] for span in findings(texts, tags)] == []


changed = st.one_of(
    st.tuples(
        st.builds(Figure, st.just("number"), numbers, st.just("exact"), st.just("prose")),
        numbers,
    ),
    st.tuples(st.builds(Figure, st.just("percent"), shares, st.just("standard"), st.just("prose")), shares),
    st.tuples(
        st.builds(Figure, st.just("money"), numbers, st.just("exact"), st.just("table"), st.sampled_from(CURRENCIES)),
        numbers,
    ),
    st.tuples(st.builds(Figure, st.just("date"), dates, st.just("long"), st.just("prose")), dates),
).filter(lambda change: change[0].value != change[1])


@given(st.lists(changed, min_size=1, max_size=12), st.sampled_from(LOCALES))
def test_a_changed_figure_is_found(changes: list[tuple[Figure, Any]], tags: tuple[str, str]) -> None:
    texts = []
    for figure, value in changes:
        other = figure._replace(value=value)
        texts.append(
            (SENTENCE[tags[0][:2]].format(figure.text(tags[0])), SENTENCE[tags[1][:2]].format(other.text(tags[1])))
        )
    spans = findings(texts, tags)
    assert {span.line - 6 for span in spans} == set(range(len(texts))), texts
    for span in spans:  # in the translation, after the source text on its line
        assert span.column > len("      - {only: brief, text: {") + len(texts[span.line - 6][0])


UNITS = [
    ("minutes", "minutes", 1), ("heures", "hours", 60), ("jours", "days", 24 * 60), ("semaines", "weeks", 7 * 24 * 60),
]  # fmt: skip
LONGER_UNITS = [
    ("mois", "months", 1),
    ("trimestres", "quarters", 3),
    ("ans", "years", 12),
    ("siècles", "centuries", 1200),
]


@given(
    st.lists(
        st.sampled_from([UNITS, LONGER_UNITS]).flatmap(
            lambda units: st.tuples(
                st.sampled_from(units), st.integers(2, 400), st.sampled_from(units), st.integers(2, 400), st.booleans()
            )
        ),
        min_size=1,
        max_size=12,
    )
)
def test_durations_agree_if_they_are_equally_long(cases: list[Any]) -> None:
    texts, expected = [], set()
    for line, ((french, _, size), count, (_, english, other_size), other_count, equal) in enumerate(cases):
        whole = count * other_size if equal else other_count
        count = count * other_size if equal else count
        whole = count * size // other_size if equal else whole
        texts.append((f"Il dure {count} {french}.", f"It lasts {whole} {english}."))
        if whole * other_size != count * size and not _weeks(count, french, whole, english):
            expected.add(line)
    assert {span.line - 6 for span in findings(texts, ("fr", "en"))} == expected, texts


def _weeks(count: int, french: str, whole: int, english: str) -> bool:
    """Return True for "8 jours" and "15 jours", which mean one week and two."""
    return french == "jours" and count in (8, 15) and {"days": 1, "weeks": 7}.get(english, 0) * whole in (7, 14)
