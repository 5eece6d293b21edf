"""The bundled documents on the pages: the figures a leader of these townships knows."""

from pathlib import Path

import pytest

from tests.pages.conftest import figure, open_page, said, troubles


@pytest.fixture(autouse=True)
def bundled(built_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECTIFICATION_STORE", str(built_store))


def test_nothing_is_complete_that_nobody_reported_complete() -> None:
    app = open_page("progress", 乡镇="霞若乡")
    assert troubles(app) == []
    assert {trace["name"]: trace["x"] for trace in figure(app)["data"]} == {"未报告": [1], "推进中": [15]}
    assert "0 ÷ 15 (自报完成及以上 ÷ 有进展报告)" in said(app)
    assert "15 ÷ 16 (有进展报告 ÷ 问题总数)" in said(app)


def test_toilets_with_both_bases_and_the_contradiction() -> None:
    app = open_page("toilets", 乡镇="黄桑乡")
    drawn = said(app)
    assert figure(app)["data"][0]["x"] == [2897, 758, 28, 28]
    assert '<div class="value">3.69%</div><div class="note">28 ÷ 758 (问题 ÷ 财政支持)</div>' in drawn
    assert '<div class="value">0.97%</div><div class="note">28 ÷ 2,897 (问题 ÷ 摸排)</div>' in drawn
    assert '<div class="label">自报整改率</div><div class="value">数据存疑</div>' in drawn
    assert "其余问题正在整改中" in drawn


def test_own_funds_with_the_unpaid_years_derived() -> None:
    drawn = said(open_page("funds", 乡镇="黄桑乡"))
    for value in ("88.8 万元", "71,040 元", "142,080 元"):
        assert f'<div class="value">{value}</div>' in drawn
    assert "117 户 · 444 人" in drawn
    assert "推算 · 71,040元/年 × 2年 (2022、2023) = 142,080元 · 不计入合计" in drawn
    assert '<div class="value">29.53 万元</div>' in said(open_page("funds", 乡镇="霞若乡"))


def test_a_search_finds_the_dividend() -> None:
    app = open_page("register", 乡镇="黄桑乡")
    app.text_input(key="搜索").set_value("分红").run()
    assert not app.dataframe[0].value.empty
    assert app.dataframe[0].value["township"].unique().tolist() == ["黄桑乡"]
