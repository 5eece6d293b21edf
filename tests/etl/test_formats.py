"""A build of a folder with documents of several formats."""

import shutil
from pathlib import Path

from etl.build import build
from tests.etl.read.writers import docx_bytes, html_text
from warehouse.queries import Warehouse

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "data" / "plans" / "huangsang_2024.txt"


def test_documents_of_every_format_are_loaded_with_their_pages(tmp_path: Path) -> None:
    folders = plans, tables, store = tmp_path / "plans", tmp_path / "tables", tmp_path / "store"
    plans.mkdir()
    tables.mkdir()
    shutil.copy(PLAN, plans)
    lines = PLAN.read_text("utf-8").splitlines()
    (plans / "方案.docx").write_bytes(docx_bytes(lines, numbered=True))
    (plans / "方案.html").write_text(html_text(lines), "utf-8")
    (plans / "台账.pdf").write_bytes((ROOT / "tests" / "golden" / "files" / "ledger.pdf").read_bytes())
    (plans / "扫描.pdf").write_bytes(b"%PDF-1.7 cut off")
    report = build(*folders)
    assert ["方案.html" in notice and "内容相同" in notice for notice in report.notices] == [True]
    assert (report.exit_code, report.document_count, report.row_counts["source_page"]) == (1, 3, 1)
    assert any(problem.startswith("扫描.pdf 整个文件") for problem in report.problems)
    states = dict(Warehouse.open(store).read("source_summary").select("file", "state_label").rows())
    assert states["台账.pdf"] == states["方案.docx"] == states["huangsang_2024.txt"]
    counts = sorted(Warehouse.open(store).read("issue_register").group_by("plan_id").len()["len"])
    assert counts == [3, 16, 16]
