"""A document that another process gets is equal to this one, to the last value."""

from __future__ import annotations

import datetime
import pickle
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.content.loader import load
from builder.resolve.assemble import resolve
from builder.tree.document import Document
from builder.tree.dump import dump

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "content" / "mistral-ai", *sorted((ROOT / "tests" / "publications").iterdir())]
WHEN = datetime.datetime(2024, 9, 15, 23, 59, 59, tzinfo=datetime.UTC)


def documents(file: Path) -> list[Document]:
    publication = load(file, ())
    return [resolve(publication, tag, timestamp=WHEN) for tag in publication.complete_languages]


@pytest.mark.parametrize("folder", FILES, ids=lambda folder: folder.name)
def test_a_document_sent_to_another_process_arrives_as_it_is(folder: Path) -> None:
    sent = documents(folder / "publication.yaml")
    assert sent
    arrived = pickle.loads(pickle.dumps(sent))
    assert arrived == sent
    assert [dump(document) for document in arrived] == [dump(document) for document in sent]


def test_large_numbers_and_dates_arrive_as_they_are() -> None:
    document = documents(FILES[0] / "publication.yaml")[0]
    sent = replace(document, date=datetime.date(1, 1, 1), authors=("é\u202f\U0001f600\n\t\x85",), timestamp=WHEN)
    assert pickle.loads(pickle.dumps(sent)) == sent
