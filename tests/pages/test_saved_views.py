"""收藏: a view kept under a name is found again by everyone, and taken away; what cannot be kept is said."""

import json
from pathlib import Path

import pytest

from pages.shared import saved_views
from pages.shared.saved_views import NotSaved, SavedView
from tests.pages.conftest import markup, open_page, troubles
from tests.warehouse import hand_made
from warehouse.queries import Warehouse

QUERY = {"乡镇": ["甲子乡"], "状态": ["未报告", "推进中"]}


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of the test's own, because views are kept in it."""
    hand_made.published(tmp_path)
    monkeypatch.setenv("RECTIFICATION_STORE", str(tmp_path))
    return tmp_path


def test_views_are_kept_by_name_and_taken_away(tmp_path: Path) -> None:
    assert saved_views.read(tmp_path) == []
    saved_views.keep(tmp_path, "乙", "progress", {"分组": ["按主题"]})
    saved_views.keep(tmp_path, "丙", "register", QUERY)
    assert saved_views.read(tmp_path) == [SavedView("丙", "register", QUERY), SavedView("乙", "progress", {"分组": ["按主题"]})]
    saved_views.remove(tmp_path, "丙")
    saved_views.remove(tmp_path, "丙")
    assert [view.name for view in saved_views.read(tmp_path)] == ["乙"]


@pytest.mark.parametrize(
    ("name", "said"), [("", "1 至 30 个字"), ("长" * 31, "1 至 30 个字"), ("甲\n乙", "1 至 30 个字"), ("乙", "已经有“乙”")]
)
def test_a_name_that_cannot_be_used_is_said(tmp_path: Path, name: str, said: str) -> None:
    saved_views.keep(tmp_path, "乙", "progress", {})
    with pytest.raises(NotSaved, match=said):
        saved_views.keep(tmp_path, name, "register", {})
    assert [view.page for view in saved_views.read(tmp_path)] == ["progress"]


def test_a_broken_list_is_named_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / saved_views.FILE
    for broken in ("{", '[{"title": "甲"}]', "[1]"):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(NotSaved, match=saved_views.FILE):
            saved_views.keep(tmp_path, "乙", "progress", {})
        assert path.read_text(encoding="utf-8") == broken


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ({"query": None}, "第2个视图“甲”的 query: 读到 null"),
        ({"query": ["乡镇"]}, '应为 {"乡镇": '),
        ({"query": {"乡镇": "甲子乡"}}, "第2个视图“甲”的 query"),
        ({"query": {"乡镇": [1]}}, "第2个视图“甲”的 query"),
        ({"name": 7}, "第2个视图的 name: 读到 7, 应为文字"),
        ({"page": ["register"]}, "第2个视图的 page"),
    ],
)
def test_a_view_that_was_edited_wrongly_is_named_on_every_page(own_store: Path, view: dict[str, object], said: str) -> None:
    good = {"name": "乙", "page": "progress", "query": {"分组": ["按主题"]}}
    wrong = {"name": "甲", "page": "register", "query": QUERY, **view}
    (own_store / saved_views.FILE).write_text(json.dumps([good, wrong], ensure_ascii=False), encoding="utf-8")
    app = open_page("progress")
    assert troubles(app) == []
    assert any(said in str(caption.value) for caption in app.caption)
    with pytest.raises(NotSaved):
        saved_views.remove(own_store, "乙")


def test_a_store_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where the store should be", encoding="utf-8")
    with pytest.raises(NotSaved, match="复制地址"):
        saved_views.keep(tmp_path / "store", "乙", "progress", {})


def test_a_page_there_no_longer_is_is_passed_over(tmp_path: Path) -> None:
    rows = [{"name": "旧", "page": "gone", "query": {}}, {"name": "新", "page": "funds", "query": {}}]
    (tmp_path / saved_views.FILE).write_text(json.dumps(rows), encoding="utf-8")
    assert [view.name for view in saved_views.read(tmp_path)] == ["新"]


def test_the_page_is_kept_with_its_filters_and_offered_to_others(own_store: Path) -> None:
    app = open_page("register", 乡镇="甲子乡", 搜索="分红")
    app.session_state[saved_views.FOLD] = True
    app.run()
    app.text_input(key=saved_views.TYPED).set_value("甲子<b>分红").run()
    app.button(key="收藏").click().run()
    assert troubles(app) == []
    assert [info.value for info in app.info][-1] == "已收藏“甲子<b>分红”。"
    assert saved_views.read(own_store) == [SavedView("甲子<b>分红", "register", {"乡镇": ["甲子乡"], "搜索": ["分红"]})]
    other = markup(open_page("overview"))
    assert 'href="register?%E4%B9%A1%E9%95%87=%E7%94%B2%E5%AD%90%E4%B9%A1&amp;%E6%90%9C%E7%B4%A2=%E5%88%86%E7%BA%A2"' in other
    assert "甲子&lt;b&gt;分红</a>" in other
    next(group for group in app.get("button_group") if group.key == saved_views.GONE).set_value("甲子<b>分红").run()
    app.button(key="删除收藏").click().run()
    assert troubles(app) == []
    assert saved_views.read(own_store) == []
    assert "saved-views" not in markup(app)


def test_without_any_view_the_sidebar_names_none(warehouse: Warehouse) -> None:
    assert "saved-views" not in markup(open_page("overview"))
