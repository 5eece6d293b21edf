"""Old Word documents (.doc; also WPS documents, rich text and the XML of Word 2003), read by a program installed on the machine.

LibreOffice first: it makes a .docx of the file, with tables, generated numbers and tracked changes, in about a second and a
half. Without it catdoc or antiword give the words in milliseconds, but not the numbers that Word generates, which is said with
the document (Source.unread). Without any of them the file fails with the advice to install one or to save it as .docx.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from codecs import BOM_UTF8
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from etl.parsed import Source, Unread
from etl.read.docx import read_docx
from etl.read.errors import DamagedFile, LockedFile, NoReaderInstalled
from etl.read.lines import whole_text
from etl.read.real_format import OLE_MAGIC, RICH_TEXT

# Names of streams inside the file, as they stand in its directory.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OFFICE_COMMANDS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
LIGHT_COMMANDS = {"catdoc": ("-d", "utf-8", "-w"), "antiword": ("-m", "UTF-8.txt", "-w", "0")}
OFFICE_LIMIT_S = 90
LIGHT_LIMIT_S = 20
EXPECTED = "完好的 .doc 文件; 可用 Word 或 WPS 打开后另存为 .docx"
_NOT_COMPLETE = Unread(
    "全文", "用 {} 读出的 .doc: Word 自动生成的编号和修订标记读不出", "安装 LibreOffice, 或用 Word、WPS 另存为 .docx"
)


def read_doc(file: str, content: bytes) -> Source:
    """The document in these bytes. Raises EmptyFile, DamagedFile, LockedFile or NoReaderInstalled."""
    if not content.removeprefix(BOM_UTF8).lstrip().startswith((OLE_MAGIC, RICH_TEXT, b"<?xml")):
        raise DamagedFile(file, "不是 Word 文档的内容", EXPECTED)
    if _ENCRYPTED in content:
        raise LockedFile(file, "加密的文档", "没有密码的文件")
    office = installed(OFFICE_COMMANDS)
    light = installed(tuple(LIGHT_COMMANDS)) if content.startswith(OLE_MAGIC) else None
    if office is None and light is None:
        raise NoReaderInstalled(
            file, ".doc 文件, 本机没有读它的程序", "安装 LibreOffice (libreoffice-writer-nogui) 或 catdoc, 或另存为 .docx"
        )
    if office is not None:
        try:
            converted = read_docx(file, _converted(file, content, office))
            return replace(converted, sha256=hashlib.sha256(content).hexdigest(), format="doc", byte_count=len(content))
        except DamagedFile:
            if light is None:
                raise
    if light is None:
        raise DamagedFile(file, "读不出的 Word 文档", EXPECTED)
    return _read_light(file, content, light)


def installed(commands: tuple[str, ...]) -> str | None:
    """The path of the first of these programs that is installed."""
    return next((path for command in commands if (path := shutil.which(command))), None)


def _converted(file: str, content: bytes, office: str) -> bytes:
    """The .docx that LibreOffice makes of the file. It has a profile of its own: two at work in one profile lose files."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "in.doc").write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)]
        _output(file, [*command, str(folder / "in.doc")], OFFICE_LIMIT_S)
        made = folder / "in.docx"
        if not made.exists():
            raise DamagedFile(file, "LibreOffice 打不开的内容", EXPECTED)
        return made.read_bytes()


def _read_light(file: str, content: bytes, command: str) -> Source:
    name = Path(command).stem
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "in.doc"
        path.write_bytes(content)
        output = _output(file, [command, *LIGHT_COMMANDS[name], str(path)], LIGHT_LIMIT_S)
    text = whole_text(file, output.decode("utf-8", errors="replace").splitlines(), "有文字的 .doc 文件")
    note = replace(_NOT_COMPLETE, read=_NOT_COMPLETE.read.format(name))
    return Source(file, hashlib.sha256(content).hexdigest(), "doc", None, len(content), text, unread=(note,))


def _output(file: str, command: list[str], limit_s: int) -> bytes:
    """What the program prints; its children end with it when it takes too long."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.communicate(timeout=limit_s)[0]
    except subprocess.TimeoutExpired as error:
        raise DamagedFile(file, f"{limit_s} 秒内读不完的内容", EXPECTED) from error
    finally:
        if process.poll() is None:
            with suppress(OSError):
                if hasattr(os, "killpg"):
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
            process.wait()
