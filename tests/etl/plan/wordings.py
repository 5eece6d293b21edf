"""What a stored title or unit name may differ in from its place in the text: the line breaks and lines a copy put inside."""

import re


def is_wording(sliced: str, words: str) -> bool:
    """Whether `words` stand in `sliced`, parted by blanks and, where a page ends, by whole lines."""
    between = r"\s*(?:\n(?s:.)*\n\s*)?"
    return sliced == words or re.fullmatch(between.join(re.escape(character) for character in words), sliced) is not None
