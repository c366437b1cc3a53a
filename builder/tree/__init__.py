"""The neutral document of one language, between content and Office files.

In: nothing but its own nodes. Out: what both writers read, ways to go through it (`walk`) and to see it (`dump`).
Not here: YAML, locales, Word, PowerPoint.
"""
