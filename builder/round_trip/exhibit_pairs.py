"""Find for each picture, chart and table of a file those as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.round_trip.alignment import align
from builder.round_trip.exhibits import Exhibit
from builder.round_trip.tokens import tokens_of

__all__ = ["pair_exhibits"]

_LIKE = 0.3


def pair_exhibits(
    printed: Sequence[Exhibit], received: Sequence[Exhibit], names: Mapping[str, str] | None = None
) -> tuple[dict[int, int], list[int]]:
    """Return the exhibits of a file by those as printed, by numbers, and those that are none of them. `names` are the
    present names of those in the file, if they may be others; what no name finds is found by order and words.
    """
    homes = {name: number for number, exhibit in enumerate(printed) for name in exhibit.names}
    pairs: dict[int, int] = {}
    for other, exhibit in enumerate(received):
        for name in reversed(exhibit.names):
            number = homes.get(name if names is None else names.get(name, ""), -1)
            if number >= 0 and number not in pairs and printed[number].kind == exhibit.kind:
                pairs[number] = other
                break
    free = [number for number in range(len(printed)) if number not in pairs]
    others = [number for number in range(len(received)) if number not in pairs.values()]
    for kind in ("picture", "chart", "table"):
        rows = [number for number in free if printed[number].kind == kind]
        columns = [number for number in others if received[number].kind == kind]
        if len(rows) == len(columns):
            pairs.update(zip(rows, columns, strict=True))
            continue
        aligned = align([_words(printed[row]) for row in rows], [_words(received[column]) for column in columns], _LIKE)
        pairs.update((rows[row], columns[column]) for row, column in aligned)
    return pairs, [number for number in others if number not in pairs.values()]


def _words(exhibit: Exhibit) -> list[str]:
    chart = (*exhibit.chart.categories, *exhibit.chart.names) if exhibit.chart is not None else ()
    return [token.key for text in (exhibit.alt, *chart) for token in tokens_of(text)]
