"""OmegaT without a window, and the first publication as it goes to a German translator who works with it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.exchange.test_formats import ROOT
from tests.exchange.validation import program

__all__ = ["GERMAN", "german_copy", "omegat", "project", "translated_by_omegat"]

FIRST = ROOT / "content" / "mistral-ai"
GERMAN = Path(__file__).parent / "memories" / "mistral-ai.fr.de.tmx"
"""The first publication in German, as OmegaT keeps translations: codes are its tags, one segment a paragraph."""

SAME_IN_FRENCH_AND_ENGLISH = re.compile(
    r"^( *(?:- )?(?:title|term): )(Introduction|Conclusion|Communication|Dialogue)$", re.MULTILINE
)

_PROJECT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><source_dir_excludes/>
<target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>fr</source_lang><target_lang>{target}</target_lang>
<source_tok>org.omegat.tokenizer.LuceneFrenchTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""


def omegat(folder: Path, *options: str) -> None:
    """Run OmegaT on a project without a window, with a home of its own."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    words = [program("omegat"), *options, "--disable-project-locking", f"--config-dir={home / 'config'}", str(folder)]
    environment = {**os.environ, "HOME": str(home), "_JAVA_OPTIONS": f"-Duser.home={home}"}
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr


def project(folder: Path, target: str, files: dict[str, bytes]) -> Path:
    """A project of OmegaT with files, by their paths in it."""
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(_PROJECT.format(target=target), encoding="utf-8")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def german_copy(folder: Path) -> Path:
    """A copy of the first publication that declares German; words that French and English share have entries."""
    copy = folder / "content" / FIRST.name
    shutil.copytree(FIRST, copy)
    file = copy / "publication.yaml"
    source = file.read_text(encoding="utf-8").replace("languages: [fr, en]", "languages: [fr, en, de]")
    file.write_text(SAME_IN_FRENCH_AND_ENGLISH.sub(r"\1{fr: \2, en: \2}", source), encoding="utf-8")
    return file


def translated_by_omegat(xliff: bytes, memory: bytes, folder: Path) -> Path:
    """An XLIFF file as it comes back from a project whose memory translates it without questions."""
    work = project(folder, "de", {"source/texts.xlf": xliff, "tm/auto/memory.tmx": memory})
    omegat(work, "--mode=console-translate")
    return work / "target" / "texts.xlf"
