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
        # CLDR's plural names whose noun or adjective has no plural (`dinar koweïtiens`).
        "AFN": ("afghani afghan", "afghanis afghans"),
        "GEL": ("lari géorgien", "laris géorgiens"),
        "KWD": ("dinar koweïtien", "dinars koweïtiens"),
        "OMR": ("riyal omanais", "riyals omanais"),
        "UYI": ("peso uruguayen (unités indexées)", "pesos uruguayens (unités indexées)"),
        "ARL": ("peso lourd argentin (1970–1983)", "pesos lourds argentins (1970–1983)"),
        "ARM": ("peso argentin (1881–1970)", "pesos argentins (1881–1970)"),
        "BAN": ("nouveau dinar bosniaque (1994–1997)", "nouveaux dinars bosniaques (1994–1997)"),
        "BGM": ("lev socialiste bulgare", "levs socialistes bulgares"),
        "BGO": ("lev bulgare (1879–1952)", "levs bulgares (1879–1952)"),
        "BOL": ("boliviano bolivien (1863–1963)", "bolivianos boliviens (1863–1963)"),
        "BRZ": ("cruzeiro brésilien (1942–1967)", "cruzeiros brésiliens (1942–1967)"),
        "CLE": ("escudo chilien", "escudos chiliens"),
        "ILR": ("shekel israélien (1980–1985)", "shekels israéliens (1980–1985)"),
        "ISJ": ("couronne islandaise (1918–1981)", "couronnes islandaises (1918–1981)"),
        "KRH": ("hwan sud-coréen (1953–1962)", "hwans sud-coréens (1953–1962)"),
        "KRO": ("won sud-coréen (1945–1953)", "wons sud-coréens (1945–1953)"),
        "MCF": ("franc monégasque", "francs monégasques"),
        "MDC": ("cupon moldave", "cupons moldaves"),
        "MKN": ("denar macédonien (1992–1993)", "denars macédoniens (1992–1993)"),
        "MVP": ("roupie maldivienne (1947–1981)", "roupies maldiviennes (1947–1981)"),
        "UYW": ("unité de salaire nominal uruguayenne", "unités de salaire nominal uruguayennes"),
        "VEB": ("bolivar vénézuélien (1871–2008)", "bolivars vénézuéliens (1871–2008)"),
        "VNN": ("dông vietnamien (1978–1985)", "dôngs vietnamiens (1978–1985)"),
        "XBA": ("unité européenne composée", "unités européennes composées"),
        "XBB": ("unité monétaire européenne", "unités monétaires européennes"),
        "XBC": ("unité de compte européenne (XBC)", "unités de compte européennes (XBC)"),
        "XBD": ("unité de compte européenne (XBD)", "unités de compte européennes (XBD)"),
        "XEU": ("unité de compte européenne (ECU)", "unités de compte européennes (ECU)"),
        "XUA": ("unité de compte ADB", "unités de compte ADB"),
        "YUR": ("dinar réformé yougoslave (1992–1993)", "dinars réformés yougoslaves (1992–1993)"),
        "ZWL": ("dollar zimbabwéen (2009)", "dollars zimbabwéens (2009)"),
        "ZWR": ("dollar zimbabwéen (2008)", "dollars zimbabwéens (2008)"),
    },
    "fr-CA": {
        "USD": ("dollar américain", "dollars américains"),
        "CAD": ("dollar", "dollars"),
        "OMR": ("rial omanais", "rials omanais"),
    },
    "fr-CH": {"CHF": ("franc", "francs")},
    "de": {"USD": ("US-Dollar", "US-Dollar"), "GBP": ("Pfund", "Pfund"), "JPY": ("Yen", "Yen")},
    "de-CH": {"CHF": ("Franken", "Franken")},
    "it": {"USD": ("dollaro", "dollari"), "GBP": ("sterlina", "sterline"), "PGK": ("kina papuana", "kina papuane")},
    "it-CH": {"CHF": ("franco", "franchi")},
    "nl": {"USD": ("dollar", "dollar"), "GBP": ("pond", "pond")},
    "es": {"USD": ("dólar", "dólares")},
    "pt": {"EUR": ("euro", "euros"), "USD": ("dólar", "dólares"), "CHF": ("franco suíço", "francos suíços"),
           "GBP": ("libra", "libras"), "CAD": ("dólar canadense", "dólares canadenses"), "BRL": ("real", "reais")},
    "pt-PT": {"BMD": ("dólar bermudense", "dólares bermudenses"), "BRL": ("real brasileiro", "reais brasileiros"),
              "BZD": ("dólar belizense", "dólares belizenses"), "CAD": ("dólar canadiano", "dólares canadianos"),
              "CRC": ("colon costa-riquenho", "colons costa-riquenhos"),
              "KRW": ("won sul-coreano", "wons sul-coreanos")},
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
