"""The Word brief: a Document and a template in, the bytes of a .docx out. Knows nothing of slides, YAML or locales."""
