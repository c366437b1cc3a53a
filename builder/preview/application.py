"""The addresses of the server: the list of publications, and for each its page, its events and its pictures."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec import Struct
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from builder.preview.audience import VIEWS, Audience
from builder.preview.events import Broadcast
from builder.preview.pictures import Pictures
from builder.preview.publication import PublicationPreview
from builder.preview.security import Guard, content_policy
from builder.preview.views.shell import list_page, publication_page
from builder.preview.words import LANGUAGES, Words, chosen_language, words_in

__all__ = ["Site", "application"]

_ASSETS = Path(__file__).parent / "assets"
_TYPES = {"preview.css": "text/css", "preview.js": "text/javascript", "theme.js": "text/javascript"}


class Site(Struct, frozen=True, kw_only=True):
    """What the server shows: publications by the part of the address that names them, in one language of the page or,
    if that is "", in the language of each browser. `editor` is the form of the address that opens a place.
    """

    previews: Mapping[str, PublicationPreview]
    broadcast: Broadcast
    token: str
    editor: str
    language: str = ""


def application(site: Site) -> ASGIApp:
    """Return the server's application."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        site.broadcast.open()
        yield

    pages = _Pages(site)
    routes = [
        Route("/{token}/", pages.start),
        *(Route(f"/{{token}}/{name}", pages.asset) for name in _TYPES),
        Route("/{token}/{name}/", pages.publication),
        Route("/{token}/{name}/events", pages.events),
        Route("/{token}/{name}/pictures/{number:int}", pages.picture),
        Route("/{token}/{name}/pages/{number:int}", pages.page),
    ]
    return Guard(Starlette(routes=routes, lifespan=lifespan), site.token)


class _Pages:
    """The answers to requests that the guard has let through."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def start(self, request: Request) -> Response:
        """Return the list of publications, or go to the only one."""
        names = list(self._site.previews)
        if len(names) == 1:
            return RedirectResponse(request.url_for("publication", token=self._site.token, name=names[0]).path)
        nonce = secrets.token_urlsafe(16)
        return _page(list_page(names, nonce, self._words(request)), nonce)

    async def asset(self, request: Request) -> Response:
        """Return the style sheet or a script."""
        name = request.url.path.rpartition("/")[2]
        return Response((_ASSETS / name).read_bytes(), media_type=_TYPES[name])

    async def publication(self, request: Request) -> Response:
        """Return the page of a publication, without its content."""
        name = self._preview(request).name
        nonce = secrets.token_urlsafe(16)
        names = list(self._site.previews)
        page = publication_page(name, names, VIEWS, self._site.editor, nonce, self._words(request))
        return _page(page, nonce)

    async def events(self, request: Request) -> Response:
        """Return the stream of changes of a view."""
        preview = self._preview(request)
        view = next((view for view in VIEWS if view == request.query_params.get("view")), VIEWS[0])
        language = request.query_params.get("lang", "")
        audience = Audience(view, language if language in LANGUAGES else self._words(request).language)
        have = request.headers.get("last-event-id") or request.query_params.get("have", "")
        return StreamingResponse(self._site.broadcast.stream(preview, audience, have), media_type="text/event-stream")

    async def picture(self, request: Request) -> Response:
        """Return a picture of the publication by its number."""
        return _picture(self._preview(request).pictures, request)

    async def page(self, request: Request) -> Response:
        """Return the picture of a page or slide by its number."""
        return _picture(self._preview(request).page_pictures, request)

    def _preview(self, request: Request) -> PublicationPreview:
        preview = self._site.previews.get(request.path_params["name"])
        if preview is None:
            raise HTTPException(404)
        return preview

    def _words(self, request: Request) -> Words:
        return words_in(self._site.language or chosen_language(request.headers.get("accept-language", "")))


def _page(html: str, nonce: str) -> Response:
    return HTMLResponse(html, headers={"Content-Security-Policy": content_policy(nonce)})


def _picture(pictures: Pictures, request: Request) -> Response:
    picture = pictures.get(request.path_params["number"])
    if picture is None:
        raise HTTPException(404)
    return Response(picture.blob, media_type=picture.media_type)
