"""Which rows of an .xlsx workbook are hidden: fastexcel reads them like any other, and a clerk should be told.

The workbook part names the sheets, its relations part the files they stand in, and a row there says
hidden="1" (ECMA-376, 18.3.1.73).
"""

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"\br=\"(\d+)\"")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")


def hidden_rows(content: bytes) -> dict[str, list[int]]:
    """Sheet name -> the 1-based numbers of its hidden rows, of the sheets that have any; nothing for what cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            workbook = ElementTree.fromstring(package.read("xl/workbook.xml"))
            relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
            targets = {each.get("Id"): each.get("Target") or "" for each in relations}
            found = {}
            for sheet in workbook.findall(".//{*}sheet"):
                relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
                part = posixpath.normpath(posixpath.join("/xl", targets.get(relation, ""))).lstrip("/")
                rows = _hidden_in(package.read(part)) if part in package.namelist() else []
                if rows:
                    found[sheet.get("name") or ""] = rows
            return found
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return {}


def _hidden_in(part: bytes) -> list[int]:
    return [int(number[1]) for row in _ROW.finditer(part) if _HIDDEN.search(row[1]) and (number := _NUMBER.search(row[1]))]
