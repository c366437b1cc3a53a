"""Stage 4, what needs room: documents to decks. Text is measured with metrics that ship here, fitted, or split.

Input: one `Document` per language and a `DeckFacts`. Output: one `Deck` per language, twins slide by slide, and what
had to shrink or be continued, as diagnostics. Not here: XML, files of Office, anything of YAML or of locales.
"""
