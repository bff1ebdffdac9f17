"""The code lists of the DTSEN catalogue, by group of questions.

Source: the public BPS form REGSOSEK2022.K and the public DTSEN variable catalogues of provincial
and city governments (2025-2026).
"""
