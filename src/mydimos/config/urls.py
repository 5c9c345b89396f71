"""All addresses: Greek ones without a prefix, the same in English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from mydimos.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("mydimos.web.ui.urls")),
    path("", include("mydimos.web.municipality.urls")),
    *i18n_patterns(
        path("office/", include("mydimos.web.backoffice.urls")),
        path("", include("mydimos.web.citizen.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "mydimos.web.ui.errors.bad_request"
handler403 = "mydimos.web.ui.errors.forbidden"
handler404 = "mydimos.web.ui.errors.not_found"
handler500 = "mydimos.web.ui.errors.server_error"
