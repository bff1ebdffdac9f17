"""What applicants and officers write themselves in the cases of an album."""

NOTE = "Mohon datang atau kirim yang benar."
ANSWERS = {
    "explained": "Kami sudah menjelaskannya kepada Anda.",
    "data_is_right": "Data rumah Anda sudah kami cocokkan.",
    "told_to_correct": "Luas lantai di data perlu dibetulkan.",
    "will_be_paid": "Kami sudah bertanya ke bank.\nUangnya keluar bulan depan.",
    "was_paid": "Bank punya bukti bahwa uangnya sudah diambil.",
    "handed_over": "Kami teruskan ke Kepolisian Resor kota.",
    "borne_out": "Orang itu mengaku meminta uang.",
    "not_borne_out": "Tidak ada orang yang melihatnya.",
}
TOLD = {
    "aid_not_paid": "Bantuan saya belum masuk.",
    "birth": "Anak kami baru lahir.",
    "death": "Bapak kami sudah meninggal.",
    "decile_too_high": "Rumah kami sudah rusak.",
    "duplicate": "Nama saya ada dua.",
    "health": "Ibu saya susah melihat.",
    "identity_element": "Alamat kami salah.",
    "levy": "Ada yang meminta uang.",
    "merge": "Kami jadi satu KK.",
    "move": "Kami sudah pindah rumah.",
    "new_family": "Kami belum terdaftar.",
    "not_ranked_yet": "Kami belum punya desil.",
    "objection": "Keluarga itu mampu.",
    "pbi_inactive": "Kartu ibu saya mati.",
    "split": "Anak kami punya KK sendiri.",
    "status_question": "Mengapa desil kami segini?",
}
OWN_WORDS = (NOTE, *TOLD.values(), *(x for a in ANSWERS.values() for x in a.splitlines()))
