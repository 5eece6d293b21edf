"""Unit names to department groups: 乡村振兴站, 乡村振兴办, 扶贫办 are one department across townships.

The groups are patterns of data/vocabulary/departments.csv, the first that is found in the name wins; a unit that none of them
knows stays without a group and is shown as written.
"""

import re
import unicodedata
from functools import cache

from etl.vocabulary import read_vocabulary


@cache
def department_of(unit: str) -> str | None:
    """The department group of a unit name as written, None when the vocabulary has none."""
    name = re.sub(r"\s+", "", unicodedata.normalize("NFKC", unit))
    return next((department for department, pattern in _patterns() if pattern.search(name)), None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = read_vocabulary("departments.csv", ("department", "pattern"), unique=("department",), patterns=("pattern",))
    return tuple((row["department"], re.compile(row["pattern"])) for row in rows)
