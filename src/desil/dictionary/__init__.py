"""The words: person, family, dwelling, results, sources, code lists, areas, NIK."""
