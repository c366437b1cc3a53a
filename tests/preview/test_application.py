"""Each address of the server, and what its headers say, without a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from builder.preview.application import Site, application
from builder.preview.events import Broadcast
from builder.preview.places import editor_address
from builder.preview.publication import PublicationPreview
from builder.preview.worker import JobQueue
from tests.preview.samples import SMALL, TOKEN, copied, write

HOME = f"/{TOKEN}/"


def site(paths: dict[str, Path], language: str = "") -> Site:
    layouts = JobQueue("layouts")
    layouts.stop()
    previews = {name: PublicationPreview(path, name, lambda: None, layouts) for name, path in paths.items()}
    for preview in previews.values():
        preview.read(lambda: False)
    return Site(previews=previews, broadcast=Broadcast(), token=TOKEN, editor=editor_address({}), language=language)


class Client:
    """Sends single requests to an application, without a network."""

    def __init__(self, shown: Site) -> None:
        self._application = application(shown)

    def request(self, method: str, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._application)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as session:
                return await session.request(method, f"http://127.0.0.1:8000{address}", headers=headers)

        return asyncio.run(ask())

    def get(self, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return self.request("GET", address, headers)


def client(shown: Site) -> Client:
    return Client(shown)


@pytest.fixture
def small(tmp_path: Path) -> Client:
    return client(site({"small": write(tmp_path / "small")}))


PAGES = (HOME + "small/", HOME + "preview.css", HOME + "preview.js", HOME + "theme.js")


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_keeps_the_page_to_itself(small: Client, address: str) -> None:
    answer = small.get(address)
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_runs_its_own_scripts_only(small: Client) -> None:
    first, second = small.get(HOME + "small/"), small.get(HOME + "small/")
    nonce = first.headers["content-security-policy"].partition("script-src 'nonce-")[2].partition("'")[0]
    assert len(nonce) > 20
    assert first.text.count(f'nonce="{nonce}"') == 3
    assert nonce not in second.text
    assert "http" not in first.text.replace("http-equiv", "")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LocalHost:81", "[::1]", "[::1]:8000"])
def test_the_names_of_this_machine_are_answered(small: Client, host: str) -> None:
    assert small.get(PAGES[0], headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8799",
        "127.0.0.1.nip.io",
        "localhost.evil.example",
        "evil.example#127.0.0.1",
        "127.0.0.1@evil.example",
        "127.0.0.2",
        "[::2]",
        "::1",
        "",
        "127.0.0.1:80:80",
    ],
)
def test_other_hosts_are_refused(small: Client, host: str) -> None:
    answer = small.get(PAGES[0], headers={"Host": host})
    assert answer.status_code == 400
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "address",
    ["/", "/wrong/", "/wrong/small/", "/small/", f"/{TOKEN[:-1]}/small/", f"/{TOKEN}x/small/", "/preview.js", "//"],
)
def test_without_the_token_there_is_nothing(small: Client, address: str) -> None:
    assert small.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["other/", "small/pictures/0", "small/pictures/7", "small/pictures/x", "small/publication.yaml"]
)
def test_what_is_not_shown_is_not_found(small: Client, address: str) -> None:
    assert small.get(HOME + address).status_code == 404


@pytest.mark.parametrize("path", ["..%2f..%2fetc/passwd", "small/..%2fpublication.yaml", "small/pictures/..%2f1"])
def test_no_address_leads_out_of_the_publication(small: Client, path: str) -> None:
    assert small.get(HOME + path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_reading_is_allowed(small: Client, method: str) -> None:
    assert small.request(method, PAGES[0]).status_code == 405


def test_the_only_publication_is_shown_at_once(small: Client) -> None:
    answer = small.get(HOME)
    assert answer.status_code == 307
    assert answer.headers["location"] == HOME + "small/"


def test_several_publications_are_listed_and_lead_to_each_other(tmp_path: Path) -> None:
    both = client(site({name: write(tmp_path / name) for name in ("one", "<two>")}))
    listed = both.get(HOME).text
    assert 'href="one/"' in listed
    assert 'href="%3Ctwo%3E/"' in listed
    assert "<two>" not in listed
    page = both.get(HOME + "%3Ctwo%3E/")
    assert page.status_code == 200
    assert 'href="../one/"' in page.text
    assert "<two>" not in page.text


@pytest.mark.parametrize(
    ("fixed", "accepted", "language"),
    [("", "fr-CA,fr;q=0.9,en;q=0.8", "fr"), ("", "de, en;q=0.3", "en"), ("", "", "en"), ("fr", "en", "fr")],
)
def test_the_page_speaks_the_language_of_the_browser(tmp_path: Path, fixed: str, accepted: str, language: str) -> None:
    shown = client(site({"small": write(tmp_path / "small")}, fixed))
    page = shown.get(PAGES[0], headers={"Accept-Language": accepted}).text
    assert f'<html lang="{language}">' in page
    assert ("Texte" if language == "fr" else "Text") in page


def test_pictures_are_served_by_number_and_not_by_path(tmp_path: Path) -> None:
    shown = site({"every-key": copied("docs/examples/every-key", tmp_path)})
    preview = shown.previews["every-key"]
    drawn = [node for row in preview.state.reading.rows for node in row.nodes if row.kind == "image"]  # type: ignore[union-attr]
    number = preview.pictures.number(drawn[0].blob, drawn[0].media_type)
    answer = client(shown).get(f"{HOME}every-key/pictures/{number}")
    assert answer.content == drawn[0].blob
    assert answer.headers["content-type"] == drawn[0].media_type


def test_a_picture_that_is_replaced_gets_another_number(tmp_path: Path) -> None:
    file = copied("docs/examples/every-key", tmp_path)
    shown = site({"every-key": file})
    preview = shown.previews["every-key"]
    before = preview.pictures.get(1)
    picture = next(path for path in file.parent.rglob("*.png"))
    picture.write_bytes((Path(__file__).parents[2] / "docs/pictures/deck-fr-7.png").read_bytes())
    preview.read(lambda: False)
    assert preview.pictures.get(1) == before, "pages that are open may still ask for it"
    assert preview.pictures.get(2) not in (None, before)
    preview.read(lambda: False)
    assert preview.pictures.get(1) is None


def test_a_publication_with_mistakes_has_a_page(tmp_path: Path) -> None:
    shown = client(site({"small": write(tmp_path / "small", SMALL.replace("title:", "titel:"))}))
    assert shown.get(PAGES[0]).status_code == 200
