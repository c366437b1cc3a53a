"""Modules that python-pptx imports for functions which most builds never call, imported when one is called.

To escape text, python-pptx imports `xml.sax.saxutils`, which imports `urllib.request` and with it TLS, HTTP and e-mail;
for the sizes of pictures and text it imports Pillow. Together they are a third of its import. For processes of our own:
in a program of somebody else, the modules are left alone.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

__all__ = ["defer_imports"]

_DEFERRED = ("urllib.request", "PIL.Image", "PIL.ImageFont")


class _Deferred(ModuleType):
    """A module that is imported when an attribute of it is first read."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system asks for these
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = importlib.import_module(self.__name__)
        self.__dict__.update(module.__dict__)
        return getattr(module, name)


def defer_imports() -> None:
    """Defer the imports of those modules that this process has not imported yet."""
    for name in _DEFERRED:
        if name not in sys.modules:
            parent, _, attribute = name.partition(".")
            sys.modules[name] = module = _Deferred(name)
            setattr(importlib.import_module(parent), attribute, module)
