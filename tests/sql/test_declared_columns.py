"""Every mart returns exactly the columns declared in warehouse/marts.py, with their types, and no null where none may be."""

from datetime import date

import pytest

from warehouse.marts import MARTS
from warehouse.queries import EVERYTHING, Choice, Warehouse
from warehouse.schema import Table

NOTHING = Choice(townships=("丙寅乡",), categories=("没有这一类",), as_of=date(2024, 9, 1))


@pytest.mark.parametrize("mart", MARTS, ids=lambda mart: mart.name)
@pytest.mark.parametrize("choice", [EVERYTHING, NOTHING], ids=["everything", "nothing"])
def test_a_mart_meets_its_declaration(warehouse: Warehouse, mart: Table, choice: Choice) -> None:
    mart.checked(warehouse.read(mart.name, choice))


@pytest.mark.parametrize("mart", MARTS, ids=lambda mart: mart.name)
def test_a_view_has_no_column_beyond_its_declaration(warehouse: Warehouse, mart: Table) -> None:
    columns = warehouse._cursor(EVERYTHING).execute("SELECT column_name FROM (DESCRIBE " + mart.name + ")").fetchall()
    assert [name for (name,) in columns] == mart.column_names
