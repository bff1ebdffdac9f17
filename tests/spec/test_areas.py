"""Area codes are pairs of a system and a code."""

from datetime import date

from desil.dictionary.areas import (
    AreaCode,
    AreaSystem,
    city_districts,
    city_villages,
    clashing_codes,
    national_districts,
    village_named,
    village_of,
)


def test_kota_bekasi_has_12_kecamatan_and_56_kelurahan() -> None:
    assert (len(city_districts()), len(city_villages())) == (12, 56)


def test_sixteen_undotted_kemendagri_codes_are_another_kelurahans_bps_code() -> None:
    assert len(clashing_codes()) == 16
    kemendagri = village_of(AreaCode(AreaSystem.KEMENDAGRI, "32.75.01.1001"))
    bps = village_of(AreaCode(AreaSystem.BPS, "3275011001"))
    assert kemendagri is not None and kemendagri.name == "Bekasijaya"
    assert bps is not None and bps.name == "Jatikarya"


def test_a_bare_kemendagri_code_is_no_bps_code() -> None:
    assert village_of(AreaCode(AreaSystem.BPS, "32.75.01.1001")) is None


def test_names_are_compared_on_letters_only() -> None:
    assert [v.bps for v in village_named("AREN JAYA")] == ["3275040008"]
    assert [v.bps for v in village_named("arenjaya", "Bekasi Timur")] == ["3275040008"]
    assert village_named("arenjaya", "Rawalumbu") == ()


def test_a_code_is_in_force_between_its_dates() -> None:
    village = city_villages()[0]
    assert village.is_in_force(date(2025, 9, 17))
    assert not village.is_in_force(date(2004, 12, 31))


def test_the_nation_has_7285_kecamatan() -> None:
    districts = national_districts()
    assert len(districts) == 7285
    assert {v.kemendagri_district.replace(".", "") for v in city_villages()} <= districts
