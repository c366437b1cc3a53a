"""A fault of a PDF."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["Fault"]


class Fault(Struct, frozen=True, order=True):
    """A fault: what is wrong, and the number of its page, 0 for the whole file. `clause` is that of ISO 14289-1."""

    clause: str
    message: str
    page: int = 0

    def __str__(self) -> str:
        return f"{self.message} (page {self.page})" if self.page else self.message
