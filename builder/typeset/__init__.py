"""Stage 4, layout of decks: documents to decks. Text is measured with the shipped metrics, fitted, or split.

Input: one `Document` per language and a `DeckFacts`. Output: one `Deck` per language, twins slide by slide, and
diagnostics about text that shrank or was continued. The stage knows nothing of XML, Office files, YAML or locales.
"""
