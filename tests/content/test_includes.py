"""Sections in files of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.fix_loop import fix
from builder.check.runner import check
from builder.content.loader import load
from builder.content.model.publication import Publication, Section
from builder.diagnostics import BuildError

HEAD = "languages: [fr, en]\ntitle: Titre\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def loaded(own: str, **files: str) -> Publication:
    """Load a publication; `chapters__a` is the file chapters/a.yaml."""
    write("publication.yaml", HEAD + own)
    for name, text in files.items():
        write(name.replace("__", "/") + ".yaml", text)
    return load(Path("publication.yaml"))


def problems(own: str, **files: str) -> list[str]:
    with pytest.raises(BuildError) as caught:
        loaded(own, **files)
    return [str(problem) for problem in caught.value.diagnostics]


def titles(sections: tuple[Section, ...]) -> list[object]:
    words = []
    for section in sections:
        markup = section.title.markup("fr")
        assert markup is not None
        words.append(markup.source if not section.sections else [markup.source, *titles(section.sections)])
    return words


def test_included_sections_follow_those_beside_them() -> None:
    publication = loaded("sections: [{title: A}]\ninclude: more.yaml\n", more="- title: B\n- title: C\n")
    assert titles(publication.sections) == ["A", "B", "C"]


def test_a_pattern_takes_files_in_natural_order_but_neither_itself_nor_hidden_ones() -> None:
    files = {f"{number}-part": f"title: Part {number}\n" for number in (10, 2, 1)}
    write(".hidden.yaml", "title: Hidden\n")
    publication = loaded('include: "*.yaml"\n', **files)
    assert titles(publication.sections) == ["Part 1", "Part 2", "Part 10"]
    assert publication.files == ("publication.yaml", "1-part.yaml", "2-part.yaml", "10-part.yaml")


def test_sections_and_included_files_include_others() -> None:
    publication = loaded(
        "sections:\n  - title: A\n    include: [a/x.yaml, a/y.yaml]\n",
        a__x="title: X\ninclude: a/z.yaml\n",
        a__y="title: Y\n",
        a__z="title: Z\n",
    )
    assert titles(publication.sections) == [["A", ["X", "Z"], "Y"]]


def test_ids_are_those_of_one_publication() -> None:
    publication = loaded(
        "include: [a.yaml, b.yaml]\n",
        a="id: one\ntitle: One\nblocks:\n  - text: {fr: Voir @sec-two., en: See @sec-two.}\n",
        b="id: two\ntitle: Two\n",
    )
    assert [section.key for section in publication.sections] == ["sections.one", "sections.two"]
    messages = problems("include: [a.yaml, b.yaml]\n", a="id: one\ntitle: One\n", b="id: one\ntitle: Two\n")
    assert messages == ["b.yaml:1:5: duplicate id `one`; it already names a section (rename one)"]


def test_problems_name_the_file_and_the_publication_comes_first() -> None:
    messages = problems(
        "titel: X\ninclude: chapters/*.yaml\n",
        chapters__a="title: A\nmesage: B\n",
        chapters__b="title: {fr: B}\n",
        chapters__c="title: C : D\n",
    )
    assert [line.split(": ")[0] for line in messages] == [
        "publication.yaml:3:1",
        "chapters/a.yaml:2:1",
        "chapters/b.yaml:1:8",
        "chapters/c.yaml:1:10",
    ]


@pytest.mark.parametrize(
    ("include", "problem"),
    [
        ("none.yaml", "3:10: no file"),
        ("a.yml", "did you mean `a.yaml`?"),
        ('"none/*.yaml"', "3:10: no other file in the publication's folder matches `none/*.yaml`"),
        ("../x.yaml", "3:10: `../x.yaml` is outside the publication's folder"),
        ('"../*.yaml"', "is outside the publication's folder"),
        ('"/etc/*"', "is outside the publication's folder"),
        ("publication.yaml", "3:10: `publication.yaml` includes the publication itself"),
        ("[a.yaml, a.yaml]", "3:19: `a.yaml` includes `a.yaml`, which is included already"),
        ("{file: a.yaml}", "3:10: `include`: expected the name of a file, found a mapping"),
        ("", "`include`: expected the name of a file, found nothing"),
        ("empty.yaml", "empty.yaml:1:1: the publication is empty"),
        ("words.yaml", "words.yaml:1:1: expected a section or a list of sections, found text"),
        ("circle.yaml", "circle.yaml:2:10: `circle.yaml` includes `circle.yaml`, which is included already"),
        ("folder", "is not a file"),
    ],
)
def test_what_cannot_be_included_is_reported_at_its_place(include: str, problem: str) -> None:
    Path("folder").mkdir()
    write("empty.yaml", "")
    messages = problems(
        f"include: {include}\n", a="title: A\n", words="only words\n", circle="title: A\ninclude: circle.yaml\n"
    )
    assert len(messages) == 1
    assert (
        problem.replace("the publication is empty", "expected a section or a list of sections, found nothing")
        in (messages[0])
    )


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("title: Secret\n", encoding="utf-8")
    try:
        (folder / "link.yaml").symlink_to(outside)
    except OSError:
        pytest.skip("no symbolic links here")
    for include in ("link.yaml", '"li*.yaml"'):
        assert "is a link to a file outside" in problems(f"include: {include}\n")[0]


def test_sections_of_included_files_count_their_levels() -> None:
    files = {f"l{number}": f"title: L{number}\ninclude: l{number + 1}.yaml\n" for number in range(1, 7)}
    files["l7"] = "title: L7\n"
    assert problems("include: l1.yaml\n", **files)[0].startswith("l6.yaml:1:1: a section of level 6")


def test_checks_waivers_and_fixes_reach_included_files() -> None:
    write("publication.yaml", HEAD + "include: chapters/a.yaml\n")
    write(
        "chapters/a.yaml",
        "title: A\nblocks:\n  - text: {fr: Il y a 12 cas., en: There are 14 cases.}\n"
        '  - text: {fr: "La 2ème fois.", en: "The second time."}\n',
    )
    findings = [finding for finding in check(Path("publication.yaml")).diagnostics if finding.severity == "error"]
    assert [(finding.span.file, finding.span.line) for finding in findings] == [("chapters/a.yaml", 3)]
    source = Path("chapters/a.yaml").read_text(encoding="utf-8")
    waiver = f"  # builder: ignore {findings[0].code} -- counted differently\n"
    write("chapters/a.yaml", source.replace("cases.}\n", "cases.}" + waiver))
    assert not check(Path("publication.yaml")).failed
    _, fixed = fix(Path("publication.yaml"))
    assert fixed and "La 2e fois." in Path("chapters/a.yaml").read_text(encoding="utf-8")
