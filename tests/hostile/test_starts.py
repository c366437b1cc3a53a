"""A forked command answers as one in a new interpreter does: what the other tests here see is what users see."""

from __future__ import annotations

import resource
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.files.forking import Done, run_forked
from tests.files.workbooks import handmade
from tests.hostile.pictures import png
from tests.hostile.running import fork, publication, run, start_anew
from tests.hostile.test_files import data, image
from tests.hostile.test_names import SMALL
from tests.hostile.test_workbooks import TEXT, cells
from tests.marking import sampled

CASES: Mapping[str, tuple[str, dict[str, bytes], tuple[str, ...]]] = {
    "built": (SMALL, {}, ("build",)),
    "picture": (image("p.png"), {"p.png": png()}, ("build", "--lang", "en")),
    "refused picture": (image("p.png"), {"p.png": b"II*\x00" + bytes(500)}, ("brief", "--lang", "fr")),
    "checked": (SMALL, {}, ("check",)),
    "data": (data("d.csv"), {"d.csv": b"a,b\n1,2\n"}, ("build",)),
    "workbook": (TEXT, {"b.xlsx": handmade(cells("<row><c><v>1</v></c></row>"))}, ("build", "--lang", "fr")),
    "deep": (SMALL.replace("Deux.", "[" * 10_000), {}, ("check",)),
    "no publication": (SMALL, {}, ("build", "x")),
    "no command": (SMALL, {}, ("\udcff",)),
    "version": (SMALL, {}, ("--version",)),
    "template": (SMALL, {"t.docx": b"PK"}, ("template", "check", "content/it/t.docx")),
}


@pytest.mark.parametrize("name", sampled(CASES, "workbook", "refused picture"))
def test_a_forked_command_answers_as_a_new_one(tmp_path: Path, name: str) -> None:
    source, files, arguments = CASES[name]
    answers = []
    starts: dict[str, Callable[[Path, tuple[str, ...]], Done]] = {"forked": fork, "new": start_anew}
    for folder, start in starts.items():
        publication(tmp_path / folder, source, files)
        answers.append(run(tmp_path / folder, *arguments, start=start))
    forked, new = answers
    assert forked[:3] == new[:3]
    assert [path.read_bytes() for path in forked.files] == [path.read_bytes() for path in new.files]
    assert [path.name for path in forked.files] == [path.name for path in new.files]


def test_the_limits_hold_for_a_forked_command(tmp_path: Path) -> None:
    publication(tmp_path, SMALL)
    done = run_forked(tmp_path, ("build", "--lang", "fr"), 40, {resource.RLIMIT_FSIZE: 10_000})
    assert (done.code, done.out) == (1, b"")
    assert b"cannot write the file: File too large" in done.err
    assert run(tmp_path, "build", "--lang", "fr").built
