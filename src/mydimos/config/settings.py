"""All settings, from the environment. The table of variables is docs/operations/settings.md."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from mydimos.config import environment as env
from mydimos.config.postgresql import waiting

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent

# production refuses unsafe settings at start-up (config/checks.py); demo and test use loopback.
MODE = env.text("MYDIMOS_MODE", "production")
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY")
PUBLIC_URL = env.text("PUBLIC_URL").rstrip("/")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", env.address("PUBLIC_URL").hostname or "")

# -- what is encrypted, hashed and signed
# Encryption at rest (AES-256-GCM). The first key seals, all of them open.
DATA_KEYS = env.keys("DATA_KEYS")
# Keyed hashes: tax numbers (R23) and look-up of addresses. The first key hashes, all are looked up.
HASH_KEYS = env.keys("HASH_KEYS")
# Secret links in mails, and the return addresses of mails.
LINK_KEYS = env.keys("LINK_KEYS")

# -- parts
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "procrastinate.contrib.django",
    "mydimos.audit",
    "mydimos.notifications",
    "mydimos.identity",
    "mydimos.feedback",
    "mydimos.directory",
    "mydimos.access",
    "mydimos.notices",
    "mydimos.timetable",
    "mydimos.booking",
    "mydimos.reception",
    "mydimos.worker",
    "mydimos.web.ui",
    "mydimos.web.appointments",
    "mydimos.web.citizen",
    "mydimos.web.backoffice",
    "mydimos.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",  # before WhiteNoise: static files carry the policy too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mydimos.web.ui.middleware.RequestLog",
    # Before what may fail: error pages are in the language of the address.
    "mydimos.web.ui.middleware.LanguageByAddress",
    "mydimos.config.middleware.PlainRequests",
    "mydimos.web.ui.sessions.SessionByAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]

ROOT_URLCONF = "mydimos.config.urls"
WSGI_APPLICATION = "mydimos.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        # Each area of pages (web/citizen/book) keeps its templates beside its views.
        "DIRS": sorted((PACKAGE / "web").glob("*/*/templates")),
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "mydimos.web.ui.context.page",
            ],
        },
    }
]
FORM_RENDERER = "mydimos.web.ui.forms.Renderer"
# The frame of pages that belong to no area: errors, and «please wait a little».
FRAME = "citizen/base.html"
OFFICE_FRAME = "backoffice/base.html"  # of the same pages under /office/

# -- data
DATABASES = {"default": env.database("DATABASE_URL")}
# A machine that is gone says nothing: without limits the system waits for it for many minutes.
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": "3",  # seconds, for each host
    "keepalives_idle": "10",  # seconds
    "keepalives_interval": "5",  # seconds
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",  # milliseconds
    **DATABASES["default"]["OPTIONS"],
}
# PostgreSQL plans a statement once for each connection, not each time: half of its work
# (benchmarks/README.md). Off where a pooler stands between that mixes up their connections.
if env.flag("DATABASE_PREPARED", default=True):
    DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 2}
# A page needs a connection for milliseconds: a small pool per process; 0: none (commands, tests).
if _pool := env.number("DATABASE_POOL", 0):
    DATABASES["default"]["OPTIONS"]["pool"] = waiting.pool(_pool)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "identity.User"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# -- adapters: what speaks to outside systems
# By medium of messages (notifications.media.Medium).
CARRIERS = {"mail": env.text("MAIL_CARRIER", "mydimos.adapters.mail.from_settings")}
BOUNCE_MAILBOX = env.text("BOUNCE_MAILBOX", "mydimos.adapters.bounce_mailbox.from_settings")

# -- login (TAXISnet, by GSIS)
STATE_LOGIN = env.text("STATE_LOGIN", "mydimos.adapters.gsis.from_settings")
GSIS_BASE_URL = env.text("GSIS_BASE_URL", "https://oauth2.gsis.gr/oauth2server")
GSIS_CLIENT_ID = env.text("GSIS_CLIENT_ID")
GSIS_CLIENT_SECRET = env.text("GSIS_CLIENT_SECRET")
GSIS_TIMEOUT = env.number("GSIS_TIMEOUT", 10)

# -- login of employees
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]

# -- sessions, cookies, browsers
HTTPS = env.address("PUBLIC_URL").scheme == "https"
SESSION_ENGINE = "mydimos.identity.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=2).total_seconds())
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
OFFICE_COOKIE_NAME = "__Host-office" if HTTPS else "office"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # the login comes back from another site by a link
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "mydimos.web.ui.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = False  # the reverse proxy redirects
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # the municipality's other hosts are not ours to decide
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"  # secret links never leave in a Referer
# Decided otherwise on purpose: hosts beside ours are not ours to decide (W005, W021), and the proxy
# redirects to HTTPS (W008).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# How many proxies of ours stand in front; the client's address is taken from that far back.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # Browsers check the target of a redirect after a form too: logging in leads to GSIS.
        "form-action": [SELF, env.origin(GSIS_BASE_URL)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100

# -- languages, time
LANGUAGE_CODE = "el"
LANGUAGES = [("el", _("Greek")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Athens"

# -- static files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(ROOT / "var" / "static")))
NODE_MODULES = Path(env.text("NODE_MODULES", str(ROOT / "node_modules")))
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
# Tests of the server need no npm: without its packages pages lack style, which only browsers see.
if MODE != "test" or NODE_MODULES.is_dir():
    STATICFILES_FINDERS.append("mydimos.web.ui.staticfiles.PackageFinder")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if MODE == "production"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODE != "production"

# -- mail
_mail = env.address("EMAIL_URL")  # smtp://user:password@host:port, smtps://… for TLS, ?starttls=1
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _mail.hostname or "localhost"
EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 25)
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = "starttls=1" in _mail.query
EMAIL_IN_CLEAR = "in_clear=1" in _mail.query  # said plainly: names and links travel without TLS
EMAIL_TIMEOUT = 30
MAIL_FROM = env.text("MAIL_FROM")
# Who reads what people say about the pages (accessibility statement); empty: kept, not mailed.
FEEDBACK_EMAIL = env.text("FEEDBACK_EMAIL", "")
# Return addresses are bounce+<token>@this domain (VERP); without it bounces are not told apart.
MAIL_BOUNCE_DOMAIN = env.text("MAIL_BOUNCE_DOMAIN", "")
# imap://user:password@host:port/mailbox or imaps://…: where bounces arrive.
BOUNCE_MAILBOX_URL = env.address("BOUNCE_MAILBOX_URL", "").geturl()

# -- rules of the platform: a municipality may have its own (directory.models.Policy)
HOLD_DURATION = timedelta(minutes=env.number("HOLD_MINUTES", 10))
# Active appointments of one person with all municipalities together.
MAX_ACTIVE_APPOINTMENTS = env.number("MAX_ACTIVE_APPOINTMENTS", 10)
# Months for which personal data are kept (notice, section 4: six at most).
RETENTION_MONTHS = env.number("RETENTION_MONTHS", 6)
REMINDERS = [timedelta(hours=int(hours)) for hours in env.words("REMINDER_HOURS", "24,2")]
# The day to which a decision of that year moved 1 May. No year: it is never moved.
LABOUR_DAY_MOVED_TO = env.dates("LABOUR_DAY_MOVED_TO", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "mydimos.config.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "urllib3": {"level": "WARNING"},
        # At INFO it writes whole jobs.
        "procrastinate": {"level": "WARNING"},
    },
}
