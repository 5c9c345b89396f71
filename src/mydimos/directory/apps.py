from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "mydimos.directory"
    label = "directory"
