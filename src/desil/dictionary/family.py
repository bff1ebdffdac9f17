"""The 52 columns of a family in a DTSEN hand-over file, said once."""

from __future__ import annotations

from desil.dictionary.codelists import dwelling
from desil.dictionary.column import Column, Kind, Sensitivity, Table
from desil.dictionary.declare import area_code, coded, number, owned, text, yes_no
from desil.dictionary.label import Label

_AREA = "Wilayah"
_IDENTITY = "Identitas"
_WELFARE = "Kesejahteraan"
_DWELLING = "Perumahan"
_PERSONAL = Sensitivity.PERSONAL


def _decile(name: str, dtsen_name: str, label: tuple[str, str], *aliases: str) -> Column:
    return Column(
        name,
        dtsen_name,
        Kind.DECILE,
        Label(*label),
        _WELFARE,
        Sensitivity.FACT,
        minimum=1,
        maximum=10,
        aliases=aliases,
    )


_AREAS = (
    area_code("province_code", "kode_provinsi", ("Kode provinsi (BPS)", "Province code"), _AREA, 2),
    text(
        "province_name",
        "provinsi",
        ("Provinsi", "Province"),
        _AREA,
        Sensitivity.OPEN,
        "nama_provinsi",
    ),
    area_code(
        "city_code", "kode_kabupaten_kota", ("Kode kabupaten/kota (BPS)", "City code"), _AREA, 4
    ),
    text(
        "city_name",
        "kabupaten_kota",
        ("Kabupaten/kota", "City"),
        _AREA,
        Sensitivity.OPEN,
        "nama_kabupaten_kota",
    ),
    area_code(
        "district_code", "kode_kecamatan", ("Kode kecamatan (BPS)", "District code"), _AREA, 7
    ),
    text(
        "district_name",
        "kecamatan",
        ("Kecamatan", "District"),
        _AREA,
        Sensitivity.OPEN,
        "nama_kecamatan",
    ),
    area_code(
        "village_code", "kode_kelurahan_desa", ("Kode kelurahan (BPS)", "Village code"), _AREA, 10
    ),
    text(
        "village_name",
        "kelurahan_desa",
        ("Kelurahan", "Village"),
        _AREA,
        Sensitivity.QUASI_IDENTIFIER,
        "nama_kelurahan_desa",
    ),
)

_IDENTITIES = (
    text("address", "alamat", ("Alamat", "Address"), _IDENTITY, _PERSONAL, "alamat_domisili"),
    text(
        "family_number",
        "nomor_kartu_keluarga",
        ("Nomor KK", "Family card number"),
        _IDENTITY,
        _PERSONAL,
        "no_kk",
        "nomor_kk",
        "nokk",
        "id_keluarga",
        kind=Kind.KK,
    ),
    number(
        "stated_size",
        "jumlah_anggota_keluarga",
        ("Jumlah anggota menurut berkas", "Members as stated"),
        _WELFARE,
        "orang",
        (1, 99),
        "jml_anggota_keluarga",
        "jml_anggota",
        "jumlah_anggota",
    ),
    text(
        "head_name",
        "nama_kepala_keluarga",
        ("Nama kepala keluarga", "Name of the head"),
        _IDENTITY,
        _PERSONAL,
        "nama_anggota_keluarga",
        "nama_krt",
        "nama_kk",
    ),
)

_WELFARES = (
    _decile(
        "decile_national",
        "desil_nasional",
        ("Desil nasional", "National decile"),
        "desil_nasional_keluarga",
        "desil",
    ),
    _decile(
        "decile_province",
        "desil_provinsi",
        ("Desil provinsi", "Provincial decile"),
        "desil_provinsi_keluarga",
    ),
    _decile(
        "decile_city",
        "desil_kabupaten_kota",
        ("Desil kota", "City decile"),
        "desil_kabupaten_kota_keluarga",
        "desil_kabkota",
        "desil_kabupaten",
    ),
    yes_no(
        "pbi_national",
        "pbi_nas",
        ("Penerima PBI nasional", "National PBI"),
        _WELFARE,
        "pbi_nasional",
        "pbi_nas_keluarga",
    ),
    yes_no(
        "pbi_local",
        "pbi_pemda",
        ("Penerima PBI pemda", "Local PBI"),
        _WELFARE,
        "pbi_pemda_keluarga",
    ),
    text(
        "electricity_customer_id",
        "id_pelanggan_pln",
        ("ID pelanggan PLN", "PLN customer id"),
        _IDENTITY,
        _PERSONAL,
        "idpel",
        "id_pelanggan",
    ),
)

_DWELLINGS = (
    coded(
        "house_tenure",
        "status_kepemilikan_rumah",
        ("Status kepemilikan rumah", "Tenure"),
        _DWELLING,
        dwelling.HOUSE_TENURE,
        "id_status_penguasaan_bangunan",
        "status_penguasaan_bangunan",
    ),
    coded(
        "floor_material",
        "jenis_lantai_terluas",
        ("Jenis lantai terluas", "Floor"),
        _DWELLING,
        dwelling.FLOOR_MATERIAL,
        "id_lantai_terluas",
        "lantai_terluas",
    ),
    number(
        "floor_area_m2",
        "luas_lantai",
        ("Luas lantai", "Floor area"),
        _DWELLING,
        "m2",
        (1, 9999),
        "luas_lantai_bangunan",
    ),
    coded(
        "wall_material",
        "jenis_dinding_terluas",
        ("Jenis dinding terluas", "Wall"),
        _DWELLING,
        dwelling.WALL_MATERIAL,
        "id_dinding_terluas",
        "dinding_terluas",
    ),
    coded(
        "roof_material",
        "jenis_atap_terluas",
        ("Jenis atap terluas", "Roof"),
        _DWELLING,
        dwelling.ROOF_MATERIAL,
        "id_atap_terluas",
        "atap_terluas",
    ),
    coded(
        "drinking_water",
        "sumber_air_minum_utama",
        ("Sumber air minum utama", "Drinking water"),
        _DWELLING,
        dwelling.DRINKING_WATER,
        "id_sumber_airminum",
        "id_sumber_air_minum",
        "sumber_air_minum",
    ),
    coded(
        "lighting",
        "sumber_penerangan_utama",
        ("Sumber penerangan utama", "Lighting"),
        _DWELLING,
        dwelling.LIGHTING,
        "id_sumberpenerangan",
        "id_sumber_penerangan",
        "sumber_penerangan",
    ),
    coded(
        "electric_power",
        "daya_terpasang",
        ("Daya terpasang", "Installed power"),
        _DWELLING,
        dwelling.ELECTRIC_POWER,
        "id_dayapenerangan",
        "id_daya_penerangan",
        "id_daya_terpasang",
    ),
    coded(
        "cooking_fuel",
        "bahan_bakar_utama_memasak",
        ("Bahan bakar utama memasak", "Cooking fuel"),
        _DWELLING,
        dwelling.COOKING_FUEL,
        "id_bb_utama",
        "bb_utama",
        "bahan_bakar_utama",
    ),
    coded(
        "toilet_facility",
        "fasilitas_bab",
        ("Fasilitas BAB", "Toilet"),
        _DWELLING,
        dwelling.TOILET_FACILITY,
        "id_fasilitas_bab",
    ),
    coded(
        "toilet_type",
        "jenis_kloset",
        ("Jenis kloset", "Toilet type"),
        _DWELLING,
        dwelling.TOILET_TYPE,
        "id_jenis_kloset",
    ),
    coded(
        "sewage_disposal",
        "pembuangan_akhir_tinja",
        ("Pembuangan akhir tinja", "Sewage disposal"),
        _DWELLING,
        dwelling.SEWAGE_DISPOSAL,
        "id_pembuangan_tinja",
        "pembuangan_tinja",
        "id_pembuangan_akhir_tinja",
    ),
)

_ASSETS = (
    yes_no(
        "owns_assets",
        "kepemilikan_aset",
        ("Memiliki aset", "Owns assets"),
        "Aset",
        "id_kepemilikan_aset",
    ),
    owned(
        "has_gas_cylinder",
        "aset_bergerak_tabung_gas",
        ("Tabung gas 5,5 kg atau lebih", "Gas cylinder of 5.5 kg or more"),
        "tabung_gas",
    ),
    owned("has_fridge", "aset_bergerak_lemari_es", ("Lemari es", "Refrigerator"), "lemari_es"),
    owned("has_air_conditioner", "aset_bergerak_ac", ("AC", "Air conditioner"), "ac"),
    owned(
        "has_water_heater",
        "aset_bergerak_pemanas_air",
        ("Pemanas air", "Water heater"),
        "pemanas_air",
    ),
    owned(
        "has_landline",
        "aset_bergerak_telepon_rumah",
        ("Telepon rumah", "Landline"),
        "telepon_rumah",
    ),
    owned(
        "has_flat_tv",
        "aset_bergerak_tv_datar",
        ("Televisi layar datar 30 inci atau lebih", "Flat television of 30 inches or more"),
        "tv_datar",
        "aset_bergerak_televisi_layar_datar",
    ),
    owned(
        "has_gold",
        "aset_bergerak_emas_perhiasan",
        ("Emas/perhiasan 10 gram atau lebih", "Gold or jewellery of 10 grams or more"),
        "emas_perhiasan",
        "emas",
    ),
    owned(
        "has_computer",
        "aset_bergerak_komputer_laptop_tablet",
        ("Komputer/laptop/tablet", "Computer, laptop or tablet"),
        "komputer_laptop_tablet",
        "komputer",
    ),
    owned(
        "has_motorcycle",
        "aset_bergerak_sepeda_motor",
        ("Sepeda motor", "Motorcycle"),
        "sepeda_motor",
    ),
    owned("has_bicycle", "aset_bergerak_sepeda", ("Sepeda", "Bicycle"), "sepeda"),
    owned("has_car", "aset_bergerak_mobil", ("Mobil", "Car"), "mobil"),
    owned("has_boat", "aset_bergerak_perahu", ("Perahu", "Boat"), "perahu"),
    owned(
        "has_motorboat",
        "aset_bergerak_kapal_perahu_motor",
        ("Kapal/perahu motor", "Ship or motorboat"),
        "kapal_perahu_motor",
    ),
    owned("has_smartphone", "aset_bergerak_smartphone", ("Smartphone", "Smartphone"), "smartphone"),
    owned(
        "has_other_land",
        "aset_tidak_bergerak_lahan_lainnya",
        ("Lahan selain yang dihuni", "Land elsewhere"),
        "lahan_tempat_lain",
        "lahan_lainnya",
    ),
    owned(
        "has_other_house",
        "aset_tidak_bergerak_rumah_lainnya",
        ("Rumah selain yang dihuni", "House elsewhere"),
        "rumah_tempat_lain",
        "rumah_lainnya",
    ),
    *(
        number(
            f"{name}_count",
            f"jumlah_ternak_{animal}",
            label,
            "Aset",
            "ekor",
            (0, 999),
            f"jml_{animal}",
            f"jumlah_{animal}",
            *more,
        )
        for name, animal, label, more in (
            ("cattle", "sapi", ("Jumlah sapi", "Cattle"), ()),
            ("buffalo", "kerbau", ("Jumlah kerbau", "Buffaloes"), ()),
            ("horse", "kuda", ("Jumlah kuda", "Horses"), ()),
            ("pig", "babi", ("Jumlah babi", "Pigs"), ()),
            (
                "goat_sheep",
                "kambing_domba",
                ("Jumlah kambing/domba", "Goats and sheep"),
                ("jml_kambing", "jml_kambing_dan_domba"),
            ),
        )
    ),
)

FAMILY = Table(
    "family",
    Label("Keluarga", "Family"),
    (*_AREAS, *_IDENTITIES, *_WELFARES, *_DWELLINGS, *_ASSETS),
)
