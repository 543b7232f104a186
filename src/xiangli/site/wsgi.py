"""The web application granian serves; models and trees load before the workers fork."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangli.site.settings")
application = get_wsgi_application()
