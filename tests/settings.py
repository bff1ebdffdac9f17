"""The settings of tests: the office's own, but made-up passwords are hashed cheaply."""

from desil.config.settings import *  # noqa: F403
from desil.config.sign_in import PASSWORD_HASHERS as IN_PRODUCTION

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *IN_PRODUCTION]
