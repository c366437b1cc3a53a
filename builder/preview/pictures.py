"""Pictures by number: a page asks for those that the loader has accepted, never for a path."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable

from msgspec import Struct

__all__ = ["PictureFile", "Pictures"]


class PictureFile(Struct, frozen=True):
    """The bytes of a picture and their media type."""

    blob: bytes
    media_type: str


class Pictures:
    """The pictures of one publication. Equal pictures have one number, and a number never names another picture."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: dict[bytes, int] = {}
        self._pictures: dict[int, PictureFile] = {}
        self._next = 1
        self._earlier: frozenset[bytes] = frozenset()

    def renew(self, pictures: Iterable[PictureFile]) -> None:
        """Take the pictures of a new state. Those of the state before stay, since pages may still ask for them."""
        with self._lock:
            current = {_digest(picture): picture for picture in pictures}
            for digest, picture in current.items():
                if digest not in self._numbers:
                    self._numbers[digest] = self._next
                    self._pictures[self._next] = picture
                    self._next += 1
            kept = self._earlier | current.keys()
            for digest in [digest for digest in self._numbers if digest not in kept]:
                del self._pictures[self._numbers.pop(digest)]
            self._earlier = frozenset(current)

    def number(self, blob: bytes, media_type: str) -> int:
        """Return the number of a picture of the current state, or 0."""
        return self._numbers.get(_digest(PictureFile(blob, media_type)), 0)

    def get(self, number: int) -> PictureFile | None:
        """Return a picture by its number."""
        return self._pictures.get(number)


def _digest(picture: PictureFile) -> bytes:
    return hashlib.blake2b(picture.blob, digest_size=16, person=picture.media_type[:16].encode()).digest()
