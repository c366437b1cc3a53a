"""Checks of a PDF against what PDF/UA-1 (ISO 14289-1) demands and a program can find."""

from builder.pdf.checks.run import Fault, faults

__all__ = ["Fault", "faults"]
