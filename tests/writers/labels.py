"""The builder's own words in French, for documents made by hand."""

from __future__ import annotations

from builder.tree.nodes import Labels

NB = "\u00a0"

FRENCH = Labels(
    contents="Sommaire",
    agenda="Plan",
    abstract="Résumé",
    key_figures="Chiffres clés",
    sources="Sources",
    source=f"Source{NB}: ",
    table="Tableau",
    figure="Figure",
    note=f"Note{NB}: ",
    continued="(suite)",
    page_of=("Page ", " sur ", ""),
    term_separator=f"{NB}: ",
    caption_separator=f"{NB}– ",
    total="Total",
    keywords="Mots-clés",
    credit=f"Crédit{NB}: ",
    notes="Notes",
    chart_alt_generated="(description générée à partir des données)",
)
