"""Streamlit's HTML file in Chinese: what is answered with it, and that the words it replaces are still Streamlit's own."""

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message
from streamlit import file_util

from shell.chinese import WORDS, ChineseShell, shell

OPENS = "text/html,application/xhtml+xml"
LETTERS = re.compile(r"[A-Za-z][A-Za-z ,]{4,}")


def asked(path: str, accept: str = OPENS, method: str = "GET") -> tuple[dict[str, str], str]:
    """Headers and text of the answer of a server that says “other” to everything, behind the shell."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"accept", accept.encode())]}
    answer = ChineseShell(PlainTextResponse("other"))(scope, receive, send)
    with suppress(StopIteration):  # it waits for nothing: run through without a loop, which a browser test may have left running
        answer.send(None)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return headers, b"".join(message.get("body", b"") for message in sent).decode()


@pytest.fixture(scope="module")
def bundle() -> str:
    """All of Streamlit's scripts."""
    return "".join(path.read_text("utf-8") for path in Path(file_util.get_static_dir()).rglob("*.js"))


@pytest.mark.parametrize("path", ["/", "/progress", "/no-such-page"])
def test_a_page_begins_with_the_chinese_file(path: str) -> None:
    headers, text = asked(path)
    assert headers["content-type"].startswith("text/html")
    assert headers["cache-control"] == "no-cache"
    assert text == shell()


@pytest.mark.parametrize("path", ["/api/", "/api/overview.json", "/_stcore/health", "/static/js/index.js", "/favicon.png", "/x/"])
def test_what_is_no_page_passes_through(path: str) -> None:
    assert asked(path)[1] == "other"


def test_what_a_script_asks_for_passes_through() -> None:
    assert asked("/progress", accept="*/*")[1] == "other"
    assert asked("/progress", method="POST")[1] == "other"


def test_the_file_is_chinese() -> None:
    head, _, body = shell().partition("</head>")
    assert '<html lang="zh-CN">' in head
    assert "<title>问题整改看板</title>" in head
    assert '<div id="root">' in body
    said = re.sub(r"<!--.*?-->|<[^>]*>", "", body, flags=re.DOTALL)
    assert LETTERS.findall(said.replace("JavaScript", "")) == []


def test_each_word_replaced_is_one_that_streamlit_says(bundle: str) -> None:
    """A newer Streamlit may say it otherwise: then the entry is dead, and something is English again."""
    declared = json.loads(WORDS.read_text("utf-8"))
    unsaid = [words for words in declared["words"] if not re.search(f"[\"`']{re.escape(words)}[\"`']", bundle)]
    assert unsaid == []


def test_each_word_put_is_chinese() -> None:
    declared = json.loads(WORDS.read_text("utf-8"))
    for english, put in {**declared["words"], **declared["patterns"]}.items():
        assert re.search(r"[一-鿿]|\$1", put) or put == "make run", english


def test_charts_and_tables_are_fetched_before_the_first_one_is_drawn() -> None:
    found = re.findall(r"import\('\./(static/js/(PlotlyChart|DataFrame)\.[^']+)'\)", shell())
    assert [part for _, part in found] == ["PlotlyChart", "DataFrame"]
    assert all(Path(file_util.get_static_dir(), path).is_file() for path, _ in found)


def test_streamlit_still_reads_what_it_is_told_at_the_start(bundle: str) -> None:
    told = (WORDS.parent / "start.js").read_text("utf-8")
    assert told in shell()
    for name in ("window.__streamlit", "BACKEND_BASE_URL", "HOST_CONFIG", "allowedOrigins", "useExternalAuthToken", "metricsUrl"):
        assert name in told
        assert name in bundle, name
