"""An office that is served to a browser, and people who have signed in to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desil.accounts.models import User
from desil.registry.office_role import office_address
from desil.registry.register import start_django
from tests.people import session_of, user_with

Cookie = dict[str, str]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that is served: its address, the register's (the owner's), and its home."""

    address: str
    url: str
    home: Path

    def reach(self) -> None:
        """Let this process's models use the same database."""
        start_django(self.home, office_address(self.url))

    def sign_in(self, user: User, *, second_factor: bool = True) -> Cookie:
        """The cookie of a browser in which a user has signed in."""
        self.reach()
        key = session_of(user, second_factor=second_factor)
        return {"name": "sessionid", "value": key, "url": self.address}

    def cookie_of(self, *roles: str) -> Cookie:
        """The cookie of a new user with these roles."""
        self.reach()
        return self.sign_in(user_with(*roles))
