"""The way in for Granian (WSGI)."""

import os

import django

from mydimos.config.checks import refuse_unsafe_settings
from mydimos.config.handler import Handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mydimos.config.settings")

refuse_unsafe_settings()
django.setup(set_prefix=False)
application = Handler()
