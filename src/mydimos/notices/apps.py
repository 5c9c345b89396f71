from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "mydimos.notices"
    label = "notices"
