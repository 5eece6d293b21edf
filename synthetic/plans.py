"""Invented plans: one document a township, in one of five layouts of the genre, with what a progress table needs to speak of it.

The same seed and number give the same plan. Nothing here is parsed back: what a plan says is written, its tables are made
from `Finding`s, and the ETL has to find the same again. Plans and tables agree but where synthetic/differences.py says otherwise.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from synthetic.differences import differs
from synthetic.months import Month, Pace
from synthetic.places import Township
from synthetic.projects import projects
from synthetic.village_toilets import village_toilets
from synthetic.wordings import CATEGORIES, FINDINGS, MEASURES, STATES, UNITS

NUMERALS = "一二三四五六七八九十"
MARK = "合成数据"


@dataclass(frozen=True, slots=True)
class Finding:
    """One issue of an invented plan: category, number within it, what the document and the ledger write of it, and its pace."""

    category: int
    ordinal: int
    serial: int
    title: str
    text: str
    measures: tuple[str, ...]
    lead: str
    others: tuple[str, ...]
    deadline: str
    ledger_deadline: str
    state: str  # that a report says; a plan says none
    pace: Pace


@dataclass(frozen=True, slots=True)
class Plan:
    """An invented plan: its township, document number and title, day, layout, findings, and its text."""

    township: Township
    doc_number: str
    title: str
    issued_on: date
    layout: str
    findings: tuple[Finding, ...]
    text: str

    def issue_no(self, finding: Finding) -> str:
        """The number of a finding as its layout writes it and a ledger repeats it."""
        if self.layout == "serial":
            return f"({_numeral(finding.serial)})"
        return f"({NUMERALS[finding.category]}){finding.ordinal}."


def plan(township: Township, seed: int, months: Sequence[Month], surveyed: int | None = None) -> Plan:
    """The plan of a township; a report is of one of the months of returns. `surveyed`: toilets, see village_toilets."""
    random = Random(f"{seed}-plan-{township.number}")
    layout = random.choice(sorted(LAYOUTS))
    is_report = layout == "report"
    reported = random.choice(months)
    year = random.choice((2022, 2023, 2024))
    issued_on = reported.last_day if is_report else date(year, random.randint(3, 6), random.randint(1, 28))
    written = _Writing(township, seed, issued_on.year, reported, _told(township, seed, surveyed), random)
    findings = tuple(written.findings())
    what = "整改情况报告" if is_report else "整改方案"
    title = f"{township.name}{issued_on.year - 1}年度巩固拓展脱贫攻坚成果同乡村振兴有效衔接考核评估反馈问题{what}"
    doc_number = f"{township.name[:1]}{'委' if township.number % 2 else '政'}发〔{issued_on.year}〕{random.randint(1, 90)}号"
    body = LAYOUTS[layout](findings, random)
    declared = f"共梳理反馈问题{len(findings)}个,涉及{len({finding.category for finding in findings})}个方面。"
    head = [
        title,
        "" if layout == "plain" else doc_number,
        f"根据{township.county}考核评估反馈意见,结合我{township.short}实际,{declared}现将有关情况明确如下。({MARK})",
    ]
    foot = ["三、工作要求", "加强组织领导,压实工作责任,严格督导检查。"]
    sign = [f"{township.name}人民政府", f"{issued_on.year}年{issued_on.month}月{issued_on.day}日"]
    text = "\n".join(line for line in [*head, *body, *foot, *sign] if line) + "\n"
    return Plan(township, doc_number, title, issued_on, layout, findings, text)


def _told(township: Township, seed: int, surveyed: int | None) -> dict[str, str | int]:
    """What the plan says and tables say too: of its toilets, and of what one of its projects costs."""
    toilets = village_toilets(township, seed, surveyed)
    problems = sum(each.problems for each in toilets)
    project = projects(township, seed)[0]
    return {
        "surveyed": sum(each.surveyed for each in toilets),
        "problems": problems + 3 if differs(seed, "toilets", township.number) else problems,
        "project": project.name,
        "planned": project.planned + 10 if differs(seed, "funds", township.number) else project.planned,
    }


@dataclass(frozen=True, slots=True)
class _Writing:
    """What the findings of one plan are made of."""

    township: Township
    seed: int
    year: int
    reported: Month
    told: dict[str, str | int]
    random: Random

    def findings(self) -> list[Finding]:
        found: list[Finding] = []
        for index, category in enumerate(CATEGORIES):
            chosen = self.random.sample(FINDINGS[category], self.random.randint(3, len(FINDINGS[category])))
            for ordinal, words in enumerate(chosen, start=1):
                found.append(self._finding(index, ordinal, len(found) + 1, words))
        return found

    def _finding(self, category: int, ordinal: int, serial: int, words: tuple[str, str]) -> Finding:
        random, year = self.random, self.year
        title, text = words
        measures = tuple(self._filled(measure) for measure in random.sample(MEASURES, random.randint(2, 4)))
        lead, *others = (f"{self.township.short}{unit}" for unit in random.sample(UNITS, random.randint(1, 3)))
        month = random.randint(6, 12)
        dated = (f"{year}年{month}月底前", f"{year}年{month}月{random.randint(10, 28)}日前")
        deadline = random.choice((*dated, "立行立改", "立行立改,长期坚持", "长期坚持"))
        moved = f"{year + 1}年3月底前" if deadline in dated and self._differs("deadline", serial) else deadline
        pace = Pace.drawn(random)
        state = pace.state_at(self.reported)
        if self._differs("status", serial):
            state = next(other for other in STATES[2:] if other != state)
        filled = self._filled(text)
        return Finding(category, ordinal, serial, title, filled, measures, lead, tuple(others), deadline, moved, state, pace)

    def _filled(self, text: str) -> str:
        random = self.random
        many, few = random.randint(20, 300), random.randint(2, 19)
        village, money = random.choice(self.township.villages), random.randint(3, 480) / 2
        return text.format(village=village, n=many, m=few, money=money, **self.told)

    def _differs(self, fact: str, serial: int) -> bool:
        return differs(self.seed, fact, self.township.number, serial)


def _numbered(finding: Finding, form: str = "一是") -> str:
    if form == "一是":
        return "".join(f"{NUMERALS[place]}是{measure}。" for place, measure in enumerate(finding.measures))
    return "".join(f"({place}){measure}。" for place, measure in enumerate(finding.measures, start=1))


def _by_category(findings: tuple[Finding, ...], write: Callable[[Finding], list[str]]) -> list[str]:
    lines: list[str] = []
    for index, category in enumerate(CATEGORIES):
        lines.append(f"({NUMERALS[index]}){category}方面")
        for finding in findings:
            if finding.category == index:
                lines += write(finding)
    return lines


def _plain(findings: tuple[Finding, ...], _random: Random) -> list[str]:
    """Finding, measures, unit and deadline, each on a line of its own."""
    return ["一、问题及整改措施", *_by_category(findings, _four_lines)]


def _four_lines(finding: Finding) -> list[str]:
    return [
        f"{finding.ordinal}.{finding.title}。{finding.text}",
        f"整改措施:{_numbered(finding)}",
        f"责任单位:{'、'.join((finding.lead, *finding.others))}",
        f"整改时限:{finding.deadline}",
    ]


def _roles(findings: tuple[Finding, ...], _random: Random) -> list[str]:
    """Leading and responsible units apart; measures numbered in brackets."""

    def write(finding: Finding) -> list[str]:
        lines = [
            f"{finding.ordinal}.{finding.title}",
            f"问题描述:{finding.text}",
            f"整改措施:{_numbered(finding, '(1)')}",
            f"牵头单位:{finding.lead}",
        ]
        lines += [f"责任单位:{'、'.join(finding.others)}"] if finding.others else []
        return [*lines, f"完成时限:{finding.deadline}"]

    return ["一、总体要求", "坚持问题导向,举一反三,确保整改到位。", "二、整改任务", *_by_category(findings, write)]


def _inline(findings: tuple[Finding, ...], _random: Random) -> list[str]:
    """All of an issue in one paragraph, units and deadline in brackets at its end."""

    def write(finding: Finding) -> list[str]:
        units = f"责任单位:{'、'.join((finding.lead, *finding.others))}"
        return [
            f"{finding.ordinal}.{finding.title}。{finding.text}整改措施:{_numbered(finding)}({units};整改时限:{finding.deadline})"
        ]

    return ["一、问题清单和整改措施", *_by_category(findings, write)]


def _report(findings: tuple[Finding, ...], _random: Random) -> list[str]:
    """A report: what was done and the state it is in."""

    def write(finding: Finding) -> list[str]:
        return [*_four_lines(finding), f"整改状态:{finding.state}"]

    return ["一、整改进展情况", *_by_category(findings, write)]


def _serial(findings: tuple[Finding, ...], _random: Random) -> list[str]:
    """Issues numbered through, without categories."""
    lines = ["一、存在问题及整改措施"]
    for finding in findings:
        lines += [
            f"({_numeral(finding.serial)}){finding.title}。{finding.text}",
            f"整改措施:{_numbered(finding)}",
            f"责任单位:{'、'.join((finding.lead, *finding.others))}",
            f"整改时限:{finding.deadline}",
        ]
    return lines


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十") + (NUMERALS[ones - 1] if ones else "")


LAYOUTS: dict[str, Callable[[tuple[Finding, ...], Random], list[str]]] = {
    "plain": _plain,
    "roles": _roles,
    "inline": _inline,
    "report": _report,
    "serial": _serial,
}
