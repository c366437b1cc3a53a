"""House rules: names of territories where CLDR's is for a list rather than a sentence (`Bosnia & Herzegovina`)."""

from __future__ import annotations

__all__ = ["HOUSE_TERRITORIES", "MISTAKEN_CODES"]

HOUSE_TERRITORIES: dict[str, dict[str, str]] = {
    "fr": {
        "CD": "République démocratique du Congo",
        "CG": "Congo",
        "HK": "Hong Kong",
        "KN": "Saint-Christophe-et-Niévès",
        "MM": "Myanmar",
        "MO": "Macao",
        "ST": "Sao Tomé-et-Principe",
        "SX": "Saint-Martin (Pays-Bas)",
        "VA": "Vatican",
    },
    "en": {
        "AG": "Antigua and Barbuda",
        "BA": "Bosnia and Herzegovina",
        "BL": "Saint Barthélemy",
        "CC": "Cocos Islands",
        "CD": "Democratic Republic of the Congo",
        "CG": "Republic of the Congo",
        "EA": "Ceuta and Melilla",
        "GS": "South Georgia and the South Sandwich Islands",
        "HK": "Hong Kong",
        "HM": "Heard and McDonald Islands",
        "KN": "Saint Kitts and Nevis",
        "LC": "Saint Lucia",
        "MF": "Saint Martin",
        "MM": "Myanmar",
        "MO": "Macao",
        "PM": "Saint Pierre and Miquelon",
        "SH": "Saint Helena",
        "SJ": "Svalbard and Jan Mayen",
        "ST": "São Tomé and Príncipe",
        "TC": "Turks and Caicos Islands",
        "TT": "Trinidad and Tobago",
        "VC": "Saint Vincent and the Grenadines",
        "WF": "Wallis and Futuna",
    },
    "de": {"HK": "Hongkong", "MM": "Myanmar", "MO": "Macau"},
    "it": {"HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao"},
    "nl": {"HK": "Hongkong", "MM": "Myanmar", "MO": "Macau"},
    "es": {"HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao"},
    "pt": {"HK": "Hong Kong", "MM": "Mianmar", "MO": "Macau"},
}
"""Language → ISO 3166 code → name. A name has no article: the author's sentence has it."""

MISTAKEN_CODES = {"UK": "GB", "EL": "GR", "EN": "GB", "USA": "US", "FRA": "FR", "CAN": "CA", "GBR": "GB", "BEL": "BE",
                  "CHE": "CH", "LUX": "LU", "DEU": "DE", "GER": "DE", "ITA": "IT", "ESP": "ES"}  # fmt: skip
"""Common mistakes for a code of ISO 3166-1 alpha-2, for the hint of a message."""
