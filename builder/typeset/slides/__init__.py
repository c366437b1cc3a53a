"""Planning of each kind of slide: one module per kind, all called by `typeset.deck`.

Every function plans all languages at once: the result for one slide is one part per language, in the order of the
documents, so that the languages can only split at the same points.
"""
