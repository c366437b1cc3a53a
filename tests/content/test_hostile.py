"""Whatever is done to a publication, it loads or is refused with places inside it: never another error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.content.loader import load
from builder.content.model.publication import Publication
from builder.diagnostics import BuildError
from builder.pipeline import document
from tests.counting import calls
from tests.marking import examples, sampled

ROOT = Path(__file__).parents[2]
SEEDS = [
    path.read_text("utf-8")
    for path in [
        ROOT / "builder" / "actions" / "starter_content" / "briefing" / "publication.yaml",
        ROOT / "tests" / "publications" / "budget" / "publication.yaml",
    ]
]
SCRAPS = st.sampled_from(
    ["{", "}", "[", "]", ":", ": ", " : ", "-", "- ", "\n", "\n  ", '"', "'", "|", ">", "#", "&a ", "*a", "!", "@", "`",
     "{a}", "[@a]", "null", "~", "0", "1e9", "fr: ", "en: ", "\t", "é", "\x07", "\ud7ff", "text: ", "points: ",
     "table: ", "<b>", "^[", "**", "0" * 50]
)  # fmt: skip
SHAPES = [
    "languages: [fr]\ntitle: TEXT\n",
    "languages: [fr]\ntitle: A\nabstract: TEXT\n",
    "languages: [fr]\ntitle: A\nsections: [{title: A, blocks: [{table: {columns: [TEXT], rows: [[TEXT]]}}]}]\n",
    "languages: [fr]\ntitle: A\nkeywords: [TEXT]\n",
]
UNHEEDED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), SCRAPS), min_size=1, max_size=4)


@given(st.sampled_from(SEEDS), EDITS)
@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_damaged_publication_loads_or_is_refused(
    tmp_path: Path, text: str, edits: list[tuple[float, int, str]]
) -> None:
    for where, cut, scrap in edits:
        at = int(where * len(text))
        text = text[:at] + scrap + text[at + cut :]
    path = tmp_path / "publication.yaml"
    path.write_text(text, "utf-8")
    try:
        assert isinstance(load(path), Publication)
    except BuildError as error:
        lines = text.count("\n") + 2
        assert error.diagnostics
        for diagnostic in error.diagnostics:
            assert diagnostic.message and diagnostic.code
            assert 1 <= diagnostic.span.line <= lines and diagnostic.span.column >= 1
            assert "\n" not in str(diagnostic)


@given(st.binary(max_size=200))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_load_or_are_refused(tmp_path: Path, blob: bytes) -> None:
    path = tmp_path / "publication.yaml"
    path.write_bytes(blob)
    with pytest.raises(BuildError):
        load(path)


MARKS = st.sampled_from(
    ["*", "**", "_", "__", "~~", "~", "^", "`", "[", "[a](https://b.c", "^[", "{{", "<", "\\", "a "]
)


@given(st.lists(MARKS, min_size=1, max_size=3), st.integers(1, 5_000), st.booleans(), st.sampled_from(SHAPES))
@settings(max_examples=examples(60), deadline=None, suppress_health_check=UNHEEDED)
def test_marks_nested_at_any_depth_build_or_are_refused(
    tmp_path: Path, marks: list[str], depth: int, closed: bool, shape: str
) -> None:
    opening = "".join(marks) * (depth // len(marks) + 1)
    closing = "".join(reversed(marks)).replace("[", "]").replace("(", ")") * (depth // len(marks) + 1)
    text = opening + "mot" + (closing if closed else "")
    path = tmp_path / "publication.yaml"
    path.write_text(shape.replace("TEXT", json.dumps(text[:20_000])), "utf-8")
    try:
        publication = load(path)
        document(publication, "fr")
    except BuildError as error:
        assert all(problem.message and problem.span.line >= 1 for problem in error.diagnostics)


@pytest.mark.parametrize(("opening", "closing"), [("*", "*"), ("**a ", "b**"), ("~~a ", "b~~"), ("*a **b ", "c** d*")])
def test_marks_nested_too_deep_are_refused_at_their_place(
    reported: Callable[..., list[str]], opening: str, closing: str
) -> None:
    (problem,) = reported(f'abstract: "{opening * 2_500}mot{closing * 2_500}"\n')
    assert problem.startswith("3:") and problem.endswith(": marks nested more than 50 levels deep")


LARGE = {
    "scalar": "title: " + "x" * 10_000_000,
    "sections": "sections: [" + "{title: x}, " * 20_000 + "]",
    "misspelt": "sections:\n" + "  - titel: x\n" * 5_000,
    "key": "zzz" * 10_000 + ": 1",
    "figures": "figures:\n" + "".join(f"  f{n}: {{number: x}}\n" for n in range(5_000)),
    "unknown": "keywords: [" + '"{inconnu}", ' * 3_000 + "]",
    "list": "abstract: |\n" + "  - x\n" * 5_000,
    "paragraphs": "abstract: |\n" + "  mot *mot* {{\n\n" * 3_000,
}


@pytest.mark.parametrize("name", sampled(LARGE, "misspelt"))
def test_large_and_wrong_is_answered_in_little_work(name: str, read: Callable[..., Publication]) -> None:
    yaml = LARGE[name]

    def refuse() -> None:
        try:
            read(yaml + "\n")
        except BuildError as error:
            assert all(len(str(problem)) < 2_000 for problem in error.diagnostics)

    assert calls(refuse) < 5_000 + 100 * len(yaml)
