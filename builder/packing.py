"""Values on their way to another process, as msgspec writes them: for thousands of small nodes pickle takes four times
as long.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

__all__ = ["packed"]

S = TypeVar("S", bound=msgspec.Struct)


def packed(value: S) -> tuple[Callable[[type[S], bytes], S], tuple[type[S], bytes]]:
    """Return what `value.__reduce__` has to return for pickle to take it as one piece."""
    return _unpacked, (type(value), msgspec.msgpack.encode(value))


def _unpacked(kind: type[S], data: bytes) -> S:
    return msgspec.msgpack.decode(data, type=kind)
