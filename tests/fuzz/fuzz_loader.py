"""Coverage-guided fuzzing of the loader and the resolver, with Atheris (`pip install .[fuzz]`; Linux):

    python -m tests.fuzz.fuzz_loader -max_total_time=600 -max_len=4096 -dict=tests/fuzz/words.dict \\
        SCRATCH tests/fuzz/corpus

SCRATCH keeps what reaches new code. A crash is written to `crash-…`; make it small (`-minimize_crash=1`), mend the
cause and put the file into `tests/fuzz/corpus`, which `test_corpus.py` replays.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["builder"]):
    from tests.fuzz.target import try_bytes


def _one(blob: bytes) -> None:
    try_bytes(blob)


def main() -> None:
    atheris.Setup(sys.argv, _one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
