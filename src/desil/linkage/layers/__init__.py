"""The layers that link a record to a person of the register, surest first."""
