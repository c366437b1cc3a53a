"""`--pdf` and `-o x.pdf` on the command line, with a LibreOffice that stands in: files, paths, messages, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest

import builder as api
from builder.diagnostics import BuildError, Diagnostic, UsageError
from tests.cli.conftest import Outcome, write
from tests.cli.conftest import builder as builder
from tests.cli.conftest import place as place
from tests.cli.test_exact_pages import long_publication
from tests.files.opc import Opc
from tests.files.wordxml import children_text, paragraphs, style_of
from tests.pdf.standing_in import plain_pdf

Builder = Callable[..., Outcome]


class Office:
    """Stands in for LibreOffice: `answer(suffix, number)` gives the result for a file; `starts` keeps the suffixes."""

    def __init__(self) -> None:
        self.starts: list[list[str]] = []
        self.answer: Callable[[str, int], bytes | Diagnostic] = lambda suffix, number: plain_pdf()

    def __call__(
        self, files: Sequence[bytes], suffixes: str | Sequence[str], unwanted: object = None
    ) -> list[bytes | Diagnostic]:
        each = [suffixes] * len(files) if isinstance(suffixes, str) else list(suffixes)
        self.starts.append(each)
        return [self.answer(suffix, number) for number, suffix in enumerate(each)]


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    office = Office()
    monkeypatch.setattr("builder.pdf.make.try_lay_out", office)
    monkeypatch.setattr("builder.office.libreoffice.office_program", lambda: "soffice")
    return office


NAMES = ["small.en.brief.pdf", "small.en.deck.pdf", "small.fr.brief.pdf", "small.fr.deck.pdf"]


def test_a_build_writes_each_file_and_its_pdf_and_prints_all_paths(
    place: Path, builder: Builder, office: Office
) -> None:
    done = builder("build", "small", "--pdf")
    assert done.code == 0
    written = sorted(path.name for path in (place / "output").iterdir())
    assert [name for name in written if name.endswith(".pdf")] == NAMES
    assert sorted(done.out.splitlines()) == [f"output/{name}" for name in written] and len(written) == 8
    assert office.starts == [[".docx", ".docx", ".pptx", ".pptx"]]


def test_all_publications_are_laid_out_in_one_start(place: Path, builder: Builder, office: Office) -> None:
    write(place, "other", (place / "content/small/publication.yaml").read_text(encoding="utf-8"))
    assert builder("build", "small", "other", "--pdf").code == 0
    assert office.starts == [[".docx"] * 4 + [".pptx"] * 4]


def test_exact_pages_of_all_publications_are_found_in_one_start(place: Path, builder: Builder, office: Office) -> None:
    for name in ("one", "two"):
        write(place, name, long_publication(3))
    done = builder("build", "one", "two", "--exact-pages")
    assert done.code == 0
    assert office.starts[0] == [".docx"] * 4
    written = sorted(path.name for path in (place / "output").iterdir())
    assert sorted(done.out.splitlines()) == [f"output/{name}" for name in written] and len(written) == 8


def test_a_brief_that_cannot_be_laid_out_keeps_its_measured_pages(
    place: Path, builder: Builder, office: Office
) -> None:
    write(place, "long", long_publication(3))
    builder("brief", "long", "--lang", "fr")
    measured = (place / "output/long.fr.docx").read_bytes()
    office.answer = lambda suffix, number: Diagnostic("layout-failed", "LibreOffice made no PDF of the file")
    done = builder("brief", "long", "--lang", "fr", "--exact-pages")
    assert done.code == 1 and "long.fr.docx: LibreOffice made no PDF of the file" in done.err
    assert done.out == "output/long.fr.docx\n"
    assert (place / "output/long.fr.docx").read_bytes() == measured


def test_a_publication_with_mistakes_stops_no_other(place: Path, builder: Builder, office: Office) -> None:
    write(place, "wrong", "languages: [fr, en]\ntitle: {fr: Non}\n")
    done = builder("build", "wrong", "small", "--pdf")
    assert done.code == 1 and "content/wrong/publication.yaml:2" in done.err
    assert sorted(path.name for path in (place / "output").glob("*.pdf")) == NAMES


@pytest.mark.parametrize(("kind", "suffix"), [("brief", "docx"), ("deck", "pptx")])
def test_the_name_of_a_pdf_writes_the_pdf_alone(
    place: Path, builder: Builder, office: Office, kind: str, suffix: str
) -> None:
    done = builder(kind, "small", "--lang", "fr", "-o", "x.pdf")
    assert (done.code, done.out) == (0, "x.pdf\n")
    assert office.starts == [[f".{suffix}"]]
    assert sorted(path.name for path in place.iterdir()) == ["content", "x.pdf"]
    with pikepdf.open(place / "x.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "Petit essai"


@pytest.mark.parametrize(("kind", "suffix"), [("brief", "docx"), ("deck", "pptx")])
def test_the_pdf_stands_beside_a_named_file(
    place: Path, builder: Builder, office: Office, kind: str, suffix: str
) -> None:
    assert builder(kind, "small", "--lang", "fr", "-o", f"x.{suffix}", "--pdf").out == f"x.{suffix}\nx.pdf\n"


def test_one_pdf_is_one_language(place: Path, builder: Builder, office: Office) -> None:
    done = builder("brief", "small", "-o", "x.pdf")
    assert done == Outcome(2, "", "builder: -o writes a single file (choose one language with --lang)\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("brief", "-o", "-", "--pdf"), "`--pdf` and `-o -` cannot be combined (write -o NAME.pdf)"),
        (
            ("build", "-o", "x.pdf"),
            "-o: a build writes several files to a folder (use 'builder brief -o x.pdf' for one)",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(place: Path, builder: Builder, words: tuple[str, ...], message: str) -> None:
    assert builder(*words) == Outcome(2, "", f"builder: {message}\n")


def test_a_machine_without_libreoffice_is_reported_how_to_install_it(
    place: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.office.libreoffice.shutil.which", lambda name: None)
    for words in (("build", "small", "--pdf"), ("brief", "small", "--lang", "fr", "-o", "x.pdf")):
        done = builder(*words)
        assert (done.code, done.out) == (2, "") and done.err.count("\n") == 1
        assert "LibreOffice" in done.err and "apt install" in done.err
    assert not (place / "output").exists()
    with pytest.raises(UsageError, match="LibreOffice"):
        api.build("small", pdf=True)


def test_a_missing_extra_is_reported_in_one_line(
    place: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.office.libreoffice.office_program", lambda: "soffice")
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    done = builder("build", "small", "--pdf")
    assert (done.code, done.out) == (2, "") and done.err.count("\n") == 1
    assert "pip install 'bilingual-builder[pdf]'" in done.err


def test_a_file_that_libreoffice_cannot_lay_out_costs_only_its_own_pdf(
    place: Path, builder: Builder, office: Office
) -> None:
    problem = Diagnostic("layout-failed", "LibreOffice made no PDF of the file")
    office.answer = lambda suffix, number: problem if number == 1 else b"%PDF-1.6 cut" if number == 2 else plain_pdf()
    done = builder("build", "small", "--pdf")
    assert done.code == 1 and "Traceback" not in done.err
    lines = [line for line in done.err.splitlines() if "LibreOffice" in line]
    assert lines == [
        "small.en.docx: LibreOffice made no PDF of the file",
        "small.fr.pptx: LibreOffice made a damaged PDF",
    ]
    assert sorted(path.name for path in (place / "output").glob("*.pdf")) == ["small.en.deck.pdf", "small.fr.brief.pdf"]
    assert len(list((place / "output").glob("*.*x"))) == 4
    assert "small.en.brief.pdf" not in done.out and "output/small.en.docx" in done.out


def test_a_damaged_pdf_of_a_brief_is_reported(place: Path, builder: Builder, office: Office) -> None:
    office.answer = lambda suffix, number: b"no PDF at all"
    done = builder("brief", "small", "--lang", "fr", "-o", "x.pdf")
    assert (done.code, done.out) == (1, "") and done.err.count("\n") == 1 and "damaged" in done.err
    assert not (place / "x.pdf").exists()


def test_pdf_ua_is_not_claimed_of_a_file_with_faults(place: Path, builder: Builder, office: Office) -> None:
    done = builder("brief", "small", "--lang", "fr", "-o", "x.pdf")
    (line,) = [line for line in done.err.splitlines() if "PDF/UA" in line]
    assert line.startswith("info: small.fr.docx: the PDF does not claim PDF/UA: ")
    with pikepdf.open(place / "x.pdf") as pdf:
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()
        assert b"pdfaid" not in pdf.Root.Metadata.read_bytes()
    assert "PDF/UA" not in builder("brief", "small", "--lang", "fr", "-o", "x.pdf", "--quiet").err


def test_fonts_of_other_widths_are_named(place: Path, builder: Builder, office: Office) -> None:
    office.answer = lambda suffix, number: plain_pdf(font="DejaVuSans")
    done = builder("brief", "small", "--lang", "fr", "-o", "x.pdf")
    assert "info: fonts replaced in the PDF: Calibri by DejaVuSans, Cambria by DejaVuSans\n" in done.err


def numbers(file: Path) -> list[int]:
    entries = [children_text(p) for p in paragraphs(Opc(file)) if style_of(p) == "TOC1"]
    return [int(entry.split()[-1]) for entry in entries]


def _places(*pages: int) -> dict[str, int]:
    return {f"_Toc{number:09d}": page for number, page in enumerate(pages, 1)}


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, "long", long_publication(3))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_pages_that_were_measured_rightly_need_one_layout(long: Path, builder: Builder, office: Office) -> None:
    builder("brief", "long", "--lang", "fr")
    measured = numbers(long / "output/long.fr.docx")
    office.answer = lambda suffix, number: plain_pdf(9, _places(*measured))
    assert builder("brief", "long", "--lang", "fr", "--pdf").code == 0
    assert office.starts == [[".docx"]]
    assert numbers(long / "output/long.fr.docx") == measured


def test_other_pages_are_written_to_both_files_and_laid_out_again_without_the_decks(
    long: Path, builder: Builder, office: Office
) -> None:
    office.answer = lambda suffix, number: plain_pdf(9, _places(4, 6, 8))
    assert builder("build", "long", "--lang", "fr", "--pdf").code == 0
    assert office.starts == [[".docx", ".pptx"], [".docx"]]
    assert numbers(long / "output/long.fr.docx") == [4, 6, 8]


def test_pages_that_do_not_settle_are_left_out_after_three_rounds(long: Path, builder: Builder, office: Office) -> None:
    office.answer = lambda suffix, number: plain_pdf(9, _places(4, 6, 7 + len(office.starts) % 2))
    done = builder("brief", "long", "--lang", "fr", "--pdf")
    assert done.code == 0 and "page numbers are left out" in done.err
    # The file without numbers is laid out once more, for its PDF.
    assert office.starts == [[".docx"]] * 4
    entries = [children_text(p) for p in paragraphs(Opc(long / "output/long.fr.docx")) if style_of(p) == "TOC1"]
    assert all(entry.endswith("ici") for entry in entries)


def test_with_a_font_of_other_widths_only_the_pdf_has_the_pages_laid_out(
    long: Path, builder: Builder, office: Office
) -> None:
    builder("brief", "long", "--lang", "fr")
    measured = numbers(long / "output/long.fr.docx")
    office.answer = lambda suffix, number: plain_pdf(9, _places(4, 6, 8), font="DejaVuSans")
    done = builder("brief", "long", "--lang", "fr", "--pdf")
    assert "page numbers are measured, not laid out: the font 'Calibri' is not installed" in done.err
    assert office.starts == [[".docx"]] * 2
    assert numbers(long / "output/long.fr.docx") == measured


def test_the_python_api_writes_pdfs(place: Path, office: Office, tmp_path: Path) -> None:
    publication = api.load("small")
    api.write_brief(publication, "fr", tmp_path / "b.pdf")
    api.write_deck(publication, "en", tmp_path / "d.pdf")
    with (tmp_path / "s.pdf").open("wb") as stream:
        api.write_pdf(publication, "fr", "brief", stream)
    assert (tmp_path / "s.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    with pikepdf.open(tmp_path / "d.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "Small trial"
    paths = api.build("small", languages=["fr"], output=tmp_path / "out", pdf=True)
    assert [path.name for path in paths] == [
        "small.fr.docx",
        "small.fr.pptx",
        "small.fr.brief.pdf",
        "small.fr.deck.pdf",
    ]
    office.answer = lambda suffix, number: Diagnostic("layout-failed", "LibreOffice made no PDF of the file")
    with pytest.raises(BuildError, match="made no PDF"):
        api.write_pdf(publication, "fr", "deck", tmp_path / "none.pdf")
    with pytest.raises(BuildError, match="made no PDF"):
        api.build("small", languages=["fr"], output=tmp_path / "out", pdf=True)
