"""The bulletin read back: every number in it is the number of its mart, and the layout is that of an official paper."""

import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports import bulletin_parts, pictures, toilet_figures
from reports.bulletin import NO_ISSUER, bulletin
from reports.cells import shown
from reports.citations import COUNTED_ROWS
from reports.official import date_in_words
from reports.pictures import NoPictures
from tests.reports.reading_back import BY_LABEL, NUMBER, Paper, as_written, matching, read, without_dates
from warehouse.marts import BY_NAME
from warehouse.queries import Choice, Warehouse

AS_OF = date(2024, 5, 20)
CHOICES = {
    "everything": Choice(as_of=AS_OF),
    "one township": Choice(townships=("甲子乡",), as_of=AS_OF),
    "two filters": Choice(townships=("甲子乡",), statuses=("in_progress",), as_of=AS_OF),
    "after a second reporting date": Choice(as_of=date(2024, 10, 15)),
    "before anything was reported": Choice(as_of=date(2000, 1, 1)),
}


@pytest.fixture(params=CHOICES.values(), ids=list(CHOICES))
def choice(request: pytest.FixtureRequest) -> Choice:
    chosen: Choice = request.param
    return chosen


def written(warehouse: Warehouse, choice: Choice) -> Paper:
    return Paper.read(bulletin(warehouse, choice, today=date(2024, 5, 21), with_charts=False))


def test_who_signs_is_the_author_and_the_build_the_date(warehouse: Warehouse) -> None:
    content = bulletin(warehouse, CHOICES["everything"], issuer="甲县整改办", today=date(2024, 5, 21), with_charts=False)
    properties = Document(io.BytesIO(content)).core_properties
    assert (properties.author, properties.last_modified_by) == ("甲县整改办", "甲县整改办")
    assert properties.created == datetime.strptime(warehouse.build_id[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)


def test_every_cited_number_is_the_number_of_its_mart(warehouse: Warehouse, choice: Choice) -> None:
    sources = written(warehouse, choice).tables[-1]
    assert sources[0] == ["序号", "数字", "含义", "视图", "列", "行", "页面"]
    assert len(sources) > 5
    for _, number, _, view, column_label, row, _ in sources[1:]:
        mart = BY_LABEL[view]
        names = {label: name for name, label in mart.labels.items()}
        where = [pair.split("=", 1) for pair in filter(None, row.split("; "))]
        told = "; ".join(f"{names[label]}={'true' if value == '是' else value}" for label, value in where)
        rows = matching(warehouse, mart.name, choice, told)
        if column_label == COUNTED_ROWS:
            assert number == f"{rows.height:,}"
        else:
            assert rows.height == 1
            assert number == as_written(mart.name, names[column_label], rows[names[column_label]][0])


def test_the_bulletin_has_no_english_word(warehouse: Warehouse, choice: Choice) -> None:
    paper = written(warehouse, choice)
    words = [*paper.paragraphs, *(cell for table in paper.tables for row in table for cell in row)]
    said = [re.sub(r"\d{8}-\d{6}-[0-9a-f]{4}|/\w*\?\S*|\.txt|\.csv", "", text) for text in words]  # build, addresses, files
    assert [text for text in said if re.search("[A-Za-z]{3}", text)] == []


def test_no_number_stands_in_the_text_that_is_not_cited(warehouse: Warehouse, choice: Choice) -> None:
    paper = written(warehouse, choice)
    end = paper.paragraphs.index("附件")
    cited = [row[1] for row in paper.tables[-1][1:]]
    doubts = "".join(filter(None, warehouse.read("toilet_funnel", choice)["doubts"].to_list()))
    marked = 0
    for paragraph in paper.paragraphs[:end]:
        text, _, mark = paragraph.partition("[")
        if re.match(r"表\d|来源：", text):
            continue
        numbers = [number for number in NUMBER.findall(without_dates(text)) if number not in ("10",) or "10天内到期" not in text]
        own = [number for number in numbers if number not in NUMBER.findall(doubts)]
        if own:
            assert mark, text
            marked += 1
        assert set(own) <= set(cited), text
    assert marked >= 2


def test_the_marks_number_the_citations_in_order(warehouse: Warehouse) -> None:
    paper = written(warehouse, CHOICES["everything"])
    spans = [match for text in paper.paragraphs for match in re.findall(r"\[(\d+)(?:—(\d+))?\]$", text)]
    numbers = [number for first, last in spans for number in range(int(first), int(last or first) + 1)]
    assert numbers == list(range(1, len(paper.tables[-1])))


def test_the_tables_show_their_marts(warehouse: Warehouse, choice: Choice) -> None:
    tables = dict(written(warehouse, choice).tables_with_source())
    assert warehouse.read("overview", choice)["issue_count"][0] == 0 or len(tables) > 5
    for mart, (headings, *lines) in tables.items():
        rows, table = read(warehouse, mart, choice), BY_NAME[mart]
        if mart == "overview":
            continue  # turned on its side: the next test
        if mart == "due_buckets":
            cells = {(row["township"], row["due_bucket"]): row["issue_count"] for row in rows.iter_rows(named=True)}
            for name, *counts in lines:
                for bucket, count in zip(headings[1:], counts, strict=True):
                    assert count == shown(table, "issue_count", cells.get((name, bucket)))
            continue
        if mart == "fund_register":
            rows = rows.filter(pl.col("is_counted"))
        names = {label: name for name, label in table.labels.items()}
        columns = [names[heading] for heading in headings]
        assert lines == [
            [shown(table, *cell) for cell in zip(columns, row, strict=True)] for row in rows.select(columns).iter_rows()
        ]


def test_the_totals_are_those_of_the_overview(warehouse: Warehouse, choice: Choice) -> None:
    tables = list(written(warehouse, choice).tables_with_source())
    overview = warehouse.read("overview", choice).row(0, named=True)
    if not overview["issue_count"]:
        assert "overview" not in dict(tables)
        return
    mart, (_, *lines) = tables[0]
    assert mart == "overview"
    assert [line[1] for line in lines] == [shown(BY_NAME[mart], column, overview[column]) for column, _ in bulletin_parts.TOTALS]


def test_what_changed_since_the_reporting_date_before_is_told(warehouse: Warehouse) -> None:
    later = CHOICES["after a second reporting date"]
    days = warehouse.read("report_date", later)["reported_on"].to_list()
    assert len(days) > 1
    counted = read(warehouse, "change_summary", later).filter(pl.col("issue_count") > 0)
    assert counted.height
    paper = written(warehouse, later)
    said = next(text for text in paper.paragraphs if "两个填报日期之间" in text)
    assert f"从{date_in_words(days[1])}到{date_in_words(days[0])}" in said
    for row in counted.iter_rows(named=True):
        assert f"{row['change_label']}{row['issue_count']}个" in said
    assert "issue_change" in dict(paper.tables_with_source())


def test_without_a_second_reporting_date_the_bulletin_says_so(warehouse: Warehouse) -> None:
    early = CHOICES["everything"]
    assert warehouse.read("report_date", early).height < 2
    paper = written(warehouse, early)
    assert any("没有可比的上期" in text for text in paper.paragraphs)
    assert "issue_change" not in dict(paper.tables_with_source())


def test_nothing_chosen_is_said(warehouse: Warehouse) -> None:
    nothing = Choice(townships=("甲子乡",), themes=("没有这个主题",), as_of=AS_OF)
    assert any("没有符合条件的问题" in text for text in written(warehouse, nothing).paragraphs)


def test_scope_date_build_and_signature_are_said(warehouse: Warehouse) -> None:
    paper = written(warehouse, CHOICES["two filters"])
    text = "\n".join(paper.paragraphs)
    assert paper.paragraphs[0] == "甲子乡问题整改情况通报"
    assert "（截至2024年5月20日）" in text
    assert "状态: 推进中" in text
    assert warehouse.build_id in text
    assert "/progress?分组=按乡镇&乡镇=甲子乡&状态=推进中&截至=2024-05-20" in text
    assert NO_ISSUER in text
    assert "2024年5月21日" in text


def test_links_open_the_dashboard_when_its_address_is_known(warehouse: Warehouse) -> None:
    content = bulletin(
        warehouse, CHOICES["everything"], issuer="甲子乡人民政府", host="http://127.0.0.1:8501/", with_charts=False
    )
    document = Document(io.BytesIO(content))
    linked = [relation.target_ref for relation in document.part.rels.values() if relation.is_external]
    assert "http://127.0.0.1:8501/?截至=2024-05-20" in linked
    assert "甲子乡人民政府" in [paragraph.text for paragraph in document.paragraphs]


def test_the_layout_is_that_of_an_official_paper(warehouse: Warehouse) -> None:
    document = Document(io.BytesIO(bulletin(warehouse, CHOICES["everything"], with_charts=False)))
    section = document.sections[0]
    size = [
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    ]
    assert [round(length.mm) for length in size if length] == [210, 297, 37, 35, 28, 26]
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}

    def look(text: str) -> tuple[str | None, float]:
        run = next(p for t, p in by_text.items() if t.startswith(text)).runs[0]
        return run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt  # type: ignore[union-attr]

    assert look("问题整改情况通报") == ("方正小标宋简体", 22)
    assert look("一、总体情况") == ("黑体", 16)
    assert look("（一）各乡镇") == ("楷体_GB2312", 16)
    assert look("根据") == ("仿宋_GB2312", 16)
    assert next(p for t, p in by_text.items() if t.startswith("根据")).paragraph_format.line_spacing == Pt(28)
    assert document.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        assert footer.paragraphs[0].runs[0].text == "— "
        assert " PAGE " in footer._element.xml
    assert "w:asciiTheme" not in document.styles["Normal"].element.xml
    heads = [table._tbl.tr_lst[0] for table in document.tables]
    assert all(head.trPr is not None and head.trPr.find(qn("w:tblHeader")) is not None for head in heads)


def test_charts_are_pictures_with_a_sentence_for_those_who_cannot_see(warehouse: Warehouse) -> None:
    if not pictures.can_draw():
        pytest.skip("no browser here")
    document = Document(io.BytesIO(bulletin(warehouse, CHOICES["everything"])))
    drawn = document.inline_shapes
    assert len(drawn) >= 2
    assert all(shape._inline.docPr.get("descr") and round(shape.width.mm) == round(Mm(156).mm) for shape in drawn)
    assert not any("不附图" in paragraph.text for paragraph in document.paragraphs)


def test_without_a_browser_there_are_tables_and_a_sentence(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROME", "/nowhere/chrome")
    document = Document(io.BytesIO(bulletin(warehouse, CHOICES["everything"])))
    assert not document.inline_shapes
    assert len(document.tables) > 4
    assert any("只附表，不附图：本机没有装浏览器" in paragraph.text for paragraph in document.paragraphs)


def test_a_browser_that_does_not_answer_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = tmp_path / "chrome"
    silent.write_text("#!/bin/sh\nexec sleep 60\n", "utf-8")
    silent.chmod(0o755)
    pictures.stop()
    monkeypatch.setenv("CHROME", str(silent))
    monkeypatch.setattr(pictures, "STARTED_WITHIN_S", 1.0)
    with pytest.raises(NoPictures, match="没有画出图来"):
        pictures.png_bytes(toilet_figures.toilet_bars([("摸排", 3), ("问题", 1)]))


def test_damaged_text_of_a_document_does_not_break_the_paper() -> None:
    table = BY_NAME["fund_register"]
    assert shown(table, "amount_yuan", Decimal("888000")) == "888,000.00"
    assert shown(table, "item", "") == "—"
