"""The words that the builder itself puts in a document."""

from __future__ import annotations

from msgspec import Struct


class Labels(Struct, frozen=True, kw_only=True, gc=False):
    """The words that the builder itself puts in a document, in the document's language."""

    contents: str
    """Sommaire / Contents"""
    agenda: str
    """Plan / Agenda"""
    abstract: str
    """Résumé / Summary"""
    key_figures: str
    """Chiffres clés / Key figures"""
    sources: str
    """Sources / Sources (the list at the end)"""
    conclusion: str
    """Conclusion / Conclusion (over the sentence of the last slide)"""
    source: str
    """Source : / Source: (before a source line, with its punctuation and space)"""
    source_several: str
    """Sources : / Sources: (before several sources in one line)"""
    table: str
    """Tableau / Table (in captions)"""
    figure: str
    """Figure"""
    list_of_tables: str
    """Liste des tableaux / List of tables"""
    list_of_figures: str
    """Liste des figures / List of figures"""
    note: str
    """Note : / Note: (before a table's note)"""
    continued: str
    """(suite) / (cont.)"""
    continued_caption: str
    """(suite) / (continued): after the number of a table that goes on over a page"""
    page_of: tuple[str, str, str]
    """The texts before, between and after the two numbers: ("Page ", " sur ", "") / ("Page ", " of ", "")."""
    term_separator: str
    """Between a term and its text: " : " with its French space / ": "."""
    caption_separator: str
    """Between "Tableau 1" and the caption: " – " / ". "."""
    total: str
    """Total"""
    keywords: str
    """Mots-clés / Keywords"""
    credit: str
    """Crédit : / Credit: (with its punctuation and space)"""
    credit_several: str
    """Crédits : / Credits: (before several credits in one line)"""
    imprint_cite: str
    """Comment citer / How to cite"""
    imprint_contact: str
    """Contact"""
    imprint_disclaimer: str
    """Avertissement / Disclaimer"""
    list_separator: str
    """Between sources or credits in one line: " ; " with its French space / "; "."""
    notes: str
    """Notes"""
    timeline: str
    """Chronologie / Timeline (in the alternative text of one)"""
    chart_alt_generated: str
    """Added to a generated alt text: "(description générée à partir des données)"."""
