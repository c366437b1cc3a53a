"""House rules: names and symbols of currencies that differ from CLDR's."""

from __future__ import annotations

from builder.language import fallbacks

__all__ = ["house_name", "house_symbol"]

# In words: what people write, not what a list of countries needs (`dollars des États-Unis`, `yuans renminbi chinois`).
# A country's own currency goes without the country: francs in Switzerland, dollars in Canada [OQLF].
_NAMES: dict[str, dict[str, tuple[str, str]]] = {
    "fr": {
        "USD": ("dollar", "dollars"),
        "JPY": ("yen", "yens"),
        "CNY": ("yuan", "yuans"),
        "XOF": ("franc CFA", "francs CFA"),
        "XAF": ("franc CFA", "francs CFA"),
        "BRL": ("real brésilien", "réaux brésiliens"),
    },
    "fr-CA": {"USD": ("dollar américain", "dollars américains"), "CAD": ("dollar", "dollars")},
    "fr-CH": {"CHF": ("franc", "francs")},
    "de": {"USD": ("US-Dollar", "US-Dollar"), "GBP": ("Pfund", "Pfund"), "JPY": ("Yen", "Yen")},
    "de-CH": {"CHF": ("Franken", "Franken")},
    "it": {"USD": ("dollaro", "dollari"), "GBP": ("sterlina", "sterline")},
    "it-CH": {"CHF": ("franco", "franchi")},
    "nl": {"USD": ("dollar", "dollar"), "GBP": ("pond", "pond")},
    "es": {"USD": ("dólar", "dólares")},
    "pt": {"EUR": ("euro", "euros"), "USD": ("dólar", "dólares"), "CHF": ("franco suíço", "francos suíços"),
           "GBP": ("libra", "libras"), "CAD": ("dólar canadense", "dólares canadenses"), "BRL": ("real", "reais")},
}  # fmt: skip

# French statistics and the press write `M$` and `M£`; CLDR's `$US` and `£GB` are for lists of currencies. Canada keeps
# `$~US`, since `$` is its own [OQLF].
_SYMBOLS: dict[str, dict[str, str]] = {
    "fr": {"USD": "$", "GBP": "£", "JPY": "¥", "XAF": "F\u00a0CFA", "XOF": "F\u00a0CFA"},
    "fr-CA": {"USD": "$\u00a0US", "XAF": "F\u00a0CFA", "XOF": "F\u00a0CFA"},
    "en": {"XAF": "CFA\u00a0F", "XOF": "CFA\u00a0F"},
}


def house_name(code: str, language: str) -> tuple[str, str] | None:
    """Return the house's name of a currency for one and for several, or None; the region before its language."""
    return next((_NAMES[tag][code] for tag in fallbacks(language) if code in _NAMES.get(tag, ())), None)


def house_symbol(code: str, language: str) -> str | None:
    """Return the house's symbol of a currency, or None."""
    return next((_SYMBOLS[tag][code] for tag in fallbacks(language) if code in _SYMBOLS.get(tag, ())), None)
