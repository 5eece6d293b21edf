"""What a county sends in month after month: the ledger of all issues, toilets by village, and once the register and the funds.

Written as offices do: some with a title row, some in GB18030, with 合计 rows and shares, so that the ordinary reader is what
reads them.
"""

import csv
import io
from pathlib import Path

from synthetic.months import Month
from synthetic.places import Township
from synthetic.plans import MARK, Plan
from synthetic.projects import projects
from synthetic.village_toilets import village_toilets


def write_table(path: Path, rows: list[list[object]], encoding: str = "utf-8-sig") -> None:
    """A CSV file, as a spreadsheet program saves it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue().encode(encoding))


def progress(path: Path, plans: list[Plan], month: Month) -> int:
    """The county's ledger at a month: every issue of every plan with its state then; the number of rows."""
    county = plans[0].township.county
    rows: list[list[object]] = [
        [f"{county}问题整改台账({MARK})"],
        [f"填报日期:{month.last_day.year}年{month.last_day.month}月{month.last_day.day}日"],
        ["乡镇", "文号或标题", "序号", "问题", "责任单位", "整改时限", "整改状态", "是否销号"],
    ]
    for plan in plans:
        for finding in plan.findings:
            state = finding.pace.state_at(month)
            number = plan.issue_no(finding)
            unit = "、".join((finding.lead, *finding.others))
            name = plan.doc_number if plan.doc_number in plan.text else plan.title
            row = [plan.township.name, name, number, finding.title, unit, finding.ledger_deadline, state]
            rows.append([*row, "是" if state == "已销号" else "否"])
    write_table(path, rows, "gb18030" if month.number % 3 == 2 else "utf-8-sig")
    return len(rows) - 3


def toilets(path: Path, townships: list[Township], month: Month, seed: int) -> int:
    """Toilets by village with a 小计 a township and the share rectified; the number of villages."""
    rows: list[list[object]] = [
        [f"{townships[0].county}农村户厕问题整改情况统计表({MARK})"],
        ["乡镇", "村", "统计日期", "摸排厕所数", "财政支持厕所数", "问题厕所数", "已整改数", "整改率"],
    ]
    day = month.last_day.isoformat()
    for township in townships:
        sums = [0, 0, 0, 0]
        for each in village_toilets(township, seed):
            rectified = each.rectified_after(month.number + 1)
            counts = [each.surveyed, each.funded, each.problems, rectified]
            sums = [one + other for one, other in zip(sums, counts, strict=True)]
            rows.append([township.name, each.village, day, *counts, _share(rectified, each.problems)])
        rows.append([township.name, "小计", day, *sums, _share(sums[3], sums[2])])
    write_table(path, rows)
    return len(townships) * len(townships[0].villages)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "—"


def funds(path: Path, townships: list[Township], month: Month, seed: int) -> int:
    """Projects of the county in 万元, by source level, with the total of all; the number of projects."""
    day = month.last_day
    rows: list[list[object]] = [
        [f"{townships[0].county}衔接资金项目支出进度表({MARK})"],
        [f"统计日期:{day.year}年{day.month}月{day.day}日", "", "", "单位:万元"],
        [
            "乡镇",
            "项目名称",
            "中央",
            "省级",
            "县级",
            "计划投入",
            "到位资金",
            "累计支出",
            "受益户数",
            "受益人数",
            "应分红",
            "已分红",
        ],
    ]
    sums = [0] * 8
    for township in townships:
        for each in projects(township, seed):
            paid = each.paid_in(month.number)
            figures = [each.central, each.provincial, each.county, each.planned, each.arrived, paid]
            rows.append([township.name, each.name, *figures, each.households, each.households * 3, each.due, each.due // 2])
            sums = [one + other for one, other in zip(sums, [*figures, each.households, each.households * 3], strict=True)]
    rows.insert(3, ["合计", "", *sums])
    write_table(path, rows)
    return len(rows) - 4
