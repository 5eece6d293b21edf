"""The SQL files of sql/staging and sql/marts into a warehouse file: each after what it reads, with its comments."""

import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from warehouse.marts import MARTS

VARIABLE = re.compile(r"getvariable\('(\w+)'\)")
SQL = Path(__file__).resolve().parent.parent / "sql"


def statements(*folders: str) -> dict[str, str]:
    """View name -> its statement, for every file of the folders of sql/, each after the ones it reads."""
    sources, reads = _sources(*folders)
    return {name: sources[name] for name in TopologicalSorter(reads).static_order()}


@cache
def variables_of(mart_name: str) -> frozenset[str]:
    """The variables of the reader's choice that a mart follows, itself or through a view it reads."""
    sources, _ = _sources("staging", "marts")
    return frozenset(variable for name in read_for(mart_name) for variable in VARIABLE.findall(sources[name]))


def read_for(*names: str) -> set[str]:
    """Views and all that they read, of sql/staging and sql/marts."""
    _, reads = _sources("staging", "marts")
    read, waiting = set[str](), set(names)
    while waiting:
        name = waiting.pop()
        read.add(name)
        waiting |= reads[name] - read
    return read


def _sources(*folders: str) -> tuple[dict[str, str], dict[str, set[str]]]:
    """View name -> its file's text, and -> the views it reads."""
    sources = {path.stem: path.read_text(encoding="utf-8") for folder in folders for path in sorted((SQL / folder).glob("*.sql"))}
    reads = {
        name: {word for word in re.findall(r"\w+", re.sub(r"--[^\n]*", "", text)) if word in sources and word != name}
        for name, text in sources.items()
    }
    return sources, reads


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create everything in sql/staging and sql/marts. Staging relations that need no choice of the reader are stored tables."""
    for statement in statements("staging", "marts").values():
        connection.execute(statement)
    for mart in MARTS:
        for statement in mart.comment_statements("VIEW"):
            connection.execute(statement)
