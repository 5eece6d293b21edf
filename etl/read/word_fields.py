"""Fields of Word (w:fldChar): what of them a reader of the page sees.

A field has a code (`TOC \\o "1-3"`, `IF …`) and, behind w:fldChar separate, the result that Word shows. Codes hold words too,
where fields stand inside each other. A table of contents repeats the headings of the document and is left out.
"""

from dataclasses import dataclass, field

from lxml import etree

_CONTENTS = "TOC"
_DELETED = ("del", "moveFrom")


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    shows_result: bool = False

    @property
    def is_shown(self) -> bool:
        return self.shows_result and not "".join(self.code).lstrip().upper().startswith(_CONTENTS)


class Fields:
    """Follows the fields of one document from its beginning; asked in the order of the document."""

    def __init__(self, w: str, root: etree._Element) -> None:
        """`w`: the namespace in braces. Where fields do not end (a damaged file) all words are shown."""
        self._w = w
        self._open: list[_Field] = []
        kinds = [mark.get(f"{w}fldCharType") for mark in root.iter(f"{w}fldChar") if not self._is_deleted(mark)]
        self._is_sound = kinds.count("begin") == kinds.count("end")

    def mark(self, element: etree._Element) -> None:
        """A w:fldChar: a field begins, shows its result, or ends."""
        kind = element.get(f"{self._w}fldCharType")
        if not self._is_sound:
            return
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].shows_result = True
        elif kind == "end" and self._open:
            self._open.pop()

    def code(self, words: str | None) -> None:
        """A w:instrText: a piece of the innermost field's code."""
        if self._open and not self._open[-1].shows_result:
            self._open[-1].code.append(words or "")

    @property
    def are_shown(self) -> bool:
        """Whether the words at this place are seen on the page."""
        return all(each.is_shown for each in self._open)

    def _is_deleted(self, mark: etree._Element) -> bool:
        return next(mark.iterancestors(*(f"{self._w}{name}" for name in _DELETED)), None) is not None
