"""The web application, as a WSGI server calls it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from desil.config.body_share import bounded
from desil.config.environment import environment_of
from desil.database.office_role import require_no_owner
from desil.engine.private_files import make_process_private

make_process_private()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desil.config.settings")
# Read anew: a worker that was forked has the settings that its parent loaded as the owner.
require_no_owner(environment_of(os.environ).database_url)
application = bounded(get_wsgi_application())
