"""Addresses of one's own account."""

from django.urls import path

from mydimos.web.backoffice.me import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/sessions/end/", views.end_others, name="end_others"),
    path("me/sessions/<uuid:session_id>/end/", views.end_session, name="end_session"),
    path("me/password/", views.password, name="password"),
    path("me/app/", views.app, name="app"),
    path("me/codes/", views.codes, name="new_codes"),
]
