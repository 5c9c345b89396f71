"""Addresses of logging in and out, and of the first login."""

from django.urls import path

from mydimos.web.backoffice.login import views

urlpatterns = [
    path("login/", views.login, name="login"),
    path("login/code/", views.code, name="code"),
    path("login/recovery/", views.recovery, name="recovery"),
    path("login/app/", views.first_app, name="first_app"),
    path("login/codes/", views.codes, name="codes"),
    path("login/confidentiality/", views.confidentiality, name="confidentiality"),
    path("login/again/", views.again, name="again"),
    path("invitation/<uuid:invitation_id>/<str:signature>/", views.invitation, name="invitation"),
    path("logout/", views.logout, name="logout"),
]
