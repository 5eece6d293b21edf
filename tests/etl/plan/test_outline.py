"""The outline: numbering families, learned levels, damage, labels."""

import time

import pytest

from etl.plan.brackets import Brackets
from etl.plan.outline import Node, read_outline


def tree(text: str) -> list[object]:
    """The outline as nested lists of first words."""
    return [shown(child, text) for child in read_outline(text, Brackets(text).all).children]


def shown(node: Node, text: str) -> object:
    words = text[node.body : node.end].split("\n")[0].split("。")[0].split(":")[0].split("：")[0]
    children = [shown(child, text) for child in node.children]
    return [words, *children] if children else words


def test_four_levels() -> None:
    text = "一、甲\n（一）乙\n1．丙\n（1）丁\n（2）戊\n2．己\n（二）庚\n二、辛\n"
    assert tree(text) == [["甲", ["乙", ["丙", "丁", "戊"], "己"], "庚"], "辛"]


def test_half_width_and_blanks() -> None:
    text = "  一 、甲\n\u3000\u3000( 一 ) 乙\n 1. 丙\n2、丁\n"
    assert tree(text) == [["甲", ["乙", "丙", "丁"]]]


def test_levels_are_learned_not_fixed() -> None:
    """1. above (一) here: (一) starts again under each arabic number."""
    text = "1.甲\n（一）乙\n（二）丙\n2.丁\n（一）戊\n（二）己\n"
    assert tree(text) == [["甲", "乙", "丙"], ["丁", "戊", "己"]]


def test_missing_level() -> None:
    """二 has no (一): its 1. stands right below."""
    text = "一、甲\n（一）乙\n1.丙\n2.丁\n二、戊\n1.己\n2.庚\n"
    assert tree(text) == [["甲", ["乙", "丙", "丁"]], ["戊", "己", "庚"]]


def test_numbers_that_go_on_across_classes() -> None:
    text = "（一）甲\n1.乙\n2.丙\n（二）丁\n3.戊\n4.己\n"
    assert tree(text) == [["甲", "乙", "丙"], ["丁", "戊", "己"]]


def test_part_is_missing_its_first_number() -> None:
    assert tree("二、甲\n（一）乙\n（二）丙\n") == [["甲", "乙", "丙"]]


def test_list_inside_a_line_belongs_to_its_paragraph() -> None:
    text = "1.甲。整改措施：一是乙；二是丙。1.子项；2、又一子项；三是丁。\n2.戊。\n"
    first = read_outline(text, []).children[0]
    assert [child.ordinal for child in first.children] == [1, 2, 3]
    assert [child.ordinal for child in first.children[1].children] == [1, 2]


def test_list_that_begins_in_a_line_and_goes_on_on_the_next() -> None:
    text = "1.甲。措施：一是乙。二是丙。\n三是丁。\n2.戊\n"
    first, second = read_outline(text, []).children
    assert [child.ordinal for child in first.children] == [1, 2, 3]
    assert second.ordinal == 2


def test_measures_that_restart_the_issue_numbers() -> None:
    text = "1.甲。\n整改措施：\n1.乙\n2.丙\n责任单位：某站\n2.丁。\n整改措施：\n1.戊\n责任单位：某办\n"
    assert tree(text) == [["甲", "乙", "丙"], ["丁", "戊"]]


def test_labels_are_fields_of_the_innermost_issue() -> None:
    text = "一、甲\n（一）乙\n整改措施：丙。\n责任单位：丁\n整改时限：戊\n（二）己\n"
    node = read_outline(text, []).children[0].children[0]
    assert [(piece.code, text[piece.body : piece.end].strip()) for piece in node.fields] == [
        ("measures", "丙。"),
        ("responsible", "丁"),
        ("deadline", "戊"),
    ]


def test_label_alone_on_its_line_and_label_behind_a_number() -> None:
    text = "（一）甲\n整改措施\n乙\n（二）丙\n1.问题描述：丁\n2.整改措施：戊\n"
    first, second = read_outline(text, []).children
    assert [(piece.code, text[piece.body : piece.end].strip()) for piece in first.fields] == [("measures", "乙")]
    assert [child.label for child in second.children] == ["finding", "measures"]


def test_labels_in_a_unit_bracket_are_no_fields() -> None:
    text = "（一）甲。（责任单位：某站；完成时限：6月底）\n（二）乙。\n"
    first = read_outline(text, Brackets(text).all).children[0]
    assert first.fields == []


@pytest.mark.parametrize("line", ["2023年1.5万元", "1.5倍", "10.5%", "3.14", "第一，甲", "2024.5.20"])
def test_no_number_of_the_outline(line: str) -> None:
    assert [child for child in read_outline(f"{line}\n", []).children if child.family < 7] == []


def test_a_stray_number_inside_a_line_opens_nothing() -> None:
    assert tree("下面是小编整理的全文。一、总体要求为大家整理。\n一、甲\n二、乙\n") == ["甲", "乙"]


def test_year_behind_an_item_number() -> None:
    assert tree("1.2023年投入不足。\n2.2024年进度慢。\n") == ["2023年投入不足", "2024年进度慢"]


@pytest.mark.parametrize("unit", ["（", "1、;2、;", "整改措施：", "（责任单位：", "\n1.", "\n（一）\n1.\n（1）", "，一是"])
def test_time_grows_with_the_length_only(unit: str) -> None:
    """Four times a hostile text takes about four times as long, not sixteen (with room for a busy machine)."""

    def seconds(text: str) -> float:
        times = []
        for _ in range(3):
            started = time.process_time()
            read_outline(text, Brackets(text).all)
            times.append(time.process_time() - started)
        return min(times)

    size = 10_000 // len(unit)
    assert seconds(unit * size * 4) < 11 * max(seconds(unit * size), 0.002)


def test_numbers_that_start_again_behind_a_heading_without_number() -> None:
    text = "产业方面\n1.甲。\n整改措施：乙。\n整改时限：6月底\n2.丙。\n整改措施：丁。\n就业方面\n1.戊。\n整改措施：己。\n2.庚。\n"
    assert [node.ordinal for node in read_outline(text, []).children] == [1, 2, 1, 2]
