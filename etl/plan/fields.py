"""What a document says of itself: title, own number, issuer, place, own date, kind, and the counts it declares.

    关于印发《黄桑乡…整改方案》的通知      title (from the notice when no line of its own follows)
    黄委发〔2024〕6号                    doc_number: alone on its line or in the metadata block, not one cited
    中共黄桑乡委员会 / 黄桑乡人民政府       issuer: the lines above the date
    2024年5月20日                       issued_on; a web page's posting date is not it

Read from the text in front of the first numbered part and from the lines at the end (signature).
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from etl.parsed import PlanFields, Span
from etl.plan.dates import read_date
from etl.plan.declared import read_declared
from etl.plan.outline import Node
from etl.plan.places import Places, read_places
from etl.plan.signature import BLANKS, DATE_LINE, ISSUER, LAST_LINES, Line, day_of, lines_with_words
from etl.plan.signs import CLOSE, COLON, OPEN, SEMICOLON
from etl.vocabulary import alternation, read_vocabulary, words_by_code

TITLE_END = (
    r"(?:方案|报告|计划|通报|台账|清单|通知|意见|要点|情况|(?:整改|推进|工作)进展|措施|分解表|分工表|一览表"
    r"|说明|任务书|交办单|督办单|交办函|督办函|汇报|汇报材料|总结|公告|公示|的函|复函)"
)
KINDS = ("cleanup_plan", "rectification_report", "rectification_plan", "action_plan")
SHORTEST_TITLE = 10
_CELL_EDGES = BLANKS + "|｜"
_TITLE = re.compile(
    rf"[^。{SEMICOLON}【】>《|\uff5c\t]{{3,90}}{TITLE_END}(?:范文|样本|模板)?(?:[{OPEN}][^{CLOSE}]{{2,40}}[{CLOSE}])?"
)
_NOTICE = re.compile(
    rf"(?:[^《\n]{{0,30}})(?:印发|下发|转发)(?:《(?P<quoted>[^\n]{{6,100}})》|(?P<bare>[^《》\n]{{6,90}}?{TITLE_END}))的?通知"
)
_NUMBER = re.compile(
    r"(?P<number>[\u4e00-\u9fff]{2,14}(?:[〔﹝\[［【(（]\s?\d{4}\s?[〕﹞\]］】)）]\s?第?\s?\d{1,4}|[〔﹝\[［]\d{5,8})\s?号)"
    r"(?:\s*签发人.*)?"
)
_PRINTED = re.compile(rf"\S{{0,30}}\s*(?P<day>{DATE_LINE.pattern})\s?印发")
# (2023年5月18日乡党委会议审议通过)
_ADOPTED = re.compile(rf"[{OPEN}](?P<day>{DATE_LINE.pattern})[^{OPEN}{CLOSE}\n]{{0,30}}(?:通过|印发|发布|讨论)[{CLOSE}]")
_POSTED = re.compile(r"(?:19|20)\d\d\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}")
# Breadcrumbs, buttons, the letterhead and the foot of an issued paper.
_FURNITURE = re.compile(
    r"[^。,，]{0,30}首页\s?(?:>|»|›|/|-|—|→).{0,60}|(?:[【\[]?(?:打印|关闭|返回顶部|返回|收藏|分享|下载)[^【】\[\]。]{0,4}[】\]]?[\s|｜]*){1,6}"
    r"|[-|｜:： ]{3,}"
    r"|[\u4e00-\u9fff]{3,30}文件|附件[:：].{0,80}|(?:政务微信|扫码|扫一扫).{0,20}|.{0,12}人已?(?:围观|浏览|阅读)|\S{2,30}\s?\d{4}年\d{1,2}月\d{1,2}日印发"
)


@dataclass(slots=True)
class Own:
    """The fields, and the pieces of text they (and the page's furniture) were read from."""

    fields: PlanFields
    claimed: list[Span] = field(default_factory=list)
    posted_on: date | None = None  # when a web page was posted: not the document's date, but of its year


@cache
def _meta() -> tuple[re.Pattern[str], dict[str, str]]:
    """A metadata label at the beginning of a line, blanks between its characters allowed."""
    fields = words_by_code("plan_fields.csv", "field")
    spaced = "|".join(
        rf"[{BLANKS}]*".join(re.escape(character) for character in word) for word in sorted(fields, key=len, reverse=True)
    )
    return re.compile(rf"[【\[]?(?P<label>{spaced})[】\]]?\s*(?:[{COLON}]\s*|$)(?P<value>.*)"), fields


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = read_vocabulary("plan_kinds.csv", ("kind", "words"), unique=("words",), allowed={"kind": KINDS})
    return tuple((row["kind"], re.compile(alternation(row.words("words")))) for row in rows)


def read_fields(text: str, root: Node, parts: list[Node]) -> Own:
    """The fields of a document. `parts` are the parts that hold issues (their headings tell the kind when no title does)."""
    first = next((node.start for node in root.children if node.own_line), len(text))
    head = lines_with_words(text, 0, first)
    tail_start = max(first, text.rfind("\n", 0, max(0, len(text) - 600)) + 1)
    tail = lines_with_words(text, tail_start, len(text))[-LAST_LINES:]
    own = Own(PlanFields())
    fields = own.fields
    meta = _metadata(head, own)
    _metadata(tail, own)
    if "posted_on" in meta and (posted := _POSTED.match(meta["posted_on"].text)):
        own.posted_on = read_date(re.sub(r"\s", "", posted.group()))
    own.claimed += [Span(line.start, line.end) for line in (*head, *tail) if _FURNITURE.fullmatch(line.text)]
    _title(head, fields, own)
    _number(head, meta, fields, own)
    _signature(head, tail, meta, fields, own)
    preamble = text[head[0].start : first] if head else ""
    places = read_places(fields.issuer, fields.title, preamble)
    _place(fields, places)
    fields.kind = _kind(fields.title, preamble, [text[part.body : part.body + 30] for part in parts])
    fields.declared, sentences = read_declared(text, root, parts)
    own.claimed += sentences
    return own


def _metadata(head: list[Line], own: Own) -> dict[str, Line]:
    """field -> line of its value, from a page's metadata block: the value behind the label or on the next line."""
    pattern, codes = _meta()
    found: dict[str, Line] = {}
    index = 0
    while index < len(head):
        line = head[index]
        match = pattern.fullmatch(line.text) if len(line.text) < 120 else None
        index += 1
        if match is None:
            continue
        own.claimed.append(Span(line.start, line.end))
        code = codes[re.sub(r"\s", "", match["label"])]
        value = match["value"].strip(_CELL_EDGES)
        if value:
            at = line.start + match.start("value") + match["value"].index(value)
            for named, words, place in _pieces(code, value, at):
                found.setdefault(named, Line(place, place + len(words), words))
        elif index < len(head) and pattern.fullmatch(head[index].text) is None and not _TITLE.fullmatch(head[index].text):
            found.setdefault(code, head[index])
            own.claimed.append(Span(head[index].start, head[index].end))
            index += 1
    return found


def _pieces(code: str, value: str, at: int) -> list[tuple[str, str, int]]:
    """The values of labels that stand on one line (发布机构: 某乡人民政府 发布时间: 2018-09-05), each with its code and place."""
    pieces = []
    while (further := _further_label().search(value)) is not None:
        pieces.append((code, value[: further.start()].rstrip(_CELL_EDGES), at))
        code = _meta()[1][further["label"]]
        value, at = value[further.end() :], at + further.end()
    return [*pieces, (code, value, at)]


@cache
def _further_label() -> re.Pattern[str]:
    """A metadata label with its colon behind a blank, inside a line."""
    return re.compile(rf"[{_CELL_EDGES}]+[【\[]?(?P<label>{alternation(_meta()[1])})[】\]]?\s*[{COLON}][{_CELL_EDGES}]*")


def _title(head: list[Line], fields: PlanFields, own: Own) -> None:
    """The last line that is a title, else the title quoted by the notice that issues it."""
    noticed = None
    for index, line in enumerate(_title_lines(head)):
        notice = _NOTICE.fullmatch(line.text)
        if notice:
            noticed = notice["quoted"] or notice["bare"]
            own.claimed.append(Span(line.start, line.end))
            continue
        match = _TITLE.fullmatch(line.text)
        if match is None or line.text.startswith(("根据", "按照", "为", "附件", "附：")) or _meta()[0].fullmatch(line.text):
            continue
        title = line.text
        before = head[index - 1] if index else None
        if before is not None and _is_title_start(before.text, title):
            title = before.text + title
            own.claimed.append(Span(before.start, before.end))
        fields.title = re.sub(rf"[{BLANKS}]+", "", title)
        own.claimed.append(Span(line.start, line.end))
    if fields.title is None and noticed:
        fields.title = noticed


def _title_lines(head: list[Line]) -> list[Line]:
    """The lines; of one that goes on behind its title (lost line breaks) the words up to the first blank."""
    lines = []
    for line in head:
        first = line.text.split(" ", 1)[0]
        if len(first) < len(line.text) and _TITLE.fullmatch(line.text) is None and _TITLE.fullmatch(first):
            line = Line(line.start, line.start + len(first), first)
        lines.append(line)
    return lines


def _is_title_start(words: str, rest: str) -> bool:
    """Whether a line is the first part of a title that goes on with `rest` on the next line."""
    if rest.startswith("关于"):
        return ISSUER.fullmatch(words) is not None
    return (
        (len(rest) < SHORTEST_TITLE or words.startswith("关于"))
        and re.fullmatch(r"[\u4e00-\u9fff\d“”、]{6,40}", words) is not None
        and ISSUER.fullmatch(words) is None
        and day_of(words) is None
    )


def _number(head: list[Line], meta: dict[str, Line], fields: PlanFields, own: Own) -> None:
    candidates = [meta["doc_number"]] if "doc_number" in meta else []
    for line in [*candidates, *head]:
        match = _NUMBER.fullmatch(line.text.strip("()（）"))
        if match:
            fields.doc_number = re.sub(r"\s", "", match["number"])
            own.claimed.append(Span(line.start, line.end))
            return


def _signature(head: list[Line], tail: list[Line], meta: dict[str, Line], fields: PlanFields, own: Own) -> None:
    """Issuer and date: metadata, else a line that is a date and the lines above it that are offices."""
    if "issuer" in meta and ISSUER.fullmatch(meta["issuer"].text):
        fields.issuer = meta["issuer"].text
    if "issued_on" in meta:
        fields.issued_on = day_of(meta["issued_on"].text)
    for lines in (head, tail):
        for index in range(len(lines) - 1, -1, -1):
            day = day_of(lines[index].text)
            if day is None or (index and lines[index - 1].text.rstrip(COLON + BLANKS) in _meta()[1]):
                continue
            own.claimed.append(Span(lines[index].start, lines[index].end))
            offices: list[str] = []
            for line in reversed(lines[max(0, index - 4) : index]):
                names = line.text.split()
                if not all(ISSUER.fullmatch(name) for name in names):
                    break
                offices = names + offices
                own.claimed.append(Span(line.start, line.end))
            if fields.issued_on is None or offices:  # a signature says more than a page's 日期
                fields.issued_on = day
            if offices and fields.issuer is None:
                fields.issuer = "、".join(offices)
            if offices:
                return
    for line in reversed(tail):
        printed = _PRINTED.fullmatch(line.text) if fields.issued_on is None and "印发" in line.text else None
        if printed is not None:
            fields.issued_on = day_of(printed["day"])
    for line in head:
        adopted = _ADOPTED.fullmatch(line.text) if fields.issued_on is None else None
        if adopted is not None:
            fields.issued_on = day_of(adopted["day"])
            own.claimed.append(Span(line.start, line.end))


def _place(fields: PlanFields, places: Places) -> None:
    fields.province, fields.prefecture = places.province, places.prefecture
    fields.county, fields.township = places.county, places.township


def _kind(title: str | None, preamble: str, headings: list[str]) -> str | None:
    """The first kind whose words are in the title; without a title, in the last words of the preamble or the parts' headings."""
    for words in [title] if title else [preamble[-120:], *headings]:
        for kind, pattern in _kinds():
            if pattern.search(words):
                return kind
    return None
