"""Optional libraries: one clear line if they are not installed."""

from __future__ import annotations

from importlib import import_module

from builder.content.files import FileProblem

__all__ = ["require"]


def require(module: str, extra: str, work: str) -> None:
    """Raise FileProblem if a library is not installed; `work` is what needs it: `reading a workbook`."""
    try:
        import_module(module)
    except ImportError:
        fix = f"install it: pip install 'bilingual-builder[{extra}]'"
        raise FileProblem("missing-extra", f"{work} needs {module}", fix) from None
