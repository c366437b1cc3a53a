"""A publication and a language to a document: everything that depends on the language ends here.

In: a `Publication`. Out: a `Document`, or everything that cannot be written, with its place (`assemble.resolve`).
Not here: reading files, measuring text, anything of Office.
"""
