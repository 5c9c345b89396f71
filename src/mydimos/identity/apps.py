from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "mydimos.identity"
    label = "identity"
