"""Users and the invitations by which they set their first password."""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower

from desil.accounts.permissions import Permission
from desil.accounts.roles import permissions_of
from desil.accounts.territory import Territory, territory_of

_TextList: TypeAlias = "models.Field[list[str], list[str]]"
USERNAME = r"^[a-z][a-z0-9._-]{2,39}$"


class Users(BaseUserManager["User"]):
    """Finding users; they are made by actions."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The user of that name, in any case."""
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """Someone who signs in. Roles are names in `roles.yaml`; villages are BPS codes."""

    username = models.CharField(
        "nama pengguna",
        max_length=40,
        unique=True,
        validators=[RegexValidator(USERNAME, "3-40 huruf kecil, angka, titik, - atau _")],
    )
    name = models.CharField("nama", max_length=120)
    email = models.EmailField("surel", blank=True, default="")
    roles: _TextList = ArrayField(models.CharField(), default=list, verbose_name="peran")
    villages: _TextList = ArrayField(
        models.CharField(db_collation="C"), default=list, verbose_name="kelurahan"
    )
    is_active = models.BooleanField("aktif", default=True)
    made_at = models.DateTimeField("dibuat pada")

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects: ClassVar[Users] = Users()

    class Meta:
        """Its table and rules."""

        db_table = "account"
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="one_account_per_email"
            )
        ]

    def get_full_name(self) -> str:
        """What the person is called."""
        return self.name

    @property
    def actor(self) -> str:
        """How the log names this user."""
        return f"user:{self.pk}"

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the user's roles allow; nothing while the account is locked."""
        return permissions_of(self.roles) if self.is_active else frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether the user may do one thing."""
        return permission in self.permissions

    @property
    def territory(self) -> Territory:
        """Whose families the user may see."""
        return territory_of(self.roles if self.is_active else (), self.villages)


class Invitation(models.Model):
    """A link by which one user sets a password, once, before a moment; the digest of its random
    token alone is kept. `needs_factor`: a code of the account's second factor besides."""

    digest = models.CharField(max_length=64, unique=True, null=True)
    reason = models.CharField("alasan", max_length=200, default="")
    needs_factor = models.BooleanField("perlu langkah kedua", default=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    made_by = models.CharField("dibuat oleh")
    made_at = models.DateTimeField("dibuat pada")
    expires_at = models.DateTimeField("berlaku sampai")
    used_at = models.DateTimeField("dipakai pada", null=True)

    class Meta:
        """Its table."""

        db_table = "account_invitation"


class AccountRequest(models.Model):
    """What one administrator asks for somebody's account and another has to approve: an invitation
    in place of a password, or taking second factors off."""

    user = models.ForeignKey(User, models.CASCADE, related_name="requests")
    kind = models.CharField("jenis", max_length=20)
    reason = models.CharField("alasan", max_length=200)
    asked_by = models.CharField("diminta oleh")
    asked_at = models.DateTimeField("diminta pada")
    expires_at = models.DateTimeField("berlaku sampai")
    approved_by = models.CharField("disetujui oleh", default="")
    approved_at = models.DateTimeField("disetujui pada", null=True)

    class Meta:
        """Its table."""

        db_table = "account_request"


class AccountNotice(models.Model):
    """What somebody else did to an account, as its owner is told at the next sign-in."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    at = models.DateTimeField("pada")
    deed = models.CharField("perbuatan", max_length=30)
    by = models.CharField("oleh")
    reason = models.CharField("alasan", max_length=200, default="")
    shown_at = models.DateTimeField("pertama ditampilkan", null=True)

    class Meta:
        """Its table."""

        db_table = "account_notice"


class SharedCacheEntry(models.Model):
    """What the server's processes remember together, as signed JSON (`shared_cache.py`): attempts
    to sign in, counted for a minute or an hour; figures of the publication."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        """Its table."""

        db_table = "shared_cache"


class AttemptCount(models.Model):
    """How often something was tried in a window of time: by whom or for whom is a keyed digest."""

    key = models.CharField(max_length=64, primary_key=True)
    tries = models.IntegerField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        """Its table."""

        db_table = "attempt_count"


class ResidentCode(models.Model):
    """A code by which one resident opens their own data; person and code are keyed digests."""

    person = models.CharField(max_length=64, primary_key=True)
    code = models.CharField(max_length=64)
    made_by = models.CharField("dibuat oleh")
    made_at = models.DateTimeField("dibuat pada")
    expires_at = models.DateTimeField("berlaku sampai")

    class Meta:
        """Its table."""

        db_table = "resident_code"


class FieldToken(models.Model):
    """An app password by which a phone signs in for its officer; its digest alone is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="field_tokens")
    label = models.CharField("ponsel", max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("dibuat pada")
    expires_at = models.DateTimeField("berlaku sampai")
    used_at = models.DateTimeField("terakhir dipakai", null=True)
    revoked_at = models.DateTimeField("dicabut pada", null=True)

    class Meta:
        """Its table."""

        db_table = "field_token"
