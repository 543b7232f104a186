"""The web application granian serves; what intake reads is loaded before the first request."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangli.site.settings")
application = get_wsgi_application()

from xiangli.intake.warm import warm  # noqa: E402  (Django must be set up before its rooms are imported)

warm()
