"""A real server for every test of the register."""

from tests.register_server import empty_register, server

__all__ = ["empty_register", "server"]
