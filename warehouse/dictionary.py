"""docs/data-dictionary.md, written from the declarations: `python -m warehouse.dictionary`."""

from pathlib import Path

from warehouse.labels import DIMENSIONS
from warehouse.marts import COMPUTED, MARTS
from warehouse.schema import TYPES, Table
from warehouse.tables import OWN_TABLES, TABLES

PATH = Path(__file__).resolve().parent.parent / "docs" / "data-dictionary.md"
INTRODUCTION = """# Data dictionary 数据字典

Written by `python -m warehouse.dictionary` from `warehouse/tables.py`, `warehouse/marts_*.py` and `warehouse/labels.py`; change
those, not this file. What the codes and figures mean: [rules.md](rules.md).
"""


def dictionary() -> str:
    """The whole document: tables, marts, codes."""
    parts = [INTRODUCTION]
    for title, relations in (
        ("Tables 底表", (*TABLES, *OWN_TABLES)),
        ("Marts 视图 (what pages read)", MARTS),
        ("Computed 算出的表 (when it is asked for)", COMPUTED),
    ):
        parts += [f"## {title}\n", *(_section(relation) for relation in relations)]
    parts += ["## Codes 代码\n", *(_codes(dimension, labels) for dimension, labels in DIMENSIONS.items())]
    return "\n".join(parts)


def _section(table: Table) -> str:
    lines = [
        f"### {table.name} {table.label}\n",
        f"{table.grain}\n",
        "| column | 名称 | type | 空 | 说明 |",
        "|---|---|---|---|---|",
    ]
    for column in table.columns:
        cells = (column.name, column.label, TYPES[column.kind][1], "" if column.required else "可", column.description)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _codes(dimension: str, labels: dict[str, str]) -> str:
    rows = "\n".join(f"| {code} | {label} |" for code, label in labels.items())
    return f"### {dimension}\n\n| code | 显示 |\n|---|---|\n{rows}\n"


if __name__ == "__main__":
    PATH.write_text(dictionary(), encoding="utf-8")
