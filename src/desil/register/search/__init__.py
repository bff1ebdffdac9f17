"""Finding families from what somebody knows of them: a number, a name, an address."""
