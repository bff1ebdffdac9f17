"""What a fault says on a page: translated where the catalogue has it, else marked as Indonesian."""

import pytest
from django.utils.translation import override

from desil.errors import DesilError
from desil.ui.faults import fault_text

WAIT, ENGLISH = "Terlalu cepat.", "Too fast."


@pytest.mark.parametrize(
    ("language", "message", "hint", "said"),
    [
        ("id", WAIT, "Tunggu.", f"{WAIT} Tunggu."),
        ("en", WAIT, "", ENGLISH),
        ("en", WAIT, "Kata lain.", f'{ENGLISH} <span lang="id">Kata lain.</span>'),
        ("en", "Ada '<b>'.", "", '<span lang="id">Ada &#x27;&lt;b&gt;&#x27;.</span>'),
        ("id", "<b>", "", "&lt;b&gt;"),
    ],
)  # fmt: skip
def test_a_fault_in_either_language(language: str, message: str, hint: str, said: str) -> None:
    with override(language):
        assert fault_text(DesilError(message, hint=hint)) == said
