"""Name search needs pg_trgm: a server that does not give it is named, with what to install."""

import pytest
from django.db import connection, transaction

from desil.database.partitions import enable_name_search
from desil.errors import MachineLacks


def test_a_server_that_refuses_the_extension_is_named(register: str) -> None:
    assert register
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction read only")  # so that it can create nothing
        with pytest.raises(MachineLacks, match="pg_trgm") as refused:
            enable_name_search(None, connection.schema_editor(atomic=False))
        transaction.set_rollback(True)
    assert "postgresql-contrib" in refused.value.hint
