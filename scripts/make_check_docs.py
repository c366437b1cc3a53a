"""Write the table of rules into docs/checks.md, from the rules themselves."""

from __future__ import annotations

from pathlib import Path

from builder.check.explain import table

DOCS = Path(__file__).parents[1] / "docs" / "checks.md"
MARK = "<!-- drawn from the rules by scripts/make_check_docs.py -->\n"


def drawn(text: str) -> str:
    """The page with today's table after its mark."""
    head, mark, _ = text.partition(MARK)
    if not mark:
        raise ValueError(f"{DOCS.name} has lost the mark of its table")
    return head + mark + "\n" + table()


if __name__ == "__main__":
    DOCS.write_text(drawn(DOCS.read_text("utf-8")), "utf-8")
