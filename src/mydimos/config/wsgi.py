"""The way in for Granian (WSGI)."""

import os

from django.core.wsgi import get_wsgi_application

from mydimos.config.checks import refuse_unsafe_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mydimos.config.settings")

refuse_unsafe_settings()
application = get_wsgi_application()
