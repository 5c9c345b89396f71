"""Addresses of the employees' pages, by area, all under /office/.

Each view says which right it needs (`auth.office`).
"""

from mydimos.web.backoffice.departments import urls as departments

app_name = "backoffice"

urlpatterns = [
    *departments.urlpatterns,
]
