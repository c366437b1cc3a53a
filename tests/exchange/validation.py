"""Exchange files checked by their schemas and by the programs of gettext."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from pathlib import Path

from lxml import etree

from builder.exchange.formats import FORMATS, FormatName
from tests.files.tools import program

SCHEMAS = Path(__file__).parent / "schemas"
_SCHEMAS: dict[FormatName, tuple[str, str]] = {
    "xliff": ("--schema", "xliff-1.2/xliff-core-1.2-strict.xsd"),
    "xliff2": ("--schema", "xliff-2.0/with-modules.xsd"),
    "tmx": ("--dtdvalid", "tmx/tmx14.dtd"),
    "tbx": ("--dtdvalid", "tbx/TBXcoreStructV02.dtd"),
}
XLIFF2 = "{urn:oasis:names:tc:xliff:document:2.0}"


def run(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False, timeout=120, **options)  # type: ignore[call-overload,no-any-return]


def validate(data: bytes, name: FormatName, folder: Path) -> None:
    """Fail unless a file is valid: by its schema, or by msgfmt, without a warning."""
    file = folder / f"checked{FORMATS[name].suffix}"
    file.write_bytes(data)
    if name == "po":
        done = run(program("msgfmt"), "-c", "-o", os.devnull, file)
    else:
        option, schema = _SCHEMAS[name]
        environment = {**os.environ, "XML_CATALOG_FILES": str(SCHEMAS / "catalog.xml")}
        done = run(program("xmllint"), "--nonet", "--noout", option, SCHEMAS / schema, file, env=environment)
    reported = [line for line in done.stderr.splitlines() if not line.endswith("validates")]
    assert (done.returncode, reported) == (0, []), done.stderr[:2000]
    if name in ("xliff", "xliff2"):
        _check_codes(etree.fromstring(data))


def _check_codes(root: etree._Element) -> None:
    """Fail for what no schema sees: ids twice, references that lead nowhere, codes without a partner in the source."""
    ids = [unit.get("id") for unit in root.iter("{*}trans-unit", "{*}unit")]
    assert len(set(ids)) == len(ids)
    for unit in root.iter("{*}trans-unit", "{*}unit"):
        data = {entry.get("id") for entry in unit.iter(f"{XLIFF2}data")}
        for side in unit.iter("{*}source", "{*}target"):
            codes = list(side.iter("{*}x", "{*}g", "{*}ph", "{*}pc"))
            assert max(Counter(code.get("id") for code in codes).values(), default=1) == 1, unit.get("id")
            for code in codes:
                for name in ("dataRef", "dataRefStart", "dataRefEnd"):
                    assert code.get(name) is None or code.get(name) in data
                assert code.get("subFlows") is None or code.get("subFlows") in ids
