"""Codes that figures and formats may use: currencies, countries, units of measure.

Taken from CLDR 47 through Babel, and tested to be known to the Babel installed; kept here because a check must not cost
the import of Babel and its data. Loaded when the first code is met.
"""

from __future__ import annotations

__all__ = ["CURRENCIES", "TERRITORIES", "UNITS"]

_CURRENCIES = """
ADP AED AFA AFN ALL AMD ANG AOA AON AOR ARS ATS AUD AWG AZM AZN BAM BBD BDT BEF BGL BGN BHD BIF BMD BND BOB BOV
BRL BSD BTN BWP BYB BYN BYR BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CSD CUC CUP CVE CYP CZK DEM DJF DKK
DOP DZD ECS EEK EGP ERN ESP ETB EUR FIM FJD FKP FRF GBP GEL GHC GHS GIP GMD GNF GRD GTQ GYD HKD HNL HRK HTG HUF
IDR IEP ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LUF LVL
LYD MAD MCF MDL MGA MGF MKD MMK MNT MOP MRO MRU MTL MUR MVR MWK MXN MXV MYR MZM MZN NAD NGN NIO NLG NOK NPR NZD
OMR PAB PEN PGK PHP PKR PLN PTE PYG QAR ROL RON RSD RUB RWF SAR SBD SCR SDD SDG SEK SGD SHP SIT SKK SLE SLL SOS
SRD SRG SSP STD STN SVC SYP SZL THB TJR TJS TMM TMT TND TOP TPE TRL TRY TTD TWD TZS UAH UGX USD USN UYI UYU UZS
VEB VEF VES VND VUV WST XAF XAG XAU XCD XCG XDR XOF XPF YER YUM ZAR ZMK ZMW ZWD ZWG ZWL ZWR
"""
CURRENCIES = frozenset(_CURRENCIES.split())
"""ISO 4217 codes that are or were, since 1999, money somewhere."""

_TERRITORIES = """
AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CR CU CV CW CX CY CZ DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU
FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN
IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG
MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL
PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD
TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
TERRITORIES = frozenset(_TERRITORIES.split())
"""ISO 3166 codes of two letters, with the few that CLDR adds (XK for Kosovo, EU)."""

_UNITS = """
acre acre-foot ampere arc-minute arc-second astronomical-unit atmosphere bar barrel beaufort bit
british-thermal-unit bushel byte calorie candela carat celsius centiliter centimeter century cubic-centimeter
cubic-foot cubic-inch cubic-kilometer cubic-meter cubic-mile cubic-yard cup cup-metric dalton day day-person
decade deciliter decimeter degree dessert-spoon dessert-spoon-imperial dot dot-per-centimeter dot-per-inch dram
drop dunam earth-mass earth-radius electronvolt em fahrenheit fathom fluid-ounce fluid-ounce-imperial
foodcalorie foot furlong g-force gallon gallon-imperial gasoline-energy-density generic gigabit gigabyte
gigahertz gigawatt grain gram hectare hectoliter hectopascal hertz horsepower hour inch inch-ofhg item jigger
joule karat kelvin kilobit kilobyte kilocalorie kilogram kilohertz kilojoule kilometer kilometer-per-hour
kilopascal kilowatt kilowatt-hour kilowatt-hour-per-100-kilometer knot light-speed light-year liter
liter-per-100-kilometer liter-per-kilometer lumen lux megabit megabyte megahertz megaliter megapascal megapixel
megawatt meter meter-per-second meter-per-square-second microgram micrometer microsecond mile mile-per-gallon
mile-per-gallon-imperial mile-per-hour mile-scandinavian milliampere millibar milligram
milligram-ofglucose-per-deciliter milliliter millimeter millimeter-ofhg millimole-per-liter millisecond
milliwatt minute mole month month-person nanometer nanosecond nautical-mile newton newton-meter night ohm ounce
ounce-troy parsec pascal percent permille permillion permyriad petabyte picometer pinch pint pint-metric pixel
pixel-per-centimeter pixel-per-inch point portion-per-1e9 pound pound-force pound-force-foot
pound-force-per-square-inch quart quart-imperial quarter radian revolution second solar-luminosity solar-mass
solar-radius square-centimeter square-foot square-inch square-kilometer square-meter square-mile square-yard
stone tablespoon teaspoon terabit terabyte therm-us ton tonne volt watt week week-person yard year year-person
"""
UNITS = frozenset(_UNITS.split())
"""CLDR's units, without the kind in front."""
