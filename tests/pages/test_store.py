"""What pages remember of the warehouse: asked once, and asked again when another build is published."""

from pathlib import Path

import pytest

from pages.shared import store
from tests.warehouse import hand_made
from warehouse.queries import Warehouse


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that a freshly published warehouse was asked about."""
    hand_made.published(tmp_path)
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    questions: list[str] = []
    source_text = Warehouse.source_text

    def noted(warehouse: Warehouse, source_id: str) -> str | None:
        questions.append(source_id)
        return source_text(warehouse, source_id)

    monkeypatch.setattr(Warehouse, "source_text", noted)
    return questions


def test_a_document_is_read_once_a_build(asked: list[str], tmp_path: Path) -> None:
    source_id = str(store.read_unfiltered("source_summary").row(0, named=True)["source_id"])
    text = store.source_text(source_id)
    assert store.source_text(source_id) == text
    assert asked == [source_id]
    hand_made.published(tmp_path)
    assert store.source_text(source_id) == text
    assert asked == [source_id, source_id]


def test_labels_are_those_of_the_published_build(asked: list[str], tmp_path: Path) -> None:
    known = store.labels("township")
    assert "甲子乡" in known
    assert store.labels("township") is known
    hand_made.published(tmp_path)
    assert store.labels("township") is not known
    assert store.labels("township") == known
