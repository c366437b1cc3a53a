"""Decks as PowerPoint files: every slide of the plan drawn as strings of XML into a copy of the template's package."""
