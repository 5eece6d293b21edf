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

# Places read from documents come first; what names no township stands at the end of a list, not at its head.
UNSTATED_LAST = "township = '未注明乡镇'"
