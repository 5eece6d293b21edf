"""A state in the cell of the time limit."""

import pytest

from etl.sheet.states import state_in_limit


@pytest.mark.parametrize(
    ("limit", "status", "told"),
    [
        ("已完成", "in_progress", True),
        ("已完成", None, True),
        ("已完成", "completed", False),
        ("长期推进", "completed", False),
        ("立行立改", "in_progress", False),
        ("", "in_progress", False),
    ],
)
def test_a_state_in_place_of_the_limit_is_told_when_it_differs_from_the_rows(limit: str, status: str | None, told: bool) -> None:
    rejects = state_in_limit(7, {"due_on": None, "status": status}, {"deadline_text": limit}, "整改时限")
    assert [(one.row, one.column, one.read) for one in rejects] == ([(7, "整改时限", "已完成")] if told else [])
