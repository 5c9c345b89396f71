"""The way in for Granian (WSGI)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mydimos.config.settings")

application = get_wsgi_application()
