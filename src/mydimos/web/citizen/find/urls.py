"""Addresses of finding a municipality and a service."""

from django.urls import path, register_converter

from mydimos.web.appointments.converters import ChannelConverter
from mydimos.web.citizen.find.views import municipality, search

register_converter(ChannelConverter, "channel")  # for the addresses of choosing a time too

_OFFER = "m/<slug:municipality>/<channel:channel>/"

urlpatterns = [
    path("", search.home, name="home"),
    path("search/", search.search, name="search"),
    path("municipalities/", search.municipalities, name="municipalities"),
    path("services/<slug:catalogue>/", search.catalogue_service, name="catalogue_service"),
    path("m/<slug:municipality>/", municipality.channels, name="municipality"),
    path(_OFFER, municipality.services, name="services"),
    path(f"{_OFFER}<slug:service>/", municipality.service, name="service"),
]
