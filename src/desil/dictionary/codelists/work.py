"""Answers about work and businesses."""

from __future__ import annotations

from desil.dictionary.codelist import CodeList, code

INDUSTRY = CodeList(
    "industry",
    (
        code(1, "Pertanian tanaman padi & palawija", "Rice and secondary food crops"),
        code(2, "Hortikultura", "Horticulture"),
        code(3, "Perkebunan", "Estate crops"),
        code(4, "Perikanan", "Fisheries"),
        code(5, "Peternakan", "Livestock"),
        code(6, "Kehutanan & pertanian lainnya", "Forestry and other agriculture"),
        code(7, "Pertambangan/penggalian", "Mining and quarrying"),
        code(8, "Industri pengolahan", "Manufacturing"),
        code(
            9,
            "Pengadaan listrik, gas, uap/air panas & udara dingin",
            "Electricity, gas, steam and air conditioning",
        ),
        code(
            10,
            "Pengelolaan air, air limbah, daur ulang sampah, remediasi",
            "Water, waste water, recycling and remediation",
        ),
        code(11, "Konstruksi", "Construction"),
        code(
            12,
            "Perdagangan besar & eceran, reparasi mobil & sepeda motor",
            "Trade and repair of vehicles",
        ),
        code(13, "Pengangkutan & pergudangan", "Transport and storage"),
        code(14, "Akomodasi & makan minum", "Accommodation and food"),
        code(15, "Informasi & komunikasi", "Information and communication"),
        code(16, "Keuangan & asuransi", "Finance and insurance"),
        code(17, "Real estat", "Real estate"),
        code(
            18,
            "Aktivitas profesional, ilmiah & teknis",
            "Professional, scientific and technical activities",
        ),
        code(
            19,
            "Penyewaan, ketenagakerjaan, agen perjalanan, penunjang usaha",
            "Rental, employment, travel and business support",
        ),
        code(
            20,
            "Administrasi pemerintahan, pertahanan, jaminan sosial wajib",
            "Public administration, defence and social security",
        ),
        code(21, "Pendidikan", "Education"),
        code(22, "Kesehatan manusia & aktivitas sosial", "Health and social work"),
        code(23, "Kesenian, hiburan, rekreasi", "Arts, entertainment and recreation"),
        code(24, "Jasa lainnya", "Other services"),
        code(25, "Keluarga sebagai pemberi kerja", "Families as employers"),
        code(26, "Badan internasional", "International bodies"),
    ),
)

WORK_STATUS = CodeList(
    "work_status",
    (
        code(1, "Berusaha sendiri", "Own account"),
        code(
            2,
            "Berusaha dibantu buruh tidak tetap/tidak dibayar",
            "Own account with unpaid or casual workers",
        ),
        code(3, "Berusaha dibantu buruh tetap/dibayar", "Employer"),
        code(4, "Buruh/karyawan/pegawai swasta", "Private employee"),
        code(
            5,
            "PNS/TNI/Polri/BUMN/BUMD/pejabat negara",
            "Civil servant, army, police or state company",
        ),
        code(6, "Pekerja bebas pertanian", "Casual worker in agriculture"),
        code(7, "Pekerja bebas non-pertanian", "Casual worker outside agriculture"),
        code(8, "Pekerja keluarga/tidak dibayar", "Unpaid family worker"),
    ),
)

BUSINESS_TURNOVER = CodeList(
    "business_turnover",
    (
        code(1, "<5 juta", "Under 5 million"),
        code(2, "5-<15 juta", "5 to under 15 million"),
        code(3, "15-<25 juta", "15 to under 25 million"),
        code(4, "25-<167 juta (mikro)", "25 to under 167 million (micro)"),
        code(5, "167-<1.250 juta (kecil)", "167 to under 1,250 million (small)"),
        code(6, "1.250-<4.167 juta (menengah)", "1,250 to under 4,167 million (medium)"),
        code(7, ">=4.167 juta (besar)", "4,167 million or more (large)"),
    ),
)
