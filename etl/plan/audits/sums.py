"""Parts against totals, rates against products, subsets against the whole.

鸡苗12万只,其中:自养14242只,代养105758只          14242 + 105758 = 120000
每年分红2万元,三年累计6万元                       3 × 2万元 = 6万元
摸排2897个,其中财政支持758个,问题28个             28 ≤ 758 ≤ 2897
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from etl.parsed import Amount, Audit, Count
from etl.plan.audits.document import Document, nearest, plain

_OPENS_PARTS = re.compile(r"其中|包括|分别|[::]\s?|[((]\s?$|[((][^,,;;]{0,8}$")
_BEGINS_WITH_PARTS = re.compile(r"[^\S\n]*其中")
_ADDED = re.compile(r"加上|再加|加计|另加")
_OF_THESE = re.compile(r"其中|里有|中含")
_BRACKET_OPENS = re.compile(r"^[一-鿿]{0,6}[((]\s?$")
_TOTALS = re.compile(r"(?:共计|合计|总计|累计|共|总额|总资金)[一-鿿]{0,8}$")
_TOTAL_RIGHT_BEFORE = re.compile(r"(?:共计|合计|总计|共)(?:补助|发放|补贴)?\s?$")
_TOTAL_BEHIND = re.compile(r"^[,;]?[^,。;、]{0,3}(?:共计|合计|总计|累计|共)[^,。;、]{0,4}$")
_BEFORE_DAY = re.compile(r"(?P<day>\d[\d年月日]*)底?(?:以|之)?前(?P<verb>[一-鿿]{0,6})$")
_SINCE_DAY = re.compile(r"(?P<day>\d[\d年月日]*)底?(?:以|之)?[来后](?P<verb>[一-鿿]{0,6})$")
_CLAUSE_MARKS = ",，;；:：。\n"
_KIND = re.compile(r"(?:类|型|式|级)(?:问题|户厕|厕所|危房|房屋)?$")
_AND = re.compile(r"^(?:、|和|及|以及)[^,。;、]{0,14}$")
_AVERAGE = re.compile(r"(?:平均)?每\s?$")
_PER_ITEM = re.compile(r"每(?P<unit>个|头|只|株|座|吨|台|次|项|处|间|辆|口|套|平方米|所|栋|幢|家|条|公里|张|盏|眼|棚)")
_LONGEST_PARAGRAPH = 600
MOST_KINDS = 12


def parts_of_a_count(document: Document) -> Iterator[Audit]:
    """A count, then its parts of the same unit. Confirms a sum that holds; objects where a bracket lists all the parts,
    20个(14个和6个), and to parts that cannot make the total (_partition)."""
    for sentence in document.sentences:
        for index, total in enumerate(sentence.counts[:-2]):
            parts = [count for count in sentence.counts[index + 1 :] if count.unit == total.unit]
            if len(parts) < 2:
                continue
            opening = document.between(total, parts[0])
            bracket = _BRACKET_OPENS.match(opening) is not None
            if not (bracket or _OPENS_PARTS.search(opening)) or len(opening) > 40:
                continue
            if bracket:
                close = re.compile("[))]").search(document.text, parts[0].end)
                parts = [part for part in parts if close and part.end <= close.start()]
            run = _run_that_sums(total, parts)
            if run:
                yield sum_of_counts(document, total, run, ok=True)
            elif (
                bracket
                and len(parts) >= 2
                and re.fullmatch(r"[一-鿿]{0,12}[和、,,及][一-鿿]{0,12}", document.between(parts[0], parts[1]))
            ):
                yield sum_of_counts(document, total, parts, ok=False)
            elif not bracket and (run := _partition(document, total, parts)):
                yield sum_of_counts(document, total, run, ok=False)


def parts_in_the_next_sentence(document: Document) -> Iterator[Audit]:
    """交办97件。其中,已办结75件,正在办理22件: confirms parts whose sentence begins with 其中, and 属实152件,不属实4件 of 156件
    where nothing else calls them parts."""
    for before, sentence in pairwise(document.sentences):
        if before.end != sentence.start or not _BEGINS_WITH_PARTS.match(document.text, sentence.start, sentence.end):
            continue
        for total in reversed(before.counts):
            run = _run_that_sums(total, [count for count in sentence.counts if count.unit == total.unit])
            if run:
                yield sum_of_counts(document, total, run, ok=True)
                break
    for sentence in document.sentences:
        for total, one, two in zip(sentence.counts, sentence.counts[1:], sentence.counts[2:], strict=False):
            opposed = two.subject.startswith("不") and len(two.subject) > 2 and one.subject.endswith(two.subject[1:])
            opposed = opposed and not _OPENS_PARTS.search(document.between(total, one))
            if opposed and total.unit == one.unit == two.unit and one.value + two.value == total.value:
                yield sum_of_counts(document, total, [one, two], ok=True)


def _partition(document: Document, total: Count, parts: list[Count]) -> list[Count]:
    """Parts that cannot make the total: 2018年以前620座 and 2018年以来1360座 of 1950; kinds (…类, …式) that are more than all.

    Kinds that are fewer are no contradiction: not all may be named. Before and since leave nothing out, nor count anything twice,
    only where both say one day and one doing; fewer contradict only where the total says that doing too.
    """
    parts = parts[:MOST_KINDS]
    names = [document.between(before, part) for before, part in pairwise([total, *parts])]
    before, since = _BEFORE_DAY.search(names[0]), _SINCE_DAY.search(names[1])
    if len(parts) == 2 and before and since:
        if before.groups() != since.groups():
            return []
        said = document.text[max(document.text.rfind(mark, 0, total.start) for mark in _CLAUSE_MARKS) + 1 : total.start]
        return parts if before["verb"] in said or sum(part.value for part in parts) > total.value else []
    kinds = next((n for n, name in enumerate(names) if _KIND.search(name) is None), len(parts))
    return parts[:kinds] if kinds > 1 and sum(part.value for part in parts[:kinds]) > total.value else []


def _run_that_sums(total: Count, parts: list[Count]) -> list[Count]:
    """The first parts whose sum is the total; empty when no such run of two or more."""
    added = 0.0
    for number, part in enumerate(parts, 1):
        added += part.value
        if number > 1 and abs(added - total.value) < 1e-6:
            return parts[:number]
        if added > total.value:
            break
    return []


def sum_of_counts(document: Document, total: Count, parts: list[Count], *, ok: bool) -> Audit:
    """The audit of a count against the sum of its parts."""
    added = plain(sum(part.value for part in parts))
    formula = "+".join(plain(part.value) for part in parts) + f"={added}"
    names = "、".join(document.words(part) for part in parts)
    message = f"{document.words(total)}与分项{names}之和{added}{_agrees(ok)}。"
    return document.result("parts_of_total", ok, document.words(total), formula, (total, *parts), message)


def parts_of_an_amount(document: Document) -> Iterator[Audit]:
    """资金200万元,其中80万元…; 120万元…: confirms parts (the second may stand sentences later in the paragraph) that add up;
    objects only where one part 其中, or parts joined by 、, are more than the whole."""
    amounts = [amount for amount in document.parsed.amounts if amount.per == "total"]
    for index, total in enumerate(amounts[:-1]):
        first = amounts[index + 1]
        if not _OF_THESE.search(document.between(total, first)[:40]) or first.start - total.end > 80:
            continue
        if first.yuan > total.yuan and document.sentence_at(first.start) == document.sentence_at(total.start):
            message = f"其中{document.words(first)}大于总额{document.words(total)}, 不相符。"
            yield document.result(
                "parts_of_total", False, document.words(total), f"{first.yuan:f}>{total.yuan:f}", (total, first), message
            )
            continue
        listed = _joined(document, amounts[index + 1 : index + 14])
        if len(listed) > 1 and sum(part.yuan for part in listed) > total.yuan and not any(a.approx for a in (total, *listed)):
            yield _sum_of_amounts(document, total, listed)
            continue
        paragraph_end = document.text.find("\n", total.end)
        stop = min(paragraph_end if paragraph_end >= 0 else len(document.text), total.end + _LONGEST_PARAGRAPH)
        rest = [amount for amount in amounts[index + 2 : index + 14] if amount.end <= stop]
        parts = _amounts_that_sum(total, first, rest)
        if parts:
            yield _sum_of_amounts(document, total, parts)


def listed_amounts(document: Document) -> Iterator[Audit]:
    """分别投入10万元、20万元、30万元,共计60万元: a list joined by 、 and the total called so right behind it."""
    for sentence in document.sentences:
        amounts = sentence.amounts
        for index in range(2, len(amounts)):
            total = amounts[index]
            if not _TOTAL_BEHIND.match(document.between(amounts[index - 1], total)):
                continue
            first = index - 1
            while first and _joined(document, amounts[first - 1 : first + 1])[1:]:
                first -= 1
            parts = amounts[first:index]
            if _ADDED.search(document.text, amounts[first - 1].end if first else sentence.start, amounts[first].start):
                base = next((one for one in amounts[:first] if one.yuan + sum(part.yuan for part in parts) == total.yuan), None)
                if base is None:
                    continue  # 收入15亿元,…,加上补助2亿元: what it is added to stands anywhere before
                parts = [base, *parts]
            if len(parts) > 1 and len({part.per for part in parts}) == 1 and not any(one.approx for one in (total, *parts)):
                yield _sum_of_amounts(document, total, parts)


def _joined(document: Document, amounts: list[Amount]) -> list[Amount]:
    """The first amounts of a list, as far as they are joined by 、 和 or 及."""
    run = amounts[:1]
    for one, two in pairwise(amounts):
        if not _AND.match(document.between(one, two)):
            break
        run.append(two)
    return run


def _sum_of_amounts(document: Document, total: Amount, parts: list[Amount]) -> Audit:
    added = sum((part.yuan for part in parts), Decimal(0))
    names = "、".join(document.words(part) for part in parts)
    formula = "+".join(_money(part) for part in parts) + f"={plain(added)}元"
    in_wan = "万" in document.words(total)
    said = "" if added == total.yuan else f"{plain(added / 10_000)}万元" if in_wan else f"{plain(added)}元"
    message = f"{document.words(total)}与分项{names}之和{said}{_agrees(added == total.yuan)}。"
    return document.result("parts_of_total", added == total.yuan, document.words(total), formula, (total, *parts), message)


def _amounts_that_sum(total: Amount, first: Amount, rest: list[Amount]) -> list[Amount]:
    """`first` with one later amount, or with the run of all that follow, when that makes the total."""
    for other in rest:
        if first.yuan + other.yuan == total.yuan:
            return [first, other]
    parts, added = [first], first.yuan
    for other in rest:
        parts.append(other)
        added += other.yuan
        if added == total.yuan:
            return parts
    return []


def rates_times_years(document: Document) -> Iterator[Audit]:
    """2017-2019年分红均为2万元,累计6万元: a yearly sum over a stretch of years against 累计."""
    for sentence in document.sentences:
        for rate, total in pairwise(sentence.amounts):
            if rate.per != "year" or total.per != "total" or not re.search("累计|共计|合计", document.between(rate, total)):
                continue
            period = next((p for p in reversed(sentence.periods) if p.end <= rate.start and p.granularity == "year"), None)
            if period is None or period.first_on is None or period.last_on is None:
                continue
            years = period.last_on.year - period.first_on.year + 1
            if years < 2:
                continue
            ok = rate.yuan * years == total.yuan
            if not ok and rate.role != total.role:
                continue  # 每年投入2万元…累计收益…: the total is of something else
            formula = f"{years}年×{_money(rate)}={plain(rate.yuan * years)}元"
            product = f"{document.words(rate)}乘以{years}年为{plain(rate.yuan * years)}元"
            message = f"{product}, 与累计{document.words(total)}{_agrees(ok)}。"
            yield document.result("rate_times_years", ok, f"累计{document.words(total)}", formula, (period, rate, total), message)


def rates_times_holders(document: Document) -> Iterator[Audit]:
    """为117户每户补助500元,共58500元: a sum per household or person, the number of them, and a total called 共 or 合计."""
    units = {"household": ("户",), "person": ("人", "名"), "mu": ("亩",)}
    for sentence in document.sentences:
        for rate, total in pairwise(sentence.amounts):
            holder = units.get(rate.per.split("_")[0]) or _item_units(document, rate)
            if holder is None or total.per != "total" or rate.approx or total.approx:
                continue
            if not _TOTALS.search(document.between(rate, total)):
                continue
            holders = [
                count for count in sentence.counts if count.unit in holder and count.end <= total.start and count.value > 1
            ]
            if len(holders) != 1:
                continue
            count = holders[0]
            product = float(rate.yuan) * count.value
            ok = abs(product - float(total.yuan)) < 0.5
            if not ok and not _TOTAL_RIGHT_BEFORE.search(document.text, max(0, total.start - 6), total.start):
                continue  # 共投入资金…万元 may pay for more
            formula = f"{plain(count.value)}×{_money(rate)}={plain(round(product, 2))}元"
            words = f"{document.words(count)}乘以{document.words(rate)}为{plain(round(product, 2))}元"
            message = f"{words}, 与所写{document.words(total)}{_agrees(ok)}。"
            yield document.result("rate_times_holders", ok, document.words(total), formula, (count, rate, total), message)


def _item_units(document: Document, rate: Amount) -> tuple[str, ...] | None:
    """The unit that a rate per item is for: 每所补助3万元 -> 所."""
    found = _PER_ITEM.search(document.text, max(0, rate.start - 10), rate.start) if rate.per.startswith("item") else None
    return (found["unit"],) if found else None


def averages(document: Document) -> Iterator[Audit]:
    """贫困户1062户,设岗位864个,平均每1.2户一个: the count of that unit over the nearest count of another unit."""
    for sentence in document.sentences:
        for average in sentence.counts[2:]:
            wording = document.text[average.start - 4 : average.start]
            if not _AVERAGE.search(wording) or ("平均" not in wording and average.value == int(average.value)):
                continue
            holders = nearest(sentence.counts, average.start, average.unit)
            things = next(
                (
                    c
                    for c in reversed(sentence.counts)
                    if c.end <= average.start and c.unit != average.unit and holders and c.start > holders.end + 2
                ),
                None,
            )
            if holders is None or things is None or things.value == 0:
                continue
            computed = holders.value / things.value
            decimals = len(plain(average.value).partition(".")[2])
            ok = abs(computed - average.value) <= 10**-decimals * 1.0000001
            formula = f"{plain(holders.value)}÷{plain(things.value)}={computed:.2f}"
            words = f"{document.words(holders)}除以{document.words(things)}为{computed:.2f}"
            message = f"{words}, 与所写平均每{document.words(average)}{_agrees(ok)}。"
            yield document.result("average", ok, f"平均每{document.words(average)}", formula, (holders, things, average), message)


def subsets(document: Document) -> Iterator[Audit]:
    """N个,其中M个: no subset is larger than its whole, nor what was found problematic larger than what was surveyed."""
    for sentence in document.sentences:
        counts = sentence.counts
        for index, (whole, first) in enumerate(pairwise(counts)):
            if first.unit != whole.unit or not _OF_THESE.search(document.between(whole, first)[:40]):
                continue
            chain = [whole]
            for count in counts[index + 1 :]:
                if count.unit != whole.unit or count.start - chain[-1].end > 40:
                    break
                chain.append(count)
            if len(chain) < 2:
                continue
            if len(chain) == 3 and _are_the_whole(chain[1], chain[2]) and chain[1].value + chain[2].value > whole.value:
                yield sum_of_counts(document, whole, chain[1:], ok=False)
                continue
            largest = max(chain[1:], key=lambda count: count.value)
            ok = largest.value <= whole.value
            if not ok and (whole.unit == "个" and not _same_thing(whole, chain[1])):
                continue
            names = "、".join(document.words(count) for count in chain[1:])
            formula = (
                "≤".join(plain(count.value) for count in sorted(chain, key=lambda count: count.value))
                if ok
                else (f"{plain(largest.value)}>{plain(whole.value)}")
            )
            message = f"{document.words(whole)}, 其中{names}: 部分{'不大于' if ok else '大于'}总数, {_agrees(ok)}。"
            yield document.result("subset_of_whole", ok, f"{document.words(whole)}, 其中{names}", formula, chain, message)


def _are_the_whole(one: Count, two: Count) -> bool:
    """Whether two parts leave no third: 贫困村 and 非贫困村, 整改 and 未整改."""
    names = one.subject, two.subject
    return any(len(name) > 1 and other in ("非" + name, "未" + name, "不" + name) for name, other in (names, names[::-1]))


def _same_thing(whole: Count, part: Count) -> bool:
    """Whether two counts of 个 speak of one kind of thing: their subjects share two characters in a row."""
    pairs = {whole.subject[i : i + 2] for i in range(len(whole.subject) - 1)}
    return any(part.subject[i : i + 2] in pairs for i in range(len(part.subject) - 1))


def _money(amount: Amount) -> str:
    return f"{plain(amount.yuan)}元"


def _agrees(ok: bool) -> str:
    return "相符" if ok else "不相符"
