"""Addresses of the employees' pages, by area, all under /office/.

Each view says which right it needs (`auth.office`).
"""

from mydimos.web.backoffice.booking import urls as booking
from mydimos.web.backoffice.day import urls as day
from mydimos.web.backoffice.departments import urls as departments
from mydimos.web.backoffice.login import urls as login
from mydimos.web.backoffice.me import urls as me

app_name = "backoffice"

urlpatterns = [
    *day.urlpatterns,
    *booking.urlpatterns,
    *login.urlpatterns,
    *me.urlpatterns,
    *departments.urlpatterns,
]
