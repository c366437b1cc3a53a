"""A publication whose translation is still out: built in its whole languages, checked, shown with marks."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest

import builder
from builder import pipeline
from builder.check.runner import check
from tests.cli.conftest import Outcome
from tests.cli.conftest import builder as run_builder  # noqa: F401 - a fixture
from tests.half_translated import without_language
from tests.marking import sampled

ROOT = Path(__file__).parent.parent
PUBLICATIONS = {
    "mistral-ai": ROOT / "content" / "mistral-ai",
    "budget": ROOT / "tests" / "publications" / "budget",
    "stress": ROOT / "tests" / "publications" / "stress",
    "survey": ROOT / "tests" / "publications" / "survey",
    "every-key": ROOT / "docs" / "examples" / "every-key",
}
Run = Callable[..., Outcome]


@pytest.fixture
def half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The budget with three English texts, as the only publication of the current folder."""
    monkeypatch.chdir(tmp_path)
    return without_language(PUBLICATIONS["budget"], tmp_path / "content" / "budget", "en", keep=3)


def slides(path: str) -> int:
    return len(pptx.Presentation(path).slides)


def test_the_source_builds_while_the_translation_is_out(half: Path, run_builder: Run) -> None:  # noqa: F811
    done = run_builder("build", "--lang", "fr-CA")
    assert done.code == 0
    assert done.out.splitlines() == ["output/budget.fr-CA.docx", "output/budget.fr-CA.pptx"]
    (note,) = [line for line in done.err.splitlines() if "planned" in line]
    missing = len([text for text in builder.load("budget", ()).untranslated if text.tag == "en-CA"])
    texts = builder.load("budget", ()).texts_by_language
    assert note.endswith(
        f"info: the deck is planned without `en-CA`: {missing} of {texts} texts have no `en-CA`"
        " (builder export --to en-CA)"
    )
    assert note.startswith("content/budget/publication.yaml:")
    assert "planned" not in run_builder("build", "--lang", "fr-CA", "--format", "docx").err


def test_a_missing_text_does_not_decide_where_slides_are_cut(half: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    shutil.copytree(half.parent, alone)
    file = alone / "publication.yaml"
    yaml = file.read_text(encoding="utf-8")
    file.write_text(yaml.replace("languages: [fr-CA, en-CA]", "languages: [fr-CA]"), encoding="utf-8")
    assert file.read_text(encoding="utf-8") != yaml
    publication = builder.load(half, ["fr-CA"])
    stream = io.BytesIO()
    builder.write_deck(publication, "fr-CA", stream)
    assert len(pptx.Presentation(stream).slides) == len(builder.deck(publication, "fr-CA").slides)


def test_all_languages_together_are_refused_with_one_line(half: Path, run_builder: Run) -> None:  # noqa: F811
    for words in (["build"], ["build", "--lang", "en-CA"], ["check"], ["check", "--lang", "en-CA"]):
        done = run_builder(*words)
        assert done.code == 1
        lines = [line for line in (done.out + done.err).splitlines() if "have no `en-CA`" in line]
        assert len(lines) == 1, words
        assert "(builder export --to en-CA)" in lines[0]
        assert "info:" not in lines[0]
    assert not Path("output").exists()


def test_a_check_of_the_whole_language_notes_what_the_other_lacks(half: Path, run_builder: Run) -> None:  # noqa: F811
    done = run_builder("check", "--lang", "fr-CA")
    assert done.code == 0
    (line,) = [line for line in (done.out + done.err).splitlines() if "have no `en-CA`" in line]
    assert "info:" in line


def test_the_other_findings_are_still_reported(half: Path, run_builder: Run) -> None:  # noqa: F811
    yaml = half.read_text(encoding="utf-8")
    half.write_text(yaml.replace("title: {fr: Le budget", "title: {fr: Le ** budget**", 1), encoding="utf-8")
    assert half.read_text(encoding="utf-8") != yaml
    done = run_builder("check")
    assert "MRK" in done.out + done.err


def test_an_unknown_language_is_wrong_use(half: Path, run_builder: Run) -> None:  # noqa: F811
    assert run_builder("check", "--lang", "de").code == 2
    with pytest.raises(builder.UsageError):
        builder.load("budget", ["de"])


def test_translations_that_are_there_can_be_accepted(half: Path, run_builder: Run) -> None:  # noqa: F811
    done = run_builder("accept")
    assert done.code == 0
    assert done.out.splitlines()
    assert len((half.parent / "reviewed.txt").read_text().splitlines()) == len(done.out.splitlines()) + 1


def test_a_brief_of_the_unfinished_language_is_refused_with_one_line(half: Path) -> None:
    publication = builder.load(half, ())
    with pytest.raises(builder.BuildError) as caught:
        builder.brief(publication, "en-CA")
    assert len(caught.value.diagnostics) == 1
    builder.brief(publication, "fr-CA")


@pytest.mark.parametrize("name", sampled(PUBLICATIONS, "every-key", "budget"))
@pytest.mark.parametrize("keep", sampled([0, 7], 7))
def test_every_publication_is_shown_with_marks_and_checked(name: str, keep: int, tmp_path: Path) -> None:
    whole = builder.load(PUBLICATIONS[name])
    # Charts of this publication name their series by their French words.
    for tag in whole.languages[name == "every-key" :]:
        file = without_language(PUBLICATIONS[name], tmp_path / tag / name, tag[:2], keep)
        publication = builder.load(file, ())
        assert {text.tag for text in publication.untranslated} == {tag}
        assert publication.texts_by_language == whole.texts_by_language
        documents = [pipeline.document(publication, own, mark_missing=True) for own in publication.languages]
        mark = {"fr": "[non traduit]", "en": "[not translated]", "de": "[nicht übersetzt]"}[tag[:2]]
        for document in documents:
            assert (mark in str(document)) == (document.language == tag)
        pipeline.planning(documents, pipeline.template_path(publication, "pptx", None))
        report = check(file, languages=[own for own in publication.languages if own != tag])
        assert report.loaded
        assert [finding for finding in report.diagnostics if finding.code == "missing-language"]
