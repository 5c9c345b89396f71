"""Promises about pages that no tool checks."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

import mydimos

WEB = Path(mydimos.__file__).parent / "web"
CITIZEN, OFFICE = WEB / "citizen", WEB / "backoffice"
AUDIENCES = {"anyone", "citizen", "bearer of a link", "employee"}
WRITING = {
    "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "aupdate",
    "save", "asave", "delete", "adelete", "raw",
}  # fmt: skip
BELOW_THE_PAGES = sorted(
    path
    for path in WEB.rglob("*")
    if path.suffix in {".py", ".html", ".css", ".js"} and not {CITIZEN, OFFICE} & {*path.parents}
)


def patterns(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        address = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from patterns(entry, address)
        else:
            yield address, entry


def test_every_address_names_its_audience() -> None:
    unsaid = [
        address
        for address, entry in patterns()
        if getattr(entry.callback, "audience", None) not in AUDIENCES
    ]

    assert unsaid == []


@pytest.mark.parametrize("path", sorted(WEB.rglob("*.py")), ids=lambda path: path.stem)
def test_pages_ask_queries_and_call_verbs(path: Path) -> None:
    """No `Model.objects`, no `row.save()`, no `row.delete()`: these stand in the packages below."""
    found = [
        f"line {node.lineno}: .{node.attr}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", *WRITING}
    ]

    assert found == []


@pytest.mark.parametrize("path", BELOW_THE_PAGES, ids=lambda path: path.name)
def test_what_two_audiences_share_does_not_know_the_pages_of_one(path: Path) -> None:
    """Neither an address nor a template of theirs: import-linter cannot see these."""
    text = path.read_text()

    for audience in ("citizen", "backoffice"):
        assert f"{audience}:" not in text
        assert f"{audience}/" not in text


def test_no_address_carries_a_serial_number() -> None:
    assert [address for address, _ in patterns() if "<int:" in address] == []


def test_every_form_that_is_typed_into_survives_a_change_of_language() -> None:
    """The frame's language button sends the form whose id is `typed_form` along."""
    typed = [
        path
        for path in WEB.rglob("*.html")
        if 'method="post"' in (text := path.read_text())
        and ("ui/_field.html" in text or "{{ form }}" in text)
    ]

    lost = [path.name for path in typed if 'id="{{ typed_form }}"' not in path.read_text()]

    assert typed
    assert lost == []
