"""`python -m builder`, and the `builder` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from builder.cli.app import run

    run()


if __name__ == "__main__":
    main()
