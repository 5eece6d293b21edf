"""The numbers that Word writes before paragraphs (一、 (一) 1. 1.1 ①): counted again from numbering.xml and styles.xml.

A paragraph names a list (`numId`) and a level, itself or through its style. The list is a set of nine levels, each with a number
format, a pattern (`%1、`, `(%2)`, `%1.%2`) and a start. A level begins again when one above it goes on, unless it says not to.
"""

from dataclasses import dataclass, field

from lxml import etree

LEVELS = 9
_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_ONES = ((9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_CHINESE = {"chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting", "taiwaneseCounting", "koreanCounting"}
_LEGALS = {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}
# format -> sign of 1, number of signs
_SIGNS = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None  # 0: never; n: only behind a level above the n-th
    decimal_only: bool = False
    glued: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    linked_style: str | None = None
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class _Instance:
    of: _List
    starts: dict[int, int]
    levels: dict[int, _Level]


class Numbering:
    """Counts the numbers of one document's paragraphs, asked in their order."""

    def __init__(self, namespace: str, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._w = f"{{{namespace}}}"
        self._styles: dict[str, tuple[str | None, str | None, str | None]] = {}
        self._default_style: str | None = None
        self._read_styles(styles)
        self._instances = self._read_lists(numbering)

    def number(self, properties: etree._Element | None) -> str:
        """The number before the paragraph with these properties (w:pPr), with a blank behind where digits would run together."""
        if not self._instances:
            return ""
        num_id, level = self._place(properties)
        instance = self._instances.get(num_id or "")
        if instance is None or not 0 <= level < LEVELS:
            return ""
        given = instance.levels.get(level) or instance.of.levels.get(level)
        if given is None:
            return ""
        self._count(instance, level, given)
        text = self._text(instance, level, given)
        runs_on = not given.glued and text[-1:].isascii() and (text[-1:].isalnum() or text.endswith("."))
        return text + " " if runs_on else text

    def _place(self, properties: etree._Element | None) -> tuple[str | None, int]:
        """The list and level of a paragraph: its own, else its style's (whose level is the one linked to the style)."""
        style = self._value(properties, "pStyle") or self._default_style
        own = None if properties is None else properties.find(f"{self._w}numPr")
        num_id, level = self._value(own, "numId"), self._value(own, "ilvl")
        if num_id is not None:
            return num_id, _integer(level, 0)
        seen: set[str] = set()
        names = []
        while style is not None and style not in seen and style in self._styles:
            seen.add(style)
            names.append(style)
            parent, num_id, style_level = self._styles[style]
            if num_id is not None:
                return num_id, _integer(level, self._linked_level(num_id, names, _integer(style_level, 0)))
            style = parent
        return None, 0

    def _linked_level(self, num_id: str, styles: list[str], otherwise: int) -> int:
        instance = self._instances.get(num_id)
        for level, given in (instance.of.levels if instance else {}).items():
            if given.style is not None and given.style in styles:
                return level
        return otherwise

    def _count(self, instance: _Instance, level: int, given: _Level) -> None:
        counters = instance.of.counters
        start = instance.starts.pop(level, None)  # an instance that begins anew does so once
        before = counters[level]
        counters[level] = start if start is not None else given.start if before is None else before + 1
        for deeper in range(level + 1, LEVELS):
            restart = instance.of.levels[deeper].restart if deeper in instance.of.levels else None
            if restart is None or level < restart:
                counters[deeper] = None

    def _text(self, instance: _Instance, level: int, given: _Level) -> str:
        if given.form == "bullet":
            sign = given.pattern[:1]
            return "•" if not sign or "\ue000" <= sign <= "\uf8ff" or sign.isascii() else sign
        text = given.pattern
        for index in range(LEVELS):
            if f"%{index + 1}" in text:
                at = instance.levels.get(index) or instance.of.levels.get(index) or _Level()
                count = instance.of.counters[index]
                form = "decimal" if given.decimal_only else at.form
                text = text.replace(f"%{index + 1}", number_text(at.start if count is None else count, form))
        return text

    def _value(self, parent: etree._Element | None, name: str) -> str | None:
        child = None if parent is None else parent.find(f"{self._w}{name}")
        return None if child is None else child.get(f"{self._w}val")

    def _read_styles(self, styles: etree._Element | None) -> None:
        for style in [] if styles is None else styles.iterfind(f"{self._w}style"):
            style_id = style.get(f"{self._w}styleId")
            if style_id is None:
                continue
            number = style.find(f"{self._w}pPr/{self._w}numPr")
            self._styles[style_id] = (self._value(style, "basedOn"), self._value(number, "numId"), self._value(number, "ilvl"))
            if style.get(f"{self._w}type") == "paragraph" and style.get(f"{self._w}default") in ("1", "true"):
                self._default_style = style_id

    def _read_lists(self, numbering: etree._Element | None) -> dict[str, _Instance]:
        if numbering is None:
            return {}
        w = self._w
        lists: dict[str, _List] = {}
        for abstract in numbering.iterfind(f"{w}abstractNum"):
            levels = {_integer(level.get(f"{w}ilvl"), -1): self._level(level) for level in abstract.iterfind(f"{w}lvl")}
            lists[abstract.get(f"{w}abstractNumId") or ""] = _List(levels, self._value(abstract, "numStyleLink"))
        instances: dict[str, _Instance] = {}
        for num in numbering.iterfind(f"{w}num"):
            abstract_id = self._value(num, "abstractNumId")
            if abstract_id not in lists:
                continue
            starts, levels = {}, {}
            for override in num.iterfind(f"{w}lvlOverride"):
                at = _integer(override.get(f"{w}ilvl"), -1)
                start = self._value(override, "startOverride")
                if start is not None:
                    starts[at] = _integer(start, 1)
                level = override.find(f"{w}lvl")
                if level is not None:
                    levels[at] = self._level(level)
            instances[num.get(f"{w}numId") or ""] = _Instance(lists[abstract_id], starts, levels)
        for instance in instances.values():  # a list that only names a style has the levels of that style's list
            style = self._styles.get(instance.of.linked_style or "")
            if style and not instance.of.levels and style[1] in instances:
                instance.of = instances[style[1]].of
        return instances

    def _level(self, level: etree._Element) -> _Level:
        restart = self._value(level, "lvlRestart")
        legal = level.find(f"{self._w}isLgl")
        form = self._value(level, "numFmt")
        if form in (None, "custom"):
            fallback = next((found for found in level.iter(f"{self._w}numFmt") if found.get(f"{self._w}val") != "custom"), None)
            form = "decimal" if fallback is None else fallback.get(f"{self._w}val")
        return _Level(
            _integer(self._value(level, "start"), 1),
            form or "decimal",
            self._value(level, "lvlText") or "",
            None if restart is None else _integer(restart, 0),
            legal is not None and legal.get(f"{self._w}val") not in ("0", "false"),
            self._value(level, "suff") == "nothing",
            self._value(level, "pStyle"),
        )


def number_text(number: int, form: str) -> str:
    """A number in one of Word's number formats (ST_NumberFormat of ECMA-376); one not known here is written in digits."""
    if form == "none":
        return ""
    if not 0 < number < 10_000:
        return str(number)
    if form in _CHINESE or (form == "chineseCounting" and number < 100):
        return _chinese(number, _DIGITS, "十百千")
    if form in _LEGALS:
        return _chinese(number, _LEGAL, "拾佰仟", short_ten=False)
    if form in ("chineseCounting", "ideographDigital", "japaneseDigitalTenThousand"):
        return "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in str(number))
    if form in _SIGNS:
        first, count = _SIGNS[form]
        return chr(ord(first) + number - 1) if number <= count else str(number)
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letters = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "upperLetter" else letters.lower()
    if form in ("ideographTraditional", "ideographZodiac"):
        signs = _STEMS if form == "ideographTraditional" else _BRANCHES
        return signs[(number - 1) % len(signs)]
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord("０") + int(digit)) for digit in str(number))
    return str(number)


def _chinese(number: int, digits: str, places: str, *, short_ten: bool = True) -> str:
    """12 -> 十二, 120 -> 一百二十, 105 -> 一百零五."""
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit == 0:
            zero = bool(text)
            continue
        text += (digits[0] if zero else "") + digits[digit] + (places[place - 1] if place else "")
        zero = False
    return text[1:] if short_ten and 10 <= number < 20 else text


def _roman(number: int) -> str:
    text = ""
    for value, sign in (*_ROMAN, *_ROMAN_ONES):
        count, number = divmod(number, value)
        text += sign * count
    return text


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return otherwise if text is None else int(text)
    except ValueError:
        return otherwise
