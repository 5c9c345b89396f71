"""The way in for Granian.

Not `mydimos.config.wsgi`: that one rightly refuses a login server without HTTPS, and ours is on
loopback.
"""

import django

from mydimos.config.handler import Handler

django.setup(set_prefix=False)
application = Handler()
