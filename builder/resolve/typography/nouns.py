"""Nouns and names that do not part from the number, letter or Roman numeral after them, by language.

A noun of these lists is bound in lower case, with a capital, in the singular and in the plural.
"""

from __future__ import annotations

from functools import cache

from builder.language import base_language

__all__ = ["NUMBERED_BY_ORDINAL", "numbered_nouns"]

NUMBERED_BY_ORDINAL = (
    "siècle", "siècles", "millénaire", "millénaires", "République", "Empire", "Internationale", "Reich",
    "arrondissement", "arrondissements", "législature", "législatures", "dynastie", "dynasties", "circonscription",
    "circonscriptions", "armée", "corps", "congrès", "édition", "éditions", "trimestre", "trimestres",
    "semestre", "semestres", "étage",
)  # fmt: skip
"""French nouns after an ordinal: `XXIe~siècle`, `IIIe~République`, `5e~circonscription`."""

_FRENCH = """
    acte alinéa amendement annexe article autoroute axe bloc bus bâtiment carte caserne catégorie cellule chambre
    chapitre classe colonne couloir critère diapositive division encadré encart entrée escalier exemple exercice
    feuille fiche figure format formulaire graphique groupe hall hypothèse immeuble indicateur lettre ligne livre
    loge lot manche module modèle métro niveau note objectif option page paragraphe partie phase photo pièce plan
    plateforme point porte poste priorité produit quai quartier question rang recommandation RER rubrique règle
    salle schéma scénario secteur section site station série tableau terminal TGV tome tram tranche type unité
    variante version vitamine voie volume zone échelon équation équipe étage étape îlot
"""
_ENGLISH = """
    act amendment annex annexe appendix area article batch block box building bus case category chapter class clause
    column criterion district division equation exercise exhibit figure floor footnote form gate grade group
    hypothesis indicator item letter level line lot model module note objective option page panel paragraph part
    phase plan plate platform point priority question recommendation region room round route row rule scenario
    schedule section sector series sheet slide stage station step table team terminal tier track tranche type unit
    variant version vitamin volume ward week zone
"""
_GERMAN = """
    Abbildung Absatz Abschnitt Anhang Anlage Artikel Bahnhof Band Bild Block Buchstabe Bus Etappe Frage Gebäude
    Gleis Gruppe Halle Haus Kapitel Klasse Linie Los Modell Modul Paket Phase Plan Position Punkt Raum Reihe Saal
    Schritt Seite Serie Stufe Tabelle Teil Tor Typ Variante Version Wache Ziel Ziffer Zimmer Zone
"""
_SPANISH = """
    anexo apartado artículo bloque capítulo categoría clase cuadro edificio escenario estación etapa fase figura
    fila grupo gráfico hipótesis lote línea modelo módulo nivel nota objetivo opción parte plan planta puerta punto
    página párrafo sala sección serie siglo tabla tipo tomo variante versión volumen zona
"""
_ITALIAN = """
    allegato articolo binario blocco capitolo caserma categoria classe colonna edificio fase figura grafico gruppo
    ipotesi linea livello lotto modello modulo nota obiettivo opzione pagina paragrafo parte piano punto riga
    riquadro sala scenario secolo serie sezione stazione tabella tappa tipo tomo variante versione volume zona
"""
_DUTCH = """
    artikel bijlage blok deel fase figuur gebouw grafiek groep hal hoofdstuk kavel kazerne klasse lijn lot model
    module niveau noot optie pagina paragraaf perron plan punt regel scenario sectie serie spoor stap station tabel
    type variant versie vraag zaal zone
"""
_PORTUGUESE = """
    anexo artigo bloco capítulo categoria classe edifício estação etapa fase figura grupo gráfico hipótese linha
    lote modelo módulo nota nível objetivo opção parte parágrafo plano ponto página quadro sala secção seção século
    série tabela tipo tomo variante versão volume zona
"""
_NOUNS = {
    "fr": _FRENCH, "en": _ENGLISH, "de": _GERMAN, "es": _SPANISH, "it": _ITALIAN, "nl": _DUTCH, "pt": _PORTUGUESE,
}  # fmt: skip
_PLURALS = {
    "fr": ("s", "x"), "en": ("s", "es"), "de": ("e", "n", "en", "s"), "es": ("s", "es"), "nl": ("n", "en", "s", "’s"),
    "pt": ("s", "es"),
}  # fmt: skip
"""Endings of plurals: a form that does not exist matches nothing. Italian changes the last vowel instead."""


@cache
def numbered_nouns(language: str) -> frozenset[str]:
    """Return the nouns of a language that are bound to their number, in every form; none for an unknown language."""
    base = base_language(language)
    forms: set[str] = set()
    for noun in _NOUNS.get(base, "").split():
        forms |= {noun, *(noun + ending for ending in _PLURALS.get(base, ()))}
        if base == "it":
            forms |= {f"{noun[:-1]}i", f"{noun[:-1]}e"}
        elif base in ("es", "pt"):
            forms |= {noun.replace("ción", "ciones").replace("sión", "siones").replace("ção", "ções")}
        elif base == "fr" and noun.endswith("al"):
            forms.add(f"{noun[:-1]}ux")
    return frozenset(forms | {form[0].upper() + form[1:] for form in forms})
