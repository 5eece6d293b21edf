"""The downloads: named by what they hold, offered for every table and chart, and holding what is shown."""

from datetime import date

import pytest
import streamlit as st

from pages.shared import downloads, store
from pages.shared.menu import TITLES
from tests.pages.conftest import markup, open_page
from warehouse.queries import Choice, Warehouse


@pytest.mark.parametrize(("townships", "name"), [
    ((), "问题台账_全部乡镇_截至2024-05-20.csv"),
    (("甲子乡", "乙/丑 镇"), "问题台账_甲子乡、乙_丑_镇_截至2024-05-20.csv"),
    (("甲", "乙", "丙", "丁"), "问题台账_甲、乙、丙等4个乡镇_截至2024-05-20.csv"),
])  # fmt: skip
def test_the_file_name_says_where_and_when(townships: tuple[str, ...], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {store.CHOICE: Choice(townships=townships, as_of=date(2024, 5, 20))})
    assert downloads.file_name("问题台账") == name


TABS = [
    *(("departments", "责任", tab) for tab in ("部门 × 主题", "完成率", "词表没有的单位")),
    *(("deadlines", "时限", tab) for tab in ("20天以上", "无明确时限", "按月", "多日无报告")),
    *(("compare", "对照内容", tab) for tab in ("相似的措施", "单位", "问题")),
]
DRAWN_FROM_THE_TABLE_BELOW = {"toilets_townships", "pick_toilets_villages"}  # whose rows that table's button gives


@pytest.mark.parametrize(("page", "key", "tab"), [*((page, "", "") for page in TITLES), *TABS])
def test_every_table_and_chart_has_a_download(page: str, key: str, tab: str, warehouse: Warehouse) -> None:
    app = open_page(page, **({key: tab} if key else {}))
    buttons = app.get("download_button")
    written = markup(app).count('<table class="facing">') + markup(app).count('<div class="urgent">')  # tables and lists as HTML
    charts = [chart for chart in app.get("plotly_chart") if chart.key not in DRAWN_FROM_THE_TABLE_BELOW]
    assert len(buttons) == len(app.dataframe) + len(charts) + written
    assert all(button.proto.label.startswith("下载") for button in buttons)
