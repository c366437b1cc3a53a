"""Protected spans: addresses, paths, times, ratios, placeholders, emoticons, entities, code.

When in doubt a span is protected: a missed thin space costs less than a broken address.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["protected_spans"]

# Things that may hold spaces. Each begins with a character that prose hardly uses, which keeps the scan quick.
_SPACED = r"""
    \{\{.{0,300}?\}\} | \{%.{0,300}?%\} | \{[^{}\n]{0,300}\}      # {{ x }}, {% if y %}, {x}
  | (?P<tick>`{1,3})(?!`).{0,1000}?(?<!`)(?P=tick)(?!`)           # `code`
  | </?[A-Za-z][^<>\n]{0,1000}>                                   # <a href="…">
  | \]\([^()\s]{0,2000}\)                                         # the target of a Markdown link
  | (?<!\S)[A-Za-z]:\\[^\s"«»]{0,300}                             # C:\Program Files\App
    (?:\ [A-Z][^\s"«».,;:!?\\]{0,80}\\[^\s"«»]{0,300}){0,9}(?<![.,;!?:])
  | [\ue000-\ue002\x1e]                                           # characters that we use ourselves
    """
_SPACED_SIGNS = re.compile("[{`<\\\\\ue000-\ue002\x1e]|\\]\\(")

# A word (no white space in it) with one of the signs that only untouchable things hold; its inside is searched next.
_WORD = re.compile(r"(?<!\S)(?:[^\s:/@\\&$%;=]*[:/@\\&$%;=]\S*|www\.\S+)")
_LONGEST_WORD = 2000  # what is longer is no prose: it is protected whole, and no search in it can take long
# Prose has colons, semicolons and per cent signs too: there white space, a full stop or a closing sign follows.
_SUSPECT = re.compile(r"[:/@\\&$%;=](?:(?<=[/@\\&$=])|(?=[^\s».,”]))")
_IN_WORD = r"""
    [A-Za-z][A-Za-z0-9+.-]*://[^\s<>«»"“”]*[^\s<>«»"“”.,;:!?'’)\]}…*_]     # https://ex.org/a:b;c?d!e'f
  | (?:mailto|doi|file|urn|tel|data|https?|ftp):[^\s<>«»"“”]*(?<![.,;!?'’)\]}…*_])
  | www\.[^\s<>«»"“”]*[^\s<>«»"“”.,;:!?'’)\]}…*_]
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+(?::[\w./-]*\w)?                           # a.b@ex.org, git@host:org/x.git
  | \\\\[^\s"«»]+(?<![.,;!?:])                                             # \\server\share
  | [A-Za-z]:[\\/][^\s"«»]*(?<![.,;!?:])                                   # C:\App, C:/App
  | (?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{1,4}(?![\w:])         # 2001:db8::1
  | \w+(?:::\w+)+(?:::)? | ::\w*                                           # std::vector
  | \d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?                      # 2024-05-01T10:30:00Z
  | \d+(?::\d+)+(?:[–-]\d+(?::\d+)+)?                                      # 10:30, 16:9, 12:30–14:00
  | \$\{[^{}\s]*\} | \$(?!(?:US|CA|AU|NZ|HK)\b)[A-Za-z_][\w/.-]*           # ${HOME}, $HOME/bin
  | %\([^()\s]*\)[sdif] | (?<![\d%\ue001])%[sdifr](?!\w)                   # %(name)s, %s
  | &(?:[A-Za-z][A-Za-z0-9]*|\#\d+|\#x[0-9A-Fa-f]+);                       # &amp;
  | [!=<>]=+                                                               # !=
  | (?<![\w:)]):[a-z][a-z0-9_+-]*:(?!\w)                                   # :smile:
  | (?<![^\s(])[:;]['’]?-?[)(DPp/\\](?![\w/\\])                            # :-)
  | (?<![\w./])(?:~|\.{1,2})?/[\w.@%+:~/-]*\w                              # /usr/bin:/bin
    """


def protected_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text that no rule may change, in order and separate."""
    spans = [match.span() for match in _pattern(_SPACED).finditer(text)] if _SPACED_SIGNS.search(text) else []
    if not _SUSPECT.search(text) and "www." not in text:
        return spans
    words = []
    for word in _WORD.finditer(text):
        if word.end() - word.start() > _LONGEST_WORD:
            words.append(word.span())
        else:
            words += [match.span() for match in _pattern(_IN_WORD).finditer(text, word.start(), word.end())]
    if not spans or not words:
        return spans or words
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans + words):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@cache
def _pattern(verbose: str) -> re.Pattern[str]:
    """Return the pattern, compiled on first use: all together they take as long to compile as a short publication to
    set.
    """
    return re.compile(verbose, re.VERBOSE)
