"""Write Office files from a Document or a planned Deck and a template.

Writers know nothing of YAML and locales and decide nothing about content. `word` and `powerpoint` share only the layers
below.
"""
