"""Dirt: people who are gone, and what clerks and spreadsheets do to names, numbers and dates."""
