"""What follows from a birth date."""
