from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "mydimos.notifications"
    label = "notifications"
