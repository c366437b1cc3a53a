"""The neutral document of one language, between content and Office files.

It holds the nodes that both writers read, functions to traverse them (`walk`) and to print them (`dump`), and nothing
of YAML, locales, Word or PowerPoint.
"""
