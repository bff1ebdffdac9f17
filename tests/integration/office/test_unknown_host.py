"""An office that is called by a name that it does not have."""

import logging

import pytest
from django.test import Client, override_settings

NAME = "lain.example"


@override_settings(ALLOWED_HOSTS=["kantor.example"])
@pytest.mark.parametrize("host", [NAME, "lain.example:8000", "a b", "<script>", "", "x" * 5000])
def test_the_page_and_the_terminal_name_the_variable(
    host: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = Client().get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "DESIL_HOSTS" in answer.content.decode()
    assert "<script>" not in answer.content.decode()
    (line,) = [r.getMessage() for r in caplog.records if "DESIL_HOSTS" in r.getMessage()]
    assert len(line) < 300


@override_settings(ALLOWED_HOSTS=["kantor.example"])
def test_its_own_name_is_answered() -> None:
    assert Client().get("/", headers={"host": "kantor.example"}).status_code != 400
