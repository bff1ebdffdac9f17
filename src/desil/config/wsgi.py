"""The web application, as a WSGI server calls it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from desil.engine.private_files import make_process_private

make_process_private()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desil.config.settings")
application = get_wsgi_application()
