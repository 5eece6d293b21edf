"""The state of a row of a ledger: its status word, what 整改进展 adds to it, and what 是否销号 says beside it."""

import re

from etl.plan.deadlines import UNDATED_LIMIT, names_limit
from etl.plan.statuses import A_STATE
from etl.sheet import cells as read
from etl.sheet.cells import Unreadable, plain
from etl.sheet.parsed import TableAudit, TableReject, Value

OPEN = frozenset({"not_started", "in_progress", "mostly_done", "returned"})
_SHARE = re.compile(r"进度|比例|百分比|率|%")  # headings under which a share of the work may stand
# Says that the work is not done, and neither whether it began nor how far it is.
_NOT_DONE = re.compile(r"(?:尚?未|没有|没)(?:全部|全面)?(?:整改)?(?:完成|到位)(?:整改)?|没完成|未整改完")


def _asks(heading: str) -> bool:
    """Whether a heading is answered by yes or no: 是否完成, 整改是否到位, 完成(是/否), 办好没有."""
    return re.search(r"是否|与否|是/否|(?:否|没有?|吗)$", plain(heading)) is not None


def says_only_not_done(cell: str, heading: str) -> bool:
    """Whether a cell says no more than that the work is not done: 未完成, or 否 under 是否完成整改."""
    if _NOT_DONE.fullmatch(plain(cell)):
        return True
    try:
        return _asks(heading) and not read.read_flag(cell)
    except Unreadable:
        return False


def read_state(cell: str, heading: str) -> str:
    """A status code; under a heading that asks (是否完成整改) 是 is completed. Raises Unreadable for 未完成 and 否 too."""
    if says_only_not_done(cell, heading):
        raise Unreadable("未启动、推进中、基本完成 或 退回 (只说没有完成, 不知道到了哪一步)")
    try:
        return read.read_status(cell)
    except Unreadable:
        if _SHARE.search(plain(heading)):
            return _state_of_share(cell)
        if not _asks(heading):
            raise
    read.read_flag(cell)
    return "completed"


def _state_of_share(cell: str) -> str:
    """The state that a share of the work says: 0% none of it, 100% all; a cell shown in percent comes as 0.6."""
    try:
        value, unit = read.read_number(cell)
    except Unreadable:
        raise Unreadable(f"{A_STATE}, 或 0% 到 100%") from None
    share = value if unit == "%" or value > 1 else 100 * value
    if unit not in ("", "%") or not 0 <= share <= 100:
        raise Unreadable(f"{A_STATE}, 或 0% 到 100%")
    return "not_started" if share == 0 else "completed" if share == 100 else "in_progress"


def state_from_progress(
    values: dict[str, Value], wordings: dict[str, str], rejects: list[TableReject], status_heading: str
) -> None:
    """A ledger may say the state itself in 整改进展: that word is the status where no column says it, or says only 未完成."""
    text = values.get("progress_text")
    only_not_done = "status" in wordings and says_only_not_done(wordings["status"], status_heading)
    if not isinstance(text, str) or ("status" in wordings and not only_not_done):
        return
    try:
        code = read.read_status(text)
    except Unreadable:
        values.setdefault("status", None)
        return
    if not only_not_done:
        values["status"], wordings["status"] = code, text
    elif code in OPEN:
        values["status"], wordings["status"] = code, f"{text}; {status_heading}: {wordings['status']}"
        rejects[:] = [reject for reject in rejects if reject.column != status_heading]


def state_in_limit(row: int, values: dict[str, Value], wordings: dict[str, str], heading: str) -> list[TableReject]:
    """A cell for the time limit that says a state (已完成) other than the row's: which one is right is not guessed."""
    cell = wordings.get("deadline_text", "")
    try:
        said = read.read_status(cell) if cell and values.get("due_on") is None and not names_limit(cell) else None
    except Unreadable:
        return []
    if said is None or said == values.get("status"):
        return []
    return [TableReject(row, heading, cell, f"{UNDATED_LIMIT} (读到的是状态, 与这一行的整改状态不同)")]


def close(row: int, values: dict[str, Value], wordings: dict[str, str], heading: str) -> list[TableAudit]:
    """Let 是否销号 speak: 是 raises a finished row to closed; with any other state, or 否 beside 已销号, both are audited."""
    status, is_closed = values.get("status"), values.get("is_closed")
    said = f"{heading}: {wordings.get('is_closed', '')}"
    if is_closed is True and status is None and "status" not in wordings:
        values["status"], wordings["status"] = "closed", said
    elif is_closed is True and status in ("completed", "verified"):
        values["status"], wordings["status"] = "closed", f"{wordings['status']}; {said}"
    elif status is not None and is_closed is not None and is_closed != (status == "closed") and (is_closed or status == "closed"):
        word = wordings["status"]
        message = f"整改状态写“{word}”, {heading}写“{wordings['is_closed']}”, 两处矛盾; 按整改状态读入"
        return [TableAudit("closing_conflict", False, row, heading, word, said, message)]
    return []
