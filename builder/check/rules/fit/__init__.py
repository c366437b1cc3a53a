"""Texts fit their slides, in every language."""
