"""Writes the lines of a text as a Word document, a web page, or a PDF (printed by a real browser): input for the readers."""

import html
import io
import re
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from playwright.sync_api import Browser

from etl.read.numbering import number_text

# The three usual levels of official writing, as Word's list of several levels has them.
LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "(%2)"), ("decimal", "%3."), ("decimal", "(%4)"))
LIST_ID = 77


def docx_bytes(lines: list[str], *, numbered: bool = False) -> bytes:
    """A Word document of these paragraphs; `numbered`: the numbers that a list of Word can generate are generated."""
    document = docx.Document()
    if numbered:
        _add_list(document)
    counters = [0] * len(LEVELS)
    for line in lines:
        found = _numbered(line, counters) if numbered else None
        if found is None:
            document.add_paragraph(line)
        else:
            level, words = found
            properties = document.add_paragraph(words)._p.get_or_add_pPr()
            place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{LIST_ID}"/></w:numPr>'
            properties.append(parse_xml(place))
    return saved(document)


def docx_table_bytes(lines: list[str]) -> bytes:
    """A Word document in which lines with tabs are the rows of tables."""
    document = docx.Document()
    table = None
    for line in lines:
        cells = line.split("\t")
        if len(cells) == 1:
            document.add_paragraph(line)
            table = None
            continue
        table = table or document.add_table(rows=0, cols=len(cells))
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    document.add_paragraph()  # Word ends no document with a table
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    """The bytes of a document made with python-docx."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def html_text(lines: list[str], *, style: str = "", furniture: bool = True) -> str:
    """A page of a government site: navigation, breadcrumb, sidebar and footer around the lines; rows of cells as tables."""
    body, rows = [], []
    for line in [*lines, ""]:
        cells = [html.escape(cell) for cell in line.split("\t")]
        if len(cells) > 1:
            rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
            continue
        if rows:
            body.append(f"<table border=1>{''.join(rows)}</table>")
            rows = []
        if line.strip():
            body.append(f"<p>{html.escape(line)}</p>")
    text = "\n".join(body)
    if furniture:
        links = "".join(
            f"<li><a href='/c{n}'>{name}</a></li>" for n, name in enumerate(("首页", "政务公开", "互动交流", "办事服务"))
        )
        news = "".join(f"<li><a href='/n{n}'>某县召开第{n}次工作推进会</a></li>" for n in range(1, 6))
        text = f"""<div class="top-bar"><ul>{links}</ul></div><div class="breadcrumb">当前位置:首页 &gt; 政务公开</div>
<div id="content">{text}</div><div class="rightSide"><h3>相关链接</h3><ul>{news}</ul></div><script>var a = "整改时限";</script>
<div class="footer">版权所有:某县人民政府 电话:0000-0000000</div>"""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{style}</style></head><body>{text}</body></html>'


def printed(browser: Browser, markup: str, **options: Any) -> bytes:
    """A page as the browser prints it to PDF, with the size and margins of its own style."""
    page = browser.new_page()
    try:
        page.set_content(markup)
        return page.pdf(prefer_css_page_size=True, print_background=True, **options)
    finally:
        page.close()


def _add_list(document: "docx.document.Document") -> None:
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for index, (form, pattern) in enumerate(LEVELS)
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{LIST_ID}">{kind}{levels}</w:abstractNum>'))
    given = f'<w:num {nsdecls("w")} w:numId="{LIST_ID}"><w:abstractNumId w:val="{LIST_ID}"/></w:num>'
    numbering.append(parse_xml(given))


NUMBERS: tuple[tuple[re.Pattern[str], Callable[[int], str]], ...] = (
    (re.compile(r"([一二三四五六七八九十]+)、"), lambda n: number_text(n, "chineseCounting")),
    (re.compile(r"\(([一二三四五六七八九十]+)\)"), lambda n: number_text(n, "chineseCounting")),
    (re.compile(r"(\d+)\. ?(?!\d)"), str),
    (re.compile(r"\((\d+)\)"), str),
)


def _numbered(line: str, counters: list[int]) -> tuple[int, str] | None:
    """Level and words of a line whose number a list of Word would generate just so here."""
    for level, (pattern, written) in enumerate(NUMBERS):
        match = pattern.match(line)
        if match and match[1] == written(counters[level] + 1):
            counters[level] += 1
            counters[level + 1 :] = [0] * (len(counters) - level - 1)
            return level, line[match.end() :]
    return None
