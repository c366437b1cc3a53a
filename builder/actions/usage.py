"""A request that cannot be carried out as it was put (a publication that is not there, a language it does not have)."""

from __future__ import annotations

__all__ = ["UsageProblem"]


class UsageProblem(Exception):
    """Wrong use of the tool, told in one line; the command line exits with 2."""
