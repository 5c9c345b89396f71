"""Texts in Markdown (privacy notice, declaration, …): the shipped ones or their replacements."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mydimos.directory.models import Municipality
from mydimos.notices.models import TextVersion
from mydimos.notices.queries import legal_texts_of
from mydimos.notices.services import Words, keep_versions

logger = logging.getLogger("mydimos.texts")

FOLDER = Path(__file__).resolve().parent.parent / "texts"

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
# A link to an address that is a fact: without the fact it is no link.
_LINK = re.compile(r"\[([^\]]*)\]\([^){]*\{\{\s*(\w+)\s*\}\}[^)]*\)")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_markdown = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Text:
    """A text in one language, with its version and its placeholders still in it."""

    kind: str
    version: str
    body: str

    @property
    def sections(self) -> dict[str, str]:
        """The parts under headings of the second level, by heading."""
        heads = re.split(r"^## +(.+)$", self.body, flags=re.MULTILINE)[1:]
        return {
            name.strip(): part.strip() for name, part in zip(heads[::2], heads[1::2], strict=True)
        }


@dataclass(frozen=True)
class Page:
    """A text as a page shows it.

    Title, intro as HTML (with the title), table of contents (anchor, heading), body as HTML.
    """

    title: str
    opening: SafeString
    parts: list[tuple[str, str]]
    html: SafeString


Size = tuple[int, int]  # width and height, in pixels


def text(kind: str, *, language: str, municipality: Municipality | None = None) -> Text:
    """The municipality's text, else the platform's, else the one that comes with the product."""
    return texts([kind], language=language, municipality=municipality)[0]


def texts(
    kinds: Sequence[str], *, language: str, municipality: Municipality | None = None
) -> list[Text]:
    """The text of each kind, as `text` gives it; one query."""
    own = legal_texts_of(municipality, kinds=kinds, language=language)
    return [
        Text(kind, own[kind].version, own[kind].body) if kind in own else shipped(kind, language)
        for kind in kinds
    ]


@lru_cache(maxsize=64)
def shipped(kind: str, language: str) -> Text:
    """The text that comes with the product. Raises FileNotFoundError where there is none."""
    source = (FOLDER / f"{kind}.{language}.md").read_text(encoding="utf-8")
    front = _FRONT_MATTER.match(source)
    lines = front[1].splitlines() if front else []
    values = {
        key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)
    }
    return Text(kind, values.get("version", ""), source[front.end() :] if front else source)


def shown_versions(
    shown: Sequence[Text],
    facts: Mapping[str, str],
    *,
    language: str,
    municipality: Municipality | None,
    now: datetime,
) -> list[TextVersion]:
    """The version of each text as it is shown with these facts; kept when it is shown first."""
    words = [Words(text.kind, text.version, _filled(text, facts)) for text in shown]
    return keep_versions(words, language=language, municipality=municipality, now=now)


def page(
    of: Text, facts: Mapping[str, str], size_of: Callable[[str], Size | None] = lambda _: None
) -> Page:
    """Fill in the facts, escaped, and turn the Markdown into HTML. Raw HTML in it stays text.

    `size_of` tells how large the picture of an address is, where that is known.
    """
    tokens = _markdown.parse(_filled(of, facts))
    _load_late(tokens, size_of)
    headings = [(one, after) for one, after in pairwise(tokens) if one.type == "heading_open"]
    title = next((_plain(words) for one, words in headings if one.tag == "h1"), "")
    parts: list[tuple[str, str]] = []
    for heading, words in headings:
        if heading.tag == "h2":
            heading.attrSet("id", f"part-{len(parts) + 1}")
            parts.append((f"part-{len(parts) + 1}", _plain(words)))
    first = next((n for n, one in enumerate(tokens) if one.tag == "h2"), len(tokens))
    return Page(title, _html(tokens[:first]), parts, _html(tokens[first:]))


def fragment(markdown: str) -> SafeString:
    """A few lines of Markdown without placeholders as HTML."""
    return _html(_markdown.parse(markdown))


def _filled(of: Text, facts: Mapping[str, str]) -> str:
    def link(found: re.Match[str]) -> str:
        return found[0] if facts.get(found[2]) else found[1]

    def value(found: re.Match[str]) -> str:
        fact = facts.get(found[1], "")
        if not fact:
            # The operator has to state it (Notice); readers see «not stated yet», never a gap.
            logger.error("The text %s lacks the fact %s", of.kind, found[1])
            fact = gettext("[not stated yet]")
        return _PUNCTUATION.sub(r"\\\1", " ".join(fact.split()))

    return _PLACEHOLDER.sub(value, _LINK.sub(link, of.body))


def _load_late(tokens: list[Token], size_of: Callable[[str], Size | None]) -> None:
    """Load pictures lazily, with their sizes, so that the text does not move."""
    inside = [child for token in tokens for child in token.children or []]
    for picture in inside:
        if picture.type == "image":
            picture.attrSet("loading", "lazy")
            if size := size_of(str(picture.attrGet("src"))):
                picture.attrSet("width", str(size[0]))
                picture.attrSet("height", str(size[1]))


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or [] if child.type == "text")


def _html(tokens: list[Token]) -> SafeString:
    html: str = _markdown.renderer.render(tokens, _markdown.options, {})
    return mark_safe(html)  # noqa: S308 (markdown-it escapes everything that is not its own)
