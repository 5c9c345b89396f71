"""The addresses of the product, and those of the floor."""

from django.urls import path

from benchmarks import floor
from mydimos.config import urls
from mydimos.config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("floor/hello", floor.hello),
    path("floor/month", floor.month),
    path("floor/book", floor.book),
    *urls.urlpatterns,
]
