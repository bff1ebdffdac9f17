"""Django is ready before a benchmark imports modules that name its models."""

import os

import django
from django.apps import apps

from desil.register.register import SETTINGS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
if not apps.ready:
    django.setup()
READY = apps.ready
