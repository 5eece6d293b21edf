"""Web pages saved as one file (.mht; Word and browsers also name it .doc): the page among the parts of a MIME message."""

import hashlib
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from etl.parsed import Source
from etl.read.errors import DamagedFile
from etl.read.html import read_html

EXPECTED = "有正文的单个文件网页 (.mht)"


def read_mht(file: str, content: bytes) -> Source:
    """The document in these bytes. Raises what read_html raises, and DamagedFile where no part is a page."""
    for part in message_from_bytes(content).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                source = read_html(file, page, _charset(part))
                return replace(source, sha256=hashlib.sha256(content).hexdigest(), byte_count=len(content))
    raise DamagedFile(file, "没有网页部分的单个文件网页 (.mht)", EXPECTED)


def _charset(part: Message) -> str | None:
    """What the part says its encoding is."""
    try:
        return part.get_content_charset()
    except (LookupError, UnicodeError, ValueError):
        return None
