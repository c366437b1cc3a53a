"""Modules that python-pptx imports for functions which most builds never call, imported when one is called.

To escape text, python-pptx imports `xml.sax.saxutils`, which imports `urllib.request` and with it TLS, HTTP and e-mail;
for the sizes of pictures and text it imports Pillow, for its own charts XlsxWriter. Together they are half of its
import. For processes of our own: in a program of somebody else, the modules are left alone.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

__all__ = ["defer_imports"]

_DEFERRED: dict[str, tuple[str, ...]] = {
    "urllib.request": (),
    "PIL.Image": (),
    "PIL.ImageFont": (),
    "xlsxwriter": ("Workbook",),
}
"""Each module, with the functions and classes of it that are taken from it at once but called later."""


class _Deferred(ModuleType):
    """A module that is imported when an attribute of it is first read."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system asks for these
            raise AttributeError(name)
        return getattr(self.imported(), name)

    def imported(self) -> ModuleType:
        """Return the module itself, imported now if it is not yet."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = importlib.import_module(self.__name__)
        self.__dict__.update(module.__dict__)
        return module


def _called_later(module: _Deferred, name: str) -> Callable[..., Any]:
    """Return a function that imports the module when it is called, and calls what has the name there."""

    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(module.imported(), name)(*arguments, **named)

    return call


def defer_imports() -> None:
    """Defer the imports of those modules that this process has not imported yet."""
    for name, calls in _DEFERRED.items():
        if name not in sys.modules:
            sys.modules[name] = module = _Deferred(name)
            for call in calls:
                setattr(module, call, _called_later(module, call))
            parent, _, attribute = name.rpartition(".")
            if parent:
                setattr(importlib.import_module(parent), attribute, module)
