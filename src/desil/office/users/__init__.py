"""Screens of the accounts: who may sign in, as what, for which kelurahan."""
