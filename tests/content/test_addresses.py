"""Addresses of web pages and mailboxes: what is none is refused with what to write instead."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.addresses import link_fix, web_fix
from builder.content.text import parse_text
from builder.diagnostics import Diagnostic
from tests.content.test_text import scalar

SITES = [
    "https://example.org", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG/", "https://example.org.",
    "https://intranet/page", "https://münchen.example/", "https://xn--mnchen-3ya.example/", "https://пример.рф/é",
    "https://हिन्दी.भारत", "https://例え。jp/", "https://[::1]/x", "https://[2001:db8::7]:8080/", "https://10.0.0.1:8080",
    "https://user:pass@example.org:8080/", "https://example.org/a_(b)", "https://a_b.example.org", "https://1.example.org",
]  # fmt: skip
NO_SITES = [
    ("http://", "correct the name of the site after it, as in https://example.org/page"),
    ("https://a..b", "correct the name of the site after it, as in https://example.org/page"),
    ("https://example.org:99999", "correct the name of the site after it, as in https://example.org/page"),
    (f"https://example.org:{'9' * 5000}", "correct the name of the site after it, as in https://example.org/page"),
    ("https://[::g]/", "correct the name of the site after it, as in https://example.org/page"),
    ("https://192.168.1.300/", "correct the name of the site after it, as in https://example.org/page"),
    ("https://example.org…", "correct the name of the site after it, as in https://example.org/page"),
    ("https://https://example.org", "write https:// once"),
    ("https:/example.org/a", "write https://example.org/a"),
    ("https//example.org", "write https://example.org"),
    ("https;//example.org", "write https://example.org"),
    ("http:example.org", "write http://example.org"),
    ("https://%20example.org", "write https://example.org"),
    ("www.example.org", "write https://www.example.org"),
    ("example.org:8080/a", "write https://example.org:8080/a"),
]
NO_LINKS = [
    "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", "data:text/html,x", "#place", "../secret", "C:/x",
    "//host/path", "\\\\host\\share", "notes.md", "rapport.pdf", "ms-word:ofe|u|https://example.org",
]  # fmt: skip


@pytest.mark.parametrize("address", SITES)
def test_addresses_of_the_web_are_accepted(address: str) -> None:
    assert link_fix(address) == web_fix(address) == ""


@pytest.mark.parametrize(("address", "fix"), NO_SITES)
def test_what_looks_like_an_address_is_refused_with_what_to_write(address: str, fix: str) -> None:
    assert link_fix(address) == web_fix(address) == fix


@pytest.mark.parametrize("address", NO_LINKS)
def test_other_targets_are_refused(address: str) -> None:
    assert link_fix(address) == "begin it with https://, http:// or mailto:"
    assert web_fix(address) == "begin it with https://, without spaces"


@pytest.mark.parametrize(
    "address",
    ["mailto:a@b.c", "mailto:jean+x@example.org?subject=a%20b", "MAILTO:a@b.c,%20d@e.f", "mailto:%C3%A9@example.org",
     "mailto:jean@xn--exmple-cua.fr"],
)  # fmt: skip
def test_mailboxes_are_accepted_in_links_only(address: str) -> None:
    assert link_fix(address) == ""
    assert web_fix(address)


@pytest.mark.parametrize(
    "address", ["mailto:", "mailto:jean", "mailto:jean@", "mailto:@example.org", "mailto:a%20b@c.d", "mailto:a@b@c.d",
                "mailto:?subject=x", "mailto:a@b.c,", "mailto:a@b..c"],
)  # fmt: skip
def test_a_mailbox_needs_a_name_and_a_domain(address: str) -> None:
    assert link_fix(address) == "write the address after mailto:, as in mailto:name@example.org"


def test_a_mailbox_without_its_scheme_gets_it() -> None:
    assert link_fix("jean@example.org") == "write mailto:jean@example.org"
    assert web_fix("jean@example.org") == "begin it with https://, without spaces"


@pytest.mark.parametrize(
    ("address", "fix"),
    [("https:// example.org", "begin it with https://, without spaces"),
     ("https://exa mple.org", "begin it with https://, without spaces"),
     ("https://example.org/a\u00a0b", "delete its invisible characters"),
     ("https://example.org/\u200b", "delete its invisible characters"),
     ("https://example.org/a\tb", "delete its invisible characters")],
)  # fmt: skip
def test_spaces_and_invisible_characters_are_refused(address: str, fix: str) -> None:
    assert web_fix(address) == fix


@given(st.ip_addresses(v=6), st.integers(1, 65_535))
def test_every_ipv6_address_is_one(address: ipaddress.IPv6Address, port: int) -> None:
    assert web_fix(f"https://[{address}]:{port}/") == ""
    assert web_fix(f"https://[{address}]:{port + 100_000}/")


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_has_a_fix(text: str) -> None:
    for address in (text, f"https://{text}", f"mailto:{text}"):
        for fix in (link_fix(address), web_fix(address)):
            assert len(fix) < 120


def problems_of(text: str) -> list[str]:
    """The problems of a rich text, with their fixes."""
    problems: list[Diagnostic] = []
    parse_text(scalar(text), "rich", problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("text", "message"),
    [("Voir [la page](www.example.org/é).",
      "f:1:6: a link leads to `www.example.org/%C3%A9`, not to a web page or a mailbox (write https://www.example.org/%C3%A9)"),
     ("Voir [la page](<https:// example.org>).",
      "f:1:6: a link leads to `https://%20example.org`, not to a web page or a mailbox (write https://example.org)"),
     ("Écrire [au bureau](mailto:bureau).",
      "f:1:8: a link leads to `mailto:bureau`, not to a web page or a mailbox "
      "(write the address after mailto:, as in mailto:name@example.org)"),
     ("Voir [la page]().", "f:1:6: a link leads nowhere (begin it with https://, http:// or mailto:)")],
)  # fmt: skip
def test_a_link_is_refused_at_its_place(text: str, message: str) -> None:
    assert problems_of(text) == [message]


@pytest.mark.parametrize("text", ["[a](https://exämple.org/é)", "[a](mailto:jean@exämple.org)", "[a](https://[::1]/x)"])
def test_a_link_to_an_international_domain_is_accepted(text: str) -> None:
    assert problems_of(text) == []
