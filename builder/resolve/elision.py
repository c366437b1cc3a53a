"""Joining French words: `d’euros` but `de dollars`."""

from __future__ import annotations

__all__ = ["elides", "french_of"]

_VOWELS = tuple("aeiouàâäéèêëîïôöùûüœæ")
# fmt: off
_ASPIRATED = (
    "hache", "hall", "halle", "halte", "hamac", "hamster", "handicap", "handball", "hangar",
    "hareng", "haricot", "harpe", "hasard", "hausse", "haut", "havre", "hérisson", "hernie",
    "héros", "hertz", "hêtre", "heurt", "hibou", "hiérarchi", "hobby", "hockey", "holding",
    "hollandais", "homard", "hongrois", "honte", "hors", "hotte", "houblon", "houille", "housse",
    "hublot", "huguenot", "huit", "hurlement", "hussard", "hutte",
)
# fmt: on
# Beginnings of the common French words whose h forbids elision (Académie française, "h aspiré").
_NO_ELISION = ("onz", "oui", "ouistiti", "uhlan", "ululement", "yaourt", "yacht")


def elides(word: str) -> bool:
    """Return True if French `de` is elided before a word: `d’euros`, `d’heures`; but `de hertz`, `de onze`."""
    lower = word.lower()
    if lower.startswith(_NO_ELISION):
        return False
    if lower.startswith("h"):
        return not lower.startswith(_ASPIRATED)
    return lower.startswith(_VOWELS)


def french_of(word: str) -> str:
    """Return `de` before a word, elided where French does."""
    return f"d’{word}" if elides(word) else f"de {word}"
