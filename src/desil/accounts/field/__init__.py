"""App passwords of phones: how ODK Collect signs in for its officer."""
