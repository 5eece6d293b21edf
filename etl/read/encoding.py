"""Bytes to text: a byte order mark first (UTF-8, UTF-16), then what the file itself declares, then strict UTF-8, then UTF-16
without a mark (known by its letters: no other encoding gives Chinese that way), then strict GB18030. In this order every test
file was read right, and detectors did no better. A text with a few broken bytes (a file cut inside a letter) is read with a
sign for each (`BROKEN`): strict GB18030 would make other letters of a broken UTF-8.
"""

import codecs
import re

from etl.parsed import Unread
from etl.read.errors import NotText

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
# GB18030 holds both, and pages that declare them use its other characters all the same.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030"}
BROKEN = "\ufffd"
LETTERS_A_BROKEN = 20  # letters that are not Latin for each broken place: with fewer the encoding is another one
_SAMPLE = 4000  # bytes
_USUAL = re.compile(r"[\t\n\r -~\u00b7\u2010-\u2026\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_EXPECTED = "文本 (UTF-8 或 GB18030)"


def decoded(file: str, content: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text without its mark, and the name of the encoding. Raises NotText."""
    for mark, name, encoding in MARKS:
        if content.startswith(mark):
            text = _strict(content[len(mark) :], encoding) or _mended(content[len(mark) :], encoding)
            if text is None and content[len(mark) :]:
                raise NotText(file, f"{name} 标记, 后面不是这种编码", f"{name} 文本")
            return text or "", name
    for encoding in (*([_known(declared)] if declared else []), "utf-8"):
        text = _strict(content, encoding)
        if text is not None and "\0" not in text:
            return text, encoding
    wide = _unmarked(content)
    if wide:
        return content.decode(wide, "replace"), wide
    for encoding, read in (("utf-8", _mended), ("gb18030", _strict), ("gb18030", _mended)):
        text = read(content, encoding)
        if text is not None:
            return text, encoding
    raise NotText(file, "既不是 UTF-8 也不是 GB18030 的内容", _EXPECTED)


def broken_places(text: str) -> tuple[Unread, ...]:
    """What to say of a text with broken bytes: where the first is, and how many."""
    count = text.count(BROKEN)
    if not count:
        return ()
    line = text.count("\n", 0, text.index(BROKEN)) + 1
    return (Unread(f"第{line}行" + (f"等 {count} 处" if count > 1 else ""), f"坏的字节 ({BROKEN})", "完整的文字 (请核对原件)"),)


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mended(content: bytes, encoding: str) -> str | None:
    """The text with a sign for each broken place, None where there are too many for this to be the encoding."""
    text = content.decode(encoding, "replace")
    broken = text.count(BROKEN)
    letters = sum("\u2e80" <= sign <= "\u9fff" for sign in text) if broken * LETTERS_A_BROKEN < len(text) else 0
    return text if "\0" not in text and letters >= broken * LETTERS_A_BROKEN else None


def _unmarked(content: bytes) -> str | None:
    """The UTF-16 that these bytes are without saying so: nearly all of what it gives is Chinese, Latin or their signs."""
    sample = content[: _SAMPLE & ~1]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        usual = len(_USUAL.findall(text))
        if text and usual >= 0.97 * len(text) and any("\u4e00" <= sign <= "\u9fff" for sign in text):
            return encoding
    return None


def _known(declared: str) -> str:
    """The name by which Python knows an encoding of text; utf-8 for one it does not know."""
    try:
        name = codecs.lookup(declared).name
        "".encode(name)  # raises for rot13, base64 and the like
    except (LookupError, ValueError, TypeError):
        return "utf-8"
    return WIDER.get(name, name)
