"""Headings as offices word them: listed ones, ones known by a word and by what stands below, and ones that must stay apart."""

from pathlib import Path

import pytest

from etl.sheet.cues import cued_column, held_by
from etl.sheet.kinds import KINDS, NOT_LOADED, column_of, heading_words
from etl.sheet.parse import parse_tables
from tests.etl.sheet.reading import parsed, values

WORDED = {
    ("progress", "issue_title"): "查摆出的问题 存在问题及隐患 短板弱项 交办内容 信访事项 具体工作任务 审计指出问题",
    ("progress", "measures"): "整改措施及进度安排 审计处理意见 管控措施 整改办法及措施 解决方案 处置意见",
    ("progress", "lead_unit"): "牵头工作组 县直牵头部门",
    ("progress", "responsible_unit"): "经办科室 归口管理单位 县直责任部门",
    ("progress", "supporting_unit"): "会办单位 协同责任单位",
    ("progress", "supervising_unit"): "业务指导单位 销号审核单位 督导责任单位",
    ("progress", "responsible_person"): "包联领导 具体承办人 单位负责人 责任单位责任人",
    ("progress", "deadline_text"): "到期日期 计划完成日 预计办结时间 最迟完成时间 任务完成时限 完成时间要求",
    ("progress", "completed_on"): "问题销号时间 闭环时间 落实完成时间",
    ("progress", "status"): "是否如期完成 整改到位与否 所处阶段 完成情况（是/否）",
    ("progress", "progress_text"): "本周整改进展 已采取的措施 截止目前整改情况 工作开展情况",
    ("progress", "is_closed"): "是否闭环管理 问题是否销号",
    ("progress", "reported_on"): "调度日期 台账更新时间 数据统计截至时间",
    (
        "progress",
        "ignored",
    ): "滞后原因 需上级协调解决事项 下一步整改计划 涉及项目名称 逾期天数 复查意见 问责情况 追缴金额 销号标准",
    ("progress", "personal"): "责任人联系方式 诉求人 联络员",
    ("toilets", "problem_count"): "应整改户厕数 查出问题厕所 排查有问题座数",
    ("toilets", "rectified_count"): "已整改户数 已修复数 完成整改户数",
    ("toilets", "is_funded"): "是否使用财政资金 有无财政补助",
    ("toilets", "is_problem"): "是否需要整改 户厕是否存在问题 是否属于问题厕所",
    ("toilets", "problem_type"): "问题描述 厕所存在的问题",
    ("toilets", "ignored"): "行政村数 冲水方式 包户干部 粪污去向 剩余问题数 无害化卫生厕所数 农户数",
    ("toilets", "personal"): "厕主 住户 门牌号",
    ("funds", "planned_yuan"): "合同总价 项目概算 入股本金 指标下达金额",
    ("funds", "paid_yuan"): "国库支付金额 累计付款 已支付工程款",
    ("funds", "central_yuan"): "中央财政衔接推进乡村振兴补助资金 中央预算内投资",
    ("funds", "county_yuan"): "县级统筹资金 县财政资金",
    ("funds", "dividend_due_yuan"): "应缴收益金 协议约定分红金额 应收租金",
    ("funds", "dividend_paid_yuan"): "已到账收益 实收分红金额 已缴收益",
    ("funds", "ignored"): "欠拨金额 未兑付金额 拨付时间 收益率 管护主体 支出科目 评审金额 受益群体",
    ("funds", "started_on"): "预计开工时间",
    ("funds", "finished_on"): "合同竣工日期",
    ("indicators", "value"): "累计完成数 期末值 截至目前",
    ("indicators", "ignored"): "较上月增减 年初目标 采集单位 计算公式",
}


# What stands below a column: cells of each of the things that one can hold.
CELLS = {
    "text": ["通组道路破损未修", "蓄水池漏水无人管护", "台账登记前后不一致"],
    "unit": ["县水利局", "青石乡人民政府", "社会事务办"],
    "person": ["王某甲", "李某乙", "赵某丙"],
    "date": ["2024-05-20", "2024年6月3日", "2024.6.30"],
    "deadline": ["2024年6月底前", "立行立改", "2024-07-31"],
    "status": ["已完成", "正在整改", "未启动"],
    "flag": ["是", "否", "√"],
    "integer": ["12", "0", "1,204"],
    "yuan": ["12.5", "88", "0"],
    "number": ["12.5", "88", "0"],
    "percentage": ["85.7%", "100%", "0"],
    "code": ["QS-001", "QS-002", "QS-003"],
    "unit_word": ["户", "人", "万元"],
    "township": ["青石乡", "柳河镇", "石门乡"],
    "village": ["上寨村", "下寨村", "石板社区"],
    "period": ["2024年3月", "2024年4月", "2024年5月"],
    "years": ["2022年", "2023年", "2022、2023"],
}


def read_as(kind: str, heading: str, holds: str | None) -> str | None:
    return column_of(kind, heading) or cued_column(kind, heading, CELLS[holds or "text"])


@pytest.mark.parametrize(("kind", "column"), WORDED)
def test_headings_nobody_listed_are_read_by_their_words_and_cells(kind: str, column: str) -> None:
    held = held_by(kind, column)
    below = CELLS if column in NOT_LOADED else [held]
    read = {
        heading: next((name for holds in below if (name := read_as(kind, heading, holds)) == column), None)
        for heading in WORDED[kind, column].split()
    }
    assert read == dict.fromkeys(read, column)


@pytest.mark.parametrize(
    ("kind", "heading", "holds"),
    [
        ("progress", "没有这种列", "text"),
        ("progress", "预计办结日期", "text"),
        ("progress", "归口科室", "integer"),
        ("progress", "帮扶成效", "date"),
        ("progress", "所反映对象", "person"),
        ("toilets", "新改建完成", "unit"),
        ("toilets", "已修复数", "yuan"),
        ("funds", "已到账收益", "text"),
        ("indicators", "截至目前", "text"),
    ],
)
def test_words_without_the_cells_they_speak_of_are_no_column(kind: str, heading: str, holds: str) -> None:
    assert read_as(kind, heading, holds) in (None, *NOT_LOADED)


@pytest.mark.parametrize("kind", KINDS)
def test_cues_and_listed_words_agree(kind: str) -> None:
    """What both know they call the same but for exceptions, which the list is there for: under one in ten."""
    listed = {word: column for word, column in heading_words(kind).items() if column not in NOT_LOADED}
    both = {word: (column, cued_column(kind, word, CELLS[held_by(kind, column) or "text"])) for word, column in listed.items()}
    both = {word: pair for word, pair in both.items() if pair[1] is not None}
    wrong = {word: pair for word, pair in both.items() if pair[0] != pair[1]}
    assert len(both) > 20
    assert len(wrong) < 0.1 * len(both), wrong


def test_no_personal_heading_is_ever_loaded() -> None:
    for kind in KINDS:
        personal = [word for word, column in heading_words(kind).items() if column == "personal"]
        assert {column_of(kind, word) for word in personal} == {"personal"}
        taken = {cued_column(kind, word, CELLS["person"]) for word in personal}
        assert taken - {None, *NOT_LOADED} <= {"responsible_person"}


def test_a_heading_known_by_its_shape_gives_way_to_a_listed_one(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("乡镇,核查情况,问题,整改情况,整改状态\n青石乡,属实,道路破损,已修补,已完成\n", encoding="utf-8")
    (table,) = parse_tables(path)
    assert column_of("progress", "核查情况") is None
    assert [row.values["progress_text"] for row in table.rows] == ["已修补"]
    assert table.rejects == []
    assert table.notes == [
        "列名不在词表里, 按字样和格里的内容认: 核查情况 不装入 (不对的, 请把列名写进 data/vocabulary/headings.csv)"
    ]


def test_what_was_made_of_a_heading_nobody_listed_is_said(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("乡镇,问题,整改状态,预计办结时间,联络员\n青石乡,道路破损,正在整改,2024年6月底,某人\n", encoding="utf-8")
    (table,) = parse_tables(path)
    assert [row.values["deadline_text"] for row in table.rows] == ["2024年6月底"]
    (note,) = [note for note in table.notes if "按字样和格里的内容认" in note]
    assert note.startswith("列名不在词表里, 按字样和格里的内容认: “预计办结时间”读作整改时限 (")
    path.write_text("乡镇,问题,整改状态,整改时限\n青石乡,道路破损,正在整改,2024年6月底\n", encoding="utf-8")
    assert [table.notes for table in parse_tables(path)] == [[]]


def test_a_column_of_townships_is_the_township_whatever_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text(
        "各乡镇2024年9月监测数据\n单位,监测对象（户）,新识别（户）\n高坪镇,52,3\n长岭乡,37,1\n合计,89,4\n", encoding="utf-8"
    )
    (table,) = parse_tables(path)
    read = [(row.values["township"], row.values["indicator"], row.values["value"], row.values["unit"]) for row in table.rows]
    assert read[:2] == [("高坪镇", "监测对象", 52, "户"), ("高坪镇", "新识别", 3, "户")]
    assert {str(row.values["period_from"]) for row in table.rows} == {"2024-09-01"}
    path.write_text("单位,指标,数值\n户,监测对象,52\n人,务工,37\n", encoding="utf-8")
    assert [row.values["unit"] for table in parse_tables(path) for row in table.rows] == [], "户 is no township"


def test_a_heading_over_units_only_is_read_with_them(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("乡镇,项目名称,总投资（万元）,受益群众,\n,,,户,人\n青石乡,水渠,20,30,95\n", encoding="utf-8")
    (table,) = parse_tables(path)
    assert [(row.values["household_count"], row.values["person_count"]) for row in table.rows] == [(30, 95)]


def test_a_question_at_the_end_of_a_heading_is_answered_by_yes(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text(
        "2025年3月31日,,,\n乡镇,问题,整改措施,整改是否到位\n青石乡,漏水,换管,是\n青石乡,断路,修补,否\n", encoding="utf-8"
    )
    (table,) = parse_tables(path)
    assert [row.values["status"] for row in table.rows] == ["completed", None]
    assert [(reject.row, reject.read) for reject in table.rejects] == [(4, "否")]
    assert {str(row.values["reported_on"]) for row in table.rows} == {"2025-03-31"}


def test_a_part_of_the_money_is_not_the_sum_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("乡镇,项目名称,投入金额（万元）,,\n,,合计,衔接资金,自筹\n青石乡,冷库,88,80,8\n", encoding="utf-8")
    (table,) = parse_tables(path)
    assert [(row.values["planned_yuan"], row.values["other_yuan"]) for row in table.rows] == [(880000, 80000)]


def test_words_of_the_vocabulary_are_not_named_as_guesses(tmp_path: Path) -> None:
    """乡镇名 is listed, 文件名 and 问题描述内容 are listed words with an ending of heading_parts.csv."""
    table = parsed(
        tmp_path, "乡镇名,文件名,编号码,问题描述内容,责任单位,进展咋样\n青石乡,青发1号,12,台账不全,县水利局,正在整改\n"
    )
    (note,) = table.notes
    assert "“编号码”读作序号、“进展咋样”读作整改状态 (" in note
    assert not any(heading in note for heading in ("乡镇名", "文件名", "问题描述内容"))
    assert values(table, "plan", "issue_no", "issue_title", "status") == [("青发1号", "12", "台账不全", "in_progress")]
