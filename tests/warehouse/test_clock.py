"""Today is today in China, in Python and in SQL alike."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from warehouse.clock import in_china


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2024, 5, 20, 15, 59, tzinfo=UTC), datetime(2024, 5, 20, 23, 59)),
        (datetime(2024, 5, 20, 16, 0, tzinfo=UTC), datetime(2024, 5, 21, 0, 0)),
        (datetime(2024, 5, 20, 16, 0), datetime(2024, 5, 21, 0, 0)),  # as the warehouse stores it, UTC without a zone
    ],
)
def test_a_day_begins_at_midnight_in_china(moment: datetime, expected: datetime) -> None:
    assert in_china(moment) == expected


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_python_and_sql_name_one_day_on_a_machine_in_any_zone(zone: str, tmp_path: Path) -> None:
    """Kiritimati (UTC+14) and Los Angeles never share a day's hours with China all day: at any hour one of them would differ."""
    program = (
        "import sys; from pathlib import Path; from warehouse.clock import today; from warehouse.load import connect\n"
        "[(day,)] = connect(Path(sys.argv[1])).cursor().execute('SELECT current_date').fetchall()\n"
        "print(today() == day, day)"
    )
    before = in_china(datetime.now(UTC)).date()
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "empty.duckdb")],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    same, day = done.stdout.split()
    assert same == "True"
    assert date.fromisoformat(day) in {before, in_china(datetime.now(UTC)).date()}
