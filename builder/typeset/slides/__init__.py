"""How each kind of slide is planned: one module a kind, all called by `typeset.deck`.

Every function here plans all languages at once: what it returns for one slide is one part per language, in the order of
the documents, so that the languages can only ever split at the same points.
"""
