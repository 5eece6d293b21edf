"""What stands around a table: title, 填报单位, 填报日期, 单位:万元 above it; notes, signatures and a date below it."""

import re
from dataclasses import dataclass
from datetime import date

from etl.plan.places import leading_places
from etl.sheet.cells import Unreadable, plain, read_period
from etl.sheet.kinds import yuan_factor

SHORTEST_TITLE = 3  # characters, a date in it not counted
FOOT = re.compile(
    r"(?:.{0,10}(?:\((?:签字|签名|盖章|签章)\)|(?:签字|签名|签章)(?=[:：]))|备?注|说明|填表说明|附注|填报说明|审核人?|填表人?|填报人?|制表人?|经办人?|复核人?|(?:单位|统计|主要|分管|部门)?负责人|分管领导|联系电话|联系人"
    r"|盖章|签字|填表日期|填报日期|报送日期|主要领导|数据来源|统计员)(?:\(.{1,6}\))?(?:[:：]|\d[.、]|$)"
)
EXAMPLE = re.compile(r"[(【]?(?:填写)?(?:示例|样例|例)(?:行|\d*)?[)】]?:?")
# Days of something else than the report: when a finding was handed over, found or told of in a document.
_OTHER_DAY = "印发|发文|成文|下发|会议|打印|交办|转办|移交|发现|检查|督查|暗访|受理|成立"
_DATE = re.compile(
    rf"(?<!{_OTHER_DAY.replace('|', ')(?<!')})"
    r"(?:填报|填表|统计|截止|截至|报告|报送|上报|编制|数据|调度|制表|更新|汇总)?"
    r"(?:日期|时间|截止|截至|期间|报告期|统计期|所属期)(?:[:：]|到|至)*"
    r"((?:19|20)\d{2}[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?|底|末)?)?|(?:19|20)\d{6})"
)
# In a cell of its own above the table, with hardly more than a word before it: 统计时点:2024年5月31日, 更新至2024.5.31.
_DAY = re.compile(
    rf"\(?(?!.{{0,4}}(?:{_OTHER_DAY}))"
    r"[\u4e00-\u9fff]{0,6}(?:[:：]|(?<=[至于到点期间日]))?"
    r"((?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?)(?:00:00:00)?\)?"
)
_DAYS = re.compile(  # (2025年10月13日—10月19日), alone or behind the title
    r"(?:^|\()((?:19|20)\d{2}年\d{1,2}月\d{1,2}日?[-—–~至到]{1,2}(?:(?:19|20)\d{2}年)?(?:\d{1,2}月)?\d{1,2}日)\)?$"
)
_YEAR_OF_OTHER_DAY = re.compile(rf"(?:{_OTHER_DAY})(?:日期|时间)?[:：]?((?:19|20)\d{{2}})[年./-]")
_DAY_BEHIND = re.compile(r"\(((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)\)$")  # …统计表(2025年5月31日)
_YEAR = re.compile(r"(?:年度|年份|统计年度)[:：]((?:19|20)\d{2})年?度?")
_PAGE = re.compile(r"第\d+页(?:[,、/]?共\d+页)?|共\d+页[,、/]?第\d+页|[-—]\d{1,3}[-—]")
_LABEL = re.compile(r".{2,8}:")
_APPENDIX = re.compile(r"^(?:附件|附表|表)[一二三四五六七八九十\d-]{0,3}[:.、]?(?=.{3})")
_NAME_PARTS = re.compile(
    r"[^\u4e00-\u9fff]+|(?<=\d)[年月日]份?|[一二三四]季度|[上下]半年|^(?:附件|附表|表)[一二三四五六七八九十]*"
)
_KINDS_OF_TOWNSHIP = re.compile(
    r"(?:重点|建制|示范|试点|中心|特色|产业|工业|农业|旅游|城郊|所属|有关|相关|部分|其他|基层|乡)(?:[乡镇]|街道)"
)
_VILLAGE = re.compile(
    r"((?!农村|乡村|城乡|各|全|本|行政|自然|建制|脱贫|贫困|重点|示范|试点|美丽|和美|易地|安置|帮扶)[\u4e00-\u9fff]{2,4}?(?:(?<!乡)村|社区))"
    r"(?![级民委容庄貌、和及等]|集体|振兴|治理)"
)
_SPEAKS_OF = "反馈|关于|巡察|巡视|督查|督导|审计|考核|检查"
_OPENING = re.compile(rf"^(?:{_SPEAKS_OF}|报送|上报|转发|印发)+")
_ADDRESSED = re.compile(rf"(?:{_SPEAKS_OF})(?=([\u4e00-\u9fff]{{3,}}))")
_AND_OTHERS = re.compile(r"等(?:\d|[一二三四五六七八九十]|乡|镇)")
_NAMES_MORE = re.compile(r"^等|[乡镇](?!村)|街道")
LONGEST_TOWNSHIP = 4  # characters, in the name of a file: a longer one is likely a word before a name (县委办石梁镇)
_YEAR_AND_PART = r"(?:19|20)\d{2}年(?:\d{1,2}月份?|第?[一二三四]季度|[上下]半年)"
# A title may also name a month in which something was found: 2024年6月督查反馈问题台账 says nothing of the report.
_TITLE_PERIOD = re.compile(
    rf"\(({_YEAR_AND_PART})\)|({_YEAR_AND_PART})(?=[^督检巡考审]{{0,20}}(?:月报|季报|统计|指标|数据|调度|完成情况|进展情况))"
)
_SHEET_PERIOD = re.compile(rf"{_YEAR_AND_PART}|\d{{1,2}}月份?|第?[一二三四]季度|[上下]半年")
_UNTIL = re.compile(r"截[至止]((?:19|20)\d{2}[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?|底|末)?)?)")


@dataclass(slots=True)
class Context:
    """What the lines around a table say of it; None where they say nothing."""

    title: str | None = None
    county: str | None = None  # as the title or the reporting unit names it
    township: str | None = None
    village: str | None = None  # of which the whole table is: the title names it behind its township
    reported_on: date | None = None
    year: int | None = None
    period: tuple[date, date] | None = None  # of which the title or the sheet's name says the table is: 月报表(2024年8月), 一季度
    factor: int | None = None
    unit: str | None = None  # of 单位:户, where that is no money

    @property
    def year_of_dates(self) -> int | None:
        """The year of a date written without one: that of the report, else that of the title."""
        return self.reported_on.year if self.reported_on else self.year


def is_foot(cells: list[str]) -> bool:
    """Whether a row is a note or signature line: its first text says so."""
    first = next((plain(cell) for cell in cells if cell), "")
    return bool(FOOT.match(first))


def is_page_number(cells: list[str]) -> bool:
    """Whether a row is the number of a printed page: 第1页 共3页, - 2 -."""
    return _PAGE.fullmatch("".join(map(plain, filter(None, cells)))) is not None


def is_example(cells: list[str]) -> bool:
    """Whether a row is marked as an example of how to fill in the table (示例): nobody's data."""
    return EXAMPLE.fullmatch(next((plain(cell) for cell in cells if cell), "")) is not None


def example_notes(count: int) -> list[str]:
    """What is said of a table with so many examples: they are not loaded."""
    return [f"示例行不读入 ({count} 行)"] if count else []


def read_context(above: list[list[str]], below: list[list[str]], sheet: str | None, first: Context | None = None) -> Context:
    """What the rows above and below a table, and the name of its sheet, say of it; above goes before below.

    `first` is what is said of the first table of the sheet: its township and dates are those of the next ones that name none.
    """
    context = Context()
    for rows, is_above in ((above, True), (below, False)):
        for row in rows:
            for text in _texts(row):
                _read_line(text, context, is_above)
    if context.township is None:
        context.township = township_in(plain(sheet or ""), whole=True)
    if first is not None:
        context.township = context.township or first.township
        context.county = context.county or first.county
        if context.reported_on is None and context.period is None:
            context.reported_on, context.period = first.reported_on, first.period
        context.year = context.year or first.year
    if context.period is None and sheet and _SHEET_PERIOD.fullmatch(plain(sheet)):
        context.period = _read_period(plain(sheet), context.year_of_dates)
    if context.reported_on is None and context.period:
        context.reported_on = context.period[1]
    if context.year is None and context.reported_on:
        context.year = context.reported_on.year
    return context


def _texts(row: list[str]) -> list[str]:
    """The cells of a line that say something; a label alone in its cell goes on in the next one: 报送单位: | 青山镇党委."""
    texts: list[str] = []
    for cell in filter(None, map(plain, row)):
        if texts and _LABEL.fullmatch(texts[-1]):
            texts[-1] += cell
        else:
            texts.append(cell)
    return texts


def _read_line(text: str, context: Context, is_above: bool) -> None:
    stated = _DATE.search(text) or _UNTIL.search(text)
    if stated is None and is_above:
        stated = _DAY.fullmatch(text) or _DAY_BEHIND.search(text) or _DAYS.search(text)
    if stated and context.reported_on is None:
        stretch = _read_period(stated[1], None)
        context.reported_on = stretch[1] if stretch else None
        context.period = stretch if stretch and stretch[0] != stretch[1] else context.period
    if not is_above:
        return
    if stated is None and context.year is None and (other := _YEAR_OF_OTHER_DAY.search(text)):
        context.year = int(other[1])
    if _SHEET_PERIOD.fullmatch(text) and context.period is None:
        context.period = _read_period(text, context.year)
        return
    if context.year is None and (year := _YEAR.fullmatch(text)):
        context.year = int(year[1])
    text = _APPENDIX.sub("", text)
    unit = re.search(r"(?:(?<![报制填送责主管])单位|金额)[:：](.{1,12})", text)
    if unit and context.factor is None:
        context.factor = yuan_factor(unit[1])
        context.unit = unit[1].strip("()") if context.factor is None else None
    elif re.fullmatch(r"\(?[千万亿]?元\)?", text):
        context.factor = yuan_factor(text)
    is_label = re.match(r".{0,8}[:：]", text)
    rest = text.replace(stated[0], "") if stated else text
    if not is_label and context.title is None and len(rest) > SHORTEST_TITLE:
        context.title = text
        year = re.search(r"((?:19|20)\d{2})年", rest)
        context.year = int(year[1]) if year else context.year
        period = _TITLE_PERIOD.search(text)
        context.period = _read_period(next(filter(None, period.groups())), None) if period else context.period
        context.township = context.township or _township_of_title(rest)
        context.county = context.county or county_in(rest)
        context.village = _village_of_title(rest, context.township)
    reporter = re.match(
        r"(?:填报|编制|报送|填表|制表|上报|登记|统计|汇总|所属|所在|被审计|被督查|被检查|被巡察|被考核|被交办|责任|整改|反馈|回复|办理|承办|落实|实施)?"
        r"(?:单位(?:名称)?[:：(（]?|(?:乡镇|乡\(镇\)|镇\(乡\)|镇街|属地|乡镇\(街道\)|镇\(街道\)|乡\(镇、?街道\)|乡|镇)[:：])(.+)",
        text,
    )
    if reporter:
        name = re.sub(r"^\(?(?:盖章|公章)\)?[:：]?", "", reporter[1])
        context.township = context.township or township_in(name)
        context.county = context.county or county_in(name)


def _village_of_title(title: str, township: str | None) -> str | None:
    """The village that stands right behind the township of a title: 青石乡上寨村户厕登记表; of several none."""
    match = _VILLAGE.match(title.partition(township)[2]) if township and township in title else None
    return match[1] if match else None


def _township_of_title(title: str) -> str | None:
    """The township a title opens with or goes on to speak of: 关于石门乡…, 县委巡察组反馈石门乡问题整改清单; of several none."""
    title = _OPENING.sub("", title)
    if (township := township_in(title)) and not _KINDS_OF_TOWNSHIP.fullmatch(township):
        return None if _AND_OTHERS.match(title.partition(township)[2]) else township
    found = {township_named(words) for words in _ADDRESSED.findall(title)} - {None}
    return found.pop() if len(found) == 1 else None


def _read_period(text: str, year: int | None) -> tuple[date, date] | None:
    try:
        return read_period(text, year)
    except Unreadable:
        return None


def township_named(*names: str | None) -> str | None:
    """The township that the first of some names of sheets or files tells: 附件2 青石镇9月台账.xlsx, 户厕台账(青石镇).csv.

    It opens a stretch of characters and has a name's length, or it is none; names of several townships tell none.
    """
    for name in names:
        found: set[str] = set()
        for words in _NAME_PARTS.split(plain(name or "")):
            township = township_in(words)
            if township and len(township) <= LONGEST_TOWNSHIP and not _KINDS_OF_TOWNSHIP.fullmatch(township):
                found |= {township, *_NAMES_MORE.findall(words.partition(township)[2])}
        if len(found) == 1:
            return found.pop()
    return None


def county_in(text: str) -> str | None:
    """The county a line opens with: 示例县2024年…; a name that ends as 园区 or 市 does may be none."""
    county = leading_places(re.sub(r"^(?:19|20)\d{2}年度?", "", text))[0].county
    return county if county and county.endswith(("县", "旗")) else None


def township_in(text: str, whole: bool = False) -> str | None:
    """The township a line opens with (after its county): 示例县青石乡2024年… -> 青石乡; `whole`: the line is its name alone."""
    places, rest = leading_places(re.sub(r"^(?:19|20)\d{2}年度?", "", text))
    return None if whole and rest not in ("", "人民政府") else places.township
