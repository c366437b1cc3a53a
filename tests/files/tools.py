"""What the tests need beside the package: absent, their tests are skipped, but in CI it must be there."""

from __future__ import annotations

import importlib
import os
import shutil
from types import ModuleType
from typing import NoReturn

import pytest

__all__ = ["absent", "module", "program"]


def absent(what: str) -> NoReturn:
    """Skip the test, or the file of tests that is being read, for want of something; fail it in CI."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not installed, and CI must have it")
    pytest.skip(f"{what} is not installed", allow_module_level=True)


def module(name: str) -> ModuleType:
    """Return a Python module. Skip the test without it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        absent(f"the Python module {name}")


def program(name: str, *other_names: str) -> str:
    """Return the path of a program, which may have several names. Skip the test without it."""
    path = next(filter(None, map(shutil.which, (name, *other_names))), None)
    return path or absent(f"the program {name}")
