"""The privacy notice, the accessibility statement, contact. For anyone."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mydimos.directory import queries
from mydimos.directory.models import Municipality
from mydimos.web.citizen.shown_texts import shown_text
from mydimos.web.municipality import texts
from mydimos.web.municipality.facts import facts
from mydimos.web.ui.audience import anyone


@anyone
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this service is, and who offers it."""
    return _text(request, "about", None)


@anyone
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that the law asks for (ν. 4727/2020)."""
    return _text(request, "accessibility-statement", None)


@anyone
@require_safe
def privacy(request: HttpRequest, municipality: str = "") -> HttpResponse:
    """The privacy notice, of one municipality or of the platform (R24-R29)."""
    return _text(request, "privacy-notice", _municipality(municipality))


@anyone
@require_safe
def contact(request: HttpRequest, municipality: str = "") -> HttpResponse:
    """Contact: the municipality, the data protection officer, the supervisory authority."""
    place = _municipality(municipality)
    context = {"municipality": place, "facts": facts(place)}
    return render(request, "citizen/pages/contact.html", context)


def _text(request: HttpRequest, kind: str, municipality: Municipality | None) -> HttpResponse:
    language = get_language() or settings.LANGUAGE_CODE
    text = texts.text(kind, language=language, municipality=municipality)
    shown = shown_text(text, language=language, municipality=municipality, now=timezone.now())
    page = texts.page(replace(text, body=shown.body), {})
    context = {"municipality": municipality, "page": page, "version": text.version}
    return render(request, "citizen/pages/text.html", context)


def _municipality(slug: str) -> Municipality | None:
    if not slug:
        return None
    try:
        return queries.municipality_of(slug)
    except Municipality.DoesNotExist:
        raise Http404 from None
