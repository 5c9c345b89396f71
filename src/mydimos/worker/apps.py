from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "mydimos.worker"
    label = "worker"
