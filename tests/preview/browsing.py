"""A page of the preview in a browser, as tests look at it."""

from __future__ import annotations

import time
from typing import Any

__all__ = ["Tab"]


class Tab:
    """A page of the preview. `messages` collects what it writes to its console, and its errors."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.messages: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.messages.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.messages.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def _note(self, message: Any) -> None:
        # What the browser itself says about a server that has ended.
        if "net::ERR_" not in message.text:
            self.messages.append(f"{message.type}: {message.text}")

    def block(self, key: str) -> Any:
        """Return the passage with a key."""
        return self.page.locator(f'[data-key="{key}"]')

    def wait_for(self, words: str, selector: str = "main") -> None:
        """Wait until words are shown."""
        self.page.locator(selector).get_by_text(words).first.wait_for()

    def wait_until_checked(self) -> None:
        """Wait until the findings are known."""
        self.page.locator("#region-status .pill").filter(has_text="inding").first.wait_for()

    def expect(self, script: str) -> None:
        """Wait until an expression of JavaScript is true. It comes from outside: the policy of the page forbids the
        page to evaluate texts.
        """
        end = time.monotonic() + 30
        while not self.page.evaluate(f"() => Boolean({script})"):
            assert time.monotonic() < end, script
            self.page.wait_for_timeout(20)
