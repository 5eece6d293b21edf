"""The place a document speaks for: province, prefecture, county and township, only where it states them.

Read from the issuer, the title, and the authorities named in the preamble (洮南市委市政府, 《迪庆州扶贫开发领导小组关于…》).
Provinces and prefectures are known names (data/vocabulary/places.csv); another 某某市 is a county-level city.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from etl.vocabulary import alternation, words_by_code

# What may stand right before a name in running text, so that 落实洮南市委 gives 洮南市.
_LEADS = (
    "现将|现就|现|我省|我市|我州|我县|我区|中共|落实|按照|根据|依据|依照|关于|贯彻|执行|以及|响应|对照|结合|反馈|巡察|考核|针对"
    "|就|按(?!照)|依|和|与|由|经|向|对(?!照|标)|在|自|从|为|报|据|及|是|将"
)
_BEFORE = rf"(?:^|[^\u4e00-\u9fff]|{_LEADS}|[年月日])(?!{_LEADS}|[年月日])"
_CHARACTER = r"[^届\W\d_a-zA-Z省市县区州盟旗乡镇村组各全我本该委党政府及和与的在对由某]"
_AUTHORITY = (
    r"(?=委|党委|人民政府|政府|人大|纪委|扶贫|乡村振兴|农村|农业|脱贫|实施|巩固|关于|办公室|成效|考核"
    r"|[\u4e00-\u9fff]{0,8}(?:领导小组|指挥部|局))"
)
_PEOPLES = "(?:(?:民族|苗族|彝族|侗族|瑶族|土家族|回族|满族|壮族|蒙古族|藏族|白族|傣族|布依族)*乡|镇|街道)"
# 国家贫困县, 重点县 are kinds of county, no names.
_NO_KIND = r"(?![\u4e00-\u9fff]{0,4}?(?:贫困|脱贫|摘帽|重点|示范|试点|先进|帮扶|受援|协作)[县市区])"
_COUNTY_NAME = rf"(?:{_NO_KIND}{_CHARACTER}{{1,8}}?(?:自治县|自治旗|县)|{_CHARACTER}{{2,8}}?(?:区|市|旗))"
_TOWNSHIP_NAME = rf"(?![各全我本该乡镇]|[村城集]镇)[^\W\d_a-zA-Z乡镇]{{1,7}}?{_PEOPLES}(?!镇|村振|村干|规民|级|土|属|直)"
_COUNTY_IN_TEXT = re.compile(
    rf"{_BEFORE}(?P<name>{_NO_KIND}(?:{_CHARACTER}{{1,4}}(?:自治县|县)|{_CHARACTER}{{2,4}}(?:区|市|旗))){_AUTHORITY}"
)
# 《永和县…方案》: behind the sign of a title a name may begin with any character
_COUNTY_IN_TITLE = re.compile(rf"[《〈](?P<name>{_NO_KIND}[^\W\d_a-zA-Z省市县区州关]{{1,4}}县){_AUTHORITY}")
_TOWNSHIP_IN_TEXT = re.compile(rf"{_BEFORE}(?P<name>{_CHARACTER}{{1,4}}{_PEOPLES})(?![镇村规级土属直中])")
# A name in running text is looked for around the sign at its end: trying every place where one may begin takes several times as
# long. So far before and behind that sign reach the name and what tells it, in characters.
_COUNTY_ENDS = re.compile(rf"[县区市旗]{_AUTHORITY}")
_TOWNSHIP_ENDS = re.compile(r"[乡镇道](?![镇村规级土属直中])")
_BEFORE_END, _BEHIND_END = 24, 16
_LEVELS = re.compile(rf"(?:中共)?(?P<county>{_COUNTY_NAME})?(?P<township>{_TOWNSHIP_NAME})")
_CITY_ABOVE = re.compile(rf"(?P<city>{_CHARACTER}{{2,4}}市)(?={_CHARACTER}{{1,5}}[县区])")
_ONLY_COUNTY = re.compile(rf"(?:中共)?(?P<county>{_COUNTY_NAME})")

# 柳溪县青石镇人民政府(以下简称青石镇)
_CALLED = re.compile(rf"[(（]以下简称[“\"]?(?P<name>[\u4e00-\u9fff]{{1,5}}?{_PEOPLES})[”\"]?[)）]")
_MASKED = re.compile(r"^(?:(?:某{1,2}|[Xx×*]{1,3})[省州市县区])+")  # 某县, XX县


@dataclass(slots=True)
class Places:
    """Names as stated; None where not stated."""

    province: str | None = None
    prefecture: str | None = None
    county: str | None = None
    township: str | None = None


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    levels = words_by_code("places.csv", "level")
    return re.compile(alternation(levels)), levels


def read_places(issuer: str | None, title: str | None, preamble: str) -> Places:
    """The place stated in issuer, title and preamble, in this order."""
    places = Places()
    for name in (issuer, title):
        if name:
            named, _ = leading_places(name.removeprefix("关于").removeprefix("印发"))
            for level in ("province", "prefecture", "county", "township"):
                setattr(places, level, getattr(places, level) or getattr(named, level))
    pattern, levels = _known()
    for level in ("province", "prefecture"):
        if getattr(places, level) is None:
            setattr(places, level, _most_named(name for name in pattern.findall(preamble) if levels[name] == level))
    if places.county is None:
        counties = _names(_COUNTY_ENDS, _COUNTY_IN_TEXT, preamble)
        titled = (match["name"] for match in _COUNTY_IN_TITLE.finditer(preamble))
        places.county = _most_named(counties, levels) or _most_named(titled, levels)
    if places.township is None and "以下简称" in preamble:
        places.township = _most_named(match["name"] for match in _CALLED.finditer(preamble))
    if places.township is None:
        places.township = _most_named(_names(_TOWNSHIP_ENDS, _TOWNSHIP_IN_TEXT, preamble))
    return places


def leading_places(name: str) -> tuple[Places, str]:
    """The levels at the beginning of an office's name or a title, and the words behind them: 隆阳区辛街乡人民政府."""
    places = Places()
    pattern, levels = _known()
    name = _MASKED.sub("", name.removeprefix("中共"))
    while (match := pattern.match(name)) is not None:
        if levels[match.group()] == "province":
            places.province = places.province or match.group()
        else:
            places.prefecture = places.prefecture or match.group()
        name = name[match.end() :]
    above = _CITY_ABOVE.match(name)  # an unlisted city with a county named behind it
    if above is not None:
        places.prefecture = places.prefecture or above["city"]
        name = name[above.end() :]
    match = _LEVELS.match(name) or _ONLY_COUNTY.match(name)
    if match is not None:
        named = match.groupdict()
        places.county, places.township = named["county"], named.get("township")
        name = name[match.end() :]
    return places, name


def _names(ends: re.Pattern[str], name: re.Pattern[str], text: str) -> Iterator[str]:
    """The names of a text that `name` reads where they end."""
    for sign in ends.finditer(text):
        end = sign.end()
        for found in name.finditer(text, max(0, end - _BEFORE_END), end + _BEHIND_END):
            if found.end("name") == end:
                yield found["name"]


def _most_named(names: Iterable[str], not_these: Container[str] = ()) -> str | None:
    """The name that stands most often; None where two stand equally often, because a place is never guessed."""
    most = Counter(name for name in names if name not in not_these).most_common(2)
    if len(most) == 2 and most[0][1] == most[1][1]:
        return None
    return most[0][0] if most else None
