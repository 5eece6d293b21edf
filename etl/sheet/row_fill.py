"""What a row leaves to the cells above it and to the lines around the table, and what it would need to say which fact it is."""

from collections.abc import Collection

from etl.plan.places import leading_places
from etl.sheet.cells import plain
from etl.sheet.content import share, without_group
from etl.sheet.context import Context
from etl.sheet.heading import Heading
from etl.sheet.kinds import IDENTITY, KINDS
from etl.sheet.parsed import Value

COUNTED_BY = ("toilet_no", "surveyed_count", "funded_count", "problem_count", "rectified_count")


def _part_place(values: dict[str, Value], kind: str) -> None:
    """A village written with its township (青石乡上寨村), whichever of the two its column is, is both; so is a project that opens
    with the name of its township, where no cell of the row names that: the project keeps it."""
    if isinstance(village := values.get("village"), str):
        values["village"] = without_group(village)
    township, village = values.get("township"), values.get("village")
    if isinstance(township, str):
        places, rest = leading_places(plain(township))
        if places.township and rest and share("village", [rest]) == 1.0:
            values["township"] = places.township
            if "village" in KINDS[kind].columns and village is None:
                values["village"] = without_group(rest)
    if isinstance(village, str) and values.get("township") is None:
        places, rest = leading_places(plain(village))
        if places.township and rest:
            values["township"], values["village"] = places.township, without_group(rest)
    project = values.get("project")
    if isinstance(project, str) and values.get("township") is None:
        values["township"] = leading_places(plain(project))[0].township


def fill(
    values: dict[str, Value], heading: Heading, carried: dict[str, str], context: Context, unread: Collection[str] = ()
) -> None:
    """What the row leaves to the cells above it or to the lines around the table, the columns `unread` excepted."""
    kind = heading.kind
    _part_place(values, kind)
    # Villages are merged in a register; among counts a row without its village, or a toilet without both, is a mistake.
    is_register = kind == "toilets" and not any(column.name in COUNTED_BY for column in heading.columns)
    is_merged = kind == "indicators" or is_register or values.get("toilet_no") is not None
    inherits_village = values.get("township") is None and is_merged
    if values.get("township") is None:
        values["township"] = carried.get("township") or context.township
    if heading.project is not None:
        values["project"] = f"{values.get('project') or ''}{heading.project}"  # of a village: its name stands before it
    if "plan" in carried and values.get("plan") is None:
        values["plan"] = carried["plan"]
    if inherits_village and values.get("village") is None and "village" in carried:
        values["village"] = carried["village"]
    if kind == "toilets" and values.get("village") is None and not any(column.name == "village" for column in heading.columns):
        values["village"] = context.village
    reported = {"progress": "reported_on", "toilets": "as_of", "funds": "as_of"}.get(kind)
    if reported and values.get(reported) is None and reported not in unread:
        values[reported] = context.reported_on
    if kind == "progress":
        values.setdefault("due_on", None)


def missing_in(values: dict[str, Value], heading: Heading, has_villages: bool) -> str | None:
    """What a row would need to say which fact it is, None when it says it."""
    kind, identity = heading.kind, IDENTITY[heading.kind]
    if values.get("township") is None and not any(column.township for column in heading.columns):
        return "乡镇"
    if any(column.indicator for column in heading.columns):
        return None
    if kind == "toilets" and not has_villages and "toilet_no" not in values:
        return None  # a table of townships: its figures are the township's own
    if all(values.get(name) is None for name in identity):
        labels = {"issue_title": "问题", "village": "村", "project": "项目", "indicator": "指标"}
        return labels[identity[0]]
    return None
