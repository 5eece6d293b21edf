"""Why a file cannot be read as a document: one class a fact."""


class UnreadableDocument(Exception):
    """A file that cannot be read as a document; `file`, `read` and `expected` are for the reader of the message."""

    def __init__(self, file: str, read: str, expected: str) -> None:
        super().__init__(f"{file}: 读到 {read}, 应为 {expected}")
        self.file, self.read, self.expected = file, read, expected


class EmptyFile(UnreadableDocument):
    """The file has no character other than blanks."""


class NotText(UnreadableDocument):
    """A file named as text whose bytes are no text in any encoding known here."""


class UnknownFormat(UnreadableDocument):
    """A file whose name ends in something that is no document format read here."""


class UnreadableFile(UnreadableDocument):
    """The operating system does not give the file's bytes."""


class DamagedFile(UnreadableDocument):
    """The bytes are not what the format says they are, or are cut off."""


class LockedFile(UnreadableDocument):
    """The file asks for a password."""


class TooLarge(UnreadableDocument):
    """Unpacked, the file would be larger than any document: refused before it is unpacked."""


class NoTextLayer(UnreadableDocument):
    """A document of scanned pages: pictures of words, no words."""


class NoReaderInstalled(UnreadableDocument):
    """The program that reads this format is not installed on this machine."""


class NoDocument(UnreadableDocument):
    """The bytes are another kind of file (a spreadsheet, a picture, an archive) than the name says."""
