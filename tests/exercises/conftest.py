"""What every test of exercises gets."""

import pytest

from nbhelpers.exercises import record


@pytest.fixture(autouse=True)
def fresh_record():
    """Begin and end with nothing committed and nothing solved."""
    record.forget()
    yield
    record.forget()
