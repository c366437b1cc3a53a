"""Hostile texts through the command: signs in great number, links that run code, odd Unicode, endless words."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.hostile.running import publication, run
from tests.marking import sampled

HEAD = "languages: [fr, en]\ntitle: Essai\nsections:\n"


def sections(*texts: str) -> str:
    """One section for each text, each on a line of its own from line 4 on."""
    return HEAD + "".join(f"  - {{title: T, blocks: [{{text: {quoted(text)}}}]}}\n" for text in texts)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


SIGNS = [
    "*", "]", '"', "'", " ", "{{", "<", "&", "_", "`", "\\", "-", "(", "**a", "*a_b**c__", "&#", "\u00a0", ".", "…",
    "« ", "1 ", "1", " :", "a\n\n", "- a\n", "> ", "# ", "\u0301", "👨\u200d", "<https://", ";a", "a@b.",
    "https://a", "€",
    "a/", "1,", "1. ", "(a", "! ?", "'a\"b ", "\u202f%", "``", "a-", "--", "¿", "\u200b", "\u2060", "\u00ad",
]  # fmt: skip
"""Repeated, each sends a careless pattern or parser into quadratic or exponential time."""


@pytest.mark.full
def test_ten_thousand_signs_of_each_kind_build_in_time(tmp_path: Path) -> None:
    texts = ["x" + sign * (5_000 // len(sign)) + "y" for sign in SIGNS if not sign.startswith(("> ", "# "))]
    publication(tmp_path, sections(*texts))
    answer = run(tmp_path, "build", "--lang", "fr")
    assert answer.built, answer.err[:2_000]


BRACKETS = ["[", "^[", "[@", "[a](", "[a]", "![", "]{lang=", "{", "}", "[[a](b)", "[a]{lang=fr}[", "{f}", "[@s; "]


@pytest.mark.full
def test_ten_thousand_brackets_of_each_kind_are_answered_in_time(tmp_path: Path) -> None:
    publication(tmp_path, sections(*("x" + sign * (10_000 // len(sign)) + "y" for sign in BRACKETS)))
    answer = run(tmp_path, "build")
    assert answer.code == 1


LINKS = [
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](&#x01;javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](%6Aavascript:alert(1))",
    "[a](file:///etc/passwd)",
    "[a](FILE://host/share)",
    "[a](\\\\\\\\host\\\\share)",
    "[a](//host/path)",
    "[a](data:text/html;base64,AAAA)",
    "[a](vbscript:x)",
    "[a](ms-word:ofe|u|https://example.org)",
    "[a](../secret)",
    "[a](C:/x)",
    "[a](#anchor)",
    "[a](ftp://example.org)",
    "[a]()",
    "<javascript:alert(1)>",
    "<file:///etc/passwd>",
    "<data:text/html,x>",
    "[a *b* c](javascript:alert(1))",
    "**[a](javascript:x)**",
    "^[see [a](javascript:x)]",
    "<script>alert(1)</script>",
    '<a href="javascript:x">a</a>',
    "![a](https://example.org/p.png)",
    "[a](https://)",
    "[a](https:///path)",
    "[a](mailto:)",
]


@pytest.mark.full
def test_links_to_anything_but_the_web_and_mail_are_refused_each_at_its_line(tmp_path: Path) -> None:
    publication(tmp_path, sections("good", *LINKS))
    answer = run(tmp_path, "build")
    assert answer.code == 1
    reported = {int(line.split(":")[1]) for line in answer.err.splitlines()}
    missed = [LINKS[line - 5] for line in sorted(set(range(5, 5 + len(LINKS))) - reported)]
    assert not missed
    assert 4 not in reported


ADDRESSES = ["javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b", "https://a\\nb", "//host", "", "x"]


@pytest.mark.parametrize("url", sampled(ADDRESSES, "javascript:alert(1)", "https://"))
def test_the_address_of_a_source_is_held_to_the_web(tmp_path: Path, url: str) -> None:
    source = f'languages: [fr, en]\ntitle: T\nsources:\n  s: {{title: S, url: "{url}"}}\n'
    publication(tmp_path, source)
    answer = run(tmp_path, "check")
    assert answer.code == 1
    assert answer.err.startswith("content/it/publication.yaml:4:")


ODD_LINKS = [
    "[a](https://example.org/a\"b'c)",
    "[a](https://example.org/?q=<x>&y=1;z)",
    "[a](<https://example.org/a b>)",
    "[a](https://example.org/é/日本)",
    "[a](https://xn--bcher-kva.example/#%22%3E)",
    "[a](https://user:pass@example.org:8080/)",
    "[a](https://[::1]/x)",
    "[a](https://example.org/" + "x" * 3_000 + ")",
    "<https://example.org/a&b=c|d^e`f>",
    "[a](mailto:a@example.org?subject=x%20y&body=%0A)",
    "[a](HTTPS://EXAMPLE.ORG/)",
    "[a](https://example.org/%zz%)",
]


@pytest.mark.full
def test_odd_links_to_the_web_stay_whole_and_escaped(tmp_path: Path) -> None:
    publication(tmp_path, sections(*ODD_LINKS))
    answer = run(tmp_path, "build", "--lang", "en")
    assert answer.built, answer.err
    for file in answer.files:
        with zipfile.ZipFile(file) as archive:
            rels = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
        external = re.findall(rb'Target="([^"]*)"[^>]*TargetMode="External"', rels)
        assert len(external) >= 10
        for target in external:
            assert re.match(rb"(?i)https?://|mailto:", target), target
            assert not re.search(rb"[\s<>]", target), target


UNICODE = {
    "arabic": "مرحبا بالعالم ١٢٣ (نص) abc.",
    "hebrew": "שלום עולם 123 (abc)",
    "override": "a \u202egnp.exe\u202c b \u2066c\u2069 \u061c",
    "emoji": "😀👨‍👩‍👧‍👦🏳️‍🌈🇫🇷1️⃣",
    "astral": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠀀𠮷 𓀀",
    "cjk": "人工智能是计算机科学的一个分支。" * 60,
    "combining": "e" + "\u0301\u0302\u0316" * 50 + " Z̸̡̛͎̫",
    "thai": "ภาษาไทยไม่มีช่องว่างระหว่างคำ" * 40,
    "devanagari": "क्षत्रिय हिन्दी",
    "invisible": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg",
    "tags": "a\U000e0061\U000e007fb",
    "private": "a\ue000\U000f0000b",
    "unassigned": "a\u0378\U0003ffffb",
    "specials": "a\ufffc\ufffdb",
    "last": "a\U0010ffffb",
    "decomposed": "e\u0301te\u0301 A\u030a ﬁ ²",
    "xml": "]]> <!-- & &amp; &#0; \\<?x?> \\<w:p/>",
    "word": "w" * 5_000,
    "words": " ".join("w" * 4_999 for _ in range(4)),
    "formula": '=cmd|"/C calc"!A0',
    "printf": "%s %n %x {{0}} ${{x}} $(id) `id`",
    "underscores": "_x0041_ _x000D_",
    "spaces": "a \u2000\u2003\u3000 b",
}

MARKED = ("underscores", "printf")
"""What has mark-up in it, which the names of a chart cannot have."""


@pytest.mark.full
@pytest.mark.parametrize("languages", ["[fr, en]", "[ar, he]", "[zh-Hans, ja]"])
def test_any_script_builds_in_every_place(tmp_path: Path, languages: str) -> None:
    rows = "".join(f"[{quoted(text)}, 1], " for text in UNICODE.values())
    source = f"languages: {languages}\ntitle: {quoted(UNICODE['arabic'])}\nsections:\n"
    for text in UNICODE.values():
        words = quoted(text)
        source += f"  - title: {words}\n    message: {words}\n    notes: {words}\n    blocks:\n      - text: {words}\n"
        source += f"      - points: [{words}, {{term: {words}, text: {words}}}]\n"
    source += f"  - title: T\n    blocks:\n      - table: {{caption: C, columns: [A, B], rows: [{rows}]}}\n"
    names = ", ".join(quoted(text) for name, text in UNICODE.items() if name not in MARKED)
    values = ", ".join("1" for name in UNICODE if name not in MARKED)
    source += (
        f"      - chart: {{kind: bar, alt: A, categories: [{names}], series: [{{name: S, values: [{values}]}}]}}\n"
    )
    publication(tmp_path, source)
    answer = run(tmp_path, "build")
    assert answer.built, answer.err[:3_000]
    assert len(answer.files) == 4


NESTED = {
    "*": "*" * 5_000 + "a" + "*" * 5_000,
    "**": "**a " * 5_000 + "b**" * 5_000,
    "~~": "~~a " * 5_000 + "b~~" * 5_000,
}


@pytest.mark.parametrize("sign", sampled(NESTED, "*"))
def test_marks_nested_five_thousand_times_are_refused_at_their_place(tmp_path: Path, sign: str) -> None:
    publication(tmp_path, sections(NESTED[sign]))
    answer = run(tmp_path, "build")
    assert answer.code == 1
    assert re.match(r"content/it/publication.yaml:4:\d+: marks nested more than 50 levels deep\n", answer.err), (
        answer.err
    )
