from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from builder.office.archive import pack, read_archive, write_archive

NAMES = st.text(st.characters(whitelist_categories=["Ll", "Nd"]), min_size=1, max_size=20).map(lambda n: f"a/{n}.xml")


@given(st.dictionaries(NAMES, st.binary(max_size=2000), max_size=8))
def test_what_is_written_is_a_zip_file_that_reads_back(entries: dict[str, bytes]) -> None:
    lower = {name.lower(): blob for name, blob in entries.items()}
    blob = write_archive((name, pack(content)) for name, content in lower.items())
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == lower
    assert {name: content for name, (content, _) in read_archive(blob).items()} == lower


def test_entries_keep_the_form_in_which_they_came() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("a.xml", b"<a>" + b"word " * 500 + b"</a>")
    (content, packed), *_ = read_archive(stream.getvalue()).values()
    again = write_archive([("a.xml", packed)])
    assert zipfile.ZipFile(io.BytesIO(again)).read("a.xml") == content
    assert packed.data in stream.getvalue()
    assert packed.data in again


def test_what_does_not_shrink_is_stored() -> None:
    assert pack(b"abc").method == zipfile.ZIP_STORED
    assert pack(b"abc" * 100).method == zipfile.ZIP_DEFLATED
