"""Answers about the dwelling (questions R301 to R310 of the form)."""

from __future__ import annotations

from types import MappingProxyType

from desil.dictionary.codelist import CodeList, coarse, code

HOUSE_TENURE = CodeList(
    "house_tenure",
    (
        code(1, "Milik sendiri", "Own house"),
        code(2, "Kontrak/sewa", "Rented", "Kontrak", "Sewa"),
        code(3, "Bebas sewa", "Rent free"),
        code(4, "Dinas", "Official housing", "Rumah dinas"),
        code(5, "Lainnya", "Other"),
    ),
)

FLOOR_MATERIAL = CodeList(
    "floor_material",
    (
        code(1, "Marmer/granit", "Marble or granite"),
        code(2, "Keramik", "Ceramic tiles"),
        code(3, "Parket/vinil/karpet", "Parquet, vinyl or carpet"),
        code(4, "Ubin/tegel/teraso", "Cement tiles or terrazzo"),
        code(5, "Kayu/papan", "Wood or boards"),
        code(6, "Semen/bata merah", "Cement or red brick"),
        code(7, "Bambu", "Bamboo"),
        code(8, "Tanah", "Earth"),
        code(9, "Lainnya", "Other"),
    ),
    coarse=(
        coarse(
            101,
            "Keramik/granit/marmer/ubin/tegel/teraso",
            "Ceramic, granite, marble, tiles or terrazzo",
            1,
            2,
            4,
        ),
    ),
)

WALL_MATERIAL = CodeList(
    "wall_material",
    (
        code(1, "Tembok", "Brick or concrete"),
        code(2, "Plesteran anyaman bambu/kawat", "Plastered bamboo or wire mesh"),
        code(3, "Kayu/papan/gypsum/GRC/calciboard", "Wood, gypsum or fibre board", "Kayu/papan"),
        code(4, "Anyaman bambu", "Woven bamboo"),
        code(5, "Batang kayu", "Logs"),
        code(6, "Bambu", "Bamboo"),
        code(7, "Lainnya", "Other"),
    ),
)

# The form numbers shingles 5 and bamboo 6; the register numbers them the other way round.
ROOF_MATERIAL = CodeList(
    "roof_material",
    (
        code(1, "Beton", "Concrete"),
        code(2, "Genteng", "Tiles"),
        code(3, "Seng", "Zinc sheets"),
        code(4, "Asbes", "Asbestos sheets"),
        code(5, "Bambu", "Bamboo"),
        code(6, "Kayu/sirap", "Wood or shingles", "Kayu", "Sirap"),
        code(7, "Jerami/ijuk/daun-daunan/rumbia", "Straw, palm fibre or leaves"),
        code(8, "Lainnya", "Other"),
    ),
    coarse=(coarse(101, "Asbes/seng", "Asbestos or zinc sheets", 3, 4),),
    form_to_register=MappingProxyType({5: 6, 6: 5}),
)

DRINKING_WATER = CodeList(
    "drinking_water",
    (
        code(1, "Air kemasan bermerk", "Branded bottled water", "Air kemasan bermerek"),
        code(2, "Air isi ulang", "Refilled water"),
        code(3, "Leding", "Piped water"),
        code(4, "Sumur bor/pompa", "Borehole or pump"),
        code(5, "Sumur terlindung", "Protected well"),
        code(6, "Sumur tak terlindung", "Unprotected well"),
        code(7, "Mata air terlindung", "Protected spring"),
        code(8, "Mata air tak terlindung", "Unprotected spring"),
        code(9, "Air permukaan", "Surface water"),
        code(10, "Air hujan", "Rain water"),
        code(11, "Lainnya", "Other"),
    ),
    coarse=(coarse(101, "Air kemasan/isi ulang", "Bottled or refilled water", 1, 2),),
)

LIGHTING = CodeList(
    "lighting",
    (
        code(1, "Listrik PLN dengan meteran", "PLN electricity with a meter"),
        code(2, "Listrik PLN tanpa meteran", "PLN electricity without a meter"),
        code(3, "Listrik non-PLN", "Other electricity"),
        code(4, "Bukan listrik", "No electricity"),
    ),
)

ELECTRIC_POWER = CodeList(
    "electric_power",
    (
        code(1, "450 watt", "450 watts", "450", "450 VA"),
        code(2, "900 watt", "900 watts", "900", "900 VA"),
        code(3, "1.300 watt", "1,300 watts", "1300", "1300 VA"),
        code(4, "2.200 watt", "2,200 watts", "2200", "2200 VA"),
        code(5, ">2.200 watt", "Over 2,200 watts", ">2200", ">2200 VA"),
    ),
    coarse=(
        coarse(101, "<=900 watt", "900 watts or less", 1, 2),
        coarse(102, ">900 watt", "Over 900 watts", 3, 4, 5),
    ),
)

# The form numbers "does not cook at home" 12; the register numbers it 0.
COOKING_FUEL = CodeList(
    "cooking_fuel",
    (
        code(0, "Tidak memasak di rumah", "Does not cook at home", "Tidak memasak"),
        code(1, "Listrik", "Electricity"),
        code(2, "Gas elpiji 5,5kg/blue gaz", "LPG, 5.5 kg"),
        code(3, "Gas elpiji 12kg", "LPG, 12 kg"),
        code(4, "Gas elpiji 3kg", "LPG, 3 kg"),
        code(5, "Gas kota/meteran PGN", "Piped gas"),
        code(6, "Biogas", "Biogas"),
        code(7, "Minyak tanah", "Kerosene"),
        code(8, "Briket", "Briquettes"),
        code(9, "Arang", "Charcoal"),
        code(10, "Kayu bakar", "Firewood"),
        code(11, "Lainnya", "Other"),
    ),
    coarse=(coarse(101, "Listrik/gas", "Electricity or gas", 1, 2, 3, 4, 5, 6),),
    form_to_register=MappingProxyType({12: 0}),
)

TOILET_FACILITY = CodeList(
    "toilet_facility",
    (
        code(1, "Ada, hanya keluarga sendiri", "Yes, own family only"),
        code(2, "Ada, bersama keluarga tertentu", "Yes, shared with some families"),
        code(3, "Ada, di MCK komunal", "Yes, communal"),
        code(4, "Ada, di MCK umum", "Yes, public"),
        code(5, "Ada, tidak digunakan", "Yes, not used"),
        code(6, "Tidak ada fasilitas", "None"),
    ),
)

TOILET_TYPE = CodeList(
    "toilet_type",
    (
        code(1, "Leher angsa", "Water seal"),
        code(2, "Plengsengan dengan tutup", "Slanted, with lid"),
        code(3, "Plengsengan tanpa tutup", "Slanted, without lid"),
        code(4, "Cemplung/cubluk", "Pit"),
    ),
)

SEWAGE_DISPOSAL = CodeList(
    "sewage_disposal",
    (
        code(1, "Tangki septik", "Septic tank"),
        code(2, "IPAL", "Treatment plant"),
        code(3, "Kolam/sawah/sungai/danau/laut", "Pond, field, river, lake or sea"),
        code(4, "Lubang tanah", "Hole in the ground"),
        code(5, "Pantai/tanah lapang/kebun", "Beach, open land or garden"),
        code(6, "Lainnya", "Other"),
    ),
    coarse=(coarse(101, "Tanpa tangki septik", "No septic tank", 2, 3, 4, 5, 6),),
)
