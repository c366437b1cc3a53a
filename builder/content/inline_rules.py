"""markdown-it-py with our inline marks, and with the position of every inline token.

markdown-it records no positions inside a paragraph; the state below puts the start of each token in `meta["at"]`. Our
marks that match a pattern have their match in `meta["match"]`; wrong ones are tokens `bad_…`.
"""

from __future__ import annotations

import functools
import re
from typing import Any, Literal

from markdown_it import MarkdownIt, rules_inline
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from builder.content.syntax import CITATION, CROSS, FIGURE, LANG, NAMED_TEXT

__all__ = ["parser"]


_BRACES = re.compile(r"\{[^{}\n]{0,60}\}")
"""Text that was meant as a figure."""


class _State(StateInline):
    """An inline state that records the start of each token in `meta["at"]`."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]):
        self._parts: list[str] = []
        self._parts_at = 0
        super().__init__(src, md, env, tokens)

    @property
    def pending(self) -> str:
        """Words not yet in a token."""
        return "".join(self._parts)

    @pending.setter
    def pending(self, value: str) -> None:
        if value and not self._parts:
            self._parts_at = self.pos
        self._parts = [value] if value else []

    def append_pending(self, text: str) -> None:
        """Add words."""
        if not self._parts:
            self._parts_at = self.pos
        self._parts.append(text)

    def pushPending(self) -> Token:  # noqa: N802
        """Make a token of the pending words."""
        token = Token("text", "", 0, content=self.pending, level=self.pendingLevel, meta={"at": self._parts_at})
        self.tokens.append(token)
        self._parts = []
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Make a token; stars and tildes pushed one by one from one position get theirs in turn."""
        token = super().push(ttype, tag, nesting)
        meta, at = token.meta, self.pos
        meta["at"] = meta["from"] = at
        if ttype == "text" and len(self.tokens) > 1:
            last = self.tokens[-2]
            if last.type == "text" and last.meta.get("from") == at:
                meta["at"] = last.meta["at"] + len(last.content)
        return token


def _brace(state: StateInline, silent: bool) -> bool:
    """Parse `{{`, `}}`, `{figure}`, `{figure:style}`, `{=text}`; any other brace is an error."""
    char = state.src[state.pos]
    if char not in "{}":
        return False
    start = state.pos
    named = state.src.startswith("{=", start)
    match = (NAMED_TEXT if named else FIGURE).match(state.src, start)
    if state.src.startswith(char * 2, start):
        if not silent:
            state.push("text_special", "", 0).content = char
        state.pos = start + 2
    elif match is not None and match.end() <= state.posMax:
        if not silent:
            state.push("named_text" if named else "figure", "", 0).meta["match"] = match
        state.pos = match.end()
    else:
        mistaken = _BRACES.match(state.src, start, state.posMax)
        if not silent:
            state.push("bad_brace", "", 0).content = mistaken[0] if mistaken else char
        state.pos = mistaken.end() if mistaken else start + 1
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    """Parse `[@source]`."""
    start = state.pos
    if not state.src.startswith("[@", start):
        return False
    match = CITATION.match(state.src, start)
    good = match is not None and match.end() <= state.posMax
    if not silent:
        if good:
            state.push("citation", "", 0).meta["match"] = match
        else:
            state.push("bad_citation", "", 0)
    state.pos = match.end() if match is not None and good else start + 2
    return True


def _note(state: StateInline, silent: bool) -> bool:
    """Parse `^[note]`."""
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1)
    if end < 0:
        if not silent:
            state.push("bad_note", "", 0)
        state.pos = start + 2
        return True
    if not silent:
        _nest(state, "note", start, start + 2, end)
    state.pos = end + 1
    return True


def _foreign(state: StateInline, silent: bool) -> bool:
    """Parse `[passage]{lang=en}`."""
    start = state.pos
    if state.src[start] != "[" or "]{lang=" not in state.src:
        return False
    end = state.md.helpers.parseLinkLabel(state, start)
    match = LANG.match(state.src, end + 1) if end >= 0 else None
    if match is None or match.end() > state.posMax:
        return False
    if not silent:
        _nest(state, "foreign", start, start + 1, end).meta["language"] = match[1]
    state.pos = match.end()
    return True


def _cross(state: StateInline, silent: bool) -> bool:
    """Parse `@tbl-comparison`."""
    if state.src[state.pos] != "@":
        return False
    match = CROSS.match(state.src, state.pos)
    if match is None or match.end() > state.posMax:
        return False
    if not silent:
        state.push("cross", "", 0).meta["match"] = match
    state.pos = match.end()
    return True


_SCRIPT = re.compile(r"([~^])((?:[^\s~^`\[\\]|\\\S){1,100})\1(?!\1(?!\1)|[0-9])")
"""Raised or lowered characters. Closed before a single mark of the kind or a digit they are none: `2^10,3^5`."""
_OPERATOR = re.compile(r".[-+*/=<>,;]")
_SCRIPT_NAMES = {"~": "subscript", "^": "superscript"}


def _script(state: StateInline, silent: bool) -> bool:
    """Parse `CO~2~` and `m^2^`, by Pandoc's rules: no space and no other script inside.

    What has no base is a subscript only before a letter or a superscript, since `~5` means about 5. What is written
    around an operator and closed before a letter is a formula (`x^a+b^c`), and addresses are left whole.
    """
    start = state.pos
    marker = state.src[start]
    if marker not in _SCRIPT_NAMES:
        return False
    match = _SCRIPT.match(state.src, start, state.posMax)
    if match is None or not _is_script(state.src, match):
        return False
    if not silent:
        _nest(state, _SCRIPT_NAMES[marker], start, start + 1, match.end() - 1)
    state.pos = match.end()
    return True


def _is_script(source: str, match: re.Match[str]) -> bool:
    """Return True if matched characters are a script in their surroundings."""
    start, end = match.span()
    marker, content = match[1], match[2]
    before, after = source[start - 1 : start], source[end : end + 1]
    if before == marker or (marker == "^" and before == "["):
        return False
    if after.isalnum() and _OPERATOR.search(content):
        return False
    has_base = before.isalnum() or (before != "" and before in ")]}*_^~'’′”»>")
    if not any(map(str.isalnum, content)):
        return has_base and content.strip("_.") != ""
    if marker == "~" and not has_base and not (after.isalpha() or after == "^"):
        return False
    word = source[max(0, start - 300) : start].rpartition(" ")[2]
    return "://" not in word and not word.startswith("www.")


def _nest(state: StateInline, kind: str, begin: int, start: int, end: int) -> Token:
    """Add the tokens between `start` and `end`, inside an opening and a closing one."""
    maximum = state.posMax
    state.pos = begin
    opening = state.push(f"{kind}_open", "", 1)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", "", -1)
    state.posMax = maximum
    return opening


_RULES: tuple[tuple[str, tuple[RuleFuncInlineType, ...]], ...] = (
    ("\n", (rules_inline.newline,)),
    ("{}", (_brace,)),
    ("^", (_note, _script)),
    ("~", (_script, rules_inline.strikethrough.tokenize)),
    ("\\", (rules_inline.escape,)),
    ("`", (rules_inline.backtick,)),
    ("*_", (rules_inline.emphasis.tokenize,)),
    ("[", (_citation, _foreign, rules_inline.link)),
    ("]", ()),
    ("@", (_cross,)),
    ("!", (rules_inline.image,)),
    ("<", (rules_inline.autolink, rules_inline.html_inline)),
    ("&", (rules_inline.entity,)),
)
"""The rules that may match at each sign, in the order in which they are tried. The helper that looks for the end of a
link stops at each `]`, which begins nothing.
"""


class _Inline(ParserInline):
    """The parser of paragraphs. At a sign it tries the rules for that sign alone, and between signs none: markdown-it
    tries all of them at every sign of punctuation, which takes twice the time.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rules_at = {sign: rules for signs, rules in _RULES for sign in signs}
        self._sign = re.compile(f"[{re.escape(''.join(self._rules_at))}]")

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Return the tokens of a paragraph, with their positions."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Make the tokens from the position of the state to its end."""
        assert isinstance(state, _State)
        source, end, most = state.src, state.posMax, state.md.options["maxNesting"]
        while (start := state.pos) < end:
            sign = self._sign.search(source, start, end)
            stop = sign.start() if sign is not None else end
            if stop > start:
                state.append_pending(source[start:stop])
                state.pos = stop
                continue
            for rule in self._rules_at[source[start]] if state.level < most else ():
                if rule(state, False):
                    break
            else:
                state.append_pending(source[start])
                state.pos = start + 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        """Move the state past one token, or to its end if the marks are nested too deeply."""
        start = state.pos
        if start in state.cache:
            state.pos = state.cache[start]
            return
        sign = self._sign.search(state.src, start, state.posMax)
        stop = sign.start() if sign is not None else state.posMax
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax
        elif stop > start:
            state.pos = stop
        else:
            state.level += 1
            found = any(rule(state, True) for rule in self._rules_at[state.src[start]])
            state.level -= 1
            if not found:
                state.pos = start + 1
        state.cache[start] = state.pos


@functools.cache
def parser() -> MarkdownIt:
    """Return the parser, created once; it keeps nothing from one text to the next."""
    md = MarkdownIt("commonmark", {"maxNesting": 100})
    md.inline = _Inline()
    md.block.ruler.disable("reference")
    md.block.ruler.enable("table")
    md.inline.ruler2.disable("fragments_join")
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return md
