"""The term base is respected: a term in one language has an agreed translation in the other, and no text uses a
forbidden word.

There are no fixes: another word may need another article, agreement or elision.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from builder.check.context import CheckContext
from builder.check.counterparts import counterpart, named
from builder.check.inflection import loose
from builder.check.rule import Finding, Rule
from builder.check.termbase import Occurrence, Wording, form, holds, of_language, wording_of, words_of
from builder.content.markup import FigureRef, Markup, NamedText
from builder.content.model.figures import NumberFigure
from builder.content.model.publication import Term
from builder.content.text import inlines_of

__all__ = ["RULES"]


class _Word(Struct, frozen=True):
    """A word that the term base knows in a language: the entries that agree on it, and those that forbid it."""

    text: str
    agreed: tuple[Term, ...]
    forbidding: tuple[Term, ...]


class _Lexicon(Struct, frozen=True):
    """The words that the term base knows in a language; their numbers are those of the occurrences."""

    words: tuple[_Word, ...]
    wording: Wording


def _lexicon(terms: tuple[Term, ...], tag: str) -> _Lexicon:
    texts: dict[tuple[str, ...], str] = {}
    agreed: dict[tuple[str, ...], list[Term]] = {}
    forbidding: dict[tuple[str, ...], list[Term]] = {}
    for term in terms:
        for known, where in ((term.terms, agreed), (term.forbidden, forbidding)):
            for text in of_language(known, tag):
                words = form(text, tag)
                texts.setdefault(words, text)
                where.setdefault(words, []).append(term)
    known_words = tuple(
        _Word(text, tuple(agreed.get(words, ())), tuple(forbidding.get(words, ()))) for words, text in texts.items()
    )
    return _Lexicon(known_words, wording_of(((word.text, number) for number, word in enumerate(known_words)), tag))


class _Lexicons:
    """The lexicon of each language, and where its words occur in each text, computed once."""

    def __init__(self, context: CheckContext):
        self._context = context
        self._lexicons: dict[str, _Lexicon] = {}
        self._occurrences: dict[tuple[int, str], list[tuple[_Word, Occurrence]]] = {}

    def of(self, tag: str) -> _Lexicon:
        """Return the lexicon of a language."""
        if tag not in self._lexicons:
            self._lexicons[tag] = _lexicon(self._context.publication.terms, tag)
        return self._lexicons[tag]

    def in_text(self, markup: Markup, tag: str) -> list[tuple[_Word, Occurrence]]:
        """Return the words of the term base that occur in a text, in reading order."""
        at = (id(markup), tag)
        if at not in self._occurrences:
            lexicon = self.of(tag)
            places = lexicon.wording.find(self._context.pieces(markup))
            self._occurrences[at] = [(lexicon.words[place.term], place) for place in places]
        return self._occurrences[at]


def missing_translation(context: CheckContext) -> Iterator[Finding]:
    """Find terms of one language whose agreed translations are all absent from the other."""
    lexicons = context.once(_Lexicons)
    for pair in (*context.pairs, *context.variants) if context.publication.terms else ():
        source, target = (pair.source, pair.source_tag), (pair.target, pair.target_tag)
        for word, place, wanted in _untranslated(context, lexicons, *source, *target):
            span = place.piece.span(place.start)
            here = counterpart(pair.source, span, pair.target)
            message = f"no {_either(wanted)} here for `{word}` in the `{pair.source_tag}` text ({named(span, here)})"
            yield Finding(message, here, f"write `{wanted[0]}`")
        for word, place, wanted in _untranslated(context, lexicons, *target, *source):
            span = place.piece.span(place.start)
            source_place = named(pair.source.place(0), span)
            message = f"`{word}` here, but no {_either(wanted)} in the `{pair.source_tag}` text ({source_place})"
            yield Finding(message, span, "use the agreed terms in both")


def _either(terms: list[str]) -> str:
    return " or ".join(f"`{term}`" for term in terms)


def _untranslated(
    context: CheckContext, lexicons: _Lexicons, markup: Markup, tag: str, twin: Markup, twin_tag: str
) -> Iterator[tuple[str, Occurrence, list[str]]]:
    """Yield the words of a text whose agreed translations are all absent from the other text, with these."""
    reported: set[str] = set()
    for word, place in lexicons.in_text(markup, tag):
        agreed = [term for term in word.agreed if _binds(context, term, tag)]
        wanted = list(dict.fromkeys(text for term in agreed for text in of_language(term.terms, twin_tag)))
        if word.text in reported or not wanted or len(agreed) < len(word.agreed):
            continue
        reported.add(word.text)
        text = _all_words(context, twin, twin_tag)
        if not any(holds(text, term, twin_tag) or _is_short_for(text, term, twin_tag) for term in wanted):
            yield place.text, place, wanted


def _binds(context: CheckContext, term: Term, tag: str) -> bool:
    """Return True if an entry determines how its words of a language are translated.

    It does for the source language. One of several translations may also translate something else: that `démarche` is
    `service` or `procedure` does not make every `service` a `démarche`.
    """
    return tag == context.source_tag or len(of_language(term.terms, tag)) == 1


def _is_short_for(text: str, term: str, tag: str) -> bool:
    """Return True if a label is a shortened term and nothing else: `Amorçage` for `tour d'amorçage`."""
    words = {loose(word, tag) for word in words_of(text, tag)}
    return bool(words) and words <= {loose(word, tag) for word in words_of(term, tag)}


def _all_words(context: CheckContext, markup: Markup, tag: str) -> str:
    """Return all words of a text, with the counted nouns of its figures (`{homes}` prints "dwellings") and those of
    its named texts.
    """
    parts = [piece.text for piece in context.pieces(markup)]
    for inline in inlines_of(markup.blocks) if "{" in markup.source else ():
        named = context.publication.texts.get(inline.name) if isinstance(inline, NamedText) else None
        entry = named.markup(tag) if named is not None else None
        if entry is not None:
            parts.append(_all_words(context, entry, tag))
        figure = context.publication.figures.get(inline.figure) if isinstance(inline, FigureRef) else None
        if isinstance(figure, NumberFigure) and figure.counted:
            parts += (noun for forms in figure.counted.forms.values() for noun in forms.values())
    return " \n ".join(parts)


def forbidden_word(context: CheckContext) -> Iterator[Finding]:
    """Find words that the term base forbids, unless a longer agreed term contains them."""
    lexicons = context.once(_Lexicons)
    if not any(term.forbidden for term in context.publication.terms):
        return
    for text in context.texts:
        for tag, markup in text.entries.items():
            for word, place in lexicons.in_text(markup, tag) if tag else ():
                if word.forbidding and not word.agreed:
                    wanted = dict.fromkeys(text for term in word.forbidding for text in of_language(term.terms, tag))
                    hint = f"write {' or '.join(f'`{term}`' for term in wanted)}" if wanted else ""
                    message = f"the term base forbids `{place.text}`"
                    yield Finding(message, place.piece.span(place.start), hint)


def unused_term(context: CheckContext) -> Iterator[Finding]:
    """Find entries that no text uses in any language, except those that forbid a word."""
    terms = [term for term in context.publication.terms if not term.forbidden]
    if not terms:
        return
    lexicons = context.once(_Lexicons)
    used: set[int] = set()
    vocabulary: dict[str, set[str]] = {}
    for tag in context.publication.languages:
        raw: set[str] = set()
        for text in context.texts:
            markup = text.markup(tag)
            if markup is not None:
                used.update(id(term) for word, _ in lexicons.in_text(markup, tag) for term in word.agreed)
                raw.update(words_of(_all_words(context, markup, tag), tag))
        vocabulary[tag] = {loose(word, tag) for word in raw}
    for term in terms:
        if id(term) not in used and not any(_is_used(term, tag, words) for tag, words in vocabulary.items()):
            shown = next(iter(term.terms.values()))[0]
            yield Finding(f"no text uses the term `{shown}`", term.span, "use it, or delete the entry")


def untranslated_term(context: CheckContext) -> Iterator[Finding]:
    """Find entries without a word in a declared language."""
    for term in context.publication.terms:
        lacking = [tag for tag in context.publication.languages if not of_language(term.terms, tag)]
        if lacking and not term.forbidden:
            names = " and ".join(f"`{tag}`" for tag in lacking)
            yield Finding(f"the term has no word in {names}", term.span, "add the word that translators should use")


def _is_used(term: Term, tag: str, vocabulary: set[str]) -> bool:
    """Return True if all words of one of its texts are used somewhere, also in a foreign passage or a longer term."""
    return any(
        all(loose(word, tag) in vocabulary for word in words_of(text, tag)) for text in of_language(term.terms, tag)
    )


def contradiction(context: CheckContext) -> Iterator[Finding]:
    """Find words that one entry forbids and the same or another lists as a term; the term has precedence."""
    lexicons = context.once(_Lexicons)
    reported: set[tuple[int, str]] = set()
    for tag in dict.fromkeys(tag for term in context.publication.terms for tag in term.forbidden):
        for word in lexicons.of(tag).words:
            for term in word.forbidding if word.agreed else ():
                if (id(term), word.text) not in reported:
                    reported.add((id(term), word.text))
                    message = (
                        f"`{word.text}` is forbidden here but is an agreed term on line {word.agreed[0].span.line}"
                    )
                    yield Finding(message, term.span, "keep one of the two")


RULES: tuple[Rule, ...] = (
    Rule(
        code="TRM001",
        name="term-not-translated",
        severity="warning",
        summary="A text uses a term of the term base, and its translation has none of the agreed terms.",
        find=missing_translation,
        bad="terms: [{fr: compte de taxes, en: tax bill}]\n…\nfr: Des comptes de taxes en hausse\nen: Higher invoices",
        good="fr: Des comptes de taxes en hausse\nen: Higher tax bills",
    ),
    Rule(
        code="TRM002",
        name="forbidden-word",
        severity="warning",
        summary="A text uses a word that the term base forbids.",
        find=forbidden_word,
        bad="terms: [{fr: courriel, en: email, forbidden: {fr: e-mail}}]\n…\nfr: Un e-mail suffit.",
        good="fr: Un courriel suffit.",
    ),
    Rule(
        code="TRM003",
        name="unused-term",
        severity="info",
        summary="No text uses a term of the term base, in any language.",
        find=unused_term,
        bad="terms: [{fr: rôle d'évaluation, en: assessment roll}]   # no text uses it",
        good="terms: []",
    ),
    Rule(
        code="TRM004",
        name="contradictory-terms",
        severity="warning",
        summary="The term base forbids a word that it also lists as a term.",
        find=contradiction,
        bad="terms:\n  - {fr: courriel, en: email, forbidden: {fr: mél}}\n  - {fr: mél, en: email address}",
        good="terms:\n  - {fr: courriel, en: email, forbidden: {fr: mél}}\n  - {fr: adresse, en: email address}",
    ),
    Rule(
        code="TRM005",
        name="untranslated-term",
        severity="info",
        summary="An entry of the term base has no word in one of the publication's languages.",
        find=untranslated_term,
        bad="terms: [{fr: courriel}]",
        good="terms: [{fr: courriel, en: email}]",
    ),
)
