"""`builder schema`."""

from __future__ import annotations

import sys

__all__ = ["schema_command"]


def schema_command() -> None:
    """Print the JSON Schema of publication.yaml, for editors."""
    from builder.actions.starter import schema_text

    sys.stdout.write(schema_text())
