"""What every test may use: Django's models, and the one PostgreSQL server of the session.

Django is ready before any test module is imported, so that modules may name its models. Fixtures of
a server are named here only: a module that imports them gets a server of its own.
"""

import os

import django
import pytest
from django.apps import apps
from hypothesis import HealthCheck, settings

from tests.copied_city import copied_city
from tests.filled_registers import filled, filling
from tests.register_server import empty_register, server

__all__ = ["copied_city", "empty_register", "filled", "filling", "server"]
TEST_SETTINGS = "tests.settings"

os.environ.setdefault("DESIL_SECRET_KEY", "the same for every process of the tests")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", TEST_SETTINGS)
# Commands answer in Indonesian, whatever the locale of the person who runs the tests.
for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
    if os.environ.get(name, "").startswith("en"):
        os.environ[name] = "C.UTF-8"
# A slow machine fails no test. Where CI is set, Hypothesis' own profile says the same.
settings.register_profile("by hand", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if not os.environ.get("CI"):
    settings.load_profile("by hand")
if not apps.ready:
    django.setup()


def _turn(item: pytest.Item) -> int:
    """When a test's file comes: the browser first, because it takes longest; outside judges last,
    because they are slow to start and seldom disagree."""
    if item.get_closest_marker("outside_judge"):
        return 2
    return 0 if item.get_closest_marker("browser") else 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order whole files by their turn; inside a turn the order stays."""
    items.sort(key=_turn)
