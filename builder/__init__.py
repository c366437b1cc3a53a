"""One bilingual source; a Word brief and a PowerPoint deck in each language.

    import builder

    publication = builder.load("content/mistral-ai")
    document = builder.brief(publication, "fr")               # a python-docx document, open to further edits
    presentation = builder.deck(publication, "en")            # a python-pptx presentation, likewise
    builder.write_brief(publication, "fr", "brief.docx")      # a path or a binary stream
    builder.write_deck(publication, "en", stream)
    builder.write_pdf(publication, "fr", "brief", "brief.pdf")
    builder.build("mistral-ai", languages=["fr"], output="output", pdf=True)
    for outcome in builder.batch("communes", "communes.csv", "output/{code}"):
        print(outcome.key, outcome.status)

Names are found on first use, so that `import builder` and `builder --help` stay fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.actions.batch import batch as batch
    from builder.actions.build import build as build
    from builder.actions.export import export as export
    from builder.actions.import_translations import import_translations as import_translations
    from builder.actions.publish import brief as brief
    from builder.actions.publish import deck as deck
    from builder.actions.publish import load as load
    from builder.actions.publish import write_brief as write_brief
    from builder.actions.publish import write_deck as write_deck
    from builder.actions.publish import write_pdf as write_pdf
    from builder.actions.pull import pull as pull
    from builder.diagnostics import BuildError as BuildError
    from builder.diagnostics import Diagnostic as Diagnostic
    from builder.diagnostics import UsageError as UsageError

__all__ = [
    "BuildError",
    "Diagnostic",
    "UsageError",
    "batch",
    "brief",
    "build",
    "deck",
    "export",
    "import_translations",
    "load",
    "pull",
    "write_brief",
    "write_deck",
    "write_pdf",
]

_HOMES = {
    "BuildError": "builder.diagnostics",
    "Diagnostic": "builder.diagnostics",
    "UsageError": "builder.diagnostics",
    "batch": "builder.actions.batch",
    "brief": "builder.actions.publish",
    "build": "builder.actions.build",
    "deck": "builder.actions.publish",
    "export": "builder.actions.export",
    "import_translations": "builder.actions.import_translations",
    "load": "builder.actions.publish",
    "pull": "builder.actions.pull",
    "write_brief": "builder.actions.publish",
    "write_deck": "builder.actions.publish",
    "write_pdf": "builder.actions.publish",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'builder' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
