"""Every file is valid to Microsoft's Open XML SDK."""

from __future__ import annotations

import pytest

from tests.files.samples import COSTLY_FILES, Samples
from tests.files.validator import schema_errors


@pytest.mark.validator
@pytest.mark.parametrize(("name", "language", "kind"), COSTLY_FILES)
def test_the_validator_finds_nothing(built: Samples, name: str, language: str, kind: str) -> None:
    assert schema_errors(built(name).file(language, kind)) == []
