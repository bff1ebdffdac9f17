"""Columns about what a family owns."""

from __future__ import annotations

from desil.dictionary.declare import number, owned, yes_no

ASSET_COLUMNS = (
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
