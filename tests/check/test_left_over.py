"""What looks like mark-up and is not understood is a warning at its place; ordinary signs are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.check.fix_loop import fix
from builder.check.runner import check
from tests.check.planted import assert_found, findings_in, plant
from tests.check.test_typography_rules import texts
from tests.marking import examples

LEFT = {
    "space before the end": texts("Un mot ⟦MRK001:warning⟧**gras ** ici", "A ⟦MRK001⟧**bold ** word"),
    "space after the beginning": texts("Un mot ⟦MRK001⟧** gras** ici"),
    "spaces on both sides": texts("Un mot ⟦MRK001⟧** gras ** ici"),
    "a letter after a colon": texts("⟦MRK001⟧**Note :**texte"),
    "one star": texts("Un ⟦MRK001⟧*mot * ici"),
    "underscores": texts("Un ⟦MRK001⟧__mot __ ici, un ⟦MRK001⟧_autre _ là"),
    "strike-through": texts("Un ⟦MRK001⟧~~mot ~~ ici"),
    "never closed": texts("Un ⟦MRK001⟧**mot ici", "A ⟦MRK001⟧~~word here"),
    "in a note": texts("Un mot^[Voir ⟦MRK001⟧**ici **]", "A word^[Here]"),
    "in a list": texts("- un\n- ⟦MRK001⟧**deux **", "- one\n- two"),
    "raised, with a space": texts("12 m⟦MRK002:warning⟧^2 ^ ici", "H⟦MRK002⟧~pure water~"),
    "a backtick": texts("La commande ⟦MRK003:warning⟧`builder"),
    "a link apart": texts(
        "Voir ⟦MRK004:warning⟧[le lien] (https://example.org/a)", "A ⟦MRK004⟧[link] (www.example.org)"
    ),
    "an address with a space": texts("Un [lien⟦MRK005:warning⟧](https://example.org/a b)"),
    "a note apart": texts("Un mot⟦MRK006:warning⟧^ [expliqué]", "A word⟦MRK006⟧^ [explained]"),
    "footnotes by number": texts("Un mot⟦MRK007:warning⟧[^1].\n\n⟦MRK007⟧[^1]: La note.", "A word.\n\nThe note."),
    "formulas": texts("Soit ⟦MRK007⟧$a^2$, ⟦MRK007⟧$x$ et ⟦MRK007⟧$$E = mc^2$$"),
    "boxes": texts("⟦MRK007⟧::: note\nAttention\n⟦MRK007⟧:::"),
    "highlighting": texts("Un mot ⟦MRK007⟧==marqué== ici"),
    "a page of a wiki": texts("Voir ⟦MRK007⟧[[Budget]]"),
    "a link by name": texts("Voir ⟦MRK007⟧[ici][a]\n\n⟦MRK007⟧[a]: https://example.org/x", "See here\n\nand there"),
    "a link the other way round": texts("Voir ⟦MRK007⟧(le lien)[https://example.org/x]"),
    "tasks": texts("- ⟦MRK007⟧[ ] à faire\n- ⟦MRK007⟧[x] fait", "- to do\n- done"),
    "a heading without its space": texts("⟦MRK007⟧##Titre"),
    "a character without a name": texts("Un⟦MRK007⟧&nbps;mot"),
    "a table without its line": texts("⟦MRK007⟧| a | b |"),
}

ORDINARY = {
    "money": texts("Entre 5 $ et 6 $, de 5$ à 6$", "From $5 to $6, ($5), US$5, $5-$6, $5 and $6"),
    "a cut before an address": texts("« Un mot […] » (https://example.org), [...] (https://example.org/a)"),
    "a sum before an equation": texts("Soit $5 (=4,5 €) et 6$"),
    "brackets": texts("Il dit [sic] (p. 4), voir [1] (p. 2) et [1][2]", "He said [sic] (p. 4)"),
    "powers": texts("De 2^10 à 3^5, 2^10,3^5, 10^-3", "x^2+y^2"),
    "tildes": texts("De ~5 à ~6 km, ~12 %", "~5 and ~6"),
    "names of files": texts("un_nom_de_fichier, __init__.py, C:\\dossier, file~1~2"),
    "products": texts("5 * 3 * 2, 2 ** 3, a*b"),
    "marks of notes": texts("Prix** et coût*, *hors taxes, ** p < 0,01"),
    "signs": texts("C++, a == b, R&D, AT&T;, 10:30:15, ____, :: et ==, hôtel ****"),
    "escaped": texts("\\*\\*gras \\*\\*, \\[lien\\] (https://example.org), \\^ [note], \\[^1\\], \\`"),
    "code": texts("`**gras **`, `[^1]`, `$a^2$`"),
    "addresses": texts("https://example.org/~a/b_c_d**e", "<https://example.org/a**b>"),
    "understood": texts("**gras**, *vif*, CO~2~, m^2^, ~~barré~~, [lien](https://example.org/a), mot^[note]",
                        "**bold**, *live*, CO~2~, m^2^, ~~struck~~, [link](https://example.org/a), word^[note]"),
    "a hashtag": texts("#MeToo et #1"),
}  # fmt: skip


@pytest.mark.parametrize("name", [*LEFT, *ORDINARY])
def test_marks_left_over_are_found_and_nothing_else(tmp_path: Path, name: str) -> None:
    assert_found(tmp_path, (LEFT | ORDINARY)[name], select=("MRK",))


FIXES = {
    "Un **gras ** mot": "Un **gras** mot",
    "Un **gras **mot": "Un **gras **mot",
    "Un **gras **« mot »": "Un **gras** « mot »",
    "Un **gras **, mot": "Un **gras**, mot",
    "Un ** gras** mot": "Un **gras** mot",
    "Un ** gras ** mot": "Un **gras** mot",
    "Un **mot *vif* ** ici": "Un **mot *vif*** ici",
    "Un ~~mot ~~ ici": "Un ~~mot~~ ici",
    "Un [lien] (https://example.org/a)": "Un [lien](https://example.org/a)",
    "Un mot^ [expliqué]": "Un mot^[expliqué]",
    "Un *mot * ici": "Un *mot * ici",
    "Un mot[^1]": "Un mot[^1]",
}


@pytest.mark.parametrize("wrong", FIXES)
def test_what_is_safe_is_fixed_and_then_understood(tmp_path: Path, wrong: str) -> None:
    plant(tmp_path, texts(wrong))
    path = tmp_path / "publication.yaml"
    fix(path, ("MRK",), ())
    assert f"            {FIXES[wrong]}\n" in path.read_text("utf-8")
    remaining = [entry for entry in findings_in(check(path, ("MRK",), ())) if entry.code.startswith("MRK")]
    assert bool(remaining) == (FIXES[wrong] == wrong)


WORDS = st.lists(st.sampled_from(["mot", "autre mot", "été", "12 km", "l'eau"]), min_size=1, max_size=2).map(" ".join)


@given(mark=st.sampled_from(["**", "~~", "__"]), words=WORDS, side=st.sampled_from(["{} ", " {}", " {} "]),
       after=st.sampled_from(["", " fin", ", fin", " « fin »"]))  # fmt: skip
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_space_inside_two_marks_is_always_fixed(tmp_path: Path, mark: str, words: str, side: str, after: str) -> None:
    plant(tmp_path, texts(f"Un {mark}{side.format(words)}{mark}{after}"))
    path = tmp_path / "publication.yaml"
    assert len(check(path, ("MRK001",), ()).diagnostics) == 1
    fix(path, ("MRK001",), ())
    assert check(path, ("MRK",), ()).diagnostics == ()
    assert f"{mark}{words}{mark}" in path.read_text("utf-8")
