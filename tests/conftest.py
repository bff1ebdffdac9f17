"""Django is ready before any test module is imported, so that modules may name its models."""

import os

import django
from django.apps import apps

from desil.registry.register import SETTINGS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
if not apps.ready:
    django.setup()
