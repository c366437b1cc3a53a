"""PDF files of briefs and decks: laid out by LibreOffice, with tags, languages and metadata corrected."""
