"""The parts of an Office Open XML file (.docx): a zip of XML files that name each other by relationships.

Nothing is unpacked before its size is known: too many entries, or too many bytes, are refused (zip bombs). XML is read without
entities, document types and the network.
"""

import io
import posixpath
import zipfile
import zlib
from typing import Any, cast

from lxml import etree

from etl.read.errors import SEND_AGAIN, DamagedFile, LockedFile, TooLarge

EXPECTED = f"完好的 .docx 文件 ({SEND_AGAIN})"
MOST_ENTRIES = 10_000
MOST_BYTES = 1 << 30  # all parts, pictures included
MOST_PART_BYTES = 48 << 20  # one part of XML; a thousand pages of text have about 10 MB
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError, OverflowError)


class Package:
    """An opened file. Raises DamagedFile, LockedFile or TooLarge, here and when a part is read."""

    def __init__(self, file: str, content: bytes) -> None:
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except _FAULTS as error:
            raise DamagedFile(file, "损坏或不完整的 .docx (打不开)", EXPECTED) from error
        if len(entries) > MOST_ENTRIES:
            raise TooLarge(file, f"{len(entries)} 个部件的压缩包", f"不超过 {MOST_ENTRIES} 个部件的 .docx 文件")
        size = sum(entry.file_size for entry in entries)
        if size > MOST_BYTES:
            raise TooLarge(file, f"解压后 {size >> 20} MB 的压缩包", f"解压后不超过 {MOST_BYTES >> 20} MB 的 .docx 文件")
        self._names = {entry.filename: entry for entry in entries}

    def xml(self, name: str) -> etree._Element:
        """The root of one part."""
        entry = self._names.get(name)
        if entry is None:
            raise DamagedFile(self.file, f"没有部件 {name} 的压缩包", EXPECTED)
        if entry.flag_bits & 1:
            raise LockedFile(self.file, "加密的压缩包", "没有密码的文件")
        if entry.file_size > MOST_PART_BYTES:
            limit = f"不超过 {MOST_PART_BYTES >> 20} MB 的正文"
            raise TooLarge(self.file, f"解压后 {entry.file_size >> 20} MB 的部件 {name}", limit)
        try:
            data = self._zip.read(entry)
            root = etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, RuntimeError, *_FAULTS) as error:
            raise DamagedFile(self.file, f"损坏的部件 {name}", EXPECTED) from error
        if cast(Any, root.getroottree().docinfo).doctype:
            raise DamagedFile(self.file, f"部件 {name} 中有 DOCTYPE", EXPECTED)
        return root

    def related(self, name: str | None) -> dict[str, str]:
        """Kind of relation (officeDocument, numbering, styles …) -> part, for one part; None: for the file itself."""
        folder, base = posixpath.split(name or "")
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self._names:
            return {}
        found: dict[str, str] = {}
        for relation in self.xml(relations):
            target, kind = relation.get("Target"), relation.get("Type")
            if target and kind and relation.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found.setdefault(kind.rsplit("/", 1)[-1], path)
        return found

    def has(self, name: str | None) -> bool:
        """Whether the file has this part."""
        return name in self._names


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
