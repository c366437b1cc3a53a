"""The words that the builder itself puts in a document, set by the rules of the document's language."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from builder.resolve.phrases import worded_language, words_of
from builder.resolve.typography import set_text
from builder.tree.labels import Labels

__all__ = ["LocaleWords", "words"]


class LocaleWords(Struct, frozen=True, kw_only=True):
    """The labels for the writers, and the phrases that only `resolve` uses (`phrases`, by the keys of `wording`)."""

    labels: Labels
    phrases: dict[str, str]
    open_quote: str
    close_quote: str
    """Quotation marks with their inner spaces: "«\\u00a0" and "\\u00a0»" in France."""

    def counted(self, key: str, n: int, digits: str) -> str:
        """Return a `{n}` phrase in the singular or the plural, with the number already written as `digits`."""
        form = "one" if n == 1 else self.phrases["zero"] if n == 0 else "other"
        return self.phrases[f"{key}_{form}"].format(n=digits)

    def quoted(self, text: str) -> str:
        """Return the text between the language's quotation marks."""
        return f"{self.open_quote}{text}{self.close_quote}"


@lru_cache(maxsize=64)
def words(language: str, narrow_space: str) -> LocaleWords:
    """Return the builder's words for a language; the same for every document of that language and choice of narrow
    space.
    """
    phrases = words_of(language)
    # A language that borrows the English words borrows their typography too.
    typed = language if worded_language(language) != "en" else "en"

    def put(text: str) -> str:
        return set_text(text, typed, narrow_space)

    def lead(key: str) -> str:
        return f"{put(phrases[key])} "

    before, rest = phrases["page"].split("{page}")
    between, after = rest.split("{pages}")
    quoted = set_text('"x"', language, narrow_space)
    if quoted == '"x"':  # typography knows no quotation marks for the language
        quoted = "“x”"
    colon = put(f"x{phrases['colon']}")[1:]
    separator = phrases["caption_separator"]
    return LocaleWords(
        phrases=phrases,
        open_quote=quoted.split("x")[0],
        close_quote=quoted.split("x")[1],
        labels=Labels(
            contents=put(phrases["contents"]),
            agenda=put(phrases["agenda"]),
            abstract=put(phrases["abstract"]),
            key_figures=put(phrases["key_figures"]),
            sources=put(phrases["sources"]),
            conclusion=put(phrases["conclusion"]),
            source=lead("source"),
            source_several=lead("source_several"),
            table=put(phrases["table"]),
            figure=put(phrases["figure"]),
            list_of_tables=put(phrases["list_of_tables"]),
            list_of_figures=put(phrases["list_of_figures"]),
            note=lead("note"),
            continued=put(phrases["continued"]),
            continued_caption=put(phrases["continued_caption"]),
            page_of=(before, between, after),
            term_separator=f"{colon} ",
            # "Tableau 1 – Titre": the dash stays with the number.
            caption_separator=f"\u00a0{separator[1:]}" if separator.startswith(" ") else separator,
            total=put(phrases["total"]),
            keywords=put(phrases["keywords"]),
            credit=lead("credit"),
            credit_several=lead("credit_several"),
            imprint_cite=put(phrases["imprint_cite"]),
            imprint_contact=put(phrases["imprint_contact"]),
            imprint_disclaimer=put(phrases["imprint_disclaimer"]),
            list_separator=put(f"x{phrases['list_separator']}x")[1:-1],
            notes=put(phrases["notes"]),
            timeline=put(phrases["timeline"]),
            chart_alt_generated=put(phrases["chart_alt_generated"]),
        ),
    )
