"""Names of files that Windows cannot open are refused in every part of a path, whatever their case and extension."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.file_names import name_fault

DEVICES = [
    "con",
    "prn",
    "aux",
    "nul",
    "conin$",
    "conout$",
    *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³"),
]


@given(st.sampled_from(DEVICES), st.sampled_from(["", ".txt", ".tar.gz", " ", " .docx", ":"]), st.booleans())
def test_devices_with_any_ending_are_refused(device: str, ending: str, capitals: bool) -> None:
    assert name_fault((device.upper() if capitals else device) + ending) == "is a device name on Windows"


@pytest.mark.parametrize(
    "name", ["console", "con-1", "com0", "com10", "auxiliary", "nulle", "lpt", "a.con", ".con", "", ".", ".."]
)
def test_other_names_are_fine(name: str) -> None:
    assert name_fault(name) == ""


@pytest.mark.parametrize("name", ["a.", "a ", "a. .", "…."])
def test_a_last_dot_or_space_is_refused(name: str) -> None:
    assert name_fault(name) == "ends in a dot or a space, which Windows drops"
