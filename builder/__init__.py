"""One bilingual source, a Word brief and a PowerPoint deck in each language."""
