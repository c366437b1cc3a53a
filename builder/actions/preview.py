"""Show publications on a local page until the process is interrupted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from builder.actions.locate import locate_all
from builder.diagnostics import UsageError

__all__ = ["preview"]

_PARTS = ("starlette", "uvicorn", "watchfiles")


def preview(
    names: Sequence[str] | None,
    port: int,
    language: str,
    environment: Mapping[str, str],
    started: Callable[[Mapping[str, str]], None],
) -> None:
    """Serve the publications on the loopback address; `started` gets the address of each when the server is ready.

    `port` 0 stands for a free one, `language` "" for that of each browser. Raises UsageError for a publication that
    does not exist, a port that is taken, and libraries that are not installed.
    """
    _require_parts()
    from builder.preview.places import editor_address
    from builder.preview.serving import PreviewServer
    from builder.preview.tokens import kept_token, new_token, state_folder

    paths = locate_all(names)
    editor = editor_address(environment)
    token = kept_token(port, state_folder(environment)) if port else new_token()
    server = PreviewServer(
        {path.resolve().parent.name: path for path in paths},
        port=port,
        token=token,
        editor=editor,
        language=language,
        started=started,
    )
    server.run()


def _require_parts() -> None:
    """Raise UsageError if the libraries of the server are not installed."""
    from importlib.util import find_spec

    for part in _PARTS:
        if find_spec(part) is None:
            raise UsageError(f"the preview needs {part} (install it: pip install 'bilingual-builder[preview]')")
