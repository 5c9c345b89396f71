from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "mydimos.access"
    label = "access"
