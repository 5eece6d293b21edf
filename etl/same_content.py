"""Files of one content: the first is read in, the others are named. `build` and `check` ask the same question here."""

from dataclasses import dataclass
from pathlib import Path

from etl.corrections import Correction, WrongLine
from etl.files import ReadFile
from etl.frames.duplicates import content_of


@dataclass(frozen=True, slots=True)
class Content:
    """A file by what is in it: the hash of its bytes, and what is the same whatever its encoding or format."""

    path: Path
    name: str
    source_id: str
    content_id: str | None
    is_read: bool

    @classmethod
    def of(cls, file: ReadFile) -> "Content":
        """The content of a file that was just read."""
        return cls(file.path, file.name, file.sha256, content_of(file.plan, file.tables), file.failure is None)


@dataclass(frozen=True, slots=True)
class Same:
    """A file that has the content of an earlier one.

    Where that one could not be read where it stood (a table among the documents), `file` is the one read in.
    """

    first: Content
    file: Content

    @property
    def is_read_here(self) -> bool:
        """Whether the later file is the one that is read in."""
        return self.file.is_read and not self.first.is_read

    @property
    def kept(self) -> Content:
        """The file that is read in."""
        return self.file if self.is_read_here else self.first

    @property
    def other(self) -> Content:
        """The file that is not."""
        return self.first if self.is_read_here else self.file

    @property
    def message(self) -> str:
        """What the clerk is told."""
        return f"{self.other.name}: 与 {self.kept.name} 内容相同, 只读入一次。"

    def not_applied(self, correction: Correction) -> WrongLine:
        """What is said of a correction of a file that is not read in."""
        return correction.line, correction.wrong("key", correction.key, f"内容相同的 {self.kept.name} (这个文件不再读入)")


class Contents:
    """The contents of the files so far, whatever their encoding or format."""

    def __init__(self) -> None:
        self._first_of: dict[str, Content] = {}

    def same_as(self, file: Content) -> Same | None:
        """The earlier file of the same content, None for a new content, which is remembered."""
        keys = [key for key in (file.source_id, file.content_id) if key]
        first = next((self._first_of[key] for key in keys if key in self._first_of), None)
        same = Same(first, file) if first else None
        if same is None or same.is_read_here:
            self._first_of |= dict.fromkeys(keys, file)
        return same
