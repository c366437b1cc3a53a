"""YAML to values with places, whatever the style of a scalar; hostile YAML is refused, not suffered."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.content import reader
from builder.content.reader import read
from builder.content.yaml_values import Mapping, Scalar, Sequence, SourceText, Value
from builder.diagnostics import Diagnostic
from tests.counting import calls
from tests.marking import examples

LETTERS = st.text(alphabet="ab é€😀'\":#-,.!?&", min_size=1, max_size=12)
LINES = st.lists(LETTERS.map(str.strip).filter(bool), min_size=1, max_size=4)


def value_of(text: str) -> Value:
    value, problems, _ = read(SourceText("f", text))
    assert not problems, [str(problem) for problem in problems]
    assert value is not None
    return value


def scalar_of(text: str) -> Scalar:
    value = value_of(text)
    assert isinstance(value, Mapping)
    scalar = value.pairs[0][1]
    assert isinstance(scalar, Scalar)
    return scalar


def plain(value: Value) -> object:
    if isinstance(value, Scalar):
        return value.value
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return {key.value: plain(item) for key, item in value.pairs}


def assert_places(scalar: Scalar, text: str) -> None:
    """Every letter of the value stands in the file where the scalar says (letters survive all escapes and folds)."""
    lines = text.split("\n")
    for offset, char in enumerate(scalar.value):
        if char in "\n ":
            continue
        span = scalar.place(offset)
        there = lines[span.line - 1][span.column - 1 :]
        assert there.startswith((char, "\\")), (offset, char, there)


def test_scalars_keep_their_words() -> None:
    text = "a: no\nb: 12:30\nc: 2024-01-01\nd: 0x1F\ne: ~\nf: '~'\ng: 1_000\nh: on\n"
    assert plain(value_of(text)) == {
        "a": "no", "b": "12:30", "c": "2024-01-01", "d": "0x1F", "e": "~", "f": "~", "g": "1_000", "h": "on"
    }  # fmt: skip


def test_only_a_bare_null_is_null() -> None:
    value = value_of("[null, ~, , 'null', '']".replace(", ,", ", Null,"))
    assert isinstance(value, Sequence)
    assert [item.is_null for item in value.items if isinstance(item, Scalar)] == [True, True, True, False, False]


@given(st.text(alphabet="ab \t\n\\\"é'\u00a0😀#:", min_size=1, max_size=30))
@settings(deadline=None)
def test_places_in_double_quotes(words: str) -> None:
    written = "".join({"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "é": "\\u00e9"}.get(c, c) for c in words)
    text = f'key: "{written}"\n'
    scalar = scalar_of(text)
    assert scalar.value == words
    assert_places(scalar, text)


@given(LINES)
@settings(deadline=None)
def test_places_in_double_quotes_over_lines(lines: list[str]) -> None:
    inner = [line.replace("\\", "").replace('"', "") or "x" for line in lines]
    text = 'key: "' + "\n\n   ".join(inner) + '"\n'
    assert_places(scalar_of(text), text)


@given(LINES, st.sampled_from(["\n  ", "\n\n  ", "\n     "]))
@settings(deadline=None)
def test_places_in_single_quotes(lines: list[str], fold: str) -> None:
    text = "key:\n  '" + fold.join(line.replace("'", "''") for line in lines) + "'\n"
    scalar = scalar_of(text)
    assert_places(scalar, text)


@given(st.lists(st.text(alphabet="abé ", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=4))
@settings(deadline=None)
def test_places_in_plain_scalars_over_lines(lines: list[str]) -> None:
    text = "key: " + "\n    ".join(lines) + "\n"
    assert_places(scalar_of(text), text)


def test_an_escaped_line_end_joins_two_lines() -> None:
    text = 'key: "ab\\\n    cd\\\n\n    ef"\n'
    scalar = scalar_of(text)
    assert scalar.value == "abcd\nef"
    assert_places(scalar, text)


@given(
    st.lists(st.sampled_from(["mot", "  deux", "", "- un point", "é € 😀", "#rien"]), min_size=1, max_size=6),
    st.sampled_from(["", "-", "+", "2", "2-", "  # remarque"]),
    st.sampled_from("|>"),
)
def test_block_scalars_keep_their_lines(lines: list[str], header: str, mark: str) -> None:
    lines = ["tête", *lines, "fin"]
    body = "".join(f"    {line}\n" if line else "\n" for line in lines)
    text = f"a:\n  key: {mark}{header}\n{body}  suite: x\n"
    value = value_of(text)
    assert isinstance(value, Mapping) and isinstance(value.pairs[0][1], Mapping)
    scalar = value.pairs[0][1].pairs[0][1]
    assert isinstance(scalar, Scalar)
    literal = yaml.safe_load(text.replace(f"{mark}{header}", f"|{header}"))["a"]["key"]
    assert scalar.value == literal.rstrip("\n ")
    assert_places(scalar, text)


def test_an_empty_block_scalar_is_empty() -> None:
    assert scalar_of("key: |\n").value == ""
    assert scalar_of("key: >\n\n\nother: x\n").value == ""


def test_windows_line_ends_and_byte_order_marks_change_no_place() -> None:
    from builder.content.files import decode

    text, problems = decode("\ufeffa: x\r\nb: y\rc: z\n".encode(), "f")
    assert not problems
    value = value_of(text)
    assert isinstance(value, Mapping)
    assert [(key.line, key.column) for key, _ in value.pairs] == [(1, 1), (2, 1), (3, 1)]


@pytest.mark.parametrize(("opening", "column"), [("[", 61), ("{a: ", 241), ("- ", 121)])
@pytest.mark.parametrize("levels", [61, 999, 1_001, 100_000])
def test_nesting_is_refused_at_the_first_level_too_deep(opening: str, column: int, levels: int) -> None:
    _, problems, _ = read(SourceText("f", opening * levels))
    places = [(problem.span.line, problem.span.column) for problem in problems if "60 levels" in problem.message]
    assert places == [(1, column)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 100_000, "nested more than 60 levels deep"),
        ("{a: " * 100_000, "nested more than 60 levels deep"),
        ("- " * 5_000, "nested more than 60 levels deep"),
        ("\n".join(" " * n + "a:" for n in range(3_000)), "nested more than 60 levels deep"),
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "anchor"),
        ("a: &a [*a]\n", "anchor"),
        ("a: !!python/name:os.system x\n", "tag"),
        ("a: !<tag:yaml.org,2002:binary> eA==\n", "tag"),
        ("a: " + "x" * 1_000_001 + "\n", "1,000,001 characters"),
        ("? [a, b]\n: c\n", "expected a key"),
        ("%YAML 9.9\n---\na: b\n", "YAML"),
        ('a: "\\ud800"\n', "backslash"),
        ("\x01: a\n", ""),
    ],
    ids=lambda case: repr(case)[:30],
)
def test_hostile_yaml_is_refused_in_little_work(text: str, said: str) -> None:
    problems: list[Diagnostic] = []
    assert calls(lambda: problems.extend(read(SourceText("f", text))[1])) < 5_000 + 100 * len(text)
    assert any(said in str(problem) for problem in problems)


@given(st.text(alphabet="ab:-[]{}\"'|>#&*!%@`,? \n\t", max_size=60))
@settings(max_examples=examples(300), deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    value, problems, _ = read(SourceText("f", text))
    lines = text.count("\n") + 1
    assert value is not None or problems or not text.strip() or "#" in text or "---" in text or "%" in text
    for problem in problems:
        assert 1 <= problem.span.line <= lines + 1 and problem.span.column >= 1
        assert "Error" not in problem.message and "context" not in problem.message


@given(st.text(alphabet="ab:-[]{}\"'|>#&*!%@`,? \n", max_size=40))
@settings(deadline=None)
def test_the_python_parser_reads_alike(text: str) -> None:
    here, problems, _ = read(SourceText("f", text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_parser", reader._PythonParser)
        there, others, _ = read(SourceText("f", text))
    if not problems and not others and here is not None and there is not None:
        assert plain(here) == plain(there)
