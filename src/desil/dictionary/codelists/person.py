"""Answers about a person: household role, marriage, health and difficulties."""

from __future__ import annotations

from desil.dictionary.codelist import CodeList, code

SEX = CodeList(
    "sex",
    (
        code(1, "Laki-laki", "Male", "L", "LK", "Pria", "M"),
        code(2, "Perempuan", "Female", "P", "PR", "Wanita", "F"),
    ),
)

RELATIONSHIP = CodeList(
    "relationship",
    (
        code(1, "Kepala keluarga", "Head of the family", "KK", "Kepala"),
        code(2, "Istri/suami", "Spouse", "Istri", "Suami", "Isteri"),
        code(3, "Anak", "Child"),
        code(4, "Menantu", "Child-in-law"),
        code(5, "Cucu", "Grandchild"),
        code(6, "Orang tua/mertua", "Parent or parent-in-law", "Orang tua", "Mertua"),
        code(7, "Pembantu/sopir", "Domestic worker or driver", "Pembantu", "Sopir"),
        code(8, "Lainnya", "Other", "Famili lain"),
    ),
)

MARITAL_STATUS = CodeList(
    "marital_status",
    (
        code(1, "Belum kawin", "Never married"),
        code(2, "Kawin/nikah", "Married", "Kawin", "Nikah"),
        code(3, "Cerai hidup", "Divorced"),
        code(4, "Cerai mati", "Widowed"),
    ),
)

NUTRITION = CodeList(
    "nutrition",
    (
        code(1, "Kurang gizi (wasting)", "Wasting"),
        code(2, "Kerdil (stunting)", "Stunting"),
        code(3, "Tidak ada catatan", "No record"),
        code(8, "Tidak tahu", "Not known"),
    ),
)

DIFFICULTY = CodeList(
    "difficulty",
    (
        code(1, "Ya, sama sekali tidak bisa", "Yes, cannot do at all"),
        code(2, "Ya, banyak kesulitan dan membutuhkan bantuan", "Yes, a lot, needs help"),
        code(3, "Ya, sedikit kesulitan, tidak membutuhkan bantuan", "Yes, a little, needs no help"),
        code(4, "Tidak mengalami kesulitan", "No difficulty"),
    ),
)

FREQUENCY = CodeList(
    "frequency",
    (
        code(1, "Sangat sering", "Very often"),
        code(2, "Sering", "Often"),
        code(3, "Jarang", "Seldom"),
        code(4, "Tidak pernah", "Never"),
    ),
)

CHRONIC_DISEASE = CodeList(
    "chronic_disease",
    (
        code(1, "Tidak ada", "None"),
        code(2, "Hipertensi", "Hypertension"),
        code(3, "Rematik", "Rheumatism"),
        code(4, "Asma", "Asthma"),
        code(5, "Masalah jantung", "Heart disease"),
        code(6, "Diabetes", "Diabetes"),
        code(7, "TBC", "Tuberculosis"),
        code(8, "Stroke", "Stroke"),
        code(9, "Kanker/tumor ganas", "Cancer"),
        code(10, "Gagal ginjal", "Kidney failure"),
        code(11, "Haemophilia", "Haemophilia"),
        code(12, "HIV/AIDS", "HIV/AIDS"),
        code(13, "Kolesterol", "High cholesterol"),
        code(14, "Sirosis hati", "Cirrhosis"),
        code(15, "Thalasemia", "Thalassaemia"),
        code(16, "Leukimia", "Leukaemia"),
        code(17, "Alzheimer", "Alzheimer's disease"),
        code(18, "Lainnya", "Other"),
    ),
)
