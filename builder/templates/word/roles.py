"""Roles of styles in a brief, and the names under which Word knows them.

Word stores the built-in names in English whatever the language of Office ("heading 1" with the id "Titre1" or
"berschrift1"; ECMA-376 part 1, 17.7.4.9), so a name, read without case, finds a style in anybody's template. What other
programs write is renamed first (`style_names`).
"""

from __future__ import annotations

__all__ = ["HEADING_LEVELS", "OPTIONAL_ROLES", "ROLES", "StyleKind"]

HEADING_LEVELS = (1, 2, 3, 4, 5)
"""Levels of sections, of headings and of entries of the contents."""

StyleKind = str
"""`paragraph`, `character` or `table` (17.18.83)."""


def _paragraphs(*names: str) -> dict[str, tuple[StyleKind, str]]:
    return {name.replace(" ", "_").lower(): ("paragraph", name) for name in names}


ROLES: dict[str, tuple[StyleKind, str]] = {
    **_paragraphs(
        "Title",
        "Subtitle",
        "Document Status",
        "Document Authors",
        "Summary Heading",
        "Summary Box",
        "Key Figure Value",
        "Key Figure Label",
        "Key Figure Row",
        "Body Text",
        "Lead",
        "Caption",
        "Figure",
        "Unit Line",
        "Source Line",
        "Table Text",
        "Table Number",
        "Table Header",
        "Quote",
        "Quote Attribution",
        "Timeline Date",
        "Timeline Text",
        "Bibliography",
        "Imprint Heading",
        "Imprint",
        "Code",
        "TOC Heading",
        "Table of Figures",
        "Header",
        "Footer",
        "Footnote Text",
    ),
    **{f"heading_{n}": ("paragraph", f"Heading {n}") for n in HEADING_LEVELS},
    **{f"toc_{n}": ("paragraph", f"TOC {n}") for n in HEADING_LEVELS},
    **{
        f"list_{kind}_{n}": ("paragraph", f"List {kind.title()}{f' {n}' if n > 1 else ''}")
        for kind in ("bullet", "number", "continue")
        for n in range(1, 4)
    },
    **{
        f"callout_{kind}{suffix}": ("paragraph", f"Callout {kind.title()}{suffix.replace('_', ' ').title()}")
        for kind in ("note", "warning", "key")
        for suffix in ("", "_title")
    },
    **{f"callout_{kind}_tag": ("character", f"Callout {kind.title()} Tag") for kind in ("note", "warning", "key")},
    "document_date": ("character", "Document Date"),
    "key_figure_prefix": ("character", "Key Figure Prefix"),
    "key_figure_unit": ("character", "Key Figure Unit"),
    "key_figure_number": ("character", "Key Figure Number"),
    "footnote_reference": ("character", "Footnote Reference"),
    "hyperlink": ("character", "Hyperlink"),
    "code_char": ("character", "Code Char"),
    "brief_table": ("table", "Brief Table"),
    "key_figures": ("table", "Key Figures"),
    "imprint_table": ("table", "Imprint Table"),
}
"""Role → (kind of style, its name in the file). Missing styles are added from the builder's own."""

OPTIONAL_ROLES: dict[str, tuple[StyleKind, str]] = {
    f"margin_{kind}{suffix}": ("paragraph", f"Margin {kind.title()}{suffix.replace('_', ' ').title()}")
    for kind in ("note", "warning", "key")
    for suffix in ("", "_title")
}
"""Roles of styles that a template may do without: what they are for is then set in the text."""
