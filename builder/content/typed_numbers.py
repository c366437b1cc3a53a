"""Recognise numbers as people write them (`12,5`, `1 234,5`, `1,234.5`) and return how the format writes them.

YAML splits `12,5` inside brackets at the comma: the pieces are joined again here, so that one message names the comma.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from builder.content.local_numbers import MARKS, SPACES, read_number
from builder.content.scalar_forms import is_in_notation
from builder.content.yaml_values import Mapping, Scalar, Value
from builder.late_patterns import compiled

__all__ = ["TypedNumber", "split_at_groups", "split_in_list", "split_in_mapping", "typed_number"]

_MAY_FOLLOW = rf"[0-9][0-9.'’{SPACES}]*[%‰€$£¥]?\Z"
_GROUP = "[0-9][^0-9][0-9]{3}"
_LONGEST = 60
_SIGNS = ("%", "‰", "€", "$", "£", "¥")
_COMMA = "has a decimal comma"


class TypedNumber(Struct, frozen=True):
    """A number as people write it: what is wrong with its form, and how the format writes it (in two ways if it is
    ambiguous). `first` is the first of the `pieces` into which YAML split it.
    """

    text: str
    fault: str
    written: tuple[str, ...]
    first: Scalar | None = None
    pieces: int = 1

    @property
    def message(self) -> str:
        """The problem."""
        split = ", at which YAML splits it" if self.first is not None and self.fault == _COMMA else ""
        return f"`{self.text}` {self.fault}{split}"

    @property
    def hint(self) -> str:
        """The fix."""
        return f"write {' or '.join(f'`{number}`' for number in self.written)}"


def typed_number(text: str, first: Scalar | None = None, pieces: int = 1) -> TypedNumber | None:
    """Return the number that a text means in French, English or Swiss notation; None if it is not a number, or one in
    the format's own notation.
    """
    if len(text) > _LONGEST or is_in_notation(text):
        return None
    numbers = dict.fromkeys(read_number(text, mark, _SIGNS) for mark in MARKS)
    written = tuple(f"{number:f}" for number in numbers if number is not None)
    return TypedNumber(text, _fault(text, written), written, first, pieces) if written else None


def _fault(text: str, written: tuple[str, ...]) -> str:
    if len(written) > 1:
        return "has a comma, which may mark decimals or thousands"
    sign = next((sign for sign in _SIGNS if sign in text), None)
    if "," in text and read_number(text, ",", _SIGNS) is not None:
        return _COMMA
    if sign is not None:
        return f"has the sign `{sign}`, which the format adds"
    return "has digit groups" if compiled(_GROUP).search(text) else "is not a valid number"


def split_in_mapping(value: Mapping, index: int) -> TypedNumber | None:
    """Return the number after key `index` of a mapping if YAML split it: `{percent: 12,5}` has the keys `percent` and
    `5`.
    """
    inner = value.pairs[index][1]
    if not value.flow or type(inner) is not Scalar or inner.style:
        return None
    end, pieces = inner.end, 1
    for name, rest in value.pairs[index + 1 :]:
        follows = name.start == end + 1 and not name.style and compiled(_MAY_FOLLOW).match(name.value)
        if not (follows and type(rest) is Scalar and rest.is_null):
            break
        end, pieces = name.end, pieces + 1
    return typed_number(value.source.text[inner.start : end], inner, pieces) if pieces > 1 else None


def split_in_list(items: Sequence[Value], expected: int) -> list[TypedNumber]:
    """Return the numbers that YAML split in a list of another length than `expected`: in `[12,5, 13,2]`, where some
    commas have a space after them and others have none, or if the list has the expected length without the splits.
    """
    if len(items) == expected:
        return []
    runs = list(_runs(items))
    joined = [_joined(run) for run in runs]
    count = sum(len(numbers) or len(run) for numbers, run in zip(joined, runs, strict=True))
    return [number for numbers in joined for number in numbers] if count == expected or len(runs) > 1 else []


def split_at_groups(items: Sequence[Value]) -> list[TypedNumber]:
    """Return the numbers with digit groups that YAML split in a list: `[1 234,5, 2]`, whose first item `1 234` is not
    a number.
    """
    return [
        number
        for run in _runs(items)
        for number in _joined(run)
        if number.first is not None and not number.first.value.lstrip("+-").isdecimal()
    ]


def _runs(items: Sequence[Value]) -> Iterator[list[Value]]:
    """Yield the items in runs with a comma and no space between them."""
    run: list[Value] = []
    for item in items:
        last = run[-1] if run else None
        if isinstance(last, Scalar) and isinstance(item, Scalar) and item.start == last.end + 1 and not item.style:
            run.append(item)
        else:
            if run:
                yield run
            run = [item]
    if run:
        yield run


def _joined(run: list[Value]) -> list[TypedNumber]:
    """Return the numbers of a run: all of it as one number, or each pair as one; else an empty list."""
    for size in (len(run), 2):
        if size < 2 or len(run) % size:
            continue
        numbers = [_number(run[start : start + size]) for start in range(0, len(run), size)]
        if None not in numbers:
            return [number for number in numbers if number is not None]
    return []


def _number(pieces: list[Value]) -> TypedNumber | None:
    first, last = pieces[0], pieces[-1]
    if not isinstance(first, Scalar) or not isinstance(last, Scalar) or first.style or last.style:
        return None
    return typed_number(first.source.text[first.start : last.end], first, len(pieces))
