"""What a county sends in month after month: the ledger of all issues, toilets by village, and once the register and the funds.

Written as offices do: some with a title row, some in GB18030, with 合计 rows and shares, so that the ordinary reader is what
reads them.
"""

import csv
import io
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from synthetic.places import Township
from synthetic.plans import MARK, Plan
from synthetic.village_toilets import village_toilets
from synthetic.wordings import STATES

PROJECTS = ("产业发展补助", "户厕改造", "村内道路维护", "饮水安全巩固", "就业帮扶车间", "公益性岗位补贴")
PROBLEMS = ("无水", "化粪池渗漏", "便器损坏", "无门", "管道堵塞")
LAST_STATE = len(STATES) - 1


@dataclass(frozen=True, slots=True)
class Month:
    """The n-th month of returns, n from 0, and its last day, on which the tables are dated."""

    number: int
    last_day: date

    @classmethod
    def after(cls, first_year: int, number: int) -> "Month":
        """Months count on from January of the first year."""
        year, month = first_year + number // 12, number % 12 + 1
        return cls(number, date(year, month, monthrange(year, month)[1]))


def write_table(path: Path, rows: list[list[object]], encoding: str = "utf-8-sig") -> None:
    """A CSV file, as a spreadsheet program saves it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue().encode(encoding))


def progress(path: Path, plans: list[Plan], month: Month, seed: int) -> int:
    """The county's ledger at a month: every issue of every plan with its state then; the number of rows."""
    county = plans[0].township.county
    rows: list[list[object]] = [
        [f"{county}问题整改台账({MARK})"],
        [f"填报日期:{month.last_day.year}年{month.last_day.month}月{month.last_day.day}日"],
        ["乡镇", "文号或标题", "序号", "问题", "责任单位", "整改时限", "整改状态", "是否销号"],
    ]
    for plan in plans:
        pace = Random(f"{seed}-pace-{plan.township.number}")
        for finding in plan.findings:
            state = _state_at(month, pace)
            number = plan.issue_no(finding)
            unit = "、".join((finding.lead, *finding.others))
            name = plan.doc_number if plan.doc_number in plan.text else plan.title
            row = [plan.township.name, name, number, finding.title, unit, finding.deadline, state]
            rows.append([*row, "是" if state == "已销号" else "否"])
    write_table(path, rows, "gb18030" if month.number % 3 == 2 else "utf-8-sig")
    return len(rows) - 3


def _state_at(month: Month, pace: Random) -> str:
    """The state an issue has reached: each goes on at its own pace, a few come back, a few never begin."""
    start, months_a_step, comes_back = pace.randint(0, 4), pace.choice((1, 2, 2, 3, 4, 30)), pace.random() < 0.03
    reached = min(LAST_STATE, max(0, month.number - start) // months_a_step)
    return "退回" if comes_back and reached >= 4 else STATES[reached]


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
            rectified = min(each.problems, each.problems * (month.number + 1) // each.months)
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
        random = Random(f"{seed}-funds-{township.number}")
        for project in random.sample(PROJECTS, 3):
            central, provincial, county = random.randint(10, 200), random.randint(0, 90), random.randint(0, 40)
            planned = central + provincial + county
            arrived = planned * random.randint(6, 10) // 10
            paid = arrived * min(10, random.randint(0, 3) + month.number) // 10
            households = random.randint(10, 160)
            due = planned * random.randint(0, 8) // 100
            figures = [central, provincial, county, planned, arrived, paid]
            rows.append([township.name, f"{township.name}{project}项目", *figures, households, households * 3, due, due // 2])
            sums = [one + other for one, other in zip(sums, [*figures, households, households * 3], strict=True)]
    rows.insert(3, ["合计", "", *sums])
    write_table(path, rows)
    return len(rows) - 4
