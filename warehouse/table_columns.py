"""Columns that many tables share."""

from warehouse.schema import Column

SOURCE_ID = Column("source_id", "text", "来源标识", "来源文件内容的 SHA-256 (十六进制), 与 source_file 相连", required=True)
START = Column("span_start", "integer", "起点", "原文中第一个字符的位置 (从 0 起)")
END = Column("span_end", "integer", "止点", "原文中最后一个字符之后的位置")
SHEET = Column("sheet", "text", "工作表", "表格文件中的工作表名; CSV 与文档为空")
ROW = Column("row_number", "integer", "行号", "表格中的行号 (从 1 起); 文档为空")
