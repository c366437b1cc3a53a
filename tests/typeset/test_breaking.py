import hypothesis.strategies as st
import pytest
from hypothesis import given

from builder.typeset.breaking import pieces


def broken(text: str) -> list[str]:
    """The text with a bar wherever a line may end."""
    return [word + gap for word, gap, _ in pieces(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("un deux  trois", ["un ", "deux  ", "trois"]),
        ("12\u00a0%", ["12\u00a0%"]),
        ("1\u202f234\u202f567", ["1\u202f234\u202f567"]),
        ("un\u2007deux\u2060trois", ["un\u2007deux\u2060trois"]),
        ("peut-être là", ["peut-", "être ", "là"]),
        ("-5 et A-1", ["-5 ", "et ", "A-1"]),
        ("2023–2024", ["2023–", "2024"]),
        ("un – deux", ["un ", "– ", "deux"]),
        ("https://a.org/b/c?d=e", ["https://a.org/b/c?d=e"]),
        ("中文。字", ["中", "文。", "字"]),
        ("", []),
    ],
)
def test_where_lines_may_end(text: str, parts: list[str]) -> None:
    assert broken(text) == parts


@given(st.text(alphabet="ab é-–—\u00a0\u202f中。1", max_size=40))
def test_nothing_is_dropped(text: str) -> None:
    assert "".join(broken(text)) == text
