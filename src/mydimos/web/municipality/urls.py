"""Addresses of a municipality's pictures: the same in every language. Audience: anyone."""

from django.urls import path

from mydimos.web.municipality import views

app_name = "municipality"

urlpatterns = [
    path("m/<slug:municipality>/crest", views.crest, name="crest"),
]
