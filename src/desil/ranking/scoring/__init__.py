"""Facts to a score: exact, coarse and missing answers, each in its own declared way."""
