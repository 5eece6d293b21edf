"""The marts of the page 方案对照: the sides that can be put beside one another, and what each holds.

SIMILAR_MEASURE is no view: it is computed for two sides when they are asked for (warehouse/likeness.py).
"""

from warehouse.mart_columns import ISSUE_COUNT, ISSUE_NO, PLAN_NAME, THEME, TITLE, TOWNSHIP, UNSTATED_LAST
from warehouse.schema import Column, Table

SIDE = (
    Column("side_kind", "text", "对照", "plan 方案 | township 乡镇", required=True),
    Column("side", "text", "标识", "方案标识, 或乡镇", required=True),
    Column("side_label", "text", "名称", "方案名称 (同名的附文件名), 或乡镇", required=True),
)
MEASURE_COUNT = Column("measure_count", "integer", "措施数", "措施条数", required=True)
DATED_COUNT = Column("dated_count", "integer", "有到期日", "写明最后一天的问题", required=True)

SIDE_OPTION = Table(
    "side_option", "可以对照的方案和乡镇", "一份方案或一个乡镇一行", (*SIDE, ISSUE_COUNT), ("side_kind", "side_label")
)
SIDE_SUMMARY = Table(
    "side_summary",
    "对照概况",
    "一份方案或一个乡镇一行",
    (
        *SIDE,
        Column("plan_count", "integer", "方案", "方案份数", required=True),
        ISSUE_COUNT,
        Column("theme_count", "integer", "涉及主题", "主题数", required=True),
        MEASURE_COUNT,
        Column("measures_per_issue", "number", "平均每个问题的措施", "措施数 ÷ 问题数", required=True),
        Column("measureless_count", "integer", "没有读到措施的问题", "没有一条措施的问题", required=True),
        Column("unit_count", "integer", "写明的单位", "单位数, 照原文写法, 任何角色", required=True),
        Column("unassigned_count", "integer", "未注明责任单位的问题", "没有牵头也没有责任单位的", required=True),
        DATED_COUNT,
        Column("dated_pct", "number", "有到期日的占比(%)", "有到期日 ÷ 问题数", required=True),
        Column("reported_count", "integer", "有进展报告", "有状态报告的问题", required=True),
        Column("doubtful_count", "integer", "数据存疑", "涉及不相符核验的问题", required=True),
    ),
    ("side_kind", "side_label"),
)
SIDE_THEME = Table(
    "side_theme",
    "对照: 各主题",
    "一方的一个主题一行",
    (*SIDE, Column("theme", "text", "主题", "固定清单中的主题", required=True), ISSUE_COUNT, MEASURE_COUNT, DATED_COUNT),
    ("side_kind", "side_label", "issue_count desc", "theme"),
)
SIDE_DEPARTMENT = Table(
    "side_department",
    "对照: 各部门",
    "一方的一个部门一行; 一个问题在每个部门各计一次",
    (
        *SIDE,
        Column("department", "text", "部门", "归并后的部门; 词表没有的照原文单位", required=True),
        Column("issue_count", "integer", "涉及问题", "有任何角色的问题数", required=True),
        Column("accountable_count", "integer", "负责", "牵头或责任的问题数", required=True),
    ),
    ("side_kind", "side_label", "issue_count desc", "department"),
)
MEASURE_REGISTER = Table(
    "measure_register",
    "措施清单",
    "一条措施一行",
    (
        Column("issue_id", "text", "问题标识", "所属问题", required=True),
        Column("plan_id", "text", "方案标识", "方案标识; 台账自有的问题为空"),
        TOWNSHIP,
        PLAN_NAME,
        Column("issue_order", "integer", "顺序", "问题在方案中的顺序", required=True),
        ISSUE_NO,
        TITLE,
        THEME,
        Column("measure_no", "integer", "第几条", "在问题中的顺序", required=True),
        Column("measure", "text", "措施", "措施原文", required=True),
    ),
    (UNSTATED_LAST, "township", "plan_name", "issue_order", "measure_no"),
)
SIMILAR_MEASURE = Table(
    "similar_measure",
    "相似的措施",
    "左边的一条措施和右边与它最像的一条一行; 供阅读参考",
    (
        Column("likeness", "integer", "相似度", "0–100, 只比文字, 不计标点、数字和字母", required=True),
        Column("issue_no", "text", "左边序号", "左边问题的编号"),
        Column("title", "text", "左边问题", "左边问题的标题", required=True),
        Column("measure", "text", "左边措施", "左边的措施原文", required=True),
        Column("other_measure", "text", "右边措施", "右边的措施原文", required=True),
        Column("other_title", "text", "右边问题", "右边问题的标题", required=True),
        Column("other_no", "text", "右边序号", "右边问题的编号"),
        Column("issue_id", "text", "左边标识", "左边的问题", required=True),
        Column("other_issue_id", "text", "右边标识", "右边的问题", required=True),
    ),
)
COMPARE_MARTS = (SIDE_OPTION, SIDE_SUMMARY, SIDE_THEME, SIDE_DEPARTMENT, MEASURE_REGISTER)
COMPUTED = (SIMILAR_MEASURE,)
