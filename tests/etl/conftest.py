"""A small folder of input that is built once, for tests of what a second build does."""

from pathlib import Path

import pytest

from etl.build import build

PLAN = (
    "甲乡整改方案\n一、问题及整改措施\n(一)帮扶走访不够及时。抽查5户。\n责任单位:乡党政办\n整改时限:立行立改\n"
    "(二)产业资金88.8万元闲置。\n责任单位:乡财政所\n整改时限:2024年12月底前\n"
)
LEDGER = (
    "乡镇,序号,问题,整改状态,填报日期\n甲乡,(一),帮扶走访不够及时,已完成,2024-05-31\n乙乡,(二),产业资金闲置,正在整改,2024-05-31\n"
)
TOILETS = "乡镇,村,摸排厕所数,问题厕所数,统计日期\n甲乡,{}村,5,1,2024-05-31\n"


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two plans and three tables, and a store built of them: to copy, because a build of anything takes its time."""
    folder = tmp_path_factory.mktemp("small")
    plans, tables = folder / "plans", folder / "tables"
    plans.mkdir()
    tables.mkdir()
    (plans / "甲.txt").write_text(PLAN, encoding="utf-8")
    (plans / "乙.txt").write_text(PLAN.replace("甲乡", "乙乡"), encoding="utf-8")
    (tables / "台账.csv").write_text(LEDGER, encoding="utf-8")
    for name in "东西":
        (tables / f"{name}.csv").write_text(TOILETS.format(name), encoding="utf-8")
    build(plans, tables, folder / "store")
    return folder
