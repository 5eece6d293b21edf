"""A few hundred of the mutated documents that `make fuzz` reads by the hundred thousand."""

from tests.fuzz_parser import tried_all


def test_mutated_documents_are_read_without_a_fault() -> None:
    counts, findings = tried_all(range(400))
    assert findings == []
    assert {outcome.split()[0] for outcome in counts} == {"txt", "docx", "html", "pdf"}
