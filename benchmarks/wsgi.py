"""The way in for Granian.

Not `mydimos.config.wsgi`: that one rightly refuses a login server without HTTPS, and ours is on
loopback.
"""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
