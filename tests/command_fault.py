"""The error that a user is told, and a password that must not be in it."""

from typer.testing import CliRunner

from desil.cli.main import app
from desil.errors import DesilError

SECRET = "sandi/rahasia@9"


def fault_of(*arguments: object) -> DesilError:
    """The error that a command ends with, and what the terminal would show of it."""
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    assert isinstance(done.exception, DesilError), (done.exception, done.output)
    assert done.exception.hint
    assert "Traceback" not in done.output
    return done.exception


def said(fault: DesilError) -> str:
    return f"{fault.message} {fault.hint}"
