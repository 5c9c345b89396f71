"""Plain text generated from the HTML part of a mail, so that both parts say the same."""

import re
from html.parser import HTMLParser

BEGINNINGS = {"h1": "\n\n", "h2": "\n\n", "p": "\n", "li": "\n- ", "br": "\n", "hr": "\n\n--"}


def as_text(html: str) -> str:
    """Plain text of our own mails: headings and paragraphs, "- " for items, addresses in full."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in "".join(reader.said).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._is_head = False
        self._address = ""
        self._words_of_link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_head = self._is_head or tag == "head"
        self.said.append(BEGINNINGS.get(tag, ""))
        if tag == "a":
            self._address, self._words_of_link = dict(attrs).get("href") or "", ""

    def handle_endtag(self, tag: str) -> None:
        self._is_head = self._is_head and tag != "head"
        if tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        if self._is_head:
            return
        words = re.sub(r"\s+", " ", data)
        self._words_of_link += words
        self.said.append(words)

    def _end_link(self) -> None:
        """Write the address on a line of its own, unless it is the text itself."""
        if self._address.startswith("http") and self._words_of_link.strip() != self._address:
            self.said.append(f":\n{self._address}")
        self._address = ""
