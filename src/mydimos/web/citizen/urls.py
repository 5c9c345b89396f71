"""Addresses of the citizen's pages, by area; config/urls.py gives them a language.

Each view says for whom it is.
"""

from mydimos.web.citizen.appointments import urls as appointments
from mydimos.web.citizen.book import urls as book
from mydimos.web.citizen.find import urls as find
from mydimos.web.citizen.login import urls as login
from mydimos.web.citizen.pages import urls as pages
from mydimos.web.citizen.times import urls as times

app_name = "citizen"

urlpatterns = [
    *find.urlpatterns,
    *times.urlpatterns,
    *login.urlpatterns,
    *book.urlpatterns,
    *appointments.urlpatterns,
    *pages.urlpatterns,
]
