"""The tables that only spreadsheets fill: rows of ledgers, toilets, funds. Listed in warehouse/tables.py."""

from warehouse.schema import Column, Table
from warehouse.table_columns import ROW, SHEET, SOURCE_ID

HEADING_ROW = Column("heading_row", "integer", "表头行", "列名的最后一行 (从 1 起)", required=True)

SHEET_HEADING = Table(
    "sheet_heading",
    "表头",
    "表格文件中的一张表一行; 分块读的大表没有",
    (
        SOURCE_ID,
        SHEET,
        HEADING_ROW,
        Column("headings", "text_list", "列名", "每一列的列名, 照表中的写法; 没有则为空", required=True),
        Column("columns", "text_list", "读作", "每一列读作什么; 不保存内容的列为空", required=True),
    ),
)

SHEET_ROW = Table(
    "sheet_row",
    "原样的行",
    "表格文件中读出了值的一行 (或合计的一行) 一行; 分块读的大表没有",
    (
        SOURCE_ID,
        SHEET,
        HEADING_ROW,
        Column("row_number", "integer", "行号", "表格中的行号 (从 1 起)", required=True),
        Column("read_row", "integer", "读入行号", "接着上面一行说同一个问题的, 为那一行的行号; 其余与行号相同", required=True),
        Column("cells", "text_list", "单元格", "每一列的内容, 照表中的写法; 个人信息和没有读入的列为空", required=True),
    ),
)

PROGRESS = Table(
    "progress",
    "台账行",
    "整改台账的一行: 一个问题在一个填报日期怎么样, 和它对上哪个问题",
    (
        SOURCE_ID,
        SHEET,
        ROW,
        Column("issue_id", "text", "问题标识", "对上的问题", required=True),
        Column("matched_by", "text", "对应方式", "number 序号 | title 标题 | correction 更正文件 | own 台账自有", required=True),
        Column("match_strength", "integer", "相似度", "标题的相似程度 0–100; 只写序号的为 100, 台账自有的为 0", required=True),
        Column("match_note", "text", "对应说明", "没有对上方案时, 差在哪里, 最接近的是什么"),
        Column("township", "text", "乡镇", "表中的乡镇", required=True),
        Column("plan_wording", "text", "方案写法", "表中的方案名称或文号"),
        Column("issue_no", "text", "序号", "表中的序号"),
        Column("title", "text", "问题", "表中的问题"),
        Column("reported_on", "date", "填报日期", "表中的填报日期; 没有则为空"),
        Column("status", "text", "状态", "整改状态代码; 没有写或读不懂则为空"),
        Column("deadline_text", "text", "整改时限", "表中的写法"),
        Column("due_on", "date", "到期日", "时限的最后一天; 没有则为空"),
        Column("measures", "text", "整改措施", "表中的写法"),
        Column("lead_unit", "text", "牵头单位", "表中的写法"),
        Column("responsible_unit", "text", "责任单位", "表中的写法"),
        Column("supporting_unit", "text", "配合单位", "表中的写法"),
        Column("supervising_unit", "text", "监督单位", "表中的写法"),
        Column("responsible_person", "text", "责任人", "表中的责任领导或责任人 (公职)"),
        Column("progress_text", "text", "整改进展", "表中的写法"),
        Column("completed_on", "date", "完成时间", "表中的完成时间"),
        Column("note", "text", "备注", "表中的备注"),
    ),
)

TOILET = Table(
    "toilet",
    "厕所",
    "一个村 (或乡镇) 在一个日期的厕所数一行",
    (
        SOURCE_ID,
        Column("township", "text", "乡镇", "所属乡镇", required=True),
        Column("village", "text", "村", "所属村; 全乡合计为空"),
        Column("as_of", "date", "统计日期", "表中的统计日期; 只写年份的为该年最后一天"),
        Column("surveyed_count", "integer", "摸排厕所数", "摸排的厕所数"),
        Column("funded_count", "integer", "财政支持厕所数", "其中有财政支持的"),
        Column("problem_count", "integer", "问题厕所数", "发现问题的"),
        Column("rectified_count", "integer", "已整改数", "自报已整改的"),
        Column("is_of_register", "flag", "由一厕一档汇总", "真: 各数由登记表逐座数出, 行号为其中第一行"),
        Column("note", "text", "备注", "表中的备注"),
        SHEET,
        ROW,
    ),
)

TOILET_ITEM = Table(
    "toilet_item",
    "一厕一档",
    "登记表中的一座厕所在一个日期一行",
    (
        SOURCE_ID,
        Column("township", "text", "乡镇", "所属乡镇", required=True),
        Column("village", "text", "村", "所属村"),
        Column("toilet_no", "text", "厕所编号", "表中的编号"),
        Column("as_of", "date", "统计日期", "表中的统计日期"),
        Column("is_funded", "flag", "财政支持", "真: 表中写明有财政支持; 没有这一列则为空"),
        Column("is_problem", "flag", "问题厕所", "真: 表中写明是, 或写了问题类型", required=True),
        Column("problem_types", "text_list", "问题类型", "一格写几种的分开; 没有写则为空的清单", required=True),
        Column("is_rectified", "flag", "已整改", "真: 问题已自报整改", required=True),
        Column("due_on", "date", "整改时限", "时限的最后一天"),
        Column("rectified_on", "date", "整改完成时间", "表中的完成时间"),
        SHEET,
        ROW,
    ),
)

FUND = Table(
    "fund",
    "资金项目",
    "一个资金项目一行",
    (
        SOURCE_ID,
        Column("township", "text", "乡镇", "所属乡镇", required=True),
        Column("project", "text", "项目", "项目名称", required=True),
        Column("purpose", "text", "用途", "资金用途"),
        Column("central_yuan", "yuan", "中央(元)", "其中中央资金"),
        Column("provincial_yuan", "yuan", "省级(元)", "其中省级资金"),
        Column("municipal_yuan", "yuan", "市级(元)", "其中市、州级资金"),
        Column("county_yuan", "yuan", "县级(元)", "其中县级资金"),
        Column("other_yuan", "yuan", "其他(元)", "其中其他来源的资金"),
        Column("planned_yuan", "yuan", "计划(元)", "计划或投入金额; 表中没有这一列时为各来源之和, 备注中写明算式"),
        Column("arrived_yuan", "yuan", "到位(元)", "到位金额"),
        Column("paid_yuan", "yuan", "支出(元)", "支出金额"),
        Column("household_count", "integer", "受益户数", "受益户数"),
        Column("person_count", "integer", "受益人数", "受益人数"),
        Column("dividend_due_yuan", "yuan", "年度应分红(元)", "每年应分红"),
        Column("dividend_paid_yuan", "yuan", "已分红(元)", "已分红"),
        Column("unpaid_years", "text_list", "未分红年度", "没有分红的年度"),
        Column("started_on", "date", "开工时间", "表中的开工时间"),
        Column("finished_on", "date", "完工时间", "表中的完工时间, 计划的或实际的"),
        Column("as_of", "date", "统计日期", "表中的统计日期"),
        Column("is_whole", "flag", "资金总数", "真: 乡镇或村的资金总数, 表中没有分项目; 同一年有分项目的表时不计入"),
        Column("note", "text", "备注", "表中的备注"),
        SHEET,
        ROW,
    ),
)
