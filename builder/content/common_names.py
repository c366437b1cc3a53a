"""Symbols and everyday names of currencies and units, with the codes that an author probably means.

Only messages use these tables: content names a currency or a unit by its code. French and English names are listed
without accents and in the singular, as `_folded` makes them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable

__all__ = ["currency_codes", "is_percent_sign", "territory_codes", "unit_names"]

_CURRENCIES: dict[str, tuple[str, ...]] = {
    "EUR": ("€", "euro", "m€", "k€", "md€", "mrd€", "mds€", "bn€", "€m", "€bn", "keur", "meur"),
    "GBP": ("£", "livre", "livre sterling", "pound", "pound sterling", "sterling"),
    "USD": ("us$", "$us", "usd$", "$ us", "us dollar", "american dollar", "dollar americain", "m$", "$m"),
    "CAD": ("ca$", "can$", "cdn$", "c$", "$ca", "$can", "$c", "$ ca", "canadian dollar", "dollar canadien"),
    "AUD": ("a$", "au$", "$au", "australian dollar", "dollar australien"),
    "NZD": ("nz$", "$nz", "new zealand dollar", "dollar neo-zelandais"),
    "HKD": ("hk$", "$hk", "hong kong dollar", "dollar de hong kong"),
    "SGD": ("s$", "sg$", "$sg", "singapore dollar", "dollar de singapour"),
    "CHF": ("fr.", "sfr", "sfr.", "fs", "franc suisse", "swiss franc"),
    "XPF": ("fcfp", "f cfp", "cfp", "franc cfp", "franc pacifique", "cfp franc"),
    "JPY": ("yen", "円"),
    "CNY": ("rmb", "yuan", "renminbi", "元", "cn¥"),
    "INR": ("₹", "indian rupee", "roupie indienne"),
    "KRW": ("₩", "won"),
    "RUB": ("₽", "rouble", "ruble"),
    "UAH": ("₴", "hryvnia"),
    "TRY": ("₺", "tl", "livre turque", "turkish lira"),
    "ILS": ("₪", "shekel"),
    "PLN": ("zł", "zl", "zloty"),
    "CZK": ("kč", "kc", "couronne tcheque", "czech koruna"),
    "HUF": ("ft", "forint"),
    "RON": ("leu", "lei"),
    "BRL": ("r$", "real", "reai"),
    "MXN": ("mx$", "peso mexicain", "mexican peso"),
    "ZAR": ("r", "rand"),
    "NGN": ("₦", "naira"),
    "GHS": ("₵", "cedi"),
    "THB": ("฿", "baht"),
    "VND": ("₫", "dong"),
    "PHP": ("₱", "peso philippin", "philippine peso"),
    "MAD": ("dh", "mdh", "dirham marocain", "moroccan dirham"),
    "DZD": ("da", "dinar algerien", "algerian dinar"),
    "TND": ("dt", "dinar tunisien", "tunisian dinar"),
    "SEK": ("couronne suedoise", "swedish krona"),
    "NOK": ("couronne norvegienne", "norwegian krone"),
    "DKK": ("couronne danoise", "danish krone"),
}
_SHARED_CURRENCIES: dict[str, tuple[str, ...]] = {
    "USD CAD AUD": ("$", "dollar", "k$", "md$", "bn$"),
    "JPY CNY": ("¥",),
    "XOF XAF": ("fcfa", "f cfa", "cfa", "franc cfa", "cfa franc"),
    "CHF XOF XAF": ("f", "franc", "frs", "fr"),
    "SEK NOK DKK": ("kr", "kr.", "couronne", "krone", "krona"),
    "INR PKR": ("rs", "roupie", "rupee"),
    "MAD AED": ("dirham",),
    "DZD TND": ("dinar",),
    "MXN ARS CLP": ("peso",),
}
"""Names of several currencies, under their codes."""

_SYMBOLS: dict[str, tuple[str, ...]] = {
    "millimeter": ("mm",),
    "centimeter": ("cm",),
    "decimeter": ("dm",),
    "meter": ("m",),
    "kilometer": ("km", "Km", "KM"),
    "micrometer": ("µm", "μm", "um"),
    "nanometer": ("nm",),
    "inch": ("in", '"', "″", "po"),
    "foot": ("ft", "pi", "′"),
    "yard": ("yd", "vg"),
    "mile": ("mi",),
    "nautical-mile": ("NM", "nmi", "M"),
    "milligram": ("mg",),
    "microgram": ("µg", "μg"),
    "gram": ("g", "gr"),
    "kilogram": ("kg", "Kg", "KG"),
    "tonne": ("t", "T"),
    "pound": ("lb", "lbs"),
    "ounce": ("oz",),
    "square-centimeter": ("cm2", "cm²", "cm^2"),
    "square-meter": ("m2", "m²", "m^2", "sqm", "sq m"),
    "square-kilometer": ("km2", "km²", "km^2", "sq km"),
    "square-foot": ("ft2", "ft²", "sq ft", "pi2", "pi²"),
    "square-mile": ("mi2", "mi²", "sq mi"),
    "hectare": ("ha",),
    "acre": ("ac",),
    "milliliter": ("ml", "mL"),
    "centiliter": ("cl", "cL"),
    "deciliter": ("dl", "dL"),
    "liter": ("l", "L", "ℓ"),
    "hectoliter": ("hl", "hL"),
    "cubic-centimeter": ("cm3", "cm³", "cc"),
    "cubic-meter": ("m3", "m³", "m^3"),
    "cubic-kilometer": ("km3", "km³"),
    "barrel": ("bbl", "baril"),
    "bit": ("b",),
    "byte": ("o", "B"),
    "kilobit": ("kb", "kbit"),
    "megabit": ("Mb", "Mbit"),
    "gigabit": ("Gb", "Gbit"),
    "terabit": ("Tb", "Tbit"),
    "kilobyte": ("ko", "Ko", "kB", "KB"),
    "megabyte": ("Mo", "mo", "MB", "MO"),
    "gigabyte": ("Go", "go", "GB", "GO"),
    "terabyte": ("To", "to", "TB", "TO"),
    "petabyte": ("Po", "PB", "PO"),
    "millisecond": ("ms",),
    "second": ("s", "sec"),
    "minute": ("min", "mn"),
    "hour": ("h", "hr", "hrs"),
    "day": ("j", "d"),
    "week": ("sem", "sem.", "wk"),
    "year": ("a", "yr", "yrs"),
    "kilometer-per-hour": ("km/h", "kmh", "km/hr", "kph"),
    "meter-per-second": ("m/s",),
    "mile-per-hour": ("mph", "mi/h"),
    "knot": ("kn", "kt", "kts"),
    "celsius": ("°C", "° C", "C", "degC"),
    "fahrenheit": ("°F", "° F", "F"),
    "kelvin": ("K",),
    "degree": ("°", "deg"),
    "joule": ("J",),
    "kilojoule": ("kJ",),
    "calorie": ("cal",),
    "kilocalorie": ("kcal", "Cal"),
    "kilowatt-hour": ("kWh", "kwh", "KWh", "kW h", "kW·h"),
    "watt": ("W",),
    "milliwatt": ("mW",),
    "kilowatt": ("kW", "KW", "kw"),
    "megawatt": ("MW",),
    "gigawatt": ("GW",),
    "horsepower": ("ch", "hp", "cv"),
    "volt": ("V",),
    "ampere": ("A",),
    "ohm": ("Ω",),
    "hertz": ("Hz",),
    "kilohertz": ("kHz",),
    "megahertz": ("MHz",),
    "gigahertz": ("GHz",),
    "pascal": ("Pa",),
    "hectopascal": ("hPa",),
    "kilopascal": ("kPa",),
    "megapascal": ("MPa",),
    "newton": ("N",),
    "lumen": ("lm",),
    "lux": ("lx",),
    "mole": ("mol",),
    "megapixel": ("MP", "Mpx"),
    "pixel": ("px",),
    "dot-per-inch": ("dpi", "ppp"),
    "liter-per-100-kilometer": ("l/100 km", "l/100km", "L/100 km", "L/100km"),
    "mile-per-gallon": ("mpg",),
    "permille": ("‰",),
}
"""Symbols of units, whose capitals matter: Mb is a megabit, MB a megabyte."""
_UNIT_WORDS: dict[str, tuple[str, ...]] = {
    "millimeter": ("millimetre",),
    "centimeter": ("centimetre",),
    "decimeter": ("decimetre",),
    "meter": ("metre",),
    "kilometer": ("kilometre", "kilo-metre"),
    "micrometer": ("micrometre", "micron"),
    "nanometer": ("nanometre",),
    "inch": ("pouce", "inches"),
    "foot": ("pied", "feet"),
    "yard": ("verge",),
    "mile": ("mille", "mile terrestre"),
    "nautical-mile": ("mille marin", "mille nautique"),
    "milligram": ("milligramme",),
    "microgram": ("microgramme",),
    "gram": ("gramme",),
    "kilogram": ("kilogramme", "kilo"),
    "tonne": ("tonne", "tonne metrique", "metric ton", "metric-ton"),
    "pound": ("livre",),
    "ounce": ("once",),
    "square-centimeter": ("centimetre carre", "square centimetre", "square-centimetre"),
    "square-meter": ("metre carre", "square metre", "square-metre", "square meter"),
    "square-kilometer": ("kilometre carre", "square kilometre", "square-kilometre", "square kilometer"),
    "square-foot": ("pied carre", "square foot", "square feet"),
    "square-mile": ("mille carre", "square mile"),
    "milliliter": ("millilitre",),
    "centiliter": ("centilitre",),
    "deciliter": ("decilitre",),
    "liter": ("litre",),
    "hectoliter": ("hectolitre",),
    "cubic-meter": ("metre cube", "cubic metre", "cubic-metre", "cubic meter"),
    "cubic-kilometer": ("kilometre cube", "cubic kilometre", "cubic kilometer"),
    "byte": ("octet",),
    "kilobyte": ("kilooctet", "kilo-octet"),
    "megabyte": ("megaoctet", "mega-octet"),
    "gigabyte": ("gigaoctet", "giga-octet"),
    "terabyte": ("teraoctet", "tera-octet"),
    "petabyte": ("petaoctet", "peta-octet"),
    "millisecond": ("milliseconde",),
    "second": ("seconde",),
    "hour": ("heure",),
    "day": ("jour",),
    "week": ("semaine",),
    "month": ("mois",),
    "year": ("an", "annee"),
    "kilometer-per-hour": ("kilometre par heure", "kilometre-heure", "kilometre heure"),
    "meter-per-second": ("metre par seconde",),
    "celsius": ("degre", "degre celsius", "centigrade", "degree celsius"),
    "fahrenheit": ("degre fahrenheit", "degree fahrenheit"),
    "kilowatt-hour": ("kilowattheure", "kilowatt-heure", "kilowatt hour"),
    "horsepower": ("cheval", "chevaux", "cheval-vapeur"),
    "permille": ("pour mille", "per mille", "per mil"),
}

_PERCENT = ("%", "pourcent", "pour cent", "percent", "per cent", "percentage", "pourcentage")


def currency_codes(name: str, known: Collection[str]) -> list[str]:
    """Return the ISO 4217 codes that a symbol or a name stands for, among the known ones."""
    forms = _forms(name)
    codes = [code for code, names in _CURRENCIES.items() if forms & set(names)]
    codes += [code for group, names in _SHARED_CURRENCIES.items() if forms & set(names) for code in group.split()]
    return _known([*codes, name.strip().upper()], known)


def unit_names(name: str, known: Collection[str]) -> list[str]:
    """Return the CLDR units that a symbol or a name stands for, among the known ones."""
    text, forms = name.strip(), _forms(name)
    units = [unit for unit, symbols in _SYMBOLS.items() if text in symbols]
    units = units or [unit for unit, names in _UNIT_WORDS.items() if forms & set(names)]
    return _known([*units, text.partition("-")[2], *(form.replace(" ", "-") for form in sorted(forms))], known)


def is_percent_sign(name: str) -> bool:
    """Return True for `%` and the words for it."""
    return not _forms(name).isdisjoint(_PERCENT)


def territory_codes(name: str, known: Collection[str]) -> list[str]:
    """Return the ISO 3166 codes of a country's name in French or English, or of another code for it."""
    from builder.content.codes import territory_names

    code = name.strip().upper()
    codes = [{"UK": "GB", "USA": "US", "EL": "GR", "ENGLAND": "GB", "ANGLETERRE": "GB"}.get(code, code)]
    if codes[0] not in known:
        folded = _folded(name)
        codes = [code for code, names in territory_names().items() if folded in map(_folded, names)]
    return _known(codes, known)


def _known(codes: Iterable[str], known: Collection[str]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if code in known][:3]


def _forms(name: str) -> set[str]:
    """Return a name as the tables have it: as written in small letters, and without accents and the plural's s."""
    folded = _folded(name)
    singular = " ".join(word.removesuffix("s") for word in folded.split())
    return {" ".join(name.lower().split()), folded, singular}


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
