"""`/api/` asked of the real server: the rows are those of the pages, and what is not understood is said in Chinese."""

import csv
import io
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.serving import Served, serve
from warehouse import choices
from warehouse.export import csv_bytes
from warehouse.marts import BY_NAME, MARTS
from warehouse.queries import Choice, Warehouse
from warehouse.views import variables_of

pytestmark = pytest.mark.xdist_group("api")

AS_OF = date(2024, 5, 20)


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[Served]:
    with serve(store) as dashboard:
        yield dashboard


def ask(served: Served, path: str, *parameters: tuple[str, str]) -> tuple[int, bytes]:
    """Status and body of an answer."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    try:
        with urllib.request.urlopen(f"{served.url}{quote(path)}{query}", timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def error(served: Served, path: str, *parameters: tuple[str, str]) -> tuple[int, str]:
    status, body = ask(served, path, *parameters)
    return status, json.loads(body)["error"]


def rows(served: Served, mart: str, *parameters: tuple[str, str]) -> list[dict[str, Any]]:
    status, body = ask(served, f"/api/{mart}.json", *parameters)
    assert status == 200, body
    answer = json.loads(body)
    assert answer["row_count"] == len(answer["rows"])
    return list(answer["rows"])


def test_the_index_lists_every_mart_with_columns_and_units(served: Served, warehouse: Warehouse) -> None:
    for path in ("/api/", "/api"):
        index = json.loads(ask(served, path)[1])
        assert index["build_id"] == warehouse.build_id
        assert [mart["mart"] for mart in index["marts"]] == [mart.name for mart in MARTS]
    by_name = {mart["mart"]: mart for mart in index["marts"]}
    fund = {column["name"]: column for column in by_name["fund_register"]["columns"]}
    assert (fund["amount_yuan"]["unit"], fund["amount_yuan"]["type"], fund["amount_yuan"]["label"]) == ("元", "yuan", "金额(元)")
    assert by_name["overview"]["filters"] == ["乡镇", "类别", "主题", "部门", "角色", "状态", "到期", "方案", "期间", "截至"]
    assert by_name["build_summary"]["filters"] == []
    assert "甲子乡" in index["filters"]["乡镇"]


@pytest.mark.parametrize("mart", BY_NAME)
def test_json_is_the_mart(served: Served, warehouse: Warehouse, mart: str) -> None:
    dated = [("截至", AS_OF.isoformat())] if "as_of" in variables_of(mart) else []
    found = rows(served, mart, *dated)
    expected = warehouse.read(mart, Choice(as_of=AS_OF) if dated else Choice())
    assert len(found) == expected.height
    for row, wanted in zip(found, expected.iter_rows(named=True), strict=True):
        assert list(row) == BY_NAME[mart].column_names
        for name, value in wanted.items():
            if hasattr(value, "isoformat"):
                assert row[name] == value.isoformat()[:19]
            elif hasattr(value, "as_tuple"):
                assert row[name] == float(value)
            else:
                assert row[name] == value


@pytest.mark.parametrize("mart", ["issue_register", "overview", "fund_register"])
def test_csv_is_that_of_the_pages(served: Served, warehouse: Warehouse, mart: str) -> None:
    status, body = ask(served, f"/api/{mart}.csv", ("乡镇", "甲子乡"), ("截至", "2024-05-20"))
    chosen = Choice(townships=("甲子乡",), as_of=AS_OF)
    assert (status, body) == (200, csv_bytes(warehouse.read(mart, chosen), BY_NAME[mart], is_synthetic=True))
    assert next(csv.reader(io.StringIO(body.decode("utf-8-sig")))) == [*BY_NAME[mart].labels.values(), "合成数据"]


def test_the_filters_are_those_of_the_pages(served: Served, warehouse: Warehouse) -> None:
    options = warehouse.read("filter_options")
    chosen = Choice(townships=("甲子乡",), statuses=("in_progress",), as_of=AS_OF)
    address = choices.address(chosen, options)
    assert address == "?乡镇=甲子乡&状态=推进中&截至=2024-05-20"
    with urllib.request.urlopen(f"{served.url}/api/issue_register.json{quote(address, safe='?=&')}", timeout=30) as answer:
        found = json.loads(answer.read())
    wanted = warehouse.read("issue_register", chosen)
    assert [row["issue_id"] for row in found["rows"]] == wanted["issue_id"].to_list()
    assert 0 < wanted.height < warehouse.read("issue_register").height
    assert (found["as_of"], found["build_id"]) == ("2024-05-20", warehouse.build_id)
    assert found["filters"] == {"乡镇": ["甲子乡"], "状态": ["推进中"], "截至": ["2024-05-20"]}


def test_issues_can_be_searched_and_evidence_asked_of_one(served: Served, warehouse: Warehouse) -> None:
    title = warehouse.read("issue_register")["title"][0]
    found = rows(served, "issue_register", ("搜索", title))
    assert [row["issue_id"] for row in found] == warehouse.search_issues(title)["issue_id"].to_list()
    issue_id = found[0]["issue_id"]
    assert {row["issue_id"] for row in rows(served, "evidence", ("问题", issue_id))} == {issue_id}


@pytest.mark.parametrize(
    ("path", "parameters", "status", "message"),
    [
        (
            "/api/overview.json",
            [("镇", "甲子乡")],
            400,
            "不认识的筛选 “镇”, 可用的筛选: 乡镇、类别、主题、部门、角色、状态、到期、方案、期间、截至",
        ),
        ("/api/overview.json", [("乡镇", "没有乡")], 400, "乡镇: 没有“没有乡”, 现有 甲子乡"),
        ("/api/overview.csv", [("截至", "昨天")], 400, "截至: 读到“昨天”, 应为 2024-05-20 这样的日期"),
        ("/api/build_summary.json", [("乡镇", "甲子乡")], 400, "不认识的筛选 “乡镇”, 它不随筛选变化"),
        ("/api/overvew.json", [], 404, "没有视图“overvew”, 是不是 overview?"),
        ("/api/overview.xml", [], 404, "应为 /api/视图.json 或 /api/视图.csv"),
        ("/api/overview", [], 404, "读到 /api/overview"),
    ],
)
def test_what_is_not_understood_is_said(
    served: Served, path: str, parameters: list[tuple[str, str]], status: int, message: str
) -> None:
    code, said = error(served, path, *parameters)
    assert code == status
    assert message in said


def test_nothing_can_be_written(served: Served) -> None:
    request = urllib.request.Request(f"{served.url}/api/overview.json", data=b"{}", method="POST")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code == 405


def test_without_a_warehouse_it_says_how_to_make_one(tmp_path: Path) -> None:
    with serve(tmp_path) as empty:
        assert error(empty, "/api/overview.json") == (503, "还没有数据仓库, 请先运行 python -m etl build")


def test_the_pages_are_served_beside(served: Served) -> None:
    status, body = ask(served, "/register")
    assert status == 200
    assert b"<html" in body
