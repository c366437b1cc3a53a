"""What the builder knows of each locale: CLDR's data, and the house's words where CLDR has none or errs."""
