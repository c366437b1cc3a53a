"""An edit of a word changes its characters: the lines, marks and signs around it stay as their author wrote them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.content.loader import load
from builder.diagnostics import BuildError
from builder.source_edits.existing import _ESCAPED
from builder.source_edits.paragraphs import one_line
from builder.source_edits.passages import passages
from builder.source_edits.wrapping import wrapped
from tests.source_edits.test_writing import ATOMS, HEAD, written

LONG = "La dépense augmente de cinq pour cent en un an, portée par les salaires et par les achats de fournitures."
ITEMS = "- Les salaires, qui suivent le point d'indice de la fonction publique\n- Les achats de fournitures courantes"

TEXT = (
    HEAD.replace("{", "{{").replace("}", "}}")
    + """\
sections:
- title: A
  blocks:
  - text:
      en: The budget
      fr: {}- title: B
"""
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lines")


VALUES = {
    "line-before-list": f"|\n    {LONG}\n\n    - Les salaires\n    - Les achats\n",
    "line-before-wide-list": "|\n    "
    + f"{LONG}\n\n{ITEMS}\n\nSuite.".replace("\n", "\n    ").replace("    \n", "\n")
    + "\n",
    "line-beside-wrapped": f"|\n    Une phrase\n    de deux lignes.\n\n    {LONG}\n",
    "line-with-address": f"|\n    {LONG}\n\n    12, rue des Lilas\\\n    75001 Paris\n",
    "item-beside-wrapped": "|\n    Une phrase\n    de deux lignes.\n\n"
    f"    - {LONG}\n    - Les achats\n      de fournitures\n",
    "sentences": "|\n    Un premier fait.\n    Un second fait, bien plus long que le premier, suit ici.\n    Fin.\n",
    "sentences-folded": ">-\n    Un premier fait.\n    Un second fait, bien plus long que lui, suit ici.\n    Fin.\n",
    "hard-spaces": "|\n    Un premier vers  \n    et un second\n    jusqu'ici.\n",
    "hard-backslash": "|\n    Un premier vers\\\n    et un second\n    jusqu'ici.\n",
    "plain-lines": "Un premier fait\n    et un second, ici,\n    fin.  # gardé\n",
    "single-lines": "'Un premier fait\n    et l''autre, ici,\n    fin.'  # gardé\n",
    "double-lines": '"Un premier fait \\u00e0\n    \\"deux\\", ici,\n    fin."  # gardé\n',
    "double-continued": '"Un premier fait \\\n    \\xe0 deux \\\n    ou trois."  # gardé\n',
    "double-line": '"Un premier fait \\u00e0 deux"  # gardé\n',
    "single-paragraphs": "'Un premier fait\n    sur deux lignes.\n\n    Un second fait, qui est ici.'\n",
    "list-lines": "|\n    -   Un fait\n        et sa suite.\n    -   Un autre.\n\n    1.  Premier\n        point.\n",
    "table": "|\n    | Poste | Part |\n    |:------|-----:|\n    | Eau   |    a |\n\n    Suite\n    et fin.\n",
}


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_word_of_the_same_length_changes_no_other_character(tmp_path: Path, name: str, line_end: str) -> None:
    value = re.sub("(?m)^    (?=.)", " " * 8, VALUES[name])
    text = TEXT.format(value).replace("\n", line_end)
    path = tmp_path / "publication.yaml"
    path.write_bytes(text.encode())
    tried = 0
    for passage in passages(load(path, ()), ["fr"]):
        if ".text." not in passage.key:
            continue
        words = passage.entries["fr"].words
        for match in re.finditer(r"[a-zA-Z]{2,}", words):
            new = words[: match.start()] + "x" * len(match[0]) + words[match.end() :]
            after = written(tmp_path, text, [(passage.key, "fr", new)]).decode()
            assert after.replace("x" * len(match[0]), match[0]) == text
            tried += 1
    assert tried > 3


FILLED = """|
    Les salaires suivent le point d'indice de la fonction publique,
    et les achats suivent les prix. La dépense de fonctionnement
    est stable.
"""
BY_SENSE = """|
    Les salaires suivent le point d'indice.
    Les achats, qui sont plus de la moitié, suivent les prix.
"""
ITEM = """|
    Une phrase.

    - Les salaires
      suivent le point.
    - Les achats

    Une autre phrase.
"""
QUOTED = """'Les salaires suivent le point d''indice de la fonction publique,
    et les achats suivent les prix.'
"""
PLAIN = """Les salaires suivent le "point" d'indice de la fonction publique,
    et les achats suivent les prix.  # gardé
"""

EDITS = {
    "a filled line goes on below": (
        FILLED,
        ("suivent le point", "ont suivi en deux ans le point"),
        """|
    Les salaires ont suivi en deux ans le point d'indice de la
    fonction publique, et les achats suivent les prix. La dépense
    de fonctionnement est stable.
""",
    ),
    "a shorter line stays": (
        FILLED,
        ("suivent le point d'indice", "suivent"),
        FILLED.replace("suivent le point d'indice", "suivent"),
    ),
    "a line of a sentence stays alone": (
        BY_SENSE,
        ("d'indice.", "d'indice, depuis deux ans, et les grilles de cette année-là."),
        """|
    Les salaires suivent le point d'indice, depuis deux ans, et les grilles de
    cette année-là.
    Les achats, qui sont plus de la moitié, suivent les prix.
""",
    ),
    "a sentence is added to a line": (
        BY_SENSE,
        ("d'indice.", "d'indice. Ils montent."),
        BY_SENSE.replace("d'indice.", "d'indice. Ils montent."),
    ),
    "words around a line end": (
        FILLED,
        ("publique, et les achats", "d'État, mais les biens"),
        FILLED.replace("publique,\n    et les achats", "d'État,\n    mais les biens"),
    ),
    "a line end goes with its words": (
        FILLED,
        ("la fonction publique, et les achats", "la paie et les biens"),
        FILLED.replace("la fonction publique,\n    et les achats", "la paie\n    et les biens"),
    ),
    "an item": (
        ITEM,
        ("Les achats", "Les achats de biens"),
        ITEM.replace("Les achats", "Les achats de biens"),
    ),
    "single quotes": (
        QUOTED,
        ("les achats", "l'achat de biens"),
        QUOTED.replace("les achats", "l''achat de biens"),
    ),
    "plain words that need quotes": (
        PLAIN,
        ("et les achats", "et : les achats"),
        """"Les salaires suivent le \\"point\\" d'indice de la fonction publique,
    et : les achats suivent les prix."  # gardé
""",
    ),
}


def _french(path: Path) -> dict[str, str]:
    """The words of each paragraph, however the other language is divided."""
    return {
        passage.key: passage.entries["fr"].words
        for passage in passages(load(path, ()), ["fr"])
        if "fr" in passage.entries
    }


def _text(value: str) -> str:
    return TEXT.format(re.sub("(?m)^    (?=.)", " " * 8, value))


@pytest.mark.parametrize(("value", "words", "after"), EDITS.values(), ids=EDITS)
def test_other_lines_stay_where_they_end(tmp_path: Path, value: str, words: tuple[str, str], after: str) -> None:
    (tmp_path / "publication.yaml").write_text(_text(value))
    ((key, old),) = [item for item in _french(tmp_path / "publication.yaml").items() if words[0] in item[1]]
    assert written(tmp_path, _text(value), [(key, "fr", old.replace(*words))]).decode() == _text(after)


WHOLE = f"""|
    {LONG}

    - Les salaires, qui suivent
      le point d'indice
    - Les achats

    Une phrase sur la dépense de fonctionnement.
    Une seconde phrase.{"  "}
    Et une fin.
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dépense de fonctionnement.\n    Une", "dépense de fonctionnement.\n\n    Une"),
        ("en un an, portée", "en un an.\n\n    Portée"),
        ("\n    - Les achats\n", "\n    - Les biens\n"),
        ("indice\n    - Les achats\n\n    Une", "indice\n    - Les achats\n\n    Un ajout.\n\n    Une"),
    ],
)
def test_a_whole_text_keeps_the_lines_of_its_other_paragraphs(tmp_path: Path, old: str, new: str) -> None:
    after = WHOLE.replace(old, new)
    assert after != WHOLE
    (tmp_path / "publication.yaml").write_text(_text(after))
    (passage,) = [passage for passage in passages(load(tmp_path / "publication.yaml", ())) if passage.whole]
    words = passage.entries["fr"].words
    assert written(tmp_path, _text(WHOLE), [(passage.key, "fr", words)]).decode() == _text(after)


STYLES = {
    "literal": "|\n    {0}\n",
    "folded": ">-\n    {0}\n\n    - autre\n",
    "item": "|\n    Autre.\n\n    -   {1}\n    -   Une autre.\n",
    "single": "'{0}'  # gardé\n",
    "double": '"{0}"  # gardé\n',
    "plain": "{0}  # gardé\n",
}


@pytest.mark.parametrize("style", STYLES)
@given(
    atoms=st.lists(st.sampled_from(ATOMS), min_size=4, max_size=30),
    new=st.lists(st.sampled_from(ATOMS), max_size=6),
    at=st.integers(0, 30),
    gone=st.integers(0, 6),
    width=st.sampled_from([20, 40, 70]),
)
def test_edited_words_are_read_back(
    folder: Path, style: str, atoms: list[str], new: list[str], at: int, gone: int, width: int
) -> None:
    """Some words of a paragraph are replaced, whatever signs they have."""
    old = " ".join(["Ainsi", *atoms])
    lines = wrapped(old.replace("\\\n", " "), width, 0, 0)
    if style in ("single", "double"):
        lines = [_ESCAPED["'" if style == "single" else '"'](line) for line in lines]
    value = STYLES[style].format("\n    ".join(lines), "\n        ".join(lines))
    text = _text(value)
    path = folder / "publication.yaml"
    path.write_text(text)
    try:
        entries = _french(path)
    except BuildError:
        assume(False)
    key = next(key for key, words in entries.items() if words.startswith("Ainsi"))
    edit = " ".join(["Ainsi", *atoms[:at], *new, *atoms[at + gone :]])
    after = written(folder, text, [(key, "fr", edit)])
    assert _french(path) == {**entries, key: one_line(edit)}
    assert written(folder, after.decode(), [(key, "fr", edit)]) == after
