from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "mydimos.feedback"
    label = "feedback"
