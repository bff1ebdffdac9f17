"""What processes remember together is read as signed values; a planted row runs nothing."""

import base64
import os
import pickle
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.signing import Signer
from django.utils import timezone

from desil.accounts.models import SharedCacheEntry
from desil.accounts.shared_cache import forget_expired_entries, remembered
from desil.dictionary.label import Label
from desil.open_data.counts import Area, Status
from desil.open_data.hiding import Range
from desil.open_data.policy import Licence, Policy
from desil.open_data.published import Figure, Published, PublishedProgramme
from tests.people import client_of, user_with

pytestmark = pytest.mark.usefixtures("empty_register")

FIGURE = Figure(Range(5, 9), 0, False)
PUBLISHED = Published(
    date(2026, 1, 23),
    "run",
    Policy(5, 3, Licence("CC-BY-4.0", "CC BY", "https://example.org"), Label("Dinsos", "Office"),
           "SE 1", ("a", "b")),
    (Area("kota", "3275", "Kota", ""),),
    {("kota", "3275", "1"): FIGURE},
    (PublishedProgramme("pkh", Label("PKH", "PKH"), "family", "ref", date(2026, 1, 1), "2026-Q1",
                        {Status.ELIGIBLE: {("kota", "3275", "1"): FIGURE}}),),
)  # fmt: skip


class Planted:
    """Makes a file when it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.target),)


def plant(key: str, value: str) -> None:
    SharedCacheEntry.objects.update_or_create(
        cache_key=cache.make_key(key),
        defaults={"value": value, "expires": timezone.now() + timedelta(days=1)},
    )


@pytest.mark.parametrize("key", ["axes", "desil-open-1", "planted"])
def test_a_planted_pickle_runs_nothing_and_is_no_value(key: str, tmp_path: Path) -> None:
    target = tmp_path / "ran"
    pickled = base64.b64encode(pickle.dumps(Planted(target))).decode("latin1")
    for value in (pickled, Signer().sign(pickled)):
        plant(key, value)
        assert cache.get(key, "nothing") == "nothing"
        assert cache.get_many([key]) == {}
        assert not cache.touch(key)
        assert remembered(key, int, 60, lambda: 7) == 7
    assert not target.exists()


def test_pages_answer_while_every_row_of_the_cache_is_a_pickle(tmp_path: Path) -> None:
    target = tmp_path / "ran"
    reader = client_of(user_with("verifier"))
    for page in ("/beranda/", "/warga/data/", "/masuk/"):
        reader.get(page)
    pickled = base64.b64encode(pickle.dumps(Planted(target))).decode("latin1")
    SharedCacheEntry.objects.update(value=pickled)
    for page in ("/beranda/", "/warga/data/", "/masuk/"):
        assert reader.get(page).status_code < 400
    assert not target.exists()


def test_a_signed_value_is_none_under_another_key_or_after_another_moment() -> None:
    cache.set("attempts", 3, 60)
    row = SharedCacheEntry.objects.get(cache_key=cache.make_key("attempts"))
    plant("other", row.value)
    assert cache.get("other") is None
    assert cache.get("attempts") == 3
    SharedCacheEntry.objects.filter(pk=row.pk).update(expires=row.expires + timedelta(days=9))
    assert cache.get("attempts") is None


@pytest.mark.parametrize("value", [None, True, 0, -3, 1.5, "", "kata 'x'", [1.0, 2.0], [[]]])
def test_values_come_back_as_they_were(value: object) -> None:
    missing = object()
    cache.set("value", value, 60)
    found = cache.get("value", missing)
    assert (found, type(found)) == (value, type(value))


def test_only_one_adds_a_value_until_it_has_ended() -> None:
    assert cache.add("lock", True, 60)
    assert not cache.add("lock", False, 60)
    assert cache.get("lock") is True
    SharedCacheEntry.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert cache.get("lock") is None
    assert cache.add("lock", 2, 60)
    assert cache.delete("lock")
    assert not cache.delete("lock")
    cache.set("ended", 1, -1)
    assert forget_expired_entries(timezone.now()) == 1


def test_figures_of_a_publication_come_back_by_their_types() -> None:
    made = []

    def make() -> Published:
        made.append(1)
        return PUBLISHED

    assert [remembered("figures", Published, 60, make) for _ in range(3)] == [PUBLISHED] * 3
    assert len(made) == 1
    assert remembered("figures", dict[str, bytes], 60, lambda: {"a": b"\x00"}) == {"a": b"\x00"}
    assert remembered("figures", dict[str, bytes], 60, dict) == {"a": b"\x00"}


def test_values_without_a_form_in_json_are_refused() -> None:
    with pytest.raises(TypeError):
        cache.set("value", object(), 60)
