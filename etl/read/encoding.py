"""Bytes to text: a byte order mark first (UTF-8, UTF-16), then what the file itself declares, then strict UTF-8, then strict
GB18030. In this order every test file was read right, and detectors did no better.
"""

import codecs

from etl.read.errors import NotText

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
# GB18030 holds both, and pages that declare them use its other characters all the same.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030"}


def decoded(file: str, content: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text without its mark, and the name of the encoding. Raises NotText."""
    for mark, name, encoding in MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding), name
            except UnicodeDecodeError as error:
                raise NotText(file, f"{name} 标记, 第{error.start}字节起不是这种编码", f"{name} 文本") from error
    for encoding in (*([_known(declared)] if declared else []), "utf-8", "gb18030"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise NotText(file, "既不是 UTF-8 也不是 GB18030 的内容", "文本 (UTF-8 或 GB18030)")


def _known(declared: str) -> str:
    """The name by which Python knows an encoding of text; utf-8 for one it does not know."""
    try:
        name = codecs.lookup(declared).name
        "".encode(name)  # raises for rot13, base64 and the like
    except (LookupError, ValueError, TypeError):
        return "utf-8"
    return WIDER.get(name, name)
