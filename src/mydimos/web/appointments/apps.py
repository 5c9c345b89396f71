from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "mydimos.web.appointments"
    label = "appointments"
