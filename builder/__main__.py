"""`python -m builder`, and the `builder` command."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line."""
    # A command is short and its trees have no cycles: collecting garbage takes up to a third of a long build, and 5 ms
    # of the imports alone.
    gc.disable()
    from builder.cli.app import run

    run()


if __name__ == "__main__":
    main()
