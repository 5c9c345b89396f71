from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "mydimos.config"
    label = "config"

    def ready(self) -> None:
        """Register the system checks."""
        from mydimos.config import checks  # noqa: F401, PLC0415 (models must be loaded before)
