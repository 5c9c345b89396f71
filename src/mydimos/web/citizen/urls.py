"""Addresses of the citizen's pages; config/urls.py gives them a language."""

from django.urls import path, re_path

from mydimos.web.citizen import appointment_urls, booking_urls
from mydimos.web.citizen.views import feedback, find, manual, municipality, pages

app_name = "citizen"

# -- finding what one needs: anyone ---------------------------------------------------------------
_OFFER = "m/<slug:municipality>/<channel:channel>/"
urlpatterns = [
    path("", find.home, name="home"),
    path("search/", find.search, name="search"),
    path("municipalities/", find.municipalities, name="municipalities"),
    path("services/<slug:catalogue>/", find.catalogue_service, name="catalogue_service"),
    path("m/<slug:municipality>/", municipality.channels, name="municipality"),
    path(_OFFER, municipality.services, name="services"),
    path(f"{_OFFER}<slug:service>/", municipality.service, name="service"),
]

# -- choosing a time, logging in, booking: anyone up to the login, then citizens ------------------
urlpatterns += booking_urls.urlpatterns

# -- what everyone may read: anyone ---------------------------------------------------------------
urlpatterns += [
    path("about/", pages.about, name="about"),
    path("manual/", manual.shown, name="manual"),
    re_path(r"^manual/pictures/(?P<name>[a-z]{1,40}\.(el|en)\.png)$", manual.picture),
    path("manual.pdf", manual.printed, name="manual_pdf"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("m/<slug:municipality>/privacy/", pages.privacy, name="privacy"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/thanks/", feedback.thanks, name="feedback_thanks"),
    path("contact/", pages.contact, name="contact"),
    path("m/<slug:municipality>/contact/", pages.contact, name="contact"),
]

# -- appointments: whoever booked, whoever has the link of a message ------------------------------
urlpatterns += appointment_urls.urlpatterns
