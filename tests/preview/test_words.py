"""The words of the page: every message of the code has its French, and nothing else is in the catalogue."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from builder.preview.words import LANGUAGES, chosen_language, words_in

REPOSITORY = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((REPOSITORY / "builder/preview/locales").glob("*.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_catalogue_has_the_messages_of_the_code_and_all_their_translations(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(REPOSITORY / "scripts"))
    import make_preview_messages

    sys.modules.pop("make_preview_messages")
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
        used = {message.id for message in make_preview_messages.messages() if message.id}
        assert {message.id for message in catalogue if message.id} == used, "run scripts/make_preview_messages.py"
        for message in catalogue:
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            assert all(forms), message.id
            if message.id:
                asked = message.id[-1] if isinstance(message.id, tuple) else message.id
                for form in forms:
                    assert re.findall(r"\{\w+\}", form) == re.findall(r"\{\w+\}", asked), message.id


def test_there_is_a_catalogue_for_each_language_but_that_of_the_code() -> None:
    assert {path.stem for path in CATALOGUES} == set(LANGUAGES) - {"en"}


def test_plural_forms_follow_the_language() -> None:
    english, french = (words_in(language).plural for language in ("en", "fr"))
    assert [english("{n} finding", "{n} findings", n) for n in (0, 1, 2)] == ["0 findings", "1 finding", "2 findings"]
    messages = [french("{n} finding", "{n} findings", n) for n in (0, 1, 2)]
    assert messages == ["0 observation", "1 observation", "2 observations"]


@pytest.mark.parametrize("accepted", ["*", ";;;,,,", "fr;q=x", "x" * 10_000, "fr;q=-1", "en-GB;q=0.1,es"])
def test_odd_wishes_of_browsers_give_english(accepted: str) -> None:
    assert chosen_language(accepted) == "en"
