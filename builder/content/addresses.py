"""Addresses of web pages and mailboxes: what an author typed is an address, or what to write instead.

RFC 3986 (URI), RFC 6068 (mailto), RFC 5890 (internationalised domain names). Nothing is looked up.
"""

from __future__ import annotations

from builder.late_patterns import compiled

__all__ = ["link_fix", "web_fix"]

_WEB = r"(?is)(https?)://([^/?#\\]*)(.*)"
_MAIL = r"(?i)mailto:([^?#]*)"
_MISTYPED = r"(?is)(https?)(?:[:;]//|[:;]/{0,3}|//)(?:%20|\s)*(?!https?[:/])([^\s/].*)"
"""An address of the web with too many or too few signs after `http`, or a space."""
_SCHEME = r"(?i)[a-z][a-z0-9+.-]*:(?![0-9]+(?:/|\Z))"
_HOST = r"(?i)(?P<name>[^:\[\]]+|(?:\[|%5B)(?P<ipv6>[0-9a-f:.]+)(?:\]|%5D))(?::(?P<port>[0-9]{0,5}))?"
"""A host and its port. markdown-it-py 3 writes the square brackets of an IPv6 address as %5B and %5D."""
_LOCAL = r"""(?i)(?:%(?!20)[0-9a-f]{2}|[^\s\x00-\x1f\x7f"%:/\\<>()\[\],;@])+"""
"""The name of a mailbox: no space, nor signs that must be quoted (RFC 5322, 3.2.3)."""
_ASCII_LABEL = r"[A-Za-z0-9_-]{1,63}"
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
"""Full stops of other scripts, which separate the parts of a domain as well (RFC 3490, 3.1)."""
_FILES = (".csv", ".docx", ".html", ".jpg", ".md", ".pdf", ".png", ".pptx", ".txt", ".xlsx", ".yaml")
_JOINERS = "\u200c\u200d"
_PORTS = 65_535
_SHOWN = 80
"""Characters of an address in a message."""


def link_fix(address: str) -> str:
    """Return what to write instead of the target of a link; "" if it is the address of a web page or a mailbox."""
    mail = compiled(_MAIL).match(address)
    if mail is not None:
        boxes = [box.removeprefix("%20") for box in mail[1].split(",")]
        return "" if all(map(_is_mailbox, boxes)) else "write the address after mailto:, as in mailto:name@example.org"
    if _is_mailbox(address):
        return f"write mailto:{address[:_SHOWN]}"
    return _fix(address, "begin it with https://, http:// or mailto:")


def web_fix(address: str) -> str:
    """Return what to write instead of the address of a web page; "" if it is one."""
    visible = "".join(char for char in address if char not in _JOINERS)
    if " " in visible:
        return "begin it with https://, without spaces"
    if not visible.isprintable():
        return "delete its invisible characters"
    return _fix(address, "begin it with https://, without spaces")


def _fix(address: str, otherwise: str) -> str:
    """Return what to write instead of the address of a web page; "" if it is one."""
    web = compiled(_WEB).fullmatch(address)
    if web is not None:
        authority, rest = web[2], web[3]
        if authority.lower().rstrip(":") in ("http", "https") and rest.startswith("//"):
            return "write https:// once"
        if _is_authority(authority):
            return ""
    mistyped = compiled(_MISTYPED).fullmatch(address)
    if mistyped is not None:
        corrected = f"{mistyped[1].lower()}://{mistyped[2]}"
        if corrected != address and _is_web(corrected):
            return f"write {corrected[:_SHOWN]}"
    if web is not None:
        return "correct the name of the site after it, as in https://example.org/page"
    if compiled(_SCHEME).match(address) is None and _begins_with_site(address):
        return f"write https://{address[:_SHOWN]}"
    return otherwise


def _begins_with_site(text: str) -> bool:
    """Return True for `www.example.org/page`: the name of a site, not that of a file."""
    site = text.partition("/")[0]
    return "." in site and "@" not in site and not site.lower().endswith(_FILES) and _is_web(f"https://{text}")


def _is_web(address: str) -> bool:
    web = compiled(_WEB).fullmatch(address)
    return web is not None and _is_authority(web[2])


def _is_mailbox(text: str) -> bool:
    name, at, domain = text.rpartition("@")
    return compiled(_LOCAL).fullmatch(name) is not None and bool(at) and _is_name(domain)


def _is_authority(authority: str) -> bool:
    """Return True for the part of an address between `//` and the path: a host, perhaps with a user and a port."""
    host = compiled(_HOST).fullmatch(authority.rpartition("@")[2])
    if host is None or int(host["port"] or 0) > _PORTS:
        return False
    return _is_ipv6(host["ipv6"]) if host["ipv6"] else _is_name(host["name"])


def _is_name(name: str) -> bool:
    """Return True for the name of a host or its IPv4 address."""
    labels = name.translate(_DOTS).removesuffix(".").split(".")
    if all(label.isascii() and label.isdigit() for label in labels):
        return len(labels) == 4 and all(len(label) <= 3 and int(label) <= 255 for label in labels)
    return all(map(_is_label, labels))


def _is_label(label: str) -> bool:
    if label.isascii():
        return compiled(_ASCII_LABEL).fullmatch(label) is not None
    import unicodedata

    return len(label) <= 63 and all(
        compiled(_ASCII_LABEL).fullmatch(char)
        if char.isascii()
        else unicodedata.category(char)[0] in "LMN" or char in "\u00b7\u30fb" or char in _JOINERS
        for char in label
    )


def _is_ipv6(text: str) -> bool:
    from ipaddress import AddressValueError, IPv6Address

    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True
