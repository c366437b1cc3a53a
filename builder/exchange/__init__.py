"""Exchange files for translators: the texts of a publication out to them, and what they return in."""
