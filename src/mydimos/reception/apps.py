from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "mydimos.reception"
    label = "reception"
