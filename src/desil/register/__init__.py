"""System of record: persons, families, deciles by release, and the publications they came with."""
