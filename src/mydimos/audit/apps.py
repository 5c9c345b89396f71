from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "mydimos.audit"
    label = "audit"
