"""The two languages have the same content in the same structure."""
