"""Facts of each locale: CLDR's data, and the house rules where CLDR has none or errs."""
