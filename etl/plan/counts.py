"""Counts and percentages: what is a quantity of the township's life and what only looks like one, and what is counted.

Measure words are data/vocabulary/measure_words.csv. Left out: frequencies (每周1次), 一 as an article (一个, 一批), numerals of
an enumeration (四种方式, 十项重点任务) and of set phrases (三年行动计划, 6类区域), rates of time (45分钟/课时).
"""

import re

from etl.parsed import Count, Ratio
from etl.plan.measure_words import KINDS
from etl.plan.reading import Reading
from etl.plan.scope import ScopeReader

_ADMINISTRATIVE = {"县", "省", "市县", "县市", "县市区", "市县区", "乡镇", "社区", "村"}
_PERSON_NOUNS = {"小孩", "孩子", "子女", "儿女"}

_FREQUENCY = re.compile(r"(?:每|一个?)(?:个?月|周|个?季度?|年|旬|天|日|半年|个?星期|学期|两周|两个?月|年度|半个?月)[^,,。;;]*$")
# 编号:230656405, 浏览次数:256次; 前五名 and 第三名 are ranks
_RANKS = ("前", "后", "第", "优秀", "精选", "通用", "热门", "最新")
_IDENTIFIERS = (
    *("编号", "证号", "账号", "电话", "热线", "邮编"),
    *(f"{seen}{times}" for seen in ("浏览", "阅读", "点击") for times in ("", "次数", "量")),
)
_BEFORE = 6  # characters that tell the number of a thing from a quantity
_IN_DATE = re.compile(r"\d{4}[-/.]$")  # 2025-10-05人已围观
_BUILDINGS = {"栋", "幢", "座"}
_REPEATED = {"次", "条", "期", "篇", "场", "轮", "批次", "场次", "课时", "份"}
_CLASSES_OF = re.compile(r"(?:共|分|分为|认领|梳理|归纳|涉及|查找|查摆|反馈|发现|整理|存在|为|计|出|共)$")
_CONCRETE = re.compile(
    r"\s?(?:村|社区|乡镇|县|小组|村民组|安置[点区]|车间|基地|合作社|企业|公司|厕所|农户|岗位|学校|单位|部门|站所|工作[组队]|党支部|支部|项目|点位|泵站|水厂|水池|大棚|班次|贫困|行政|自然|易地|集中|示范|帮扶|扶贫)"
)
_SET_PHRASE_AFTER = re.compile(
    r"行动|规划|计划|义务|(?:大|重点|主要)?(?:方面|阶段|原则|方式|环节|层面|步骤|意识|维护|确保|到位|精准|清零|关键|途径|渠道|职责|任务|统一|体系|机制|结合|类型|户型|要求|不|一批|好|专项)|之|一(?:策|档|品|案)"
)
_LENGTH_OF_TIME = re.compile(r"\s?(?:以?[内上下]|之内|时间|左右|期|之久|有余|,|,|。|$)")
_ONE_EACH = re.compile(r"1[策档品案码卡表册]")  # 1户1策
_ROUND_ONLY = re.compile(r"[〇○零百千万亿]+")
_AFTER_IS_RATE = re.compile(r"\s?[//](?!户|人)")
_NOUN_AFTER = re.compile(r"[一-鿿A-Za-z]{1,12}")
_NOUN_STOP = re.compile(
    r"以[上下内]|左右|[及和与或已均都为是有在将被把由从对按参达占每中且需要]|实现|进行|完成|存在|享受|未|没|不|全部|正在|开展|落实|就业|设置|整改|违规"
)
_LEADS_IN = (
    "其中|目前|现有|现|共有|共计|共|累计|另有|另|同时|并且|并|且|还有|还|另外|"
    "截至|达到|至少|仅|只|有|为|到|的|中|里|是|了|使|对|占比|占|比例"
)
_LEADS_OUT = (
    "达到|达|高达|不超过|不得超过|不低于|不少于|至少|超过|低于|高于|大约|约|近|共|有|为|"
    "是|仅|只|的有|分别达|分别|各|到|了|的|中|里|不到|不足|约占|占|由|从"
)
_LEAD_IN = re.compile(f"^(?:{_LEADS_IN})+|(?:{_LEADS_OUT})+$")
# Words that neither begin nor end with one of these characters have no lead-in; that is quicker seen than searched for.
_FIRST_OF_LEAD = tuple({word[0] for word in _LEADS_IN.split("|")})
_LAST_OF_LEAD = tuple({word[-1] for word in _LEADS_OUT.split("|")})
_CHANGED = frozenset(("提高", "提升", "上升", "增加", "增长", "下降", "降低", "减少", "扩大", "缩小"))
_DATE_BEFORE = re.compile(r"^.*(?:\d\s?[年月日号]|[上中下]旬)[底末初以来前起]*")
# 七成以上的农户: whose share it is
_SHARED_BY = re.compile(r"(?:以[上下]|左右|多)?的?(?!以[上下])(?P<noun>[\u4e00-\u9fff]{2,6})")
_LIST_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]{1,2}是|\d{1,2}[.．)）]|[(（]?\d{1,2}[)）])")
_EDGES = " ,,、::((\n\t“”))"


class CountReader:
    """Reads counts and percentages of one document."""

    def __init__(self, text: str, scopes: ScopeReader) -> None:
        self._text = text
        self._scopes = scopes
        self._last: tuple[int, str] = (-1, "")

    def read(self, reading: Reading) -> Count | None:
        """The count at `reading`, or None when the number counts nothing."""
        unit = reading.unit
        if not self._counts(reading, unit):
            return None
        scope = self._scopes.of_count(reading)
        unit = "人" if unit in _PERSON_NOUNS else unit
        return Count(
            reading.start,
            reading.end,
            float(reading.value),
            unit,
            self.subject(reading),
            scope,
            reading.is_approx,
            reading.issue.no if reading.issue else None,
            _upper(reading),
        )

    def read_ratio(self, reading: Reading) -> Ratio:
        """The percentage at `reading`."""
        return Ratio(
            reading.start,
            reading.end,
            float(reading.value),
            self.subject(reading),
            self._scopes.of_count(reading),
            reading.is_approx,
            reading.issue.no if reading.issue else None,
            _upper(reading),
        )

    def subject(self, reading: Reading) -> str:
        """What is counted, as worded: the noun after the measure word, else the words before; at most 16 characters."""
        text = self._text
        begin = max(reading.clause_start, reading.previous_end, reading.start - 24)
        if reading.unit and (after := _NOUN_AFTER.match(text, reading.end)) and after.group()[0] != "的":
            stop = _NOUN_STOP.search(after.group())
            noun = after.group()[: stop.start()] if stop else after.group()
            if len(noun) >= 2 or (noun and reading.unit == "个"):
                self._last = (reading.sentence_start, noun)
                return noun
        raw = text[begin : reading.start]
        words = self._stripped(raw)[-16:]
        glued = not raw and reading.start == reading.previous_end
        # 40户208人; 其中12个; 占比达到24.79%; 由85%提高到92%: of what was spoken before
        changed = words in _CHANGED and reading.previous_end > reading.clause_start
        if changed or (not words and (glued or raw.strip(_EDGES))):
            sentence, words = self._last
            words = words if sentence == reading.sentence_start else ""
        if not words and not reading.unit and (after := _SHARED_BY.match(text, reading.end)):
            words = after["noun"]
        self._last = (reading.sentence_start, words or reading.unit)
        return words or reading.unit

    @staticmethod
    def _stripped(words: str) -> str:
        """The words without what leads in to a number (其中, 共有, 达到) and without the members of a list before the last."""
        words = _LIST_NUMBER.sub("", _DATE_BEFORE.sub("", words.strip(_EDGES).rpartition("、")[2]))
        for _ in range(2):
            if words.startswith(_FIRST_OF_LEAD) or words.endswith(_LAST_OF_LEAD):
                words = _LEAD_IN.sub("", words)
        return words.strip(_EDGES)

    def _counts(self, reading: Reading, unit: str) -> bool:
        """Whether the number counts something."""
        text, start, end = self._text, reading.start, reading.end
        kind = KINDS[unit]
        before = text[max(reading.clause_start, start - 60) : start]
        led = text[max(0, start - _BEFORE) : start].removesuffix("\n")
        if (
            _AFTER_IS_RATE.match(text, end)
            or led.endswith(_RANKS)
            or led.rstrip(" \n:").endswith(_IDENTIFIERS)
            or (led.endswith(("-", "/", ".")) and _IN_DATE.search(led))
            or _ONE_EACH.match(text, end)
        ):
            return False
        if unit == "番" and not before.rstrip("了").endswith("翻"):
            return False
        if unit in _BUILDINGS and text[end : end + 1].isdigit():
            return False  # 3栋2单元 is an address
        if unit in _REPEATED and _FREQUENCY.search(before):
            return False
        if kind == "duration":
            return self._is_length_of_time(reading, unit)
        if unit in _ADMINISTRATIVE and not reading.is_approx and text[start - 1 : start] in "十":
            return False
        if not reading.is_chinese:
            return unit != "类" or _CLASSES_OF.search(before) is not None or text[end : end + 1].isdigit()
        if (reading.value < 2 and reading.upper is None) or (
            not reading.is_approx and _ROUND_ONLY.fullmatch(text[start : end - len(unit)])
        ):
            return False
        if _SET_PHRASE_AFTER.match(text, end):
            return False
        if kind == "tally" and not reading.is_approx:
            return _CONCRETE.match(text, end) is not None
        return unit not in _ADMINISTRATIVE or reading.is_approx or unit in ("村", "社区")

    def _is_length_of_time(self, reading: Reading, unit: str) -> bool:
        text = self._text
        if reading.value % 1:
            return True  # 一个半月
        if unit == "年":
            return (
                reading.value <= 50
                and (reading.is_range or _LENGTH_OF_TIME.match(text, reading.end) is not None)
                and reading.value > 1
            )
        if reading.is_chinese:
            return reading.value > 1 and _LENGTH_OF_TIME.match(text, reading.end) is not None
        return not (unit == "周" and text[reading.end : reading.end + 1] in "年岁")


def _upper(reading: Reading) -> float | None:
    return None if reading.upper is None else float(reading.upper)
