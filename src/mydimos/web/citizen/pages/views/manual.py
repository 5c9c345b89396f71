"""The user manual (R14): as a page, its pictures, and to print."""

import struct
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mydimos.web.municipality import texts
from mydimos.web.ui.audience import anyone


@anyone
@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """The user manual (R14), with its table of contents."""
    text = texts.shipped("manual", get_language() or settings.LANGUAGE_CODE)
    page = texts.page(text, {}, size_of=_size_of)
    context = {"page": page, "has_pdf": _file_of(_pdf_name()) is not None}
    return render(request, "citizen/pages/manual.html", context)


@anyone
@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:  # noqa: ARG001
    """A picture of the manual, taken by the journeys."""
    return _file(f"pictures/{name}", "image/png")


@anyone
@require_safe
def printed(request: HttpRequest) -> FileResponse:  # noqa: ARG001
    """The manual to keep or to print."""
    return _file(_pdf_name(), "application/pdf")


def _file(name: str, content_type: str) -> FileResponse:
    found = _file_of(name)
    if found is None:
        raise Http404
    response = FileResponse(found.open("rb"), content_type=content_type)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _pdf_name() -> str:
    return f"manual.{get_language() or settings.LANGUAGE_CODE}.pdf"


def _file_of(name: str) -> Path | None:
    """A file of the manual's folder; nothing outside of it has an address."""
    folder = (settings.ROOT / "docs" / "manual").resolve()
    found = (folder / name).resolve()
    return found if found.is_relative_to(folder) and found.is_file() else None


def _size_of(address: str) -> texts.Size | None:
    found = _file_of(address)
    return _png_size(found) if found else None


@lru_cache(maxsize=64)
def _png_size(file: Path) -> texts.Size | None:
    """Width and height, which every PNG has in its first chunk (ISO/IEC 15948, 11.2.2)."""
    with file.open("rb") as opened:
        start = opened.read(24)
    if not start.startswith(b"\x89PNG\r\n\x1a\n") or len(start) < 24:
        return None
    width, height = struct.unpack(">II", start[16:])
    return width, height
