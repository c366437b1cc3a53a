"""Inlines to runs. Every run has the language of its words (WCAG 2.1, 3.1.2); formatting is the style's, with direct
bold and italic on top: character styles would toggle, and bold in a bold style would become light (17.7.3).
"""

from __future__ import annotations

from collections.abc import Callable

from builder.language import base_language, office_tag, reads_right_to_left
from builder.office.xml import attribute
from builder.tree.ordinals import ordinal_pieces
from builder.tree.prose import Break, CrossRef, Inline, Inlines, NoteRef, Run, plain
from builder.writers.word.fields import field
from builder.writers.word.paragraphs import text

__all__ = ["InlineWriter", "ReferenceTargets", "language_element", "word_runs"]

_SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'
_SECTIONS = ("section", "appendix")
_EAST_ASIAN = ("zh", "ja", "ko")


def language_element(tag: str) -> str:
    """Return `w:lang` for a BCP 47 tag, in the attribute of its script (17.3.2.20), preceded by `w:rtl` for
    right-to-left languages (17.3.2.30).
    """
    full = attribute(office_tag(tag))
    base = base_language(tag)
    if base in _EAST_ASIAN:
        return f'<w:lang w:val="{full}" w:eastAsia="{full}"/>'
    if reads_right_to_left(tag):
        return f'<w:rtl/><w:lang w:val="{full}" w:bidi="{full}"/>'
    return f'<w:lang w:val="{full}"/>'


def word_runs(words: str, properties: str, language: str, language_properties: str) -> str:
    """Return plain words as runs; the letters of ordinals are superscript. `properties` ends with the element of the
    language, `language_properties`.
    """
    if not words:
        return ""
    runs = []
    for piece, superscript in ordinal_pieces(words, language):
        look = properties
        if superscript:
            head, _, tail = properties.rpartition(language_properties)
            look = f"{head}{_SUPERSCRIPT}{language_properties}{tail}"
        runs.append(f"<w:r>{look}{text(piece)}</w:r>")
    return "".join(runs)


class ReferenceTargets:
    """Targets of cross-references: for each id the bookmark, and the words between its ends."""

    def __init__(self) -> None:
        self.bookmarks: dict[str, tuple[str, str]] = {}
        """id → (bookmark, words). The bookmark of an exhibit holds its number, that of a section its title."""
        self.section_numbers: dict[str, str] = {}
        """id → the number of the section's heading, without a full stop; "" if its level is not numbered."""

    def bookmark(self, target: str | None) -> str:
        """Return the bookmark of what has this id, or "" if nothing in the file has."""
        return self.bookmarks[target][0] if target in self.bookmarks else ""


class InlineWriter:
    """Writes the inlines of one part (the document, or its footnotes), whose relationships its links join.

    `link` returns the relationship id of a URL. `note` writes a footnote and returns its id; without it notes are set
    in brackets (Word has no note in a note).
    """

    def __init__(
        self,
        link: Callable[[str], str],
        styles: dict[str, str],
        language: str,
        targets: ReferenceTargets,
        note: Callable[[NoteRef], int] | None = None,
        numbered: bool = True,
    ):
        self._link, self._styles = link, styles
        self._targets, self._note, self._numbered = targets, note, numbered
        self._tag, self._language = language, language_element(language)
        self.plain = f"<w:rPr>{self._language}</w:rPr>"
        """The properties of a run without any appearance of its own."""
        self._looks: dict[tuple[object, ...], str] = {}

    def properties(self, style: str = "", *, extra: str = "") -> str:
        """Return `w:rPr` in a character style (by id), with `extra` (such as `w:sz`) before the language."""
        head = f'<w:rStyle w:val="{style}"/>' if style else ""
        return f"<w:rPr>{head}{extra}{self._language}</w:rPr>"

    @staticmethod
    def mark(size: float) -> str:
        """Return `w:rPr` of the mark of a paragraph whose words have this size, "" for 0, that of its style."""
        return f"<w:rPr>{_sizes(size)}</w:rPr>" if size else ""

    def words(self, words: str, properties: str = "") -> str:
        """Return words of the builder's own, as a run, or as several around the letters of ordinals."""
        return word_runs(words, properties or self.plain, self._tag, self._language)

    def runs(self, inlines: Inlines, *, size: float = 0.0, strong: bool = False, notes: bool = True) -> str:
        """Return the inlines as runs; `size` in points overrides the style, `strong` sets all in bold, `notes` may be
        left out.
        """
        if len(inlines) == 1:
            return self._inline(inlines[0], size, strong, notes)
        return "".join([self._inline(inline, size, strong, notes) for inline in inlines])

    def _inline(self, inline: Inline, size: float, strong: bool, notes: bool) -> str:
        if type(inline) is Run:
            return self._run(inline, size, strong)
        if isinstance(inline, Break):
            return f"<w:r>{self._look(size=size, strong=strong)}<w:br/></w:r>"
        if isinstance(inline, CrossRef):
            return self._reference(inline, size, strong)
        if isinstance(inline, NoteRef) and notes:
            return self._note_mark(inline, size, strong)
        return ""

    def _run(self, run: Run, size: float, strong: bool) -> str:
        words = run.text
        if not words:
            return ""
        properties = self._look(
            strong=run.strong or strong,
            emphasis=run.emphasis,
            code=run.code,
            superscript=run.superscript,
            subscript=run.subscript,
            strike=run.strike,
            link=run.link is not None,
            language=run.language,
            size=size,
        )
        markup = f"<w:r>{properties}{text(words)}</w:r>"
        if run.link is None:
            return markup
        rid = self._link(run.link)
        return f'<w:hyperlink r:id="{rid}" w:history="1">{markup}</w:hyperlink>'

    def _look(
        self,
        *,
        strong: bool = False,
        emphasis: bool = False,
        code: bool = False,
        superscript: bool = False,
        subscript: bool = False,
        strike: bool = False,
        link: bool = False,
        language: str | None = None,
        size: float = 0.0,
    ) -> str:
        key = (strong, emphasis, code, superscript, subscript, strike, link, language, size)
        look = self._looks.get(key)
        if look is None:
            style = self._styles["hyperlink"] if link else self._styles["code_char"] if code else ""
            look = self._looks[key] = "".join(
                (
                    "<w:rPr>",
                    f'<w:rStyle w:val="{style}"/>' if style else "",
                    "<w:b/><w:bCs/>" if strong else "",
                    "<w:i/><w:iCs/>" if emphasis else "",
                    "<w:strike/>" if strike else "",
                    "<w:noProof/>" if code else "",
                    _sizes(size) if size else "",
                    _SUPERSCRIPT if superscript else "",
                    '<w:vertAlign w:val="subscript"/>' if subscript else "",
                    language_element(language) if language else self._language,
                    "</w:rPr>",
                )
            )
        return look

    def _note_mark(self, note: NoteRef, size: float, strong: bool) -> str:
        if self._note is None:
            blocks = [block.inlines for block in note.blocks if hasattr(block, "inlines")]
            inner = " ".join(plain(inlines) for inlines in blocks).rstrip(".")
            return self.words(f" ({inner})", self._look(size=size, strong=strong)) if inner else ""
        number = self._note(note)
        style = self._styles["footnote_reference"]
        return f'<w:r>{self.properties(style)}<w:footnoteReference w:id="{number}"/></w:r>'

    def _reference(self, reference: CrossRef, size: float, strong: bool) -> str:
        """Return the words "tableau 1" with its number as a live field, or a section's title if sections are not
        numbered.

        A target in the other medium only is named without a field.
        """
        look = self._look(
            strong=reference.strong or strong,
            emphasis=reference.emphasis,
            superscript=reference.superscript,
            subscript=reference.subscript,
            strike=reference.strike,
            size=size,
        )
        known = self._targets.bookmarks.get(reference.target)
        number = reference.number
        if reference.kind in _SECTIONS:
            number = self._targets.section_numbers.get(reference.target, number if self._numbered else "")
        if number:
            bound = f"{reference.prefix}\u00a0"
            lead = f"<w:r>{look}{text(bound)}</w:r>" if reference.prefix else ""
            if known is None:
                return lead + f"<w:r>{look}{text(number)}</w:r>"
            switch = " \\r" if reference.kind in _SECTIONS else ""
            return lead + field(f"REF {known[0]}{switch} \\h", number, look)
        return self._title(reference.title, known, look)

    def _title(self, title: str, known: tuple[str, str] | None, look: str) -> str:
        if known is None or not known[1] or known[1] not in title:
            return f"<w:r>{look}{text(title)}</w:r>" if title else ""
        before, _, after = title.rpartition(known[1])  # the noun before the title may hold the same words
        head = f"<w:r>{look}{text(before)}</w:r>" if before else ""
        tail = f"<w:r>{look}{text(after)}</w:r>" if after else ""
        return head + field(f"REF {known[0]} \\h", known[1], look) + tail


def _sizes(size: float) -> str:
    half = round(size * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
