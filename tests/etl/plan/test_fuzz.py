"""A few hundred of the mutated documents that `make fuzz` reads by the hundred thousand."""

from tests.fuzz_parser import tried_all


def test_mutated_documents_are_read_without_a_fault() -> None:
    assert tried_all(range(300)) == []
