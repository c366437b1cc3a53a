"""The content of a publication, as types. The loader validates against these classes and `schema` generates the JSON
Schema from them, so these files are the contract with authors: a field here is a key there, its description is shown by
editors.

Field names are the YAML keys (a trailing underscore is dropped). `span`, `key` and `id`-like fields marked `not-a-key`
are filled by the loader. Every value keeps its place in the file.
"""
