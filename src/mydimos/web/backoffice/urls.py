"""Addresses of the employees' pages, by area, all under /office/.

Each view says which right it needs (`auth.office`).
"""

from django.urls import path

from mydimos.web.backoffice.departments import urls as departments
from mydimos.web.backoffice.login import urls as login
from mydimos.web.backoffice.me import urls as me
from mydimos.web.backoffice.today import today

app_name = "backoffice"

urlpatterns = [
    path("", today, name="today"),
    *login.urlpatterns,
    *me.urlpatterns,
    *departments.urlpatterns,
]
