"""Write Office files: a Document or a planned Deck and a template in, bytes out.

Not here: YAML, locales, any decision about what goes where. `docx` and `pptx` never meet, and share what lies below.
"""
