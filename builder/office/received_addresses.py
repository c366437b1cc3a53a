"""Addresses of links as word processors write them back."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

__all__ = ["comparable_address"]


def comparable_address(address: str) -> str:
    """Return an address in the form in which all ways to write it are equal: word processors add a slash at its end,
    write the host in small letters, letters in percent or percents as letters, and mailboxes with or without `mailto:`.
    """
    host = urlsplit(address).netloc
    written = address.replace(host, host.lower(), 1) if host else address
    return unquote(written).rstrip("/").removeprefix("mailto:")
