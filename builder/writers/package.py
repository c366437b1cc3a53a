"""What both writers build files with: the package and XML as strings.

Both are defined below the writers, in `templates/package.py` and `templates/xml.py`, because a template that has been
read is itself a package, and templates may not import from here. Writers import them by this name.
"""

from __future__ import annotations

from builder.templates.package import RELATIONSHIPS, ROOT, Package, Part, Relationship
from builder.templates.xml import PROLOGUE, attribute, escape

__all__ = ["PROLOGUE", "RELATIONSHIPS", "ROOT", "Package", "Part", "Relationship", "attribute", "escape"]
