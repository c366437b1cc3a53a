"""Word templates: styles, page geometry, headers and footers."""
