"""State of the loader for one publication: its languages, its ids, and the problems so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from builder.content.csvdata import Data
from builder.content.files import Unsaved
from builder.content.images import Picture
from builder.content.model.exhibits import Chart, MissingSymbols, Table
from builder.content.model.figures import Figure, WrittenFigure
from builder.content.model.untranslated import Untranslated
from builder.content.model.values import Text
from builder.content.scalar_forms import FormError
from builder.content.sources.queries import Queries
from builder.content.sources.workbook import Workbook
from builder.content.suggestions import did_you_mean
from builder.content.typed_numbers import TypedNumber
from builder.content.yaml_values import Mapping, Scalar, Value, kind_of
from builder.diagnostics import Diagnostic
from builder.language import fallbacks, is_language_tag, normalise_tag
from builder.source import NOWHERE, Span

__all__ = ["FigureSketch", "LoadContext", "label"]

_T = TypeVar("_T")


class FigureSketch(Struct, frozen=True):
    """A figure before it is read: the key that determines its type, and True if it is a range."""

    kind: str
    ranged: bool


class LoadContext(Struct):
    """State of one loading. `anchors` are the ids that a cross-reference can name, with their kinds; `texts` the named
    texts, those read so far with their value; `symbols` those of missing values in the whole publication, with their
    meanings; `pictures`, `workbooks` and `data_files` (Parquet) those read so far, by file name; `known_figures` the
    figures, read before the rest (None if they are wrong). `plain_uses` are the named texts among words without marks,
    `queries` those of databases. `wanted` are the languages that are asked for beside the declared ones; `untranslated`
    the missing texts so far, by key and language; `by_language` the keys of the texts written by language.
    `selected_data` are the data files of which some rows are shown, by what names them;
    `file_names` those of all data files and pictures. `written_figures` are the figures before those derived from
    others are computed; `changing` the tables and charts that depend on a text or a figure, by key: before they were
    completed, with their YAML. `unsaved` is content of files that is not written yet.
    """

    file: str
    folder: Path
    languages: tuple[str, ...]
    figures: dict[str, FigureSketch | None]
    sources: frozenset[str]
    anchors: dict[str, str]
    problems: list[Diagnostic]
    tags: dict[tuple[str, ...], tuple[str, ...]] = {}
    texts: dict[str, Text | None] = {}
    plain_uses: list[tuple[str, Span]] = []
    symbols: MissingSymbols = {}
    pictures: dict[str, Picture] = {}
    workbooks: dict[str, Workbook] = {}
    data_files: dict[str, Data] = {}
    queries: Queries = field(default_factory=Queries)
    known_figures: dict[str, Figure] | None = None
    wanted: tuple[str, ...] = ()
    untranslated: dict[tuple[str, str], Untranslated] = {}
    by_language: set[str] = field(default_factory=set)
    written_figures: dict[str, WrittenFigure] = {}
    selected_data: dict[object, Data] = {}
    changing: dict[str, tuple[Table | Chart, Mapping]] = {}
    file_names: set[str] = set()
    unsaved: Unsaved = {}

    def problem(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Report a problem."""
        self.problems.append(Diagnostic(code, message, span, hint))

    def mismatch(self, value: Value, key: str, expected: str, hint: str = "") -> None:
        """Report a value of another kind than expected, or an empty one."""
        if isinstance(value, Scalar) and (value.is_null or not value.value.strip()):
            self.problem("wrong-type", f"{label(key)} is empty", value.span, "add a value, or delete the line")
        else:
            message = f"{label(key)}: expected {expected}, found {kind_of(value)}"
            self.problem("wrong-type", message, value.span, hint)

    def not_together(self, names: Iterable[str], span: Span) -> None:
        """Report keys that exclude one another."""
        keys = " and ".join(f"`{name}`" for name in names)
        self.problem("several-types", f"{keys} cannot be combined", span, "keep one")

    def typed_number(self, number: TypedNumber) -> None:
        """Report a number that YAML split at its decimal comma."""
        self.problem("value", number.message, number.first.span if number.first else NOWHERE, number.hint)

    def convert(self, read: Callable[[str], _T], text: str, span: Span, code: str = "value") -> _T | None:
        """Return what one of `scalar_forms` reads in a text; else None after reporting its FormError."""
        try:
            return read(text)
        except FormError as error:
            self.problem(code, error.message, span, error.hint)
            return None

    def knows(self, tag: str) -> bool:
        """Return True if a declared language, or a region of one, has this tag."""
        declared = self.languages
        return not declared or any(tag in fallbacks(known) or known in fallbacks(tag) for known in declared)

    def missing(self, tags: tuple[str, ...]) -> list[str]:
        """Return the languages, declared or wanted, without an entry among `tags`."""
        languages = dict.fromkeys((*self.languages, *self.wanted))
        return [language for language in languages if not set(fallbacks(language)) & set(tags)]

    def lacks(self, key: str, tag: str, message: str, span: Span, hint: str = "", column: str = "") -> None:
        """Record that a text is missing in a language: a problem if somebody wants that language. `column` is the one
        that its data file does not have.
        """
        self.untranslated[key, tag] = Untranslated(key, tag, span, message, hint, column)

    def check_tag(self, written: str, span: Span) -> str | None:
        """Return the tag in its usual case if a text may have it; else None after reporting the reason."""
        tag = normalise_tag(written)
        if not is_language_tag(tag):
            near = did_you_mean(written, self.languages)
            self.problem(
                "language", f"`{written}` is not a language tag{near}", span, "write a tag such as fr or fr-CA"
            )
            return None
        if not self.knows(tag):
            near = did_you_mean(tag, self.languages)
            hint = f"add it to `languages`, or use one of {', '.join(self.languages)}"
            self.problem("language", f"language `{tag}` is not declared{near}", span, hint)
            return None
        return tag

    def check_figure(self, name: str, span: Span, fix: str = "add it to `figures`") -> None:
        """Report a figure that the publication does not have."""
        if name not in self.figures:
            near = did_you_mean(name, self.figures)
            if name in self.texts:
                near, hint = "", f"it is a named text: write {{={name}}}"
            else:
                hint = "" if near else fix
            self.problem("unknown-figure", f"unknown figure `{name}`{near}", span, hint)

    def check_named_text(self, name: str, span: Span) -> None:
        """Report a named text that the publication does not have."""
        if name not in self.texts:
            near = did_you_mean(name, self.texts)
            if name in self.figures:
                near, hint = "", f"it is a figure: write {{{name}}}"
            else:
                hint = "" if near else "add it to `texts`"
            self.problem("unknown-text", f"unknown named text `{name}`{near}", span, hint)

    def check_source(self, name: str, span: Span) -> None:
        """Report a source that the publication does not have."""
        if name not in self.sources:
            near = did_you_mean(name, sorted(self.sources))
            self.problem(
                "unknown-source", f"unknown source `{name}`{near}", span, "" if near else "add it to `sources`"
            )


def label(key: str) -> str:
    """Return the author's words for the place of a key: its last part, or the list that it is an item of."""
    parts = key.split(".")
    if not key:
        return "the publication"
    return f"item of `{parts[-2]}`" if parts[-1].isdigit() and len(parts) > 1 else f"`{parts[-1]}`"
