"""The pages of a finished document, measured with the shipped metrics of the fonts.

Its elements are read as any program that lays out Word files reads them, so that it measures what was written, not what
was meant. Lengths are points. See FORMAT.md for its rules and docs/templates.md for how near it comes.
"""
