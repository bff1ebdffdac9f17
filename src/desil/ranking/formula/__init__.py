"""What a model is: points per answer, cut-offs with dates, and how unknown answers count."""
