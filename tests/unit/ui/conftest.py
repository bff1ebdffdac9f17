"""Django's models without a database."""

from pathlib import Path

import pytest

from desil.register.register import start_django


@pytest.fixture(scope="session", autouse=True)
def _models() -> None:
    start_django(Path("desil-home"), "postgresql:///none?host=/nowhere")
