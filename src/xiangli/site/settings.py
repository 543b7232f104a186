"""Settings: everything comes from the environment, with defaults that are safe on one machine.

``DATABASE_URL`` (default: an SQLite file in the var folder), ``XIANGLI_VAR`` (default ``./var``),
``XIANGLI_DEBUG`` (0), ``XIANGLI_HOSTS`` (loopback), ``XIANGLI_CRYPTO`` (intl; or gm, before the first ``init``), ``XIANGLI_HTTPS`` (0: cookies may go over http on loopback),
``XIANGLI_SECOND_FACTOR`` (acts that ask for a second factor).
"""

import os
from pathlib import Path

from xiangli.site.crypto import chosen
from xiangli.site.database import database
from xiangli.site.secret import secret_key

VAR = Path(os.environ.get("XIANGLI_VAR", "var")).resolve()
KEYS = VAR / "keys"
DEBUG = os.environ.get("XIANGLI_DEBUG") == "1"
HTTPS = os.environ.get("XIANGLI_HTTPS") == "1"
CRYPTO = chosen(KEYS, os.environ.get("XIANGLI_CRYPTO", ""))
SECRET_KEY = secret_key(KEYS)
ALLOWED_HOSTS = os.environ.get("XIANGLI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
PUBLIC_URL = os.environ.get("XIANGLI_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "xiangli",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "xiangli.web.middleware.csp.ContentSecurityPolicy",
    "xiangli.web.middleware.programs.Programs",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "xiangli.web.middleware.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "xiangli.web.middleware.actor.ActingPerson",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "xiangli.site.urls"
WSGI_APPLICATION = "xiangli.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            Path(__file__).parent.parent / "web" / "templates",
            Path(__file__).parent.parent / "faces" / "templates",
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "xiangli.web.kit.context.page",
            ],
            "libraries": {"kit": "xiangli.web.kit.tags"},
        },
    }
]
DATABASES = {"default": database(os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'xiangli.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "xiangli.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SECOND_FACTOR_FOR = tuple(
    act for act in os.environ.get("XIANGLI_SECOND_FACTOR", "administer,secure,audit,unseal").split(",") if act
)
"""Acts that wait until their holder has set up a second factor; the three administrators always do (``doctor`` tells)."""
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [Path(__file__).parent.parent / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

CSRF_FAILURE_VIEW = "xiangli.faces.errors.csrf_failed"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

# A 500 must leave its cause on the server's own log; refusals (4xx) carry follow codes in their address and stay out.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
