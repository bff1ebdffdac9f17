"""What every test may use: Django's models, and the one PostgreSQL server of the session.

Django is ready before any test module is imported, so that modules may name its models. Fixtures of
a server are named here only: a module that imports them gets a server of its own.
"""

import os

import django
from django.apps import apps

from tests.filled_registers import filled, filling
from tests.register_server import empty_register, server

__all__ = ["empty_register", "filled", "filling", "server"]
TEST_SETTINGS = "tests.settings"

os.environ.setdefault("DESIL_SECRET_KEY", "the same for every process of the tests")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", TEST_SETTINGS)
if not apps.ready:
    django.setup()
