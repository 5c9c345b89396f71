from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "mydimos.web.backoffice"
    label = "backoffice"
