"""Programs that are not Python: absent, their tests are skipped, but in CI they must be there."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

__all__ = ["absent"]


def absent(what: str) -> NoReturn:
    """Skip the test for want of a program; fail it in CI."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not installed, and CI must have it")
    pytest.skip(f"{what} is not installed")
