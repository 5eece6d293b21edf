"""The marts of the page 时限与预警: what is due when, what is late, and what nobody has reported on for long."""

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

BUCKET_ORDER = Column("bucket_order", "integer", "次序", "从急到缓", required=True)
ISSUE = (
    ISSUE_ID,
    TOWNSHIP,
    PLAN_NAME,
    ISSUE_NO,
    TITLE,
)
DEPARTMENTS = Column("departments_wording", "text", "部门", "牵头或负责的部门, 以顿号相连", required=True)

DUE_SUMMARY = Table(
    "due_summary",
    "时限概况",
    "一个到期分组一行, 没有的为 0",
    (
        Column("due_code", "text", "分组代码", "overdue | within_10_days | … | undated", required=True),
        DUE_BUCKET,
        BUCKET_ORDER,
        ISSUE_COUNT,
        Column("issue_pct", "number", "占比(%)", "问题数 ÷ 所选问题总数"),
        Column("unreported_count", "integer", "其中未报告", "来源没有写状态的", required=True),
        Column("township_count", "integer", "乡镇数", "涉及的乡镇; 未注明的不计", required=True),
    ),
    ("bucket_order",),
)
DUE_CALENDAR = Table(
    "due_calendar",
    "到期月历",
    "有问题到期的一个月一行",
    (
        Column("year_no", "integer", "年", "到期的年", required=True),
        Column("month_no", "integer", "月", "到期的月", required=True),
        Column("due_month", "text", "月份", "如 2024-05", required=True),
        Column("issue_count", "integer", "到期问题", "这个月到期的问题数", required=True),
        Column("open_count", "integer", "未完成", "没有报告完成的; 含未报告的", required=True),
        Column("overdue_count", "integer", "已逾期", "过了最后一天而没有报告完成的", required=True),
        Column("unreported_count", "integer", "未报告", "来源没有写状态的", required=True),
        Column("due_bucket", "text", "最急的", "这个月的问题中最急的一组", required=True),
        BUCKET_ORDER,
    ),
    ("year_no", "month_no"),
)
DEADLINE_REGISTER = Table(
    "deadline_register",
    "时限清单",
    "一个问题一行, 最急的在前",
    (
        *ISSUE,
        THEME,
        Column("due_code", "text", "分组代码", "overdue | within_10_days | … | undated", required=True),
        DUE_BUCKET,
        BUCKET_ORDER,
        DUE_ON,
        Column("due_month", "text", "到期月份", "如 2024-05"),
        Column("days_to_due", "integer", "剩余天数", "到期日 - 截至日; 负数为已过"),
        Column("overdue_days", "integer", "逾期天数", "已逾期的过了多少天"),
        Column(
            "deadline_label", "text", "时限类别", "限期 | 期间 | 立行立改 | 长期坚持 | 立行立改、长期坚持 | 无", required=True
        ),
        Column("deadline_wording", "text", "时限原话", "原文写法"),
        STATUS_LABEL,
        Column("status_on", "date", "状态日期", "报告日期"),
        DEPARTMENTS,
    ),
    ("bucket_order", "days_to_due", UNSTATED_LAST, "township", "plan_name", "issue_id"),
)
SILENCE_REGISTER = Table(
    "silence_register",
    "多日无报告",
    "一个没有报告完成的问题一行, 最久的在前",
    (
        *ISSUE,
        STATUS_LABEL,
        Column("is_reported", "flag", "有进展报告", "真: 有状态报告", required=True),
        Column("silent_since", "date", "最近报告", "最近一次报告的日期; 从未报告的为方案成文或首次登记之日"),
        Column("silent_days", "integer", "无报告天数", "截至日 - 最近报告; 没有日期的为空"),
        Column("silent_label", "text", "从何算起", "天数从哪一天算起, 或为什么算不出", required=True),
        DUE_BUCKET,
        DUE_ON,
        DEPARTMENTS,
    ),
    ("silent_days desc nulls last", UNSTATED_LAST, "township", "plan_name", "issue_id"),
)
SILENCE_SUMMARY = Table(
    "silence_summary",
    "多日无报告合计",
    "一个天数一行: 至少这么多天没有报告的问题",
    (
        Column("step_days", "integer", "天数", "至少多少天", required=True),
        Column("silent_count", "integer", "无报告", "至少这么多天没有报告的, 没有报告完成的", required=True),
        Column("never_count", "integer", "其中从未报告", "来源从来没有写状态的", required=True),
        Column("undated_count", "integer", "没有日期", "报告或方案没有写日期, 算不出天数的", required=True),
        Column("open_count", "integer", "未完成", "没有报告完成的全部问题", required=True),
        Column("silent_pct", "number", "无报告占比(%)", "无报告 ÷ 未完成"),
    ),
    ("step_days",),
)
DEADLINE_MARTS = (DUE_SUMMARY, DUE_CALENDAR, DEADLINE_REGISTER, SILENCE_SUMMARY, SILENCE_REGISTER)
