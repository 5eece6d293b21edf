"""Reading: no warehouse yet, a new build noticed, the choice of one query only, values never read as SQL, many threads."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse import hand_made
from tests.warehouse.hand_made_documents import JIAZI, JIAZI_PLAN, JIAZI_TEXT, UNPLACED_PLAN
from tests.warehouse.hand_made_tables import FUNDS
from warehouse import clock
from warehouse.asked import Asked
from warehouse.publish import publish
from warehouse.queries import Choice, NoWarehouse, Warehouse


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return hand_made.published(tmp_path_factory.mktemp("queries"))


def found(warehouse: Warehouse, text: str, choice: Choice | None = None) -> list[str]:
    return [issue_id[-5:] for issue_id in warehouse.search_issues(text, choice or Choice())["issue_id"]]


def test_without_a_warehouse_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse):
        Warehouse.open(tmp_path)
    with pytest.raises(NoWarehouse):
        Warehouse.open(tmp_path / "missing")


def test_a_published_file_that_was_taken_away_is_no_warehouse(tmp_path: Path) -> None:
    hand_made.published(tmp_path)
    for path in tmp_path.glob("warehouse-*"):
        path.unlink()
    with pytest.raises(NoWarehouse):
        Warehouse.open(tmp_path)


def test_a_new_build_is_noticed_by_an_open_warehouse(tmp_path: Path) -> None:
    warehouse = hand_made.published(tmp_path)
    first = warehouse.build_id
    assert warehouse.read("build_summary")["build_id"].to_list() == [first]
    second = publish({**hand_made.frames(), "toilet": hand_made.frames()["toilet"].clear()}, tmp_path)
    assert warehouse.build_id == second != first
    assert warehouse.read("build_summary")["build_id"].to_list() == [second]
    assert warehouse.read("toilet_funnel").is_empty()


def test_a_choice_holds_for_one_query_only(warehouse: Warehouse) -> None:
    assert warehouse.read("issue_register", Choice(townships=("甲子乡",))).height == 3
    assert warehouse.read("issue_register").height == 4


def test_the_day_is_today_when_none_is_chosen(warehouse: Warehouse) -> None:
    today = clock.today()
    columns = ("due_on", "days_to_due", "status")
    row = warehouse.issue(f"{JIAZI_PLAN}-003").select(columns).row(0)
    assert row == warehouse.issue(f"{JIAZI_PLAN}-003", today).select(columns).row(0)
    assert row[1] == (date(2024, 10, 31) - today).days


def test_only_declared_views_can_be_read(warehouse: Warehouse) -> None:
    for name in ("issue", "stg_issue", "overview; drop view overview"):
        with pytest.raises(KeyError):
            warehouse.read(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("厕所", ["a-003"]),
        ("走过场", ["a-001"]),
        ("每周调度", ["a-001"]),
        (" 低保 ", ["b-001"]),
        ("厕所 整改", ["a-003"]),
        ("厕所 低保", []),
        ("", ["a-001", "a-002", "a-003", "b-001"]),
        ("%", []),
        ("_", []),
        ("' or 1=1 --", []),
    ],
)
def test_search_looks_into_title_finding_and_measures(warehouse: Warehouse, text: str, expected: list[str]) -> None:
    assert found(warehouse, text) == expected


def test_search_follows_the_choice(warehouse: Warehouse) -> None:
    assert found(warehouse, "整改", Choice(themes=("产业",))) == []
    assert found(warehouse, "整改", Choice(themes=("厕所改革",))) == ["a-003"]


def test_search_ignores_letter_case(tmp_path: Path) -> None:
    frames = hand_made.frames()
    measure = frames["measure"].head(1)
    text = frames["source_text"].with_columns(text=frames["source_text"]["text"] + "WiFi全覆盖")
    added = measure.with_columns(
        ordinal=pl.lit(3), text=pl.lit("WiFi全覆盖"), span_start=len(JIAZI_TEXT), span_end=len(JIAZI_TEXT) + 7
    ).cast(dict(measure.schema))
    warehouse = hand_made.published(tmp_path, {**frames, "source_text": text, "measure": pl.concat([frames["measure"], added])})
    assert found(warehouse, "wifi") == ["a-001"]


def test_values_are_never_read_as_sql(warehouse: Warehouse) -> None:
    hostile = "甲子乡'); drop table issue; --"
    assert warehouse.read("issue_register", Choice(townships=(hostile,))).is_empty()
    assert warehouse.issue(hostile).is_empty()
    assert warehouse.source_text(hostile) is None
    assert warehouse.read("issue_register").height == 4


def test_text_and_one_issue_are_found_by_id(warehouse: Warehouse) -> None:
    assert warehouse.source_text(JIAZI) == JIAZI_TEXT
    assert warehouse.source_text(FUNDS) is None
    assert warehouse.issue(f"{UNPLACED_PLAN}-001")["title"].to_list() == ["动态管理低保对象"]
    assert warehouse.issue("none").is_empty()


def test_many_threads_read_while_builds_are_published(tmp_path: Path) -> None:
    warehouse = hand_made.published(tmp_path)
    choices = {"甲子乡": 3, "未注明乡镇": 1, "丙寅乡": 0}

    def read(number: int) -> bool:
        township = list(choices)[number % len(choices)]
        register = warehouse.read("issue_register", Choice(townships=(township,)))
        overview = warehouse.read("overview", Choice(townships=(township,)))
        return (register.height, overview["issue_count"][0]) == (choices[township], choices[township])

    with ThreadPoolExecutor(8) as threads:
        reads = [threads.submit(read, number) for number in range(120)]
        publish(hand_made.frames(), tmp_path)
        publish(hand_made.frames(), tmp_path)
        assert all(one.result() for one in reads)
    assert warehouse.read("build_summary")["build_id"].to_list() == [warehouse.build_id]


def test_the_first_rows_of_what_is_asked_for(warehouse: Warehouse) -> None:
    every = warehouse.read("issue_register")
    assert warehouse.list_rows("issue_register", Asked(), most=2).equals(every.head(2))
    assert warehouse.count_rows("issue_register", Asked()) == every.height
    asked = Asked(words="分红")
    assert warehouse.count_rows("issue_register", asked) == warehouse.search_issues("分红").height > 0
    columns = ("title", "due_on", "departments", "is_done")
    for words, by in (("分红", {"title"}), ("2024-0", {"due_on"}), ("乡村振兴", {"departments"}), ("true", set())):
        listed = warehouse.list_rows("issue_register", Asked(found=(columns, words)))
        expected = [row["issue_id"] for row in every.iter_rows(named=True) if any(words in str(row[name]) for name in by)]
        assert listed["issue_id"].to_list() == expected, words
        assert bool(expected) == bool(by), words
    doubtful = warehouse.list_rows("issue_register", Asked(flag="is_doubtful"))
    assert doubtful.equals(every.filter(is_doubtful=True))
    assert doubtful.height
    latest = warehouse.list_rows("issue_register", Asked(order_by="due_on", is_descending=True))["due_on"].to_list()
    dated = [day for day in latest if day]
    assert dated == sorted(dated, reverse=True)
    assert latest == [*dated, *([None] * (every.height - len(dated)))]
    for wrong in (Asked(order_by="1; DROP TABLE issue"), Asked(equal=("1=1) --", ("x",))), Asked(flag="true")):
        with pytest.raises(KeyError):
            warehouse.list_rows("issue_register", wrong)
