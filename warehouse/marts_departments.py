"""The marts of the page 责任部门: who is accountable for what, and how clearly the sources say so."""

from warehouse.mart_columns import (
    DUE_BUCKET,
    DUE_ON,
    ISSUE_COUNT,
    ISSUE_ID,
    ISSUE_NO,
    PLAN_NAME,
    STATUS_LABEL,
    THEME,
    TITLE,
    TOWNSHIP,
    UNSTATED_LAST,
)
from warehouse.schema import Column, Table

DEPARTMENT = Column("department", "text", "部门", "归并后的部门; 词表没有的照原文单位", required=True)
OVERDUE = Column("overdue_count", "integer", "其中已逾期", "负责的问题中已逾期的", required=True)
RANK_LAST = "rank_no is null"

DEPARTMENT_SUMMARY = Table(
    "department_summary",
    "责任部门概况",
    "一行: 所选问题的责任写得是否明确",
    (
        Column("issue_count", "integer", "问题总数", "问题和任务的总数", required=True),
        Column("one_lead_count", "integer", "一个牵头部门", "写明一个牵头部门的", required=True),
        Column("many_leads_count", "integer", "几个牵头部门", "写了两个以上牵头部门的", required=True),
        Column("no_lead_count", "integer", "没有写牵头", "写了责任单位而没有写谁牵头的", required=True),
        Column("unassigned_count", "integer", "未注明责任单位", "没有牵头也没有责任单位的", required=True),
        Column("one_lead_pct", "number", "一个牵头部门占比(%)", "一个牵头部门 ÷ 问题总数"),
        Column("many_leads_pct", "number", "几个牵头部门占比(%)", "几个牵头部门 ÷ 问题总数"),
        Column("no_lead_pct", "number", "没有写牵头占比(%)", "没有写牵头 ÷ 问题总数"),
        Column("unassigned_pct", "number", "未注明责任单位占比(%)", "未注明责任单位 ÷ 问题总数"),
        Column("department_count", "integer", "部门数", "词表认识的部门, 任何角色", required=True),
        Column("unknown_unit_count", "integer", "词表没有的单位", "照原文写法计", required=True),
    ),
)
DEPARTMENT_WORKLOAD = Table(
    "department_workload",
    "各部门任务量",
    "一个在所选问题里有任何角色的部门一行; 一个问题在每个部门各计一次",
    (
        DEPARTMENT,
        Column("is_known", "flag", "词表有", "真: 部门来自词表; 假: 照原文单位", required=True),
        Column("issue_count", "integer", "涉及问题", "有任何角色的问题数", required=True),
        Column("accountable_count", "integer", "负责", "牵头或责任的问题数", required=True),
        Column("lead_count", "integer", "牵头", "牵头的问题数", required=True),
        Column("responsible_count", "integer", "责任", "责任单位的问题数", required=True),
        Column("supporting_count", "integer", "配合", "配合的问题数", required=True),
        Column("supervising_count", "integer", "监督", "监督的问题数", required=True),
        OVERDUE,
        Column("township_count", "integer", "乡镇数", "涉及的乡镇; 未注明的不计", required=True),
    ),
    ("accountable_count desc", "issue_count desc", "department"),
)
DEPARTMENT_THEME = Table(
    "department_theme",
    "部门 × 主题",
    "一个负责 (牵头或责任) 的部门与主题一格一行",
    (
        Column("department", "text", "部门", "归并后的部门; 没有写单位的为 未注明责任单位", required=True),
        THEME,
        ISSUE_COUNT,
        Column("lead_count", "integer", "其中牵头", "牵头的问题数", required=True),
        OVERDUE,
    ),
    ("department", "theme"),
)
DEPARTMENT_COMPLETION = Table(
    "department_completion",
    "部门整改完成率",
    "一种口径的一个部门一行; 有进展报告的太少则不排名",
    (
        Column("basis", "text", "口径", "lead 牵头 | accountable 牵头或责任", required=True),
        DEPARTMENT,
        Column("rank_no", "integer", "名次", "按自报完成率由高到低; 基数不足的为空"),
        Column("completion_pct", "number", "自报完成率(%)", "自报完成及以上 ÷ 有进展报告"),
        Column("done_count", "integer", "自报完成及以上", "自报完成 + 已验收 + 已销号", required=True),
        Column("reported_count", "integer", "有进展报告", "率的基数 n", required=True),
        Column("issue_count", "integer", "问题数", "这一口径下的问题数", required=True),
        Column("reported_pct", "number", "报告率(%)", "有进展报告 ÷ 问题数"),
        Column("closed_count", "integer", "已销号", "状态为已销号", required=True),
        OVERDUE,
        Column("rank_note", "text", "说明", "为什么不排名; 排名的为空字", required=True),
    ),
    ("basis", RANK_LAST, "rank_no", "reported_count desc", "issue_count desc", "department"),
)
DEPARTMENT_ISSUE = Table(
    "department_issue",
    "部门的问题",
    "一个问题和在其中有角色的一个部门一行",
    (
        DEPARTMENT,
        ISSUE_ID,
        Column("roles", "text", "角色", "牵头、责任、配合、监督, 以顿号相连", required=True),
        Column("role_order", "integer", "次序", "1 牵头", required=True),
        TOWNSHIP,
        PLAN_NAME,
        ISSUE_NO,
        TITLE,
        THEME,
        STATUS_LABEL,
        DUE_BUCKET,
        DUE_ON,
        Column("lead_units", "text", "牵头单位", "以顿号相连"),
        Column("responsible_units", "text", "责任单位", "以顿号相连"),
        Column("supporting_units", "text", "配合单位", "以顿号相连"),
        Column("supervising_units", "text", "监督单位", "以顿号相连"),
    ),
    ("department", "role_order", UNSTATED_LAST, "township", "plan_name", "issue_id"),
)
UNKNOWN_UNIT = Table(
    "unknown_unit",
    "词表没有的单位",
    "一个照原文写法、没有归并到部门的单位一行",
    (
        Column("unit", "text", "单位", "原文写法", required=True),
        ISSUE_COUNT,
        Column("township_count", "integer", "乡镇数", "涉及的乡镇; 未注明的不计", required=True),
        Column("roles", "text", "角色", "以顿号相连", required=True),
        TOWNSHIP,
        Column("title", "text", "一处问题", "第一处出现的问题", required=True),
        Column("issue_id", "text", "问题标识", "第一处出现的问题", required=True),
    ),
    ("issue_count desc", "unit"),
)
DEPARTMENT_MARTS = (
    DEPARTMENT_SUMMARY,
    DEPARTMENT_WORKLOAD,
    DEPARTMENT_THEME,
    DEPARTMENT_COMPLETION,
    DEPARTMENT_ISSUE,
    UNKNOWN_UNIT,
)
