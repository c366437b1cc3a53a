"""Hostile bytes and hostile YAML, through the command: one clear error, or a build."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.hostile.running import publication, run
from tests.marking import sampled

HEAD = "languages: [fr, en]\ntitle: Essai\n"
SMALL = HEAD + "sections:\n  - {id: one, title: Un, blocks: [{text: Deux.}]}\n"
LAUGHS = HEAD + "a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(9))

REFUSED: dict[str, tuple[bytes | str, str]] = {
    "empty": ("", "empty"),
    "only-comment": ("# nothing\n", "empty"),
    "zeros": (bytes(1000), "not text"),
    "every-byte": (bytes(range(256)), "UTF-8|not text"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "UTF-8|not text"),
    "gzip": (gzip.compress(SMALL.encode(), mtime=0), "UTF-8|not text"),
    "utf-16": (SMALL.encode("utf-16"), "UTF-16"),
    "utf-16-be": (b"\xfe\xff" + SMALL.encode("utf-16-be"), "UTF-16"),
    "utf-16-without-mark": (SMALL.encode("utf-16-le"), "not text"),
    "utf-32": (SMALL.encode("utf-32"), "UTF-16|UTF-32|not text"),
    "latin-1": (SMALL.replace("Deux", "Été").encode("latin-1"), r":4:42: .*UTF-8.*`É`"),
    "windows-1252": (SMALL.replace("Deux", "l’été").encode("cp1252"), "Windows-1252"),
    "overlong": (SMALL.encode().replace(b"Deux", b"\xc0\xaf"), "UTF-8"),
    "encoded-surrogate": (SMALL.encode().replace(b"Deux", b"\xed\xa0\x80"), "UTF-8"),
    "truncated-character": (SMALL.encode() + b"\xe2\x82", "UTF-8"),
    "control": (SMALL.replace("Deux", "a\x07b"), r"U\+0007"),
    "nul": (SMALL.replace("Deux", "a\x00b"), "not text"),
    "next-line": (SMALL.replace("Deux", "a\x85b"), r"U\+0085"),
    "noncharacter": (SMALL.replace("Deux", "a\uffffb"), r"U\+FFFF"),
    "escaped-surrogate": (SMALL.replace("Deux.", r'"a \ud800 b"'), r":4:47: .*escape"),
    "escaped-pair": (SMALL.replace("Deux.", r'"a \ud83d\ude00 b"'), ":4:"),
    "escaped-nul": (SMALL.replace("Deux.", r'"a \0 b"'), r"U\+0000"),
    "escaped-control": (SMALL.replace("Deux.", r'"a \x1b[31m b"'), r"U\+001B"),
    "escaped-separator": (SMALL.replace("Deux.", r'"a \L b"'), r"U\+2028"),
    "escaped-noncharacter": (SMALL.replace("Deux.", r'"a \uffff b"'), r"U\+FFFF"),
    "escape-too-great": (SMALL.replace("Deux.", r'"a \UFFFFFFFF b"'), ":4:"),
    "key-of-controls": (HEAD + r'"a\x1b[2Jb": 1' + "\n", ":3:"),
    "aliases": (LAUGHS, "alias"),
    "recursive-alias": (HEAD + "sections: &a [*a]\n", "alias"),
    "merge": (HEAD + "a: &a {b: 1}\nc: {<<: *a}\n", "merge"),
    "object": (HEAD + "subtitle: !!python/object/apply:os.system [touch hacked]\n", "tag"),
    "binary-tag": (HEAD + "subtitle: !!binary aGVsbG8=\n", "tag"),
    "duplicate-key": (HEAD + "title: Autre\n", "duplicate key"),
    "thousand-times-one-key": (HEAD + "x: 1\n" * 1_000, "duplicate key"),
    "two-documents": (SMALL + "---\n" + SMALL, "second document"),
    "list": ("- a\n- b\n", ":1:1: "),
    "word": ("hello\n", ":1:1: "),
    "number": ("42\n", ":1:1: "),
    "null": ("~\n", ":1:1: "),
    "directive": ("%YAML 9.9\n---\n" + SMALL, ":1:1: "),
    "unclosed-quote": (HEAD + 'subtitle: "never closed\n', ":3:"),
    "unclosed-flow": (HEAD + "sections: [" + "{title: a}, " * 1_000, ":3:"),
    "tabs": (HEAD + "sections:\n\t- title: x\n", "tab"),
    "mapping-as-key": (HEAD + "{a: b}: c\n", "key"),
    "explicit-key": (HEAD + "? [a, b]\n: c\n", "key"),
    "deep-flow": (HEAD + "sections: " + "[" * 10_000 + "]" * 10_000, "60 levels"),
    "deep-mappings": (HEAD + "sections: " + "{a: " * 10_000 + "}" * 10_000, "60 levels"),
    "deep-unclosed": (HEAD + "sections: " + "[" * 1_000_000, "60 levels"),
    "deep-block": (HEAD + "sections:\n" + "".join(f"{' ' * 2 * n}- a:\n" for n in range(1, 2_000)), "60 levels"),
    "deep-dashes": (HEAD + "sections:\n  " + "- " * 10_000 + "x\n", "60 levels"),
    "long-scalar": (SMALL.replace("Deux.", "x" * 10_000_000), "10,000,000 characters"),
    "long-block-scalar": (HEAD + "abstract: |\n" + f"  {'mot ' * 25}\n" * 100_000, "characters"),
    "long-key": (HEAD + "k" * 1_000_000 + ": 1\n", ":3:"),
    "long-quoted-key": (HEAD + '"' + "k " * 500_000 + '": 1\n', ":3:"),
    "hundred-thousand-keys": (HEAD + "".join(f"k{n}: 1\n" for n in range(100_000)), "unknown key"),
    "hundred-thousand-anchors": (HEAD + "keywords: [" + "&a x, " * 100_000 + "]\n", "anchor"),
    "hundred-thousand-brackets": (HEAD + "keywords: [" + "[]," * 100_000 + "]\n", ":3:"),
    "too-large": (HEAD + "# " + "x" * 65_000_000, "MB"),
}  # fmt: skip


BY_DEFAULT = ("aliases", "object", "deep-block")


@pytest.mark.parametrize("name", sampled(REFUSED, *BY_DEFAULT))
def test_a_file_that_is_no_publication_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    source, reported = REFUSED[name]
    publication(tmp_path, source)
    answer = run(tmp_path, "build")
    assert answer.code == 1
    assert re.search(reported, answer.err), answer.err[:2_000]


BUILT: dict[str, bytes | str] = {
    "mark": b"\xef\xbb\xbf" + SMALL.encode(),
    "crlf": SMALL.replace("\n", "\r\n"),
    "cr": SMALL.replace("\n", "\r"),
    "no-last-line-end": SMALL.rstrip("\n"),
    "version-1.2": "%YAML 1.2\n---\n" + SMALL,
    "document-end": "---\n" + SMALL + "...\n",
    "json": '{"languages": ["fr", "en"], "title": "Essai", "sections": [{"title": "U", "blocks": [{"text": "D"}]}]}',
    "escaped-astral": SMALL.replace("Deux.", r'"a \U0001F600 b"'),
    "no-sections": HEAD,
    "blank-lines": "\n" * 100_000 + SMALL,
    "long-comment": "#" + "x" * 1_000_000 + "\n" + SMALL,
}


@pytest.mark.parametrize("name", sampled(BUILT, "crlf"))
def test_a_strange_but_legal_file_builds(tmp_path: Path, name: str) -> None:
    publication(tmp_path, BUILT[name])
    answer = run(tmp_path, "build")
    assert answer.built, answer.err[:2_000]
    assert len(answer.files) == 4
