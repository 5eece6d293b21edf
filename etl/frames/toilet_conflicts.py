"""Two rows of toilets for one place and one day that say different numbers: one is wrong, and the views can use only one."""

import polars as pl

from etl.frames.documents import ID_LENGTH
from warehouse.tables_quality import AUDIT

COUNTS = {"surveyed_count": "摸排", "funded_count": "财政支持", "problem_count": "问题", "rectified_count": "已整改"}
PLACE = ("township", "village", "as_of")


def conflict_rows(toilets: pl.DataFrame, files: dict[str, str]) -> pl.DataFrame:
    """A failed audit of every row whose place and day an earlier row told otherwise, of this file or another.

    `toilets` are rows of the table toilet in the order of their files, `files` is source_id -> file.
    """
    numbered = toilets.select("source_id", "sheet", "row_number", *PLACE, *COUNTS).with_row_index("number", offset=1)
    first = [pl.col(name).first().over(PLACE).alias(f"first_{name}") for name in ("source_id", "row_number", *COUNTS)]
    differs = pl.any_horizontal((pl.col(name) != pl.col(f"first_{name}")).fill_null(False) for name in COUNTS)
    audits = []
    for row in numbered.with_columns(first).filter(differs).iter_rows(named=True):
        differing = [
            name for name in COUNTS if None not in (row[name], row[f"first_{name}"]) and row[name] != row[f"first_{name}"]
        ]
        place = "".join(str(row[part]) for part in PLACE[:2] if row[part]) + f" {row['as_of'] or '没有日期'}"
        said, other = (" ".join(f"{COUNTS[name]} {row[start + name]}" for name in differing) for start in ("", "first_"))
        where = f"{files[row['first_source_id']]} 第{row['first_row_number']}行"
        audits.append(
            {
                "audit_id": f"{str(row['source_id'])[:ID_LENGTH]}-t{row['number']:03d}",
                "source_id": row["source_id"],
                "sheet": row["sheet"],
                "row_number": row["row_number"],
                "rule": "toilet_conflict",
                "is_ok": False,
                "stated": said,
                "computed": f"{where}: {other}",
                "message": f"{place}: 这一行写 {said}, {where}写 {other}, 同地同日不一致",
            }
        )
    return AUDIT.frame(audits)
