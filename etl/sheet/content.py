"""What the cells of a column hold, whatever its heading says: names of places or offices, dates, states, money, words.

A heading that no list knows is believed only where its column holds what it speaks of (etl/sheet/cues.py). Only the first filled
cells of a column are looked at, so that a large table costs no more than a small one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from etl.plan.deadlines import is_only_deadline
from etl.sheet import cells as read
from etl.sheet.cells import Unreadable, is_null, plain
from etl.sheet.context import township_in
from etl.sheet.states import read_state, says_only_not_done
from etl.vocabulary import alternation, read_vocabulary

MOST_ROWS = 200  # below a heading that are looked at for
MOST_CELLS = 20  # filled cells of a column
ENOUGH = 0.7  # of them: some cells of any column are mistyped
MOST_OF = 0.8  # of them, where no heading says what they are
LONGEST_NAME = 30  # characters of a place, an office or a code
FEWEST_NAMES = 3  # a column of one name may as well be a word

HOLDS = (
    *("township", "village", "unit", "person", "code", "unit_word", "text", "flag", "status", "date", "deadline"),
    *("period", "integer", "yuan", "number", "percentage", "years", "aid"),
)
PARTS = ("front", "behind", "whole", "within", "kind")


def sample(rows: Sequence[list[str]], index: int) -> list[str]:
    """The first filled cells of a column, without those that only name a total."""
    found: list[str] = []
    for row in rows[:MOST_ROWS]:
        if index < len(row) and not is_null(row[index]) and not _TOTAL.fullmatch(plain(row[index])):
            found.append(row[index])
            if len(found) == MOST_CELLS:
                break
    return found


def filled_down(rows: Sequence[list[str]], indices: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """The cells of some columns, row by row; one left empty, as cells merged over rows are, is what stands above it."""
    above = ("",) * len(indices)
    for row in rows:
        above = tuple(row[index] or before for index, before in zip(indices, above, strict=True))
        yield above


_GROUP = re.compile(r"(?<=[村区居寨屯])(?:第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:村民)?(?:小?组|社|队))$")
_TOTAL = re.compile(r".{0,4}(?:合计|小计|总计|共计)|全[县乡镇市区村旗]|全街道")


def share(holds: str, cells: Sequence[str], heading: str = "") -> float:
    """How many of the filled cells are what is asked for, 0 to 1; 1 for no cells, which contradict nothing."""
    if not cells:
        return 1.0
    if holds == "text":
        return _words_share(cells)
    fits = _TESTS[holds]
    return sum(fits(cell, heading) for cell in cells) / len(cells)


def are_names(cells: Sequence[str]) -> bool:
    """Whether a column holds names of persons: two to four characters that begin with a family name, hardly any of them twice."""
    named = {plain(cell) for cell in cells if _is_person(cell, "")}
    return len(named) >= FEWEST_NAMES and len(named) >= MOST_OF * len(cells)


def _words_share(cells: Sequence[str]) -> float:
    """Cells that say something: no numbers, dates, ticks, numbers of persons; none at all where they are persons or places."""
    if are_names(cells) or share("township", cells) >= ENOUGH:
        return 0.0
    return sum(_says_something(cell) for cell in cells) / len(cells)


def _says_something(cell: str) -> bool:
    text = plain(cell)
    return (
        len(re.findall(r"[\u4e00-\u9fff]", text)) >= 2
        and read.without_personal(cell) == cell
        and not _is_date(cell, "")
        and not _can(read.read_number, cell)
        and not _can(read.read_flag, cell)
    )


def _can(reader: Callable[[str], object], cell: str) -> bool:
    try:
        reader(cell)
    except Unreadable:
        return False
    return True


def _is_date(cell: str, _: str) -> bool:
    text = plain(cell)
    return bool(re.search(r"\d", text)) and len(text) <= 20 and _can(lambda each: read.read_day(each, 2000), cell)


def _is_deadline(cell: str, _: str) -> bool:
    if is_only_deadline(plain(cell)):
        return True
    try:
        return read.read_deadline(cell, 2000) is not None
    except Unreadable:
        return False


def _is_status(cell: str, heading: str) -> bool:
    return says_only_not_done(cell, heading) or _can(lambda each: read_state(each, heading), cell)


def _is_flag(cell: str, _: str) -> bool:
    return not cell.strip().isdigit() and _can(read.read_flag, cell)


@cache
def _words(holds: str, part: str) -> str:
    allowed = {"holds": HOLDS, "part": PARTS}
    rows = read_vocabulary("cell_words.csv", ("holds", "part", "words"), allowed=allowed)
    return alternation([word for row in rows if (row["holds"], row["part"]) == (holds, part) for word in row.words("words")])


def _is_unit(cell: str, _: str) -> bool:
    names = [name for name in re.split(r"[、,;/及和]|\n", re.sub(r"[(].*?[)]", "", plain(cell).replace("\n", "、"))) if name]
    ends = re.compile(rf".*(?:{_words('unit', 'behind')})")
    return bool(names) and bool(ends.fullmatch(names[0])) and all(len(name) <= LONGEST_NAME for name in names)


def _is_village(cell: str, _: str) -> bool:
    text = without_group(plain(cell))
    return len(text) <= LONGEST_NAME and bool(re.fullmatch(rf"\D+(?:{_words('village', 'behind')})", text))


def without_group(text: str) -> str:
    """The village of a place within it: 东街村3组, 东街村第二村民小组 -> 东街村."""
    return _GROUP.sub("", text)


def is_village_name(text: str) -> bool:
    """Whether a text is the name of a village, and no word for a kind of them (脱贫村, 示范村)."""
    return _is_village(text, "") and not re.fullmatch(rf".*(?:{_words('village', 'kind')})", plain(text))


def aid_words() -> re.Pattern[str]:
    """What names a class of aid to households: 产业奖补, 公益性岗位."""
    return re.compile(_words("aid", "within"))


def _is_person(cell: str, _: str) -> bool:
    text = plain(cell)
    if re.fullmatch(rf".+(?:{_words('unit', 'behind')}|{_words('village', 'behind')})", text) and len(text) > 2:
        return False
    return bool(re.fullmatch(rf"(?:{_words('person', 'front')})[\u4e00-\u9fff·]{{1,2}}", text)) and not _is_status(cell, "")


def _is_code(cell: str, _: str) -> bool:
    return len(plain(cell)) <= LONGEST_NAME and bool(re.search(r"[\dA-Za-z]", cell)) and "%" not in cell


_TESTS: dict[str, Callable[[str, str], bool]] = {
    "township": lambda cell, _: township_in(plain(cell), whole=True) is not None,
    "village": _is_village,
    "unit": _is_unit,
    "person": _is_person,
    "code": _is_code,
    "unit_word": lambda cell, _: bool(re.fullmatch(_words("unit_word", "whole"), plain(cell))),
    "flag": _is_flag,
    "status": _is_status,
    "date": _is_date,
    "deadline": _is_deadline,
    "period": lambda cell, _: _can(lambda each: read.read_period(each, 2000), cell),
    "integer": lambda cell, _: _can(read.read_integer, cell),
    "yuan": lambda cell, _: _can(lambda each: read.read_yuan(each, 1), cell),
    "number": lambda cell, _: _can(read.read_number, cell),
    "percentage": lambda cell, _: _can(read.read_number, cell),
    "years": lambda cell, _: bool(re.search(r"(?:19|20)\d{2}", cell)),
}
