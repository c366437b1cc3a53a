from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import get_args

import docx
import pptx
import pytest

from builder.actions import build as actions_build
from builder.actions import worker
from builder.actions.starter import Kind
from tests.cli.conftest import Outcome, write
from tests.files.rendering import office_program
from tests.marking import sampled
from tests.small import SMALL

Builder = Callable[..., Outcome]


def test_build_writes_four_files_and_prints_only_their_paths(place: Path, builder: Builder) -> None:
    done = builder("build")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [f"output/small.{tag}.{kind}" for kind in ("docx", "pptx") for tag in ("fr", "en")]
    assert "Le fonds atteint 2,5\u00a0millions d’euros." in _words(place / "output/small.fr.docx")
    assert "The fund reaches €2.5\u00a0million." in _words(place / "output/small.en.docx")
    decks = [pptx.Presentation(str(place / f"output/small.{tag}.pptx")) for tag in ("fr", "en")]
    assert len(decks[0].slides) == len(decks[1].slides) > 1


def _words(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


@pytest.mark.parametrize("how", ["small", "content/small", "content/small/publication.yaml"])
def test_a_publication_is_named_or_pointed_at(place: Path, builder: Builder, how: str) -> None:
    assert builder("build", how, "--lang", "en", "--format", "docx").out == "output/small.en.docx\n"


def test_a_region_falls_back_on_its_language(place: Path, builder: Builder) -> None:
    done = builder("brief", "--lang", "fr-CA", "-o", "ici.docx")
    assert (done.code, done.out) == (0, "ici.docx\n")
    assert docx.Document("ici.docx").core_properties.language == "fr-CA"


@pytest.mark.parametrize(("kind", "part"), [("brief", "word/document.xml"), ("deck", "ppt/presentation.xml")])
def test_a_dash_sends_the_file_to_standard_output(place: Path, kind: str, part: str) -> None:
    command = [sys.executable, "-m", "builder", kind, "--lang", "en", "-o", "-"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=place)
    assert part in zipfile.ZipFile(io.BytesIO(done.stdout)).namelist()
    assert done.stderr == b""
    assert not (place / "output").exists()


@pytest.mark.parametrize(
    ("kind", "target", "message"),
    [
        ("brief", "", "-o: the file name is empty (write -o NAME.docx)"),
        ("brief", "x.odt", "-o: a brief is a .docx or .pdf file, 'x.odt' is not (write -o NAME.docx)"),
        ("brief", "x", "-o: a brief is a .docx or .pdf file, 'x' is not (write -o NAME.docx)"),
        ("brief", ".docx", "-o: a brief is a .docx or .pdf file, '.docx' is not (write -o NAME.docx)"),
        ("deck", "x.docx", "-o: a deck is a .pptx or .pdf file, 'x.docx' is not (write -o NAME.pptx)"),
        ("brief", ".", "-o: '.' is a folder (name a .docx file in it)"),
        ("deck", "/", "-o: '/' is a folder (name a .pptx file in it)"),
        ("brief", "content", "-o: 'content' is a folder (name a .docx file in it)"),
        ("brief", "nowhere/x.docx", "-o: 'nowhere' does not exist (create the folder first)"),
        ("brief", "content/small/publication.yaml/x.docx", "-o: 'content/small/publication.yaml' is not a folder"),
        ("brief", "con.docx", "-o: 'con.docx' is a device name on Windows (choose another name)"),
    ],
)
def test_a_target_that_cannot_be_written_is_a_usage_error(
    place: Path, builder: Builder, kind: str, target: str, message: str
) -> None:
    assert builder(kind, "--lang", "fr", "-o", target) == Outcome(2, "", f"builder: {message}\n")
    assert sorted(path.name for path in place.iterdir()) == ["content"]


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("", "-o: the name of the folder is empty"),
        ("content/small/publication.yaml", "-o: 'content/small/publication.yaml' is a file, not a folder"),
        ("content/small/publication.yaml/x", "-o: 'content/small/publication.yaml' is a file, not a folder"),
        ("brief.docx", "-o: a build writes several files to a folder (use 'builder brief -o brief.docx' for one)"),
        ("-", "-o: a build writes several files to a folder (use 'builder brief' or 'builder deck' for one)"),
        ("out/nul", "-o: 'nul' is a device name on Windows (choose another name)"),
        ("out/a.", "-o: 'a.' ends in a dot or a space, which Windows drops (choose another name)"),
    ],
)
def test_an_output_that_is_no_folder_is_a_usage_error(place: Path, builder: Builder, folder: str, message: str) -> None:
    assert builder("build", "-o", folder) == Outcome(2, "", f"builder: {message}\n")


def test_a_capital_suffix_is_one_too(place: Path, builder: Builder) -> None:
    assert builder("brief", "--lang", "fr", "-o", "X.DOCX").out == "X.DOCX\n"


def test_one_file_needs_one_language(place: Path, builder: Builder) -> None:
    done = builder("brief", "-o", "one.docx")
    assert done.code == 2
    assert "--lang" in done.err
    assert not Path("one.docx").exists()


def test_unknown_language_and_publication_are_usage_errors(place: Path, builder: Builder) -> None:
    assert builder("build", "--lang", "de") == Outcome(2, "", "builder: small has no language 'de'; it has fr, en\n")
    assert builder("build", "--lang", "all", "--lang", "de").code == 2
    assert builder("build", "") == Outcome(2, "", "builder: the name of the publication is empty\n")
    assert builder("build", "smal") == Outcome(2, "", "builder: no publication 'smal' here; did you mean 'small'?\n")


def test_with_several_publications_one_must_be_named(place: Path, builder: Builder) -> None:
    write(place, "other", SMALL)
    done = builder("build")
    assert done.code == 2
    assert "other, small" in done.err


def test_several_publications_are_built_and_one_that_fails_stops_no_other(place: Path, builder: Builder) -> None:
    write(place, "other", SMALL)
    write(place, "bad", SMALL.replace("titel", "").replace("title: {fr: Argent", "titel: {fr: Argent"))
    done = builder("build", "other", "bad", "small", "--lang", "fr", "--format", "docx", "-o", "out")
    assert (done.code, done.out) == (1, "out/other.fr.docx\nout/small.fr.docx\n")
    assert "content/bad/publication.yaml:8:5: " in done.err


def test_publications_whose_files_would_clash_are_a_usage_error(place: Path, builder: Builder) -> None:
    file = write(place / "elsewhere", "small", SMALL)
    assert builder("build", "small", "small").err == "builder: 'small' is named twice\n"
    done = builder("build", "small", str(file))
    assert done.err == "builder: two publications are called 'small' (build them to different folders)\n"


def test_a_language_stands_for_its_regions(place: Path, builder: Builder) -> None:
    swiss = SMALL.replace("[fr, en]", "[fr-CH, de-CH, fr-CA]").replace("en: ", "de: ")
    write(place, "swiss", swiss)
    assert builder("brief", "swiss", "--lang", "de", "-o", "de.docx").code == 0
    assert docx.Document("de.docx").core_properties.language == "de-CH"
    done = builder("build", "swiss", "--lang", "fr", "--format", "docx")
    assert done.out == "output/swiss.fr-CH.docx\noutput/swiss.fr-CA.docx\n"
    # A declared tag is itself, not a range.
    assert builder("build", "swiss", "--lang", "fr-CA", "--format", "docx").out == "output/swiss.fr-CA.docx\n"


def test_build_takes_a_template_of_each_format(place: Path, builder: Builder) -> None:
    docx.Document().save("house.docx")
    pptx.Presentation().save("house.pptx")
    assert builder("build", "--template", "house.docx", "--template", "house.pptx").code == 0
    # The body of python-pptx's own template is 10 inches wide, our own 13.3.
    assert pptx.Presentation("output/small.fr.pptx").slide_width == pptx.Presentation().slide_width
    assert docx.Document("output/small.fr.docx").sections[0].page_width == docx.Document().sections[0].page_width


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--template", "a.docx", "--template", "b.dotx"], "'a.docx' and 'b.dotx' cannot be combined"),
        (["--template", "a.docx", "--format", "pptx"], "'a.docx' is for a brief, which is not written here"),
        (["--template", "c.txt"], "'c.txt' is neither a Word file (.docx, .dotx) nor a PowerPoint one (.pptx, .potx)"),
    ],
)
def test_a_template_that_cannot_be_used_is_a_usage_error(
    place: Path, builder: Builder, words: list[str], message: str
) -> None:
    for name in ("a.docx", "b.dotx", "c.txt"):
        (place / name).write_bytes(b"")
    done = builder("build", *words)
    assert done.code == 2
    assert message in done.err


def test_the_version_is_printed(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.office.libreoffice.shutil.which", lambda name: None)
    assert builder("--version") == Outcome(0, f"builder {version('bilingual-builder')}\n", "")


def test_the_version_names_what_decides_the_bytes_of_pdfs(builder: Builder, tmp_path: Path) -> None:
    office_program()
    lines = builder("--version").out.splitlines()
    assert lines[0].startswith("builder ") and re.fullmatch(r"LibreOffice \d+(\.\d+)+", lines[1])
    assert not shutil.which("fc-match") or [line.split(":")[0] for line in lines[2:]] == ["Calibri", "Cambria"]


def test_quiet_prints_errors_only(place: Path, builder: Builder) -> None:
    write(place, "wrong", WRONG)
    assert "finds 2 errors" in builder("build", "wrong").err
    assert builder("build", "wrong", "--quiet").err == ""
    shown = builder("check", "wrong", "-q").err
    assert shown and not re.search(r"warning: |info: |builder: ", shown)
    (place / "content/wrong/publication.yaml").write_text(WRONG.replace("message:", "mesage:"), encoding="utf-8")
    assert "mesage" in builder("build", "wrong", "-q").err


def test_verbose_prints_each_step_with_its_time(place: Path, builder: Builder) -> None:
    lines = builder("build", "-v").err.splitlines()
    assert all(re.match(r"builder: \d+\.\d\d s: small: ", line) for line in lines)
    assert [line.rpartition(": ")[2] for line in lines] == ["content", "fr", "en", "Word briefs", "PowerPoint decks"]
    assert builder("build", "-v", "-q").code == 2


def test_a_missing_template_is_a_usage_error(place: Path, builder: Builder) -> None:
    assert builder("deck", "--lang", "fr", "--template", "none.pptx").code == 2


def test_all_content_errors_are_reported_with_locations_and_nothing_is_written(place: Path, builder: Builder) -> None:
    write(
        place,
        "bad",
        SMALL.replace("title: {fr: Argent, en: Money}", "titel: {fr: Argent, en: Money}").replace("fund}", "fond}"),
    )
    for command in ("build", "check"):
        done = builder(command, "bad")
        assert done.code == 1
        lines = done.err.splitlines()
        assert any(line.startswith("content/bad/publication.yaml:8:5: ") and "titel" in line for line in lines)
        for column in _columns("{fund}"):
            place_of = f"content/bad/publication.yaml:9:{column}: "
            assert any(line.startswith(place_of) and "fond" in line for line in lines)
    assert not Path("output").exists()


def test_check_reports_findings_as_data(place: Path, builder: Builder) -> None:
    write(place, "bad", SMALL.replace("{fund}", "{fond}", 1))
    column = _columns("{fund}")[0]
    data = json.loads(builder("check", "bad", "--output-format", "json").out)
    assert [(entry["span"]["line"], entry["span"]["column"], entry["severity"]) for entry in data] == [
        (9, column, "error")
    ]
    assert builder("check", "bad", "--output-format", "github").out.startswith(
        f"::error file=content/bad/publication.yaml,line=9,col={column},title="
    )


def _columns(words: str) -> list[int]:
    """The columns, from 1, of words in the ninth line of the small publication."""
    line = SMALL.splitlines()[8]
    return [at + 1 for at in range(len(line)) if line.startswith(words, at)]


WRONG = SMALL.replace("The fund reaches {fund}.", "The fund reaches 3,000 people, 40 of them new.").replace(
    "Le fonds atteint {fund}.", "Le fonds atteint 2 000 personnes, dont 30 nouvelles."
)


@pytest.mark.parametrize("processors", [1, 2])
@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "wrong"),
        ("build", "wrong", "--format", "pptx"),
        ("brief", "wrong"),
        ("deck", "wrong", "--lang", "en", "-o", "x.pptx"),
        ("brief", "wrong", "--lang", "en", "-o", "-"),
    ],
    ids=" ".join,
)
def test_a_build_says_in_one_line_that_check_finds_errors(
    place: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], processors: int
) -> None:
    monkeypatch.setattr(worker, "usable_processors", lambda: processors)
    write(place, "wrong", WRONG)
    done = builder(*arguments)
    assert (done.code, done.err) == (0, "builder: 'builder check wrong' finds 2 errors in the content\n")
    assert done.out
    assert builder("check", "wrong").code == 1


@pytest.mark.parametrize("processors", [1, 2])
@pytest.mark.parametrize("arguments", [("build", "wrong"), ("brief", "wrong")], ids=" ".join)
def test_a_build_of_large_content_says_that_it_is_not_checked(
    place: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], processors: int
) -> None:
    monkeypatch.setattr(worker, "usable_processors", lambda: processors)
    monkeypatch.setattr(actions_build, "_MOST_CHECKED", 0)
    write(place, "wrong", WRONG)
    message = "builder: the content is too large to be checked during a build (run 'builder check wrong')\n"
    assert builder(*arguments)[::2] == (0, message)


def test_check_of_a_sound_publication_prints_nothing(place: Path, builder: Builder) -> None:
    assert builder("check") == Outcome(0, "", "")


@pytest.mark.parametrize("lang", sampled([None, "fr-CA,en-CA", "en-GB,fr-FR", "fr-CH,fr-BE,en"], "fr-CA,en-CA"))
@pytest.mark.parametrize("kind", get_args(Kind))
def test_init_starts_a_publication_that_checks_and_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: Builder, kind: str, lang: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    started = builder("init", "my-report", "--kind", kind, *(("--lang", lang) if lang else ()))
    assert (started.code, started.err) == (0, "")
    assert started.out.splitlines()[0] == "content/my-report/publication.yaml"
    assert builder("check") == Outcome(0, "", "")
    tags = (lang or "fr,en").split(",")
    done = builder("build")
    expected = [f"output/my-report.{tag}.{kind}" for kind in ("docx", "pptx") for tag in tags]
    assert done == Outcome(0, "\n".join(expected) + "\n", "")


def test_a_starter_has_the_currency_of_its_region(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: Builder
) -> None:
    monkeypatch.chdir(tmp_path)
    builder("init", "ours", "--kind", "annual-report", "--lang", "fr-CH,en-GB")
    builder("brief", "ours", "--lang", "fr-CH", "-o", "ours.docx")
    assert "6,4 millions de francs" in _words(Path("ours.docx")).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["My Report"], "'My Report' is not a publication name"),
        (["aux"], "device name on Windows"),
        (["small"], "content/small already exists"),
        (["x", "--lang", "de-CH,fr-CH"], "the starters are written in French and English, not in 'de-CH'"),
        (["x", "--lang", "fr-CA"], "a starter needs both languages, 'en' is missing"),
        (["x", "--lang", ""], "not in ''"),
    ],
)
def test_a_starter_that_cannot_be_is_a_usage_error(
    place: Path, builder: Builder, words: list[str], message: str
) -> None:
    done = builder("init", *words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert [path.name for path in (place / "content").iterdir()] == ["small"]


def test_schema_is_json(builder: Builder) -> None:
    schema = json.loads(builder("schema").out)
    assert "sections" in schema["properties"]


def test_messages_survive_a_machine_without_utf8(place: Path) -> None:
    write(place, "été", SMALL.replace("{fund}", "{fond}"))
    command = [sys.executable, "-m", "builder", "check", "été"]
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PATH": ""}
    done = subprocess.run(command, capture_output=True, cwd=place, env=environment, check=False)
    assert done.returncode == 1
    assert "content/été/publication.yaml:9:" in done.stderr.decode("utf-8")


ODD = SMALL.replace("Argent", "L’été “à” 日本 {none}")


@pytest.mark.parametrize("encoding", sampled(["cp1252", "cp850", "ascii", "latin-1", "utf-8"], "cp1252"))
def test_no_character_fails_in_an_encoding_that_lacks_it(place: Path, encoding: str) -> None:
    write(place, "日本", ODD)
    # Names of files stay UTF-8 whatever the locale of the machine: only the console lacks characters.
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}
    for arguments in (["check", "日本"], ["build", "été “日本”"], ["init", "日本"], ["schema"]):
        command = [sys.executable, "-m", "builder", *arguments]
        done = subprocess.run(command, capture_output=True, cwd=place, env=environment, check=False)
        text = (done.stdout + done.stderr).decode(encoding)
        assert done.returncode in (0, 1, 2)
        assert text and "Traceback" not in text
        assert arguments[0] == "schema" or "日本" in text or r"\u65e5\u672c" in text


def test_a_file_name_that_is_not_text_comes_out_as_it_was(place: Path) -> None:
    name = b"\xff\xfe"
    done = subprocess.run([sys.executable, "-m", "builder", "build", name], capture_output=True, cwd=place, check=False)
    assert done.returncode == 2
    assert name in done.stderr


def test_help_names_the_commands(builder: Builder) -> None:
    shown = builder("--help").out
    for command in ("build", "brief", "deck", "check", "init", "schema"):
        assert command in shown
