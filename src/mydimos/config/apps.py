from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "mydimos.config"
    label = "config"
