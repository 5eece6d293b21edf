"""Chinese label of every code, said once: loaded into the table code_label, joined by views, listed in the data dictionary.

A code without an entry stops the build (sql/checks/codes_known.sql); of the open lists, audit_rule and per, it is shown as
未收录, and a per made of parts listed here (item_year) is worded by them (sql/staging/stg_per_label.sql).
"""

import polars as pl

from warehouse.tables import CODE_LABEL

# In the order a leader reads them: from silence to the end of the work, then back.
STATUS = {
    "unreported": "未报告",
    "not_started": "未启动",
    "in_progress": "推进中",
    "mostly_done": "基本完成",
    "completed": "自报完成",
    "verified": "已验收",
    "closed": "已销号",
    "returned": "退回反弹",
}
# What an issue can have gone through between two days or two builds, in the order a leader reads it.
CHANGE = {
    "new": "新增",
    "advanced": "推进",
    "completed": "自报完成",
    "verified": "验收",
    "closed": "销号",
    "returned": "退回反弹",
    "fell_back": "状态倒退",
    "extended": "延期",
    "overdue": "逾期",
    "removed": "撤下",
}
FACT_KIND = {"status": "整改状态", "deadline": "整改时限", "toilets": "厕所数", "funds": "资金", "indicators": "指标"}
MATCH = {"number": "序号相同", "title": "标题相似", "correction": "更正文件", "own": "台账自有"}
UNIT_ROLE = {"lead": "牵头", "responsible": "责任", "supporting": "配合", "supervising": "监督"}
AMOUNT_ROLE = {
    "invested": "投入",
    "principal": "分红本金",
    "dividend": "分红",
    "subsidy": "补助",
    "reward": "奖励",
    "loan": "贷款",
    "cap": "限额",
    "arrears": "拖欠",
    "wage": "工资",
    "income": "收入",
    "other": "其他",
}
SCOPE = {"own": "本乡镇", "case": "别处例子", "policy": "政策标准"}
PER = {
    "total": "总额",
    "household": "每户",
    "person": "每人",
    "year": "每年",
    "month": "每月",
    "mu": "每亩",
    "household_year": "每户每年",
    "person_year": "每人每年",
    "mu_year": "每亩每年",
    "household_month": "每户每月",
    "person_month": "每人每月",
    "person_day": "每人每天",
    "day": "每天",
    "item": "每个",
    "village": "每村",
}
DEADLINE = {
    "by_date": "限期",
    "period": "期间",
    "immediate": "立行立改",
    "ongoing": "长期坚持",
    "immediate_and_ongoing": "立行立改、长期坚持",
}
AUDIT_RULE = {
    "status_conflict": "台账与来源的状态不一致",
    "share_of_base": "百分比与其数目",
    "share_implies_base": "百分比反推总数",
    "parts_of_total": "分项与总数",
    "rate_times_years": "年度数与累计数",
    "rate_times_holders": "标准乘以户数人数",
    "average": "平均数",
    "change": "增减幅度",
    "subset_of_whole": "部分不大于总数",
    "declared_list": "自述数目与所列",
    "declared_issues": "自述问题数与所列",
    "states_of_list": "自述完成数与所列状态",
    "steps_in_order": "摸排、发现、整改逐级不增",
    "enumeration": "列举与数目",
    "dates_in_order": "起止日期先后",
    "day_exists": "日期不存在",
    "stages_in_order": "阶段时间先后",
    "lost_date_characters": "日期掉字",
    "lost_number_characters": "文号掉字",
    "all_and_the_rest": "已全部与其余矛盾",
    "masked_values": "数字被隐去",
    "unit_two_names": "同一单位两种写法",
    "quoted_title": "引用题目与原题",
    "total": "合计与各行",
    "subtotal": "小计与各行",
    "percentage": "所填比例与计算",
    "money_unit": "金额单位没有写明",
    "closing_conflict": "整改状态与是否销号矛盾",
    "nesting": "摸排、支持、问题、整改逐级不大于",
    "future_date": "日期晚于读入当天",
    "toilet_conflict": "同地同日两行不一致",
    "duplicate_plan": "同一方案的两份文件",
    "township_homonym": "同名乡镇分属几个县",
    "deadline_reconciled": "方案与台账的时限",
    "toilets_reconciled": "文档与表格的厕所数",
    "funds_reconciled": "文档与资金表的金额",
    "indicators_reconciled": "文档与表格的指标",
}
PLAN_KIND = {
    "rectification_plan": "整改方案",
    "rectification_report": "整改情况报告",
    "action_plan": "专项行动方案",
    "cleanup_plan": "清理工作方案",
}
ISSUE_KIND = {"problem": "问题", "task": "任务"}
SOURCE_KIND = {"document": "文档", "table": "表格"}
SOURCE_STATE = {"loaded": "全部读入", "partial": "部分未识别", "failed": "未读入"}
SEVERITY = {"file": "整个文件", "row": "整行", "value": "一个值"}
EVIDENCE_KIND = {
    "title": "标题",
    "finding": "问题描述",
    "measure": "整改措施",
    "unit": "单位",
    "deadline": "整改时限",
    "status": "整改状态",
    "amount": "金额",
    "count": "计数",
    "ratio": "比例",
    "period": "时间",
    "audit": "核验",
    "doubt": "存疑",
    "unclaimed": "未认领",
    "corrected": "已更正",
}

DIMENSIONS: dict[str, dict[str, str]] = {
    "status": STATUS,
    "change": CHANGE,
    "fact_kind": FACT_KIND,
    "match": MATCH,
    "unit_role": UNIT_ROLE,
    "amount_role": AMOUNT_ROLE,
    "scope": SCOPE,
    "per": PER,
    "deadline": DEADLINE,
    "audit_rule": AUDIT_RULE,
    "issue_kind": ISSUE_KIND,
    "source_kind": SOURCE_KIND,
    "source_state": SOURCE_STATE,
    "severity": SEVERITY,
    "evidence_kind": EVIDENCE_KIND,
}


def code_labels() -> pl.DataFrame:
    """The rows of the table code_label: every dimension, in its order."""
    return CODE_LABEL.frame(
        [
            {"dimension": dimension, "code": code, "label": label, "ordinal": ordinal}
            for dimension, labels in DIMENSIONS.items()
            for ordinal, (code, label) in enumerate(labels.items(), start=1)
        ]
    )
