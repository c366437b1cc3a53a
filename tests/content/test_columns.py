"""Tables have at most 63 columns, Word's limit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.content.model.publication import Publication

TYPED = "sections:\n  - title: Un\n    blocks:\n      - table:\n          columns: [{}]\n          rows: [[{}]]\n"
FILE = "sections:\n  - title: Un\n    blocks:\n      - table:\n          columns: [{}]\n          data: d.csv\n"
SMALL = "sections:\n  - title: Un\n    blocks:\n      - text: |\n          {}\n          {}\n          {}\n"


def typed(number: int) -> str:
    return TYPED.format(", ".join(["A"] * number), ", ".join(["1"] * number))


def from_file(number: int) -> tuple[str, bytes]:
    yaml = FILE.format(", ".join(f"{{header: A, key: c{n}}}" for n in range(number)))
    return yaml, "\n".join(",".join(f"{cell}{n}" for n in range(number)) for cell in ("c", "x")).encode()


def small(number: int) -> str:
    return SMALL.format(*("|" + f"{cell}|" * number for cell in ("A", "---", "x")))


@pytest.mark.parametrize("number", [64, 200])
def test_more_columns_are_refused_at_the_first_of_them(reported: Callable[..., list[str]], number: int) -> None:
    message = f"a table has at most 63 columns, Word's limit; this one has {number} (divide it into several tables)"
    assert reported(typed(number)) == [f"7:{21 + 3 * 63}: {message}"]
    yaml, data = from_file(number)
    column = yaml.splitlines()[4].index("{header: A, key: c63}") + 1
    assert reported(yaml, d__csv=data) == [f"7:{column}: {message}"]
    assert reported(small(number)) == [f"7:11: {message}"]


def test_63_columns_are_accepted(read: Callable[..., Publication]) -> None:
    yaml, data = from_file(63)
    assert read(typed(63)) and read(yaml, d__csv=data) and read(small(63))
