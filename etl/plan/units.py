"""Units named for an issue, with their roles.

    责任部门:乡党建办、乡乡村振兴站及相关站所
    (整改责任主体:乡财政所、各村(社区);配合单位:乡纪委;监督责任单位:乡整改工作领导小组)
    (镇扶贫办牵头,各村配合)
责任单位:镇财政所牵头,镇纪委配合                  each in the role its verb says

Names are split at 、 ; , blanks and 及, at 和 and 与 only between two whole names, never inside brackets. Words that are no part
of a name (等, 按职责分工落实) are cut off; data/vocabulary/units.csv has them.
"""

import re
from functools import cache, lru_cache

from etl.parsed import Unit
from etl.plan.brackets import VERBS
from etl.plan.signs import BLANK, CLOSE, COLON, COMMA, OPEN, SEMICOLON
from etl.vocabulary import WrongVocabulary, alternation, read_vocabulary, words_by_code

ROLES = ("lead", "responsible", "supporting", "supervising")
# Two names joined by 和 or 及 have more characters than this.
SHORTEST_PAIR = 3
_BEFORE_LABEL = rf"(?<![^{OPEN}【\[〔{SEMICOLON}{COMMA}、。{BLANK}])"
_PIECE = re.compile(
    rf"[^、{SEMICOLON}{COMMA}{BLANK}\n{OPEN}]+(?:[{OPEN}][^{CLOSE}\n]*[{CLOSE}]?[^、{SEMICOLON}{COMMA}{BLANK}\n{OPEN}]*)*"
)
_BY_VERB = re.compile(
    rf"(?:^|(?<=[{COMMA}{SEMICOLON}{OPEN}、由]))由?([^{COMMA}{SEMICOLON}]+?)(?:{'|'.join(VERBS)})(?=[{COMMA}{SEMICOLON}{CLOSE}。]|$)"
)
# A clause that says its role itself; 负责 and 落实 say no more than the label.
_SAYS_ROLE = "|".join(verb for verb, role in VERBS.items() if role != "responsible")
_LEADING = tuple(verb for verb, role in VERBS.items() if role == "lead")
_CLAUSE = re.compile(rf"(?:[^{COMMA}{SEMICOLON}{OPEN}]|[{OPEN}][^{OPEN}{CLOSE}\n]*[{CLOSE}]?)*")
_WITH_ROLE = re.compile(
    rf"(?P<names>(?:[^{COMMA}{SEMICOLON}{OPEN}\n]|[{OPEN}][^{OPEN}{CLOSE}\n]*[{CLOSE}])+?)(?P<verb>{_SAYS_ROLE})(?=[{BLANK}]*(?:[{COMMA}{SEMICOLON}。\n]|\Z))"
)

# 由镇财政所负责核实, 镇规建办牵头,…: at the beginning of a clause
_SUBJECT_STOP = f"{COMMA}{SEMICOLON}{COLON}{OPEN}{CLOSE}。\n"
_BY_SUBJECT = re.compile(
    rf"(?:(?<=[{_SUBJECT_STOP}])|\A)[{BLANK}]*(?:由(?P<by>)|(?=[^{_SUBJECT_STOP}由]{{2,24}}牵头))(?P<names>[^{_SUBJECT_STOP}由]{{2,40}}?)"
    rf"(?P<verb>牵头|(?(by)负责|牵头)|(?(by)主抓|牵头))(?![^{_SUBJECT_STOP}]{{0,8}}的)"  # not 由镇财政所负责登记的合同
)

_KINDS = ("tail", "tail_from", "ending", "level", "filling", "renamed", "unnamed", "place")
_LEVEL = re.compile(r"(?:省|州|市|县|区|乡|镇|街道)(?!村|镇)")


@cache
def _words() -> tuple[re.Pattern[str], ...]:
    """What is cut off a name; where names joined by 及 part; where they part at 和 and 与 too; how a unit's name ends; where a
    name begins right behind a bracket."""
    words: dict[str, list[str]] = {}
    for row in read_vocabulary("units.csv", ("kind", "words"), allowed={"kind": _KINDS}):
        words.setdefault(row["kind"], []).extend(row.words("words"))
    ending = alternation(words["ending"])
    cut = re.compile(rf"(?:(?:{alternation(words['tail_from'])}).*|(?:{alternation(words['tail'])}))[。.]*$")
    also = "(?<![以涉普])及(?=[^时])"
    behind_ending = "|".join(f"(?<={re.escape(word)})" for word in words["ending"])
    both = rf"{also}|(?:{behind_ending})[和与]"
    behind_bracket = rf"(?<=[{CLOSE}])(?=(?:{alternation(words['level'])}))"
    return cut, re.compile(also), re.compile(both), re.compile(rf"(?:{ending})\Z"), re.compile(behind_bracket)


@cache
def _unnamed() -> frozenset[str]:
    """What stands in the place of a unit and is none: 待定."""
    rows = read_vocabulary("units.csv", ("kind", "words"), allowed={"kind": _KINDS})
    return frozenset(word for row in rows if row["kind"] == "unnamed" for word in row.words("words"))


@cache
def place_endings() -> frozenset[str]:
    """How the name of a place or unit ends that stands alone as a heading above its problems."""
    rows = read_vocabulary("units.csv", ("kind", "words"), allowed={"kind": _KINDS})
    return frozenset(word for row in rows if row["kind"] == "place" for word in row.words("words"))


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = words_by_code("labels.csv", "code")
    return re.compile(rf"{_BEFORE_LABEL}(?P<label>{alternation(codes)})[{BLANK}]*[{COLON}]?"), codes


def split_labels(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The labelled pieces of a bracket's words: (code, start, end) of each value."""
    pattern, codes = _labels()
    found = list(pattern.finditer(text, start, end))
    ends = [match.start() for match in found[1:]] + [end]
    return [(codes[match["label"]], match.end(), last) for match, last in zip(found, ends, strict=True)]


def read_units(text: str, start: int, end: int, role: str) -> list[Unit]:
    """The units named in text[start:end], in one role but for those whose clause says another (镇财政所牵头,镇纪委配合).

    The value ends at 。 or at the end of its line.
    """
    end = value_end(text, start, end)
    if not any(text.find(verb, start, end) >= 0 for verb in _LEADING):  # 各村配合 alone says no more than the label
        return _listed(text, start, end, role)
    units = []
    while start < end:
        clause = _WITH_ROLE.match(text, start, end)
        stop, said = (clause.end("names"), VERBS[clause["verb"]]) if clause else (_clause_end(text, start, end), role)
        units += _listed(text, start, stop, said)
        start = clause.end() if clause else stop
        start += 1
    return units


def _listed(text: str, start: int, end: int, role: str) -> list[Unit]:
    """The units of a list of names: 乡财政所、乡民政办,各村."""
    return [
        Unit(piece.start() + first, piece.start() + last, role, name)
        for piece in _PIECE.finditer(text, start, end)
        for first, last, name in _names(piece.group())
    ]


def _clause_end(text: str, start: int, end: int) -> int:
    """Where the next comma or semicolon outside brackets stands, or the end."""
    stop = _CLAUSE.match(text, start, end)
    return stop.end() if stop else end


@lru_cache(maxsize=4096)
def _names(piece: str) -> tuple[tuple[int, int, str], ...]:
    """The names in a piece without a stop, with their places: 乡乡村振兴站及相关站所 -> two."""
    cut, also, both, ending, behind_bracket = _words()
    rest = cut.sub("", piece)
    parts: list[str] = [rest]
    if len(rest) > SHORTEST_PAIR:
        wholes = behind_bracket.split(rest)
        # 和 and 与 join two units only where the last name is one as well.
        parts = [part for whole in wholes for part in (both if ending.search(whole) else also).split(whole)]
    names, left = [], 0
    for part in parts:
        name = (part or "").strip("。.:： 】]〕")
        if len(name) > 1 and name not in _unnamed():
            at = piece.index(name, left)
            left = at + len(name)
            names.append((at, left, name))
    return tuple(names)


def value_end(text: str, start: int, end: int) -> int:
    """Where a labelled value ends: at 。, or at a line end that no 、 or ; stands before."""
    while start < end and text[start] in "\n \t\u3000\xa0\r":
        start += 1
    stop = text.find("。", start, end)
    end = end if stop < 0 else stop
    line = text.find("\n", start, end)
    while line >= 0 and text[line - 1] in "、;；,，":
        line = text.find("\n", line + 1, end)
    return end if line < 0 else line


def read_subject_units(text: str, start: int, end: int) -> list[Unit]:
    """The units that the sentences of text[start:end] name as their subject with 牵头 or behind 由: 由镇财政所负责逐户核实;
    镇规建办牵头,…. Only words that end as units' names do: 由专人负责 and 分管领导牵头 name none."""
    if not any(text.find(verb, start, end) >= 0 for verb in (*_LEADING, "由")):
        return []
    ending = _words()[3]
    units = []
    for match in _BY_SUBJECT.finditer(text, start, end):
        role = VERBS[match["verb"]]
        named = read_units(text, match.start("names"), match.end("names"), role)
        if named and all(ending.search(unit.name) for unit in named):
            units += named
    return units


def read_verb_units(text: str, start: int, end: int) -> list[Unit]:
    """The units of a bracket without labels: (镇扶贫办牵头,各村配合)."""
    units = []
    for match in _BY_VERB.finditer(text, start, end):
        verb = text[match.end(1) : match.end()]
        units.extend(read_units(text, match.start(1), match.end(1), VERBS[verb]))
    return units


@cache
def _short_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    """Words that a short form leaves out; what offices were called before -> are called now."""
    rows = read_vocabulary("units.csv", ("kind", "words"), allowed={"kind": _KINDS})
    filling = [word for row in rows if row["kind"] == "filling" for word in row.words("words")]
    called: dict[str, str] = {}
    for row in rows:
        for pair in row.words("words") if row["kind"] == "renamed" else ():
            before, sign, now = pair.partition(">")
            if not (before and sign and now):
                raise WrongVocabulary(f"词表 units.csv 第{row.line}行 words: 读到“{pair}”, 应为 更名前>更名后")
            called[before] = now
    return re.compile(rf"(?:{alternation(filling)})(?=.)"), called


def without_level(name: str, township: str) -> tuple[str, str]:
    """The level a unit's name begins with (乡 for the township's own name too; "" when none), and the rest of the name."""
    if township and name.startswith(township) and len(name) > len(township) + 1:
        return township[-1], name[len(township) :]
    level = _LEVEL.match(name)
    return (level.group(), name[level.end() :]) if level else ("", name)


def short_name(core: str) -> str:
    """A name without its filling words: 扶贫开发办公室 -> 扶贫办, 农业综合服务中心 -> 农业中心."""
    return _short_forms()[0].sub("", _office(core))


def _office(core: str) -> str:
    return core.removesuffix("公室") if core.endswith("办公室") else core


def is_short_for(short: str, full: str) -> bool:
    """Whether `short` is `full` with filling words left out: 农业中心 of 农业服务中心, not 农业开发中心."""
    short, full = _office(short), _office(full)
    places, rest = {0}, 0  # where in `short` the rest of `full` may go on
    for word in [*_short_forms()[0].finditer(full), None]:
        kept = full[rest : word.start() if word else len(full)]
        places = {place + len(kept) for place in places if short.startswith(kept, place)}
        if word:
            places |= {place + len(word.group()) for place in places if short.startswith(word.group(), place)}
            rest = word.end()
    return len(short) in places


def renamed(core: str) -> str:
    """A short name as it is called since its renaming: 扶贫办 -> 乡村振兴办."""
    short = short_name(core)
    for old, new in _short_forms()[1].items():
        if short.startswith(old):
            return new + short[len(old) :]
    return short
