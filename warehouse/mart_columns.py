"""Columns that many marts share."""

from warehouse.schema import Column

TOWNSHIP = Column("township", "text", "乡镇", "原文没有写明的为 未注明乡镇", required=True)
PLAN_NAME = Column("plan_name", "text", "方案", "方案的标题或文件名")
SOURCE_ID = Column("source_id", "text", "来源标识", "来源文件")
SHEET = Column("sheet", "text", "工作表", "表格文件中的工作表名; CSV 为空")
START = Column("span_start", "integer", "起点", "原文中的起点")
END = Column("span_end", "integer", "止点", "原文中的止点")
LINE = Column("line", "integer", "行", "原文的第几行, 从 1 起")
CHARACTER = Column("character_no", "integer", "字", "这一行的第几个字, 从 1 起")
PAGE = Column("page", "integer", "页", "文件的第几页, 从 1 起; 没有页码的格式为空")
THEME = Column("theme", "text", "主题", "固定清单中的主题", required=True)
ORDINAL = Column("ordinal", "integer", "顺序", "在方案中的顺序", required=True)
ISSUE_NO = Column("issue_no", "text", "序号", "原文编号")
TITLE = Column("title", "text", "问题", "标题", required=True)
ISSUE_ID = Column("issue_id", "text", "问题标识", "问题标识", required=True)
DUE_ON = Column("due_on", "date", "到期日", "最后一天")
STATUS_LABEL = Column("status_label", "text", "状态", "中文状态", required=True)
FILE = Column("file", "text", "文件", "文件名", required=True)
ISSUE_COUNT = Column("issue_count", "integer", "问题数", "问题和任务数", required=True)
SUBJECT = Column("subject", "text", "指标", "数的是什么", required=True)
DUE_BUCKET = Column("due_bucket", "text", "到期", "已逾期 | 10天内 | 20天内 | 20天以上 | 已完成 | 无明确时限", required=True)

# Places read from documents come first; what names no township stands at the end of a list, not at its head.
UNSTATED_LAST = "township = '未注明乡镇'"
