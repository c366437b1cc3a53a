from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.office.xml import attribute, escape

ALLOWED = st.text(
    st.characters(
        min_codepoint=0x20, max_codepoint=0x10FFFF, blacklist_categories=["Cs"], blacklist_characters="\ufffe\uffff"
    )
    | st.sampled_from("\t\n\r&<>\"'")
)


@given(ALLOWED, ALLOWED)
def test_any_text_reads_back_as_written(content: str, value: str) -> None:
    element = etree.fromstring(f'<a b="{attribute(value)}">{escape(content)}</a>'.encode())
    assert (element.text or "") == content
    assert element.get("b") == value
