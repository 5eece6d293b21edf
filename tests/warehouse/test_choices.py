"""A choice read from an address and written as one, and worded; and the units that names of columns say."""

from datetime import date

import pytest

from warehouse import choices
from warehouse.marts import MARTS
from warehouse.queries import Choice, Warehouse
from warehouse.views import variables_of

CHOSEN = Choice(townships=("甲子乡",), themes=("产业",), statuses=("in_progress",), as_of=date(2024, 5, 20))


def test_an_address_is_read_as_it_was_written(warehouse: Warehouse) -> None:
    options = warehouse.read("filter_options")
    themes = list(choices.labels(options, "theme"))
    chosen = Choice(townships=("甲子乡",), themes=tuple(themes[:2]), statuses=("unreported",), as_of=date(2024, 5, 20))
    pairs: dict[str, list[str]] = {}
    for pair in choices.address(chosen, options).removeprefix("?").split("&"):
        name, value = pair.split("=")
        pairs.setdefault(name, []).append(value)
    assert choices.read_address(pairs, options) == choices.AddressRead(chosen, ())
    assert choices.address(Choice(), options) == ""


def test_what_would_break_an_address_is_escaped(warehouse: Warehouse) -> None:
    odd = Choice(townships=("甲&乙=#% 乡",))
    assert choices.address(odd, warehouse.read("filter_options")) == "?乡镇=甲%26乙%3D%23%25%20乡"


@pytest.mark.parametrize(
    ("name", "value"),
    [("乡镇", "没有乡"), ("状态", "in_progress"), ("截至", "20240520"), ("截至", "2024-02-30"), ("截至", "1999-12-31")],
)
def test_unknown_values_are_named(warehouse: Warehouse, name: str, value: str) -> None:
    found = choices.read_address({name: [value]}, warehouse.read("filter_options"))
    assert found == choices.AddressRead(Choice(), ((name, value),))


def test_in_words(warehouse: Warehouse) -> None:
    options = warehouse.read("filter_options")
    assert choices.in_words(CHOSEN, options) == ["甲子乡", "主题: 产业", "状态: 推进中", "截至 2024-05-20"]
    assert choices.in_words(Choice(as_of=date(2024, 5, 20)), options) == ["全部乡镇", "截至 2024-05-20"]


def test_each_mart_follows_the_variables_that_change_it(warehouse: Warehouse) -> None:
    of_amounts = {"scopes"}
    assert variables_of("overview") == {*choices.FIELDS.values(), "as_of"} - of_amounts
    assert variables_of("evidence") == variables_of("build_summary") == frozenset()
    nowhere = dict.fromkeys(choices.FIELDS.values(), ("没有",))
    for mart in MARTS:
        for variable, value in nowhere.items():
            changed = not warehouse.read(mart.name, Choice(**{variable: value})).equals(warehouse.read(mart.name))  # type: ignore[arg-type]
            if changed:
                assert variable in variables_of(mart.name), (mart.name, variable)


def test_every_measured_column_has_its_unit() -> None:
    places = {
        "ordinal",
        "span_start",
        "span_end",
        "row_number",
        "before_row_number",
        "year_before_row_number",
        "line",
        "character_no",
        "correction_line",
        "page",
        "heading_row",
        "read_row",
    }
    # A value's unit stands in the column unit beside it; a likeness is 0-100; what ends in _order or _no says a place in a row.
    values = {"value", "value_max", "value_before", "value_year_before", "change_value", "change_year_value"}
    unmeasured = {*places, *values, "urgency", "match_strength"}
    columns = [column for mart in MARTS for column in mart.columns if column.kind in ("integer", "number", "yuan")]
    without = {column.name for column in columns if not column.unit and not column.name.endswith(("_order", "_no"))}
    assert without <= unmeasured
