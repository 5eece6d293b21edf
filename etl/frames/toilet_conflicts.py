"""Two rows of toilets for one place and one day that say different numbers: one is wrong, and the views can use only one."""

from etl.frames.documents import ID_LENGTH, Row, Rows

COUNTS = {"surveyed_count": "摸排", "funded_count": "财政支持", "problem_count": "问题", "rectified_count": "已整改"}


def add_toilet_conflicts(rows: Rows) -> None:
    """A failed audit of every row whose place and day an earlier row told otherwise, of this file or another."""
    files = {row["source_id"]: row["file"] for row in rows["source_file"]}
    first_of: dict[tuple[object, ...], Row] = {}
    for number, row in enumerate(rows["toilet"], start=1):
        key = (row["township"], row["village"], row["as_of"])
        first = first_of.setdefault(key, row)
        differing = [name for name in COUNTS if None not in (row[name], first[name]) and row[name] != first[name]]
        if not differing:
            continue
        place = "".join(str(part) for part in key[:2] if part) + f" {key[2] or '没有日期'}"
        said, other = (" ".join(f"{COUNTS[name]} {each[name]}" for name in differing) for each in (row, first))
        where = f"{files[first['source_id']]} 第{first['row_number']}行"
        rows["audit"].append(
            {
                "audit_id": f"{str(row['source_id'])[:ID_LENGTH]}-t{number:03d}",
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
