"""Putting a finished run into the register, and bringing an earlier one back."""
