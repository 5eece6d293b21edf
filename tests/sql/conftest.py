"""One hand-made warehouse for the tests of the views."""

import pytest

from tests.warehouse import hand_made
from warehouse.queries import Warehouse


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return hand_made.published(tmp_path_factory.mktemp("hand_made"))
