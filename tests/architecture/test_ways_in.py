"""Promises about pages that no tool checks."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

import mydimos

WEB = Path(mydimos.__file__).parent / "web"
AUDIENCES = {"anyone", "citizen", "bearer of a link"}
WRITING = {
    "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "aupdate",
    "update", "delete", "raw",
}  # fmt: skip


def patterns(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        address = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from patterns(entry, address)
        else:
            yield address, entry


def test_every_address_says_whom_it_is_for() -> None:
    unsaid = [
        address
        for address, entry in patterns()
        if getattr(entry.callback, "audience", None) not in AUDIENCES
    ]

    assert unsaid == []


@pytest.mark.parametrize("path", sorted(WEB.rglob("*.py")), ids=lambda path: path.stem)
def test_pages_do_not_write_to_tables(path: Path) -> None:
    """They call verbs. (`Model.objects.….update()` and its like stand in services alone.)"""
    calls = [
        f"line {node.lineno}: .{node.func.attr}()"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
        and "objects" in ast.unparse(node.func.value)
    ]

    assert calls == []


def test_no_address_carries_a_serial_number() -> None:
    assert [address for address, _ in patterns() if "<int:" in address] == []
