"""`builder schema`."""

from __future__ import annotations

import sys

from builder.cli.settings import with_settings

__all__ = ["schema_command"]


@with_settings
def schema_command() -> None:
    """Print the JSON Schema of publication.yaml, for editors."""
    from builder.actions.starter import schema_text

    sys.stdout.write(schema_text())
