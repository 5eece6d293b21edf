"""The committed data dictionary is what the declarations say now."""

from warehouse.dictionary import PATH, dictionary
from warehouse.marts import MARTS
from warehouse.tables import OWN_TABLES, TABLES


def test_the_data_dictionary_is_fresh() -> None:
    assert PATH.read_text(encoding="utf-8") == dictionary(), "run: python -m warehouse.dictionary"


def test_it_names_every_relation_and_column() -> None:
    text = dictionary()
    for relation in (*TABLES, *OWN_TABLES, *MARTS):
        section = text.split(f"### {relation.name} ")[1].split("\n### ")[0]
        assert [line.split(" | ")[0] for line in section.splitlines() if line.startswith("| ")][1:] == [
            f"| {name}" for name in relation.column_names
        ]
