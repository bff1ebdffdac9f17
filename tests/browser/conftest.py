"""A real server for the pages."""

from tests.register_server import empty_register, server

__all__ = ["empty_register", "server"]
