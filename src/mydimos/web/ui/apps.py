from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "mydimos.web.ui"
    label = "ui"
