from django.apps import AppConfig


class CitizenConfig(AppConfig):
    name = "mydimos.web.citizen"
    label = "citizen"
