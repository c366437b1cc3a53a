"""The first publication's documents as text: any change in what a reader would read shows here as a difference.

`RENEW_GOLDEN=1 pytest tests/golden` writes the files anew; read the difference before committing it.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from builder.content.loader import load
from builder.resolve.assemble import resolve
from builder.tree.dump import dump

HERE = Path(__file__).parent
CONTENT = HERE.parent.parent / "content"
WHEN = datetime.datetime(2024, 9, 15, tzinfo=datetime.UTC)


@pytest.mark.parametrize(("name", "language"), [("mistral-ai", "fr"), ("mistral-ai", "en")])
def test_a_document_reads_as_it_did(name: str, language: str) -> None:
    reported = dump(resolve(load(CONTENT / name / "publication.yaml"), language, timestamp=WHEN))
    golden = HERE / name / f"{language}.txt"
    if os.environ.get("RENEW_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(reported, encoding="utf-8")
    assert reported == golden.read_text(encoding="utf-8")
