"""What a stored title or unit name may differ in from its place in the text: the line breaks and lines a copy put inside."""


def is_wording(sliced: str, words: str) -> bool:
    """Whether `words` stand in `sliced`, parted by blanks and, where a page ends, by whole lines."""
    if sliced == words:
        return True
    places = {0}  # where the next character may stand
    for character in words:
        places = {place + 1 for start in places for place in _next_places(sliced, start) if sliced[place] == character}
    return len(sliced) in places


def _next_places(sliced: str, start: int) -> set[int]:
    """Where the words may go on behind `start`: behind blanks, and behind a line break at the beginning of any later line."""
    place = start
    while place < len(sliced) and sliced[place].isspace():
        place += 1
    found = {start, place}
    if "\n" in sliced[start:place]:
        line = sliced.find("\n", place)
        while line >= 0:
            begin = line + 1
            while begin < len(sliced) and sliced[begin].isspace():
                begin += 1
            found.add(begin)
            line = sliced.find("\n", line + 1)
    return {place for place in found if place < len(sliced)}
