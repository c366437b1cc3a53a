"""A set of files for each row: the bytes of a build, whoever makes them; what fails fails alone."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec
import pytest
from msgspec.structs import replace

import builder
from builder.batches.batch import BatchRequest, Outcome, prepare_batch
from builder.batches.executors import Given, Here, Processes, Workers
from builder.batches.task import BatchJob
from tests.batches.conftest import PUBLICATION, ROWS, files, rows

NAMES = sorted(f"communes.{tag}.{kind}" for tag in ("fr", "en") for kind in ("docx", "pptx"))


@dataclass
class Ran:
    outcomes: list[Outcome]
    entries: list[dict[str, Any]]

    @property
    def states(self) -> dict[str, str]:
        return {outcome.key: outcome.status for outcome in self.outcomes}


def request(out: str = "out/{code}", table: str = "rows.csv", **options: Any) -> BatchRequest:
    return BatchRequest(publication=Path("content/communes/publication.yaml"), rows=table, output=out, **options)


def run(out: str = "out/{code}", table: str = "rows.csv", workers: Workers | None = None, **options: Any) -> Ran:
    """A batch in this process, unless `workers` are given, with its manifest."""
    prepared = prepare_batch(request(out, table, **options))
    outcomes = list(prepared.run(workers or Here()))
    manifest = Path(prepared.manifest)
    lines = manifest.read_text("utf-8").splitlines() if manifest.is_file() else []
    return Ran(outcomes, [json.loads(line) for line in lines])


def write_rows(text: str) -> None:
    Path("rows.csv").write_text(text, "utf-8")


def as_built(place: Path, line: str) -> dict[str, bytes]:
    """The files of `builder build` of the publication with the values of a row of `rows` written in it."""
    code, french, english, before, people, opened, zone = line.split(",")
    source = re.sub(r'code: "\d+"', f'code: "{code}"', PUBLICATION)
    source = re.sub(r"commune: \{.*\}", f"commune: {{fr: {french}, en: {english}}}", source)
    source = source.replace("{number: 100}", f"{{number: {before}}}").replace("number: 120", f"number: {people}")
    source = source.replace("1998-09", opened).replace("zone: Vallée", f"zone: {zone}")
    folder = place / "alone" / "communes"
    shutil.copytree(place / "content" / "communes", folder)
    (folder / "publication.yaml").write_text(source, "utf-8")
    builder.build(folder, output=place / "built")
    return files(place / "built")


def test_a_set_has_the_bytes_of_a_build_with_the_values_of_its_row(place: Path) -> None:
    write_rows(rows(2))
    run()
    for line in rows(2).splitlines()[1:]:
        shutil.rmtree(place / "alone", ignore_errors=True)
        assert as_built(place, line) == files(Path("out") / line.split(",")[0])


@pytest.mark.full
def test_threads_and_processes_write_the_same_bytes(place: Path) -> None:
    write_rows(rows(7))
    run("one/{code}")
    with ThreadPoolExecutor(3) as executor:
        assert len(list(builder.batch("communes", "rows.csv", "threads/{code}", executor))) == 7
    outcomes = list(builder.batch("communes", "rows.csv", "processes/{code}", workers=2))
    assert {outcome.status for outcome in outcomes} == {"done"}
    assert files(Path("one")) == files(Path("threads")) == files(Path("processes"))


def test_the_manifest_has_a_line_for_each_row_in_their_order(place: Path) -> None:
    write_rows(rows(4))
    entries = run().entries
    assert [(entry["key"], entry["line"]) for entry in entries] == [("001", 2), ("002", 3), ("003", 4), ("004", 5)]
    first = entries[0]["files"][0]
    data = Path("out", first["path"]).read_bytes()
    assert first["bytes"] == len(data) and first["sha256"] == hashlib.sha256(data).hexdigest()


def test_a_manifest_is_not_written_over_by_accident(place: Path) -> None:
    write_rows(rows(1))
    run()
    with pytest.raises(builder.UsageError, match="add --resume to go on"):
        run()


def test_resume_makes_what_changed_what_failed_and_what_is_gone(place: Path) -> None:
    table = rows(5).replace("Commune 2,", "*,")
    write_rows(rows(5).replace(",91,101,", ",0,101,"))  # growth from 0 fails
    assert run().states == {"001": "done", "002": "failed", "003": "done", "004": "done", "005": "done"}
    before = files(Path("out"))
    Path("out/004/communes.fr.docx").unlink()
    Path("out/005/communes.en.pptx").write_bytes(b"")
    lines = table.splitlines(keepends=True)
    write_rows("".join([lines[0], *sorted(lines[2:], reverse=True), lines[1], rows(6).splitlines()[-1]]))
    ran = run(resume=True)
    assert sorted(ran.states) == ["002", "003", "004", "005", "006"]
    assert [entry["key"] for entry in ran.entries] == ["005", "004", "003", "002", "001", "006"]
    after = files(Path("out"))
    assert after["001/communes.fr.docx"] == before["001/communes.fr.docx"]
    assert after["004/communes.fr.docx"] == before["004/communes.fr.docx"]
    assert after["003/communes.fr.docx"] != before["003/communes.fr.docx"]
    assert run(resume=True).outcomes == []


def test_resume_makes_all_again_after_a_change_of_what_all_share(place: Path) -> None:
    write_rows(rows(2))
    run()
    template = place / "house.docx"
    shutil.copy(Path(builder.__file__).parents[1] / "templates" / "brief.docx", template)
    assert len(run(resume=True, templates={"docx": template}).outcomes) == 2
    data = place / "content/communes/spending.csv"
    data.write_text(data.read_text("utf-8").replace("039,C,273", "039,C,274"), "utf-8")
    assert len(run(resume=True, templates={"docx": template}).outcomes) == 2


def test_a_half_line_of_a_killed_run_is_dropped(place: Path) -> None:
    write_rows(rows(3))
    whole = run()
    manifest = Path("out/manifest.jsonl")
    blob = manifest.read_bytes()
    manifest.write_bytes(blob[:-150])
    assert list(run(resume=True).states) == ["003"]
    assert manifest.read_bytes() == blob and len(whole.entries) == 3


def test_folders_of_rows_that_are_gone_are_listed_and_kept(place: Path) -> None:
    write_rows(rows(3))
    run()
    write_rows(rows(2))
    prepared = prepare_batch(request(resume=True))
    assert prepared.gone == ("out/003",) and prepared.kept == 2
    list(prepared.run(Here()))
    assert Path("out/003/communes.fr.docx").is_file()


def test_five_bad_rows_of_thirty_fail_alone(place: Path) -> None:
    lines = rows(30).splitlines(keepends=True)
    for number in (3, 9, 15, 21, 27):
        lines[number] = re.sub(r",\d+,(\d+),(\d{4})", r",0,\1,\2", lines[number])
    write_rows("".join(lines))
    ran = run(formats=("docx",), languages=("fr",))
    failed = [entry for entry in ran.entries if entry["status"] == "failed"]
    assert [entry["line"] for entry in failed] == [4, 10, 16, 22, 28]
    assert all("growth from `before`, which is 0" in entry["problems"][0] for entry in failed)
    assert len(files(Path("out"))) == 25 + 1


def test_fail_fast_begins_no_more_rows(place: Path) -> None:
    write_rows(ROWS + "001,A,B,1,2,2000\n002,A,B,0,2,2000\n003,A,B,1,2,2000\n")
    ran = run(fail_fast=True)
    assert list(ran.states.values()) == ["done", "failed"]
    assert run(resume=True).states == {"002": "failed", "003": "done"}


def test_fifty_failures_in_a_row_stop_the_run(place: Path) -> None:
    lines = "".join(f"{n:03},{n % 39 + 1:03},0\n" for n in range(60))
    write_rows("slug,code,before\n" + lines)
    with pytest.raises(builder.BuildError, match="50 rows failed one after the other"):
        run("out/{slug}")
    assert len(Path("out/manifest.jsonl").read_text("utf-8").splitlines()) == 50


class Deadly(Processes):
    """Processes that end at one row."""

    def submit(self, function: Any, *arguments: Any) -> Any:
        return super().submit(die_at, "004", function, *arguments)


def die_at(key: str, function: Any, task: Any) -> Any:
    if task.key == key:
        os._exit(9)
    return function(task)


@pytest.mark.full
def test_a_row_that_ends_its_process_fails_and_the_others_are_done(place: Path) -> None:
    write_rows(rows(6))
    prepared = prepare_batch(request())
    workers = Deadly(1, prepared._job)
    states = {outcome.key: (outcome.status, outcome.problems) for outcome in prepared.run(workers)}
    workers.close()
    assert len(states) == 6 and [key for key, (status, _) in states.items() if status == "failed"] == ["004"]
    assert states["004"][1] == ("its process ended: it was killed, or ran out of memory",)


def test_shards_share_the_rows_between_them(place: Path) -> None:
    write_rows(rows(9))
    shards = [list(run(shard=(part, 3)).states) for part in (1, 2, 3)]
    assert sorted(key for keys in shards for key in keys) == [f"{n:03}" for n in range(1, 10)]
    assert len(list(Path("out").glob("manifest.*-of-3.jsonl"))) == 3
    assert run(resume=True).outcomes == []


def test_only_makes_the_rows_that_are_named(place: Path) -> None:
    write_rows(rows(3))
    assert list(run(only=("002",)).states) == ["002"]
    assert list(run(resume=True).states) == ["001", "003"]
    assert list(run(only=("003",)).states) == ["003"]
    assert len(run(resume=True).entries) == 3
    with pytest.raises(builder.UsageError, match="no row has the key '02', did you mean"):
        run(only=("02",))


def test_an_object_store_gets_the_same_bytes(place: Path) -> None:
    write_rows(rows(3))
    run()
    store = fsspec.filesystem("memory")
    run("memory://sets/{code}")
    assert run("memory://sets/{code}", resume=True).outcomes == []
    stored = {name.removeprefix("/sets/"): store.cat_file(name) for name in store.find("/sets")}
    assert stored == files(Path("out"))
    run(f"file://{place}/third/{{code}}")
    assert files(place / "third") == stored


def test_a_folder_that_cannot_be_written_stops_the_run_at_once(place: Path) -> None:
    write_rows(rows(3))
    Path("out").write_text("a file", "utf-8")
    with pytest.raises(builder.BuildError, match="cannot write the file"):
        run()


def test_workers_that_write_elsewhere_are_reported(place: Path) -> None:
    """An executor whose files this process does not see."""
    write_rows(rows(1))
    with pytest.raises(builder.BuildError, match="writes where this process does not see it"):
        run(workers=Given(Elsewhere()))


class Elsewhere(Executor):
    """A machine with another disk, played by another folder."""

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Any:
        future: Future[Any] = Future()
        job = arguments[0]
        assert isinstance(job, BatchJob)
        future.set_result(function(replace(job, root=f"{job.root}-elsewhere")))
        return future


def test_workers_with_other_versions_are_reported(place: Path) -> None:
    write_rows(rows(1))
    prepared = prepare_batch(request())
    prepared._job = replace(prepared._job, versions={**prepared._job.versions, "lxml": "1.0"})
    prepared._job = replace(prepared._job, root=str(place / "other"))
    with pytest.raises(builder.BuildError, match=r"would write other bytes: lxml [0-9.]+ and 1.0"):
        list(prepared.run(Here()))


def test_a_publication_that_changes_during_a_run_stops_it(place: Path) -> None:
    write_rows(rows(3))
    prepared = prepare_batch(request())
    source = place / "content/communes/publication.yaml"
    source.write_text(source.read_text("utf-8").replace("en bref", "en court"), "utf-8")
    with pytest.raises(builder.BuildError, match="not the one with which the run began"):
        list(prepared.run(Here()))


def test_a_missing_value_is_printed_as_its_symbol(place: Path) -> None:
    from docx import Document

    write_rows(ROWS + "001,Ici,Here,90,,2000\n")
    assert run().states == {"001": "done"}
    text = "\n".join(paragraph.text for paragraph in Document("out/001/communes.fr.docx").paragraphs)
    assert "Ici compte n.d. habitants" in text and "Évolution\u202f: n.d." in text.replace("\u00a0", "\u202f")


@pytest.fixture(autouse=True)
def _no_probe_is_left(tmp_path: Path) -> Iterator[None]:
    yield
    assert not list(tmp_path.glob("out/.probe-*")) and not list(tmp_path.rglob("*.part"))
