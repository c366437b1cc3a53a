"""PowerPoint templates: layouts, placeholders, theme."""
