from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "mydimos.booking"
    label = "booking"
