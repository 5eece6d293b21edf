"""The markup of a web page to a tree of elements, in linear time whatever the page holds."""

import re
from collections.abc import Iterator

from lxml import etree

from etl.read.errors import DamagedFile, EmptyFile

EXPECTED = "有正文的网页"
_IS_HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE | re.DOTALL
)
_SCRIPT = re.compile(r"(</?(?:script|style)(?![a-z]))", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z](?>[^>\"']+|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+")
_QUOTED = re.compile(r"\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)")
_ATTRIBUTE = re.compile(r"[\s/]+[^\s/]")
MOST_ATTRIBUTES = 500  # of one element; the parser looks each up among all before it


def is_html(content: bytes) -> bool:
    """Whether the bytes begin as a web page does."""
    return _IS_HTML.match(content[:2000].removeprefix(b"\xef\xbb\xbf")) is not None


def parsed_markup(file: str, markup: str) -> etree._Element:
    """The root of a page. Raises EmptyFile or DamagedFile."""
    markup = re.sub(r"^\s*<\?xml[^>]*>", "", markup.replace("\r\n", "\n").replace("\r", "\n"))
    if any(_attribute_count(tag) > MOST_ATTRIBUTES for tag in _long_tags(markup)):
        raise DamagedFile(file, f"一个标签有 {MOST_ATTRIBUTES} 个以上的属性", EXPECTED)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(file, f"读不出的网页 ({error})", EXPECTED) from error
    if root is None:
        raise EmptyFile(file, "没有一个字", EXPECTED)
    # The parser stops at 256 elements inside each other: what is deeper would be missing without a word.
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise DamagedFile(file, "嵌套过深的网页", EXPECTED)
    return root


def _long_tags(markup: str) -> Iterator[str]:
    """The tags that are long enough for too many attributes; what looks like one inside a script is none."""
    script = ""
    for piece in _SCRIPT.split(markup):
        name = piece.lower()
        if name in ("<script", "<style"):
            script = script or name[1:]
        elif name == f"</{script}":
            script = ""
        elif not script:
            yield from (tag[0] for tag in _TAG.finditer(piece) if len(tag[0]) > 2 * MOST_ATTRIBUTES)


def _attribute_count(tag: str) -> int:
    return len(_ATTRIBUTE.findall(_QUOTED.sub(" x ", tag)))
