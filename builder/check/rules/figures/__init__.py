"""Numbers are declared once, agree in all languages, and add up."""
