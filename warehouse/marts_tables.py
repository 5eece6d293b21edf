"""The marts of tables of toilets and funds, row by row: villages, types of problem, projects, sources."""

from warehouse.mart_columns import SHEET, SOURCE_ID, TOWNSHIP, UNSTATED_LAST
from warehouse.schema import Column, Table

AS_OF = Column("as_of", "date", "统计日期", "表中的统计日期")
PROBLEMS = Column("problem_count", "integer", "问题", "问题厕所数")
RECTIFIED = Column("rectified_count", "integer", "自报已整改", "自报已整改的厕所数")
OPEN = Column("open_count", "integer", "未整改", "问题 - 自报已整改")
RECTIFIED_PCT = Column("rectified_pct", "number", "自报整改率(%)", "自报已整改 ÷ 问题")
DOUBTFUL = Column("is_doubtful", "flag", "数据存疑", "真: 所在表格涉及该乡镇的核验不相符", required=True)
DOUBTS = Column("doubts", "text", "存疑说明", "为什么存疑, 一条一行")
FILE = Column("file", "text", "来源文件", "表格文件", required=True)
ROW = Column("row_number", "integer", "行号", "表格行号")

TOILET_BY_VILLAGE = Table(
    "toilet_by_village",
    "各村厕所整改",
    "一个村一行, 取最近一次统计",
    (
        TOWNSHIP,
        Column("village", "text", "村", "所属村", required=True),
        AS_OF,
        Column("surveyed_count", "integer", "摸排", "摸排厕所数"),
        Column("funded_count", "integer", "财政支持", "有财政支持的厕所数"),
        PROBLEMS,
        RECTIFIED,
        OPEN,
        RECTIFIED_PCT,
        Column("clearance", "text", "清零", "已清零 | 未清零 | 没有问题 | 没有填全", required=True),
        Column("found_on", "date", "首次发现", "这一轮有未整改问题的统计中最早的一次"),
        Column("days_open", "integer", "未整改天数", "从首次发现到截至日"),
        DOUBTFUL,
        DOUBTS,
        FILE,
        SOURCE_ID,
        SHEET,
        ROW,
        Column("register_village", "text", "一厕一档的村", "各数由一厕一档汇总的村, 行号为其中第一行; 其余为空"),
    ),
    (UNSTATED_LAST, "township", "open_count desc nulls last", "village"),
    ("surveyed_count", "funded_count", "problem_count", "rectified_count", "open_count"),
)
TOILET_CLEARANCE = Table(
    "toilet_clearance",
    "厕所清零进度",
    "一个有厕所数的乡镇一行",
    (
        TOWNSHIP,
        AS_OF,
        PROBLEMS,
        RECTIFIED,
        OPEN,
        Column("village_count", "integer", "村数", "有分村数的村; 没有分村数的为空, 后几列也是"),
        Column("problem_village_count", "integer", "有问题的村", "问题厕所数大于 0 的村"),
        Column("cleared_village_count", "integer", "已清零的村", "问题厕所都已自报整改的村"),
        Column("unknown_village_count", "integer", "没有填全的村", "没有写问题数或整改数的村"),
        Column("cleared_village_pct", "number", "清零村占比(%)", "已清零的村 ÷ 有问题的村"),
        Column("longest_open_days", "integer", "最长未整改天数", "各村首次发现至截至日天数中最长的"),
        Column("clearance", "text", "清零", "已清零 | 未清零 | 没有问题 | 没有填全 | 数据存疑", required=True),
        Column("is_doubtful", "flag", "数据存疑", "真: 厕所数存疑, 见厕所整改漏斗", required=True),
    ),
    ("open_count desc nulls last", "township"),
    (
        "problem_count",
        "rectified_count",
        "open_count",
        "village_count",
        "problem_village_count",
        "cleared_village_count",
        "unknown_village_count",
    ),
)
TOILET_BY_PROBLEM_TYPE = Table(
    "toilet_by_problem_type",
    "各类问题厕所",
    "所选乡镇的一种问题一行, 取自一厕一档; 一座厕所有几种问题的各计一次",
    (
        Column("problem_type", "text", "问题类型", "表中的写法; 没有写的为 未注明类型", required=True),
        Column("township_count", "integer", "乡镇数", "有这种问题的乡镇", required=True),
        AS_OF,
        Column("problem_count", "integer", "问题", "问题厕所数", required=True),
        Column("rectified_count", "integer", "自报已整改", "自报已整改的", required=True),
        Column("open_count", "integer", "未整改", "没有自报整改的", required=True),
        Column("overdue_count", "integer", "已逾期", "没有整改而过了时限的", required=True),
        RECTIFIED_PCT,
        Column("longest_open_days", "integer", "最长未整改天数", "从该厕所首次登记为问题到截至日, 没有整改的当中最长的"),
    ),
    ("problem_count desc", "problem_type"),
)
TOILET_REGISTER = Table(
    "toilet_register",
    "一厕一档",
    "一座厕所一行, 取各村最近一次登记",
    (
        TOWNSHIP,
        Column("village", "text", "村", "所属村"),
        Column("toilet_no", "text", "厕所编号", "表中的编号"),
        AS_OF,
        Column("is_funded", "flag", "财政支持", "真: 表中写明有财政支持; 没有这一列则为空"),
        Column("is_problem", "flag", "问题厕所", "真: 表中写明是, 或写了问题类型", required=True),
        Column("problem_types", "text", "问题类型", "表中的写法; 没有写的为 未注明类型", required=True),
        Column("rectified_label", "text", "整改", "没有问题 | 自报已整改 | 未整改", required=True),
        Column("is_overdue", "flag", "已逾期", "真: 没有整改而过了时限", required=True),
        Column("due_on", "date", "整改时限", "时限的最后一天"),
        Column("rectified_on", "date", "完成时间", "表中的完成时间"),
        Column("found_on", "date", "首次登记", "没有整改的问题第一次登记的那一天"),
        Column("days_open", "integer", "未整改天数", "从首次登记到截至日"),
        FILE,
        SHEET,
        ROW,
        SOURCE_ID,
    ),
    (
        UNSTATED_LAST,
        "township",
        "rectified_label = '没有问题'",
        "rectified_label = '自报已整改'",
        "days_open desc nulls last",
        "village",
    ),
)
TOILET_OPTION = Table(
    "toilet_option",
    "厕所页的选项",
    "厕所表写了的一个村或一种问题一行",
    (
        Column("dimension", "text", "维度", "village | problem_type", required=True),
        Column("value", "text", "值", "村名, 或问题类型", required=True),
    ),
    ("dimension", "value"),
)
FUND_PROGRESS = Table(
    "fund_progress",
    "项目资金进度",
    "一个资金项目一行, 取最近一次统计",
    (
        TOWNSHIP,
        Column("project", "text", "项目", "项目名称", required=True),
        Column("purpose", "text", "用途", "资金用途"),
        AS_OF,
        Column("planned_yuan", "yuan", "计划(元)", "计划或投入金额"),
        Column("arrived_yuan", "yuan", "到位(元)", "到位金额"),
        Column("paid_yuan", "yuan", "支出(元)", "支出金额"),
        Column("arrived_pct", "number", "到位率(%)", "到位 ÷ 计划"),
        Column("paid_pct", "number", "支付率(%)", "支出 ÷ 计划"),
        Column("started_on", "date", "开工时间", "表中的开工时间"),
        Column("finished_on", "date", "完工时间", "表中的完工时间"),
        Column("schedule_pct", "number", "时间进度(%)", "开工至统计日天数 ÷ 开工至完工天数"),
        Column("pace_label", "text", "快慢", "已付完 | 按进度 | 偏慢 | 滞后 | 逾期未付完 | 无时间进度", required=True),
        Column("pace_rule", "text", "依据", "判断快慢的规则", required=True),
        Column("pace_order", "integer", "次序", "从慢到快", required=True),
        Column("dividend_due_yuan", "yuan", "应分红(元)", "应分红"),
        Column("dividend_paid_yuan", "yuan", "已分红(元)", "已分红"),
        Column("unpaid_years", "text_list", "未分红年度", "没有分红的年度"),
        Column("unpaid_yuan", "yuan", "未分红(元)", "推算: 见算式"),
        Column("formula", "text", "算式", "未分红的算式"),
        DOUBTFUL,
        DOUBTS,
        FILE,
        SOURCE_ID,
        SHEET,
        ROW,
    ),
    ("pace_order", UNSTATED_LAST, "township", "project"),
    ("planned_yuan", "arrived_yuan", "paid_yuan", "dividend_due_yuan", "dividend_paid_yuan", "unpaid_yuan"),
)
PACE_RULE = Table(
    "pace_rule",
    "支付快慢的规则",
    "一种快慢一行",
    (
        Column("pace_label", "text", "快慢", "已付完 | 按进度 | 偏慢 | 滞后 | 逾期未付完 | 无时间进度", required=True),
        Column("pace_rule", "text", "依据", "判断快慢的规则", required=True),
        Column("pace_order", "integer", "次序", "从慢到快", required=True),
    ),
    ("pace_order",),
)
FUND_BY_SOURCE = Table(
    "fund_by_source",
    "各级来源资金",
    "一个乡镇的一级来源一行",
    (
        TOWNSHIP,
        Column("source_label", "text", "来源", "中央 | 省级 | 市级 | 县级 | 其他 | 没有分来源", required=True),
        Column("source_order", "integer", "次序", "从中央到其他", required=True),
        Column("planned_yuan", "yuan", "计划(元)", "各项目中这一级的金额之和"),
        Column("project_count", "integer", "项目数", "有这一级资金的项目", required=True),
        Column("alone_count", "integer", "只有这一级的项目", "资金全部来自这一级的项目", required=True),
        Column("alone_planned_yuan", "yuan", "其计划(元)", "只有这一级的项目的计划"),
        Column("alone_arrived_yuan", "yuan", "其到位(元)", "只有这一级的项目的到位; 几级共有的项目不分摊"),
        Column("alone_paid_yuan", "yuan", "其支出(元)", "只有这一级的项目的支出; 几级共有的项目不分摊"),
    ),
    (UNSTATED_LAST, "township", "source_order"),
    ("planned_yuan", "alone_planned_yuan", "alone_arrived_yuan", "alone_paid_yuan"),
)
