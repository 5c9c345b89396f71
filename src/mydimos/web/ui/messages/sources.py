"""Finds every text that is translated, in programs and in templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from mydimos.web.ui.messages.catalogue import Key

# The functions that translate, and what their first arguments are.
_FUNCTIONS = {
    "_": ("text",),
    "gettext": ("text",),
    "gettext_lazy": ("text",),
    "gettext_noop": ("text",),
    "ngettext": ("text", "plural"),
    "ngettext_lazy": ("text", "plural"),
    "pgettext": ("context", "text"),
    "pgettext_lazy": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
}

_STRING = r"u?(?:'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
_CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)", re.DOTALL)
_STRINGS = re.compile(_STRING, re.DOTALL)


def keys_of(folder: Path) -> set[Key]:
    """The keys of all translatable texts in a folder."""
    found: set[Key] = set()
    for path in folder.rglob("*.py"):
        found.update(_in_program(path.read_text(encoding="utf-8")))
    for pattern in ("*.html", "*.txt"):
        for path in folder.rglob(pattern):
            found.update(_in_template(path.read_text(encoding="utf-8")))
    return {key for key in found if key.text}


def _in_program(source: str) -> Iterator[Key]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            yield from _key(name, [text for text in texts if isinstance(text, str)])


def _in_template(source: str) -> Iterator[Key]:
    for call in _CALL.finditer(templatize(source)):
        texts = [ast.literal_eval(string) for string in _STRINGS.findall(call[2])]
        yield from _key(call[1], texts)


def _key(name: str, texts: list[str]) -> Iterator[Key]:
    arguments = _FUNCTIONS.get(name, ())
    if arguments and len(texts) >= len(arguments):
        yield Key(**dict(zip(arguments, texts, strict=False)))
