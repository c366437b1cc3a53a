"""Archives: the same bytes for the same entries, read back by `zipfile` and within the limits for templates."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.office.limits import read_archive
from builder.office.saving import deflated, write_archive
from tests.marking import examples

NAMES = st.text(st.characters(whitelist_categories=["Ll", "Nd"]), min_size=1, max_size=20).map(lambda n: f"a/{n}.xml")


def archived(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    write_archive(stream, entries.items())
    return stream.getvalue()


@given(st.dictionaries(NAMES, st.binary(max_size=2000), max_size=8))
def test_an_archive_reads_back(entries: dict[str, bytes]) -> None:
    lower = {name.lower(): blob for name, blob in entries.items()}
    blob = archived(lower)
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == lower
    assert read_archive(blob) == lower
    assert archived(lower) == blob


@given(st.dictionaries(NAMES, st.binary(max_size=2000), max_size=8))
def test_an_archive_has_the_bytes_that_the_library_writes(entries: dict[str, bytes]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, blob in entries.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system, member.compress_type = 0, zipfile.ZIP_DEFLATED
            archive.writestr(member, blob, compresslevel=6)
    assert archived(entries) == stream.getvalue() == archived(entries)


def test_neither_clock_nor_platform_show() -> None:
    blob = archived({"a.xml": b"<a/>" * 100, "b.png": b"png", "c.xlsx": b"PK"})
    infos = zipfile.ZipFile(io.BytesIO(blob)).infolist()
    assert [info.filename for info in infos] == ["a.xml", "b.png", "c.xlsx"]
    assert {(info.date_time, info.create_system) for info in infos} == {((1980, 1, 1, 0, 0, 0), 0)}
    deflated, stored = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED
    assert [info.compress_type for info in infos] == [deflated, stored, stored]


@given(st.integers(0, 5), st.integers(1, 8))
@settings(max_examples=examples(12), deadline=None)
def test_a_long_member_is_the_same_on_any_number_of_processors(parts: int, processors: int) -> None:
    blob = b"".join(b"<w:p>%d %x</w:p>" % (n, n * n * 2_654_435_761) for n in range(parts * 20_000 + 7)) * 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builder.office.saving.usable_processors", lambda: processors)
        packed = deflated(blob)
        patch.setattr("builder.office.saving.usable_processors", lambda: 1)
        assert deflated(blob) == packed
    assert zlib.decompress(packed, -15) == blob
